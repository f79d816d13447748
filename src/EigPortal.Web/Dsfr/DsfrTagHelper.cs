using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <summary>Base of the design system's tags: the generator of the component writes everything, the tag itself disappears.</summary>
public abstract class DsfrTagHelper : TagHelper
{
    public sealed override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = (await output.GetChildContentAsync()).IsEmptyOrWhiteSpace
            ? null
            : new HtmlContentBuilder().AppendHtml(await output.GetChildContentAsync());
        var rendered = Render(content, output);
        output.Attributes.Clear();
        output.TagName = null;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(rendered);
    }

    /// <param name="content">What the tag contains, null when it contains nothing but blanks.</param>
    /// <param name="output">Holds the attributes that the tag doesn't know, such as <c>id</c> or <c>data-…</c>.</param>
    protected abstract IHtmlContent Render(IHtmlContent? content, TagHelperOutput output);

    /// <summary>Attributes written in the view that no property claims.</summary>
    protected static IReadOnlyList<KeyValuePair<string, string?>> Extra(TagHelperOutput output) =>
        [
            .. output.Attributes.Select(attribute => new KeyValuePair<string, string?>(
                attribute.Name,
                attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? null : Value(attribute)
            )),
        ];

    private static string Value(TagHelperAttribute attribute)
    {
        if (attribute.Value is not IHtmlContent html)
        {
            return attribute.Value?.ToString() ?? "";
        }

        // Razor hands over values already encoded; they're encoded again when written.
        using var writer = new StringWriter();
        html.WriteTo(writer, NullHtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}

internal static class ElementExtensions
{
    public static Element Extra(this Element element, IReadOnlyList<KeyValuePair<string, string?>> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (name == "class")
            {
                element.Class(value);
            }
            else if (value is null)
            {
                element.Flag(name, true);
            }
            else
            {
                element.Attr(name, value);
            }
        }

        return element;
    }
}
