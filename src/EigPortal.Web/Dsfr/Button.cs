using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public enum ButtonVariant
{
    Primary,
    Secondary,
    Tertiary,
    TertiaryNoOutline,
}

public enum Size
{
    Medium,
    Small,
    Large,
}

public sealed record ButtonOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Content { get; init; }

    /// <summary>Makes a link that looks like a button; null makes a button.</summary>
    public string? Href { get; init; }
    public string Type { get; init; } = "submit";
    public ButtonVariant Variant { get; init; }
    public Size Size { get; init; }

    /// <summary>Name without prefix, such as <c>download-line</c>.</summary>
    public string? Icon { get; init; }
    public bool IconRight { get; init; }

    /// <summary>The text becomes the accessible name and the tooltip of a square button.</summary>
    public bool IconOnly { get; init; }
    public bool Disabled { get; init; }
    public IReadOnlyList<KeyValuePair<string, string?>> Attributes { get; init; } = [];
}

public static class ButtonMarkup
{
    public static IHtmlContent Render(ButtonOptions options)
    {
        var link = options.Href is not null;
        var icon = options.Icon is null ? null : $"fr-icon-{options.Icon}";
        return new Element(link ? "a" : "button")
            .Class("fr-btn", SizeClass(options.Size), icon, IconPosition(options), VariantClass(options.Variant))
            .Attr("href", link && !options.Disabled ? options.Href : null)
            .Attr("type", link ? null : options.Type)
            .Attr("title", options.IconOnly ? options.Text : null)
            .Attr("role", link && options.Disabled ? "link" : null)
            .Attr("aria-disabled", link && options.Disabled ? "true" : null)
            .Flag("disabled", !link && options.Disabled)
            .Extra(options.Attributes)
            .Text(options.Text)
            .Add(options.Content);
    }

    private static string? IconPosition(ButtonOptions options) =>
        options.Icon is null || options.IconOnly ? null
        : options.IconRight ? "fr-btn--icon-right"
        : "fr-btn--icon-left";

    private static string? SizeClass(Size size) =>
        size switch
        {
            Size.Medium => null,
            Size.Small => "fr-btn--sm",
            Size.Large => "fr-btn--lg",
        };

    private static string? VariantClass(ButtonVariant variant) =>
        variant switch
        {
            ButtonVariant.Primary => null,
            ButtonVariant.Secondary => "fr-btn--secondary",
            ButtonVariant.Tertiary => "fr-btn--tertiary",
            ButtonVariant.TertiaryNoOutline => "fr-btn--tertiary-no-outline",
        };
}

/// <summary>
/// A button, or with <c>href</c> a link that looks like one. Submits its form unless <c>type="button"</c>.
/// <code>&lt;dsfr-button&gt;Enregistrer&lt;/dsfr-button&gt;
/// &lt;dsfr-button href="/candidature" variant="Secondary" icon="arrow-right-line" icon-right="true"&gt;Candidater&lt;/dsfr-button&gt;</code>
/// Other attributes (name, value, formaction, id, aria-label) go to the element.
/// </summary>
[HtmlTargetElement("dsfr-button")]
public sealed class ButtonTagHelper : DsfrTagHelper
{
    public string? Text { get; set; }
    public string? Href { get; set; }
    public string Type { get; set; } = "submit";
    public ButtonVariant Variant { get; set; }
    public Size Size { get; set; }
    public string? Icon { get; set; }
    public bool IconRight { get; set; }
    public bool IconOnly { get; set; }
    public bool Disabled { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        ButtonMarkup.Render(
            new()
            {
                Text = Text,
                Content = content,
                Href = Href,
                Type = Type,
                Variant = Variant,
                Size = Size,
                Icon = Icon,
                IconRight = IconRight,
                IconOnly = IconOnly,
                Disabled = Disabled,
                Attributes = Extra(output),
            }
        );
}

public sealed record ButtonGroupOptions
{
    public IReadOnlyList<IHtmlContent> Buttons { get; init; } = [];

    /// <summary>Side by side from tablets on; stacked on phones.</summary>
    public bool Inline { get; init; } = true;
    public IHtmlContent? Content { get; init; }
}

public static class ButtonGroupMarkup
{
    public static IHtmlContent Render(ButtonGroupOptions options)
    {
        var list = options.Content is null ? new Element("ul") : new Element("div");
        list.Class("fr-btns-group", options.Inline ? "fr-btns-group--inline-sm" : null).Add(options.Content);
        foreach (var button in options.Buttons)
        {
            list.Add(new Element("li").Add(button));
        }

        return list;
    }
}

/// <summary>
/// Buttons that belong together.
/// <code>&lt;dsfr-buttons&gt;&lt;dsfr-button&gt;Enregistrer&lt;/dsfr-button&gt;&lt;dsfr-button href="/candidature" variant="Secondary"&gt;Annuler&lt;/dsfr-button&gt;&lt;/dsfr-buttons&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-buttons")]
public sealed class ButtonGroupTagHelper : DsfrTagHelper
{
    public bool Inline { get; set; } = true;

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        ButtonGroupMarkup.Render(new() { Inline = Inline, Content = content ?? HtmlString.Empty });
}
