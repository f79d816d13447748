using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record SearchOptions
{
    public required string Id { get; init; }
    public string Name { get; init; } = "q";
    public string? Value { get; init; }
    public string Label { get; init; } = "Rechercher";
    public bool Large { get; init; }
}

public static class SearchMarkup
{
    public static IHtmlContent Render(SearchOptions options) =>
        new Element("div")
            .Class("fr-search-bar", options.Large ? "fr-search-bar--lg" : null)
            .Attr("id", options.Id)
            .Attr("role", "search")
            .Add(new Element("label").Class("fr-label").Attr("for", $"{options.Id}-input").Text(options.Label))
            .Add(
                new Element("input")
                    .Class("fr-input")
                    .Attr("aria-describedby", $"{options.Id}-input-messages")
                    .Attr("placeholder", options.Label)
                    .Attr("id", $"{options.Id}-input")
                    .Attr("type", "search")
                    .Attr("name", options.Name)
                    .Attr("value", options.Value)
            )
            .Add(FieldMarkup.Messages($"{options.Id}-input", []))
            .Add(
                new Element("button")
                    .Class("fr-btn")
                    .Attr("title", options.Large ? null : "Rechercher")
                    .Attr("type", "submit")
                    .Text("Rechercher")
            );
}

/// <summary>
/// A search field with its button, inside a GET form.
/// <code>&lt;form method="get"&gt;&lt;dsfr-search name="q" value="@Model.Query" label="Rechercher un défi" /&gt;&lt;/form&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-search")]
public sealed class SearchTagHelper : DsfrTagHelper
{
    public string Id { get; set; } = "search";
    public string Name { get; set; } = "q";
    public string? Value { get; set; }
    public string Label { get; set; } = "Rechercher";
    public bool Large { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        SearchMarkup.Render(
            new()
            {
                Id = Id,
                Name = Name,
                Value = Value,
                Label = Label,
                Large = Large,
            }
        );
}
