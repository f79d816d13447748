using System.Text.Encodings.Web;
using System.Text.Unicode;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;

namespace EigPortal.Web.Startup;

/// <summary>What views need: where they are, the assets, the brand, readable French in the markup.</summary>
public static class Views
{
    public static IServiceCollection AddPortalViews(this IServiceCollection services)
    {
        services.AddControllersWithViews(FrenchForms.Speak);
        services.Configure<CookieTempDataProviderOptions>(tempData => tempData.Cookie.Name = Flash.CookieName);
        services.AddSingleton<AssetManifest>();
        services.AddOptions<BrandOptions>().BindConfiguration("Brand");
        services.Configure<RazorViewEngineOptions>(options =>
        {
            options.ViewLocationExpanders.Add(new FeatureFolders());
            string[] shared = ["/Features/Shared/{0}.cshtml", "/Shared/{0}.cshtml"];
            options.ViewLocationFormats.Clear();
            options.AreaViewLocationFormats.Clear();
            foreach (var location in shared)
            {
                options.ViewLocationFormats.Add(location);
                options.AreaViewLocationFormats.Add(location);
            }
        });
        // Accents as themselves; what HTML gives a meaning to is always encoded.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        return services;
    }

    /// <summary>Error pages for statuses without a body; before routing.</summary>
    public static IApplicationBuilder UsePortalErrorPages(this IApplicationBuilder app) =>
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");

    /// <summary>
    /// Views sit in the folder of their feature, which the controller's namespace names:
    /// <c>EigPortal.Web.Areas.Admin.Juries.AssignController</c> finds <c>/Areas/Admin/Juries/Index.cshtml</c>.
    /// </summary>
    private sealed class FeatureFolders : IViewLocationExpander
    {
        private const string Root = "EigPortal.Web.";
        private const string Key = "feature-folder";

        public void PopulateValues(ViewLocationExpanderContext context)
        {
            var space =
                (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace ?? "";
            context.Values[Key] = space.StartsWith(Root, StringComparison.Ordinal) ? space[Root.Length..].Replace('.', '/') : "";
        }

        public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
        {
            var folder = context.Values[Key];
            if (!string.IsNullOrEmpty(folder))
            {
                // {1} first: a feature with several controllers may keep the views of each in a folder of its own.
                yield return $"/{folder}/{{1}}/{{0}}.cshtml";
                yield return $"/{folder}/{{0}}.cshtml";
                if (context.AreaName is not null)
                {
                    yield return $"/Areas/{context.AreaName}/Shared/{{0}}.cshtml";
                }
            }

            foreach (var location in viewLocations)
            {
                yield return location;
            }
        }
    }
}
