using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public enum Severity
{
    Info,
    Success,
    Warning,
    Error,
}

public sealed record AlertOptions
{
    public Severity Severity { get; init; }
    public string? Title { get; init; }

    /// <summary>Level of the title, h2 to h6; <c>p</c> keeps it out of the outline.</summary>
    public string Heading { get; init; } = "h3";
    public string? Text { get; init; }
    public IHtmlContent? Content { get; init; }
    public bool Small { get; init; }

    /// <summary><c>status</c> or <c>alert</c> when the message answers an action; null when it's part of the page.</summary>
    public string? Role { get; init; }
    public IReadOnlyList<KeyValuePair<string, string?>> Attributes { get; init; } = [];
}

public static class AlertMarkup
{
    public static IHtmlContent Render(AlertOptions options) =>
        new Element("div")
            .Class("fr-alert", SeverityClass(options.Severity), options.Small ? "fr-alert--sm" : null)
            .Attr("role", options.Role)
            .Extra(options.Attributes)
            .Add(options.Title is null ? null : new Element(options.Heading).Class("fr-alert__title").Text(options.Title))
            .Add(options.Text is null ? null : new Element("p").Text(options.Text))
            .Add(options.Content);

    private static string SeverityClass(Severity severity) =>
        severity switch
        {
            Severity.Info => "fr-alert--info",
            Severity.Success => "fr-alert--success",
            Severity.Warning => "fr-alert--warning",
            Severity.Error => "fr-alert--error",
        };
}

/// <summary>
/// A message in the page. Content is markup (paragraphs); <c>text</c> is one paragraph.
/// <code>&lt;dsfr-alert severity="Warning" title="Candidature non déposée"&gt;&lt;p&gt;Il reste deux rubriques.&lt;/p&gt;&lt;/dsfr-alert&gt;
/// &lt;dsfr-alert severity="Info" small="true" text="Vos réponses sont enregistrées." /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-alert")]
public sealed class AlertTagHelper : DsfrTagHelper
{
    public Severity Severity { get; set; }
    public string? Title { get; set; }
    public string Heading { get; set; } = "h3";
    public string? Text { get; set; }
    public bool Small { get; set; }
    public string? Role { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        AlertMarkup.Render(
            new()
            {
                Severity = Severity,
                Title = Title,
                Heading = Heading,
                Text = Text,
                Content = content,
                Small = Small,
                Role = Role,
                Attributes = Extra(output),
            }
        );
}

public sealed record NoticeOptions
{
    public required string Title { get; init; }

    /// <summary>Follows the title on the same line; may hold links.</summary>
    public IHtmlContent? Content { get; init; }
    public bool Warning { get; init; }
}

public static class NoticeMarkup
{
    public static IHtmlContent Render(NoticeOptions options)
    {
        var text = new Element("p").Add(new Element("span").Class("fr-notice__title").Text(options.Title));
        if (options.Content is not null)
        {
            text.Text(" ").Add(new Element("span").Class("fr-notice__desc").Add(options.Content));
        }

        return new Element("div")
            .Class("fr-notice", options.Warning ? "fr-notice--warning" : "fr-notice--info")
            .Add(new Element("div").Class("fr-container").Add(new Element("div").Class("fr-notice__body").Add(text)));
    }
}

/// <summary>
/// A band across the page, above the content: for what concerns the whole site.
/// <code>&lt;dsfr-notice title="L’appel à candidatures est ouvert."&gt;Jusqu’au …&lt;/dsfr-notice&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-notice")]
public sealed class NoticeTagHelper : DsfrTagHelper
{
    public string Title { get; set; } = "";
    public bool Warning { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        NoticeMarkup.Render(
            new()
            {
                Title = Title,
                Content = content,
                Warning = Warning,
            }
        );
}
