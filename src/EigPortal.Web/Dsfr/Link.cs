using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record LinkOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Content { get; init; }
    public required string Href { get; init; }
    public Size Size { get; init; }
    public string? Icon { get; init; }
    public bool IconRight { get; init; }
    public IReadOnlyList<KeyValuePair<string, string?>> Attributes { get; init; } = [];
}

public static class LinkMarkup
{
    public static IHtmlContent Render(LinkOptions options) =>
        new Element("a")
            .Class("fr-link", SizeClass(options.Size))
            .Class(options.Icon is null ? null : $"fr-icon-{options.Icon}")
            .Class(
                options.Icon is null ? null
                : options.IconRight ? "fr-link--icon-right"
                : "fr-link--icon-left"
            )
            .Attr("href", options.Href)
            .Extra(options.Attributes)
            .Text(options.Text)
            .Add(options.Content);

    private static string? SizeClass(Size size) =>
        size switch
        {
            Size.Medium => null,
            Size.Small => "fr-link--sm",
            Size.Large => "fr-link--lg",
        };
}

/// <summary>
/// A link on its own, outside of a sentence (inside one, a plain <c>&lt;a&gt;</c> is enough).
/// <code>&lt;dsfr-link href="/defis" icon="arrow-right-line" icon-right="true"&gt;Tous les défis&lt;/dsfr-link&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-link")]
public sealed class LinkTagHelper : DsfrTagHelper
{
    public string? Text { get; set; }
    public string Href { get; set; } = "";
    public Size Size { get; set; }
    public string? Icon { get; set; }
    public bool IconRight { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        LinkMarkup.Render(
            new()
            {
                Text = Text,
                Content = content,
                Href = Href,
                Size = Size,
                Icon = Icon,
                IconRight = IconRight,
                Attributes = Extra(output),
            }
        );
}
