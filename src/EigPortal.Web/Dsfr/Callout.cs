using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record CalloutOptions
{
    public string? Title { get; init; }
    public string Heading { get; init; } = "h3";
    public string? Text { get; init; }
    public string? Icon { get; init; }

    /// <summary>After the text: a button, a list.</summary>
    public IHtmlContent? Content { get; init; }
}

public static class CalloutMarkup
{
    public static IHtmlContent Render(CalloutOptions options) =>
        new Element("div")
            .Class("fr-callout", options.Icon is null ? null : $"fr-icon-{options.Icon}")
            .Add(options.Title is null ? null : new Element(options.Heading).Class("fr-callout__title").Text(options.Title))
            .Add(options.Text is null ? null : new Element("p").Class("fr-callout__text").Text(options.Text))
            .Add(options.Content);
}

/// <summary>
/// The one thing of the page that must not be missed.
/// <code>&lt;dsfr-callout title="L’appel est ouvert" text="Vous pouvez candidater jusqu’au …"&gt;&lt;dsfr-button href="/candidature"&gt;Candidater&lt;/dsfr-button&gt;&lt;/dsfr-callout&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-callout")]
public sealed class CalloutTagHelper : DsfrTagHelper
{
    public string? Title { get; set; }
    public string Heading { get; set; } = "h3";
    public string? Text { get; set; }
    public string? Icon { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        CalloutMarkup.Render(
            new()
            {
                Title = Title,
                Heading = Heading,
                Text = Text,
                Icon = Icon,
                Content = content,
            }
        );
}

public sealed record HighlightOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Content { get; init; }
}

public static class HighlightMarkup
{
    public static IHtmlContent Render(HighlightOptions options) =>
        new Element("div")
            .Class("fr-highlight")
            .Add(options.Text is null ? null : new Element("p").Text(options.Text))
            .Add(options.Content);
}

/// <summary>
/// A passage set apart, such as help beside a question.
/// <code>&lt;dsfr-highlight text="Deux pages suffisent." /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-highlight")]
public sealed class HighlightTagHelper : DsfrTagHelper
{
    public string? Text { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        HighlightMarkup.Render(new() { Text = Text, Content = content });
}
