using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Shared;

/// <summary>
/// Puts the antiforgery token into every posted form. MVC leaves it out when a form names its address, which would make the form useless:
/// every POST is checked.
/// </summary>
[HtmlTargetElement("form", Attributes = "action")]
public sealed class PostFormTagHelper(IHtmlGenerator generator) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var posts = string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase);
        if (posts && !context.AllAttributes.ContainsName("asp-antiforgery"))
        {
            output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
        }
    }
}
