using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Shared;

/// <summary>
/// Markdown written by staff and hosts, as markup. Raw HTML is shown as text, links lead only to web and mail addresses, images are
/// replaced by their description, and headings stay below those of the page.
/// </summary>
public static class MarkdownText
{
    private const int HighestHeading = 4;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();

    public static IHtmlContent Render(string? markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return HtmlString.Empty;
        }

        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + HighestHeading - 1);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (!link.IsEmail && !IsHarmless(link.Url))
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
        }

        return new HtmlString(document.ToHtml(Pipeline));
    }

    private static void Tame(LinkInline link)
    {
        if (!link.IsImage && IsHarmless(link.Url))
        {
            return;
        }

        // The words of the link stay, as plain text.
        link.ReplaceBy(
            new LiteralInline(string.Concat(link.Descendants<LiteralInline>().Select(text => text.Content.ToString())))
        );
    }

    private static bool IsHarmless(string? address) =>
        address is not null
        && (
            address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\')
            || Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto)
        );
}
