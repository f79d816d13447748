using System.Collections.Frozen;
using System.Text.Json;
using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Shared;

/// <summary>
/// From the name of an asset to its address, which holds a hash of the content. Read again when a build replaces the manifest.
/// Refuses an unknown name: a page that asks for one is wrong.
/// </summary>
public sealed class AssetManifest(IWebHostEnvironment environment)
{
    private readonly Lock _lock = new();
    private FrozenDictionary<string, string> _addresses = FrozenDictionary<string, string>.Empty;
    private DateTime _readAt;
    private long _checkedAt = long.MinValue;

    public string this[string name]
    {
        get
        {
            Refresh();
            return _addresses.TryGetValue(name, out var address)
                ? address
                : throw new InvalidOperationException(
                    $"wwwroot/assets/manifest.json ne connaît pas « {name} » : recompilez le projet EigPortal.Web."
                );
        }
    }

    private void Refresh()
    {
        // Production never rebuilds its assets; elsewhere, looking once a second costs nothing.
        var now = Environment.TickCount64;
        if (_addresses.Count > 0 && (environment.IsProduction() || now - _checkedAt < 1000))
        {
            return;
        }

        lock (_lock)
        {
            var path = Path.Combine(
                environment.WebRootPath ?? Path.Combine(environment.ContentRootPath, "wwwroot"),
                "assets",
                "manifest.json"
            );
            _checkedAt = now;
            if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) == _readAt)
            {
                return;
            }

            _readAt = File.GetLastWriteTimeUtc(path);
            _addresses = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!.ToFrozenDictionary();
        }
    }
}

/// <summary>
/// The style sheets and scripts of every page. Only the layout uses it.
/// </summary>
[HtmlTargetElement("portal-assets", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PortalAssetsTagHelper(AssetManifest assets, IOptions<BrandOptions> brand) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output
            .Content.AppendHtml(new Element("script").Attr("src", assets["theme.js"]))
            .AppendHtml(Stylesheet("portal.css"))
            .AppendHtml(brand.Value.Official ? Stylesheet("brand-official.css") : HtmlString.Empty)
            .AppendHtml(new Element("link").Attr("rel", "icon").Attr("type", "image/svg+xml").Attr("href", assets["favicon.svg"]))
            .AppendHtml(new Element("script").Attr("type", "module").Attr("src", assets["portal.js"]));
    }

    private Element Stylesheet(string name) => new Element("link").Attr("rel", "stylesheet").Attr("href", assets[name]);
}
