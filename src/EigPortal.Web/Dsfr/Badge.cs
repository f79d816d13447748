using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public enum BadgeKind
{
    Neutral,
    Info,
    Success,
    Warning,
    Error,
    New,
}

public sealed record BadgeOptions
{
    public required string Text { get; init; }
    public BadgeKind Kind { get; init; }
    public bool Small { get; init; }
    public bool NoIcon { get; init; }

    /// <summary><c>p</c> by default; <c>span</c> inside a sentence, a heading or a table cell.</summary>
    public string Element { get; init; } = "p";
}

public static class BadgeMarkup
{
    public static IHtmlContent Render(BadgeOptions options) =>
        new Element(options.Element)
            .Class("fr-badge", options.Small ? "fr-badge--sm" : null, KindClass(options.Kind))
            .Class(options.NoIcon ? "fr-badge--no-icon" : null)
            .Text(options.Text);

    private static string? KindClass(BadgeKind kind) =>
        kind switch
        {
            BadgeKind.Neutral => null,
            BadgeKind.Info => "fr-badge--info",
            BadgeKind.Success => "fr-badge--success",
            BadgeKind.Warning => "fr-badge--warning",
            BadgeKind.Error => "fr-badge--error",
            BadgeKind.New => "fr-badge--new",
        };
}

/// <summary>
/// A state. The words say it, the colour only repeats it.
/// <code>&lt;dsfr-badge text="Terminé" kind="Success" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-badge")]
public sealed class BadgeTagHelper : DsfrTagHelper
{
    public string Text { get; set; } = "";
    public BadgeKind Kind { get; set; }
    public bool Small { get; set; }
    public bool NoIcon { get; set; }
    public string As { get; set; } = "p";

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        BadgeMarkup.Render(
            new()
            {
                Text = Text,
                Kind = Kind,
                Small = Small,
                NoIcon = NoIcon,
                Element = As,
            }
        );
}

public sealed record TagOptions
{
    public required string Text { get; init; }

    /// <summary>Makes a link.</summary>
    public string? Href { get; init; }

    /// <summary>Makes a button that is pressed or not, for a filter; it submits its form.</summary>
    public bool? Pressed { get; init; }

    /// <summary>Makes a link or a button that removes a filter; says what in <see cref="RemoveLabel"/>.</summary>
    public bool Dismiss { get; init; }
    public string? RemoveLabel { get; init; }
    public bool Small { get; init; }
    public string? Icon { get; init; }
    public string ButtonType { get; init; } = "submit";
    public string? Element { get; init; }
    public IReadOnlyList<KeyValuePair<string, string?>> Attributes { get; init; } = [];
}

public static class TagMarkup
{
    public static IHtmlContent Render(TagOptions options)
    {
        var button = options.Href is null && (options.Pressed is not null || options.Dismiss);
        return new Element(
            options.Href is not null ? "a"
            : button ? "button"
            : options.Element ?? "p"
        ).Class("fr-tag", options.Small ? "fr-tag--sm" : null).Class(options.Icon is null ? null : $"fr-icon-{options.Icon} fr-tag--icon-left", options.Dismiss ? "fr-tag--dismiss" : null).Attr("href", options.Href).Attr("type", button ? options.ButtonType : null).Attr("aria-pressed", button && options.Pressed is { } pressed ? (pressed ? "true" : "false") : null).Attr("aria-label", options.Dismiss ? options.RemoveLabel ?? $"Retirer le filtre {options.Text}" : null).Extra(options.Attributes).Text(options.Text);
    }

    /// <summary>A list of tags, as the design system groups them.</summary>
    public static IHtmlContent Group(IEnumerable<TagOptions> tags, bool small = false)
    {
        var list = new Element("ul").Class("fr-tags-group", small ? "fr-tags-group--sm" : null);
        foreach (var tag in tags)
        {
            list.Add(new Element("li").Add(Render(tag)));
        }

        return list;
    }
}

/// <summary>
/// A subject, a profile, a filter.
/// <code>&lt;dsfr-tag text="Data science" /&gt;
/// &lt;dsfr-tag text="Design" href="/defis?famille=design" /&gt;
/// &lt;dsfr-tag text="Design" pressed="true" name="famille" value="design" /&gt;
/// &lt;dsfr-tag text="Paris" href="/defis" dismiss="true" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-tag")]
public sealed class TagTagHelper : DsfrTagHelper
{
    public string Text { get; set; } = "";
    public string? Href { get; set; }
    public bool? Pressed { get; set; }
    public bool Dismiss { get; set; }
    public string? RemoveLabel { get; set; }
    public bool Small { get; set; }
    public string? Icon { get; set; }
    public string? As { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        TagMarkup.Render(
            new()
            {
                Text = Text,
                Href = Href,
                Pressed = Pressed,
                Dismiss = Dismiss,
                RemoveLabel = RemoveLabel,
                Small = Small,
                Icon = Icon,
                Element = As,
                Attributes = Extra(output),
            }
        );
}

/// <summary>
/// A list of static tags.
/// <code>&lt;dsfr-tags items="@Model.Profiles" small="true" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-tags")]
public sealed class TagGroupTagHelper : DsfrTagHelper
{
    public IEnumerable<string> Items { get; set; } = [];
    public bool Small { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        TagMarkup.Group(Items.Select(text => new TagOptions { Text = text, Small = Small }), small: false);
}
