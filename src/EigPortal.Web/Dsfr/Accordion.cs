using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record AccordionOptions
{
    /// <summary>Unique in the page.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string Heading { get; init; } = "h3";
    public bool Expanded { get; init; }
    public IHtmlContent? Content { get; init; }
}

public static class AccordionMarkup
{
    public static IHtmlContent Render(AccordionOptions options)
    {
        var button = new Element("button")
            .Class("fr-accordion__btn")
            .Attr("type", "button")
            .Attr("aria-expanded", options.Expanded ? "true" : "false")
            .Attr("aria-controls", options.Id)
            .Text(options.Title);
        return new Element("section")
            .Class("fr-accordion")
            .Add(new Element(options.Heading).Class("fr-accordion__title").Add(button))
            .Add(
                new Element("div")
                    .Class("fr-collapse", options.Expanded ? "fr-collapse--expanded" : null)
                    .Attr("id", options.Id)
                    .Add(options.Content)
            );
    }

    /// <param name="independent">Opening one leaves the others as they are.</param>
    public static IHtmlContent Group(IHtmlContent? accordions, bool independent) =>
        new Element("div").Class("fr-accordions-group").Attr("data-fr-group", independent ? "false" : null).Add(accordions);
}

/// <summary>
/// A section that opens on demand; open without JavaScript.
/// <code>&lt;dsfr-accordions&gt;&lt;dsfr-accordion id="qui" title="Qui peut candidater ?"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/dsfr-accordion&gt;&lt;/dsfr-accordions&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-accordion")]
public sealed class AccordionTagHelper : DsfrTagHelper
{
    public string Id { get; set; } = "";
    public string Title { get; set; } = "";
    public string Heading { get; set; } = "h3";
    public bool Expanded { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        AccordionMarkup.Render(
            new()
            {
                Id = Id,
                Title = Title,
                Heading = Heading,
                Expanded = Expanded,
                Content = content,
            }
        );
}

/// <summary>A group of accordions; <c>independent="true"</c> lets several stay open.</summary>
[HtmlTargetElement("dsfr-accordions")]
public sealed class AccordionGroupTagHelper : DsfrTagHelper
{
    public bool Independent { get; set; } = true;

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        AccordionMarkup.Group(content, Independent);
}
