using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <summary>
/// Structured data for search engines. The object is serialised with every character that could leave the script element
/// escaped, and the type isn't executable, so the content security policy needs no exception.
/// <code>&lt;json-ld data="@Model.JobPosting" /&gt;</code>
/// </summary>
[HtmlTargetElement("json-ld")]
public sealed class JsonLdTagHelper : TagHelper
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Default,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public object? Data { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "application/ld+json");
        output.Content.SetHtmlContent(new HtmlString(Serialize(Data)));
    }

    public static string Serialize(object? data) => JsonSerializer.Serialize(data, Options);
}
