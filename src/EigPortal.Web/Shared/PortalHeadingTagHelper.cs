using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Shared;

/// <summary>
/// A heading whose level depends on the page that shows a shared part.
/// <code>&lt;portal-heading level="3" id="voeux" text="Vœux" /&gt;</code>
/// </summary>
[HtmlTargetElement("portal-heading", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PortalHeadingTagHelper : TagHelper
{
    /// <summary>1 to 6.</summary>
    public int Level { get; set; } = 2;
    public string? Id { get; set; }
    public string Text { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(new Element($"h{Math.Clamp(Level, 1, 6)}").Attr("id", Id).Text(Text));
    }
}
