using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record HeaderOptions
{
    public required string ServiceName { get; init; }
    public string? Tagline { get; init; }

    /// <summary>Lines beside the Marianne, for official sites only; null shows no State's mark.</summary>
    public IReadOnlyList<string>? Logo { get; init; }

    /// <summary>Quick links: buttons and links in list items.</summary>
    public IHtmlContent? Tools { get; init; }
    public IReadOnlyList<MenuEntry> Navigation { get; init; } = [];
}

public static class HeaderMarkup
{
    public static IHtmlContent Render(HeaderOptions options) =>
        new Element("header").Class("fr-header").Attr("role", "banner").Add(Body(options)).Add(Menu(options));

    private static Element Body(HeaderOptions options)
    {
        var menuButton = new Element("div")
            .Class("fr-header__navbar")
            .Add(
                new Element("button")
                    .Class("fr-btn--menu fr-btn")
                    .Attr("data-fr-opened", "false")
                    .Attr("aria-controls", "header-menu")
                    .Attr("title", "Menu")
                    .Attr("type", "button")
                    .Attr("id", "header-menu-button")
                    .Text("Menu")
            );
        var top = new Element("div").Class("fr-header__brand-top");
        if (options.Logo is not null)
        {
            top.Add(new Element("div").Class("fr-header__logo").Add(Logo(options.Logo)));
        }

        var service = Service(options);
        if (options.Logo is null)
        {
            // Nothing beside the menu button but the name: on one line, also on a phone.
            top.Add(service.Class("portal-header-name"));
        }

        var brand = new Element("div").Class("fr-header__brand fr-enlarge-link").Add(top.Add(menuButton));
        var row = new Element("div").Class("fr-header__body-row").Add(options.Logo is null ? brand : brand.Add(service));
        if (options.Tools is not null)
        {
            row.Add(
                new Element("div")
                    .Class("fr-header__tools")
                    .Add(
                        new Element("div")
                            .Class("fr-header__tools-links")
                            .Add(new Element("ul").Class("fr-btns-group").Add(options.Tools))
                    )
            );
        }

        return new Element("div").Class("fr-header__body").Add(new Element("div").Class("fr-container").Add(row));
    }

    private static Element Service(HeaderOptions options)
    {
        var owner = options.Logo is null ? "" : $" - {string.Join(' ', options.Logo)}";
        return new Element("div")
            .Class("fr-header__service")
            .Add(
                new Element("a")
                    .Attr("href", "/")
                    .Attr("title", $"Accueil - {options.ServiceName}{owner}")
                    .Add(new Element("p").Class("fr-header__service-title").Text(options.ServiceName))
            )
            .Add(options.Tagline is null ? null : new Element("p").Class("fr-header__service-tagline").Text(options.Tagline));
    }

    private static Element Menu(HeaderOptions options) =>
        new Element("div")
            .Class("fr-header__menu fr-modal")
            .Attr("id", "header-menu")
            .Attr("aria-labelledby", "header-menu-button")
            .Add(
                new Element("div")
                    .Class("fr-container")
                    .Add(
                        new Element("button")
                            .Class("fr-btn--close fr-btn")
                            .Attr("aria-controls", "header-menu")
                            .Attr("title", "Fermer")
                            .Attr("type", "button")
                            .Attr("id", "header-menu-close")
                            .Text("Fermer")
                    )
                    .Add(new Element("div").Class("fr-header__menu-links"))
                    .Add(options.Navigation.Count == 0 ? null : MainNavigationMarkup.Render(options.Navigation, "navigation"))
            );

    internal static Element Logo(IReadOnlyList<string> lines)
    {
        var logo = new Element("p").Class("fr-logo");
        for (var index = 0; index < lines.Count; index++)
        {
            logo.Add(index == 0 ? null : new Element("br")).Text(lines[index]);
        }

        return logo;
    }
}

/// <summary>
/// The head of every page; content goes to the quick links, as list items. Only the layout uses it.
/// </summary>
[HtmlTargetElement("dsfr-header")]
public sealed class HeaderTagHelper : DsfrTagHelper
{
    public string ServiceName { get; set; } = "";
    public string? Tagline { get; set; }
    public IReadOnlyList<string>? Logo { get; set; }
    public IReadOnlyList<MenuEntry> Navigation { get; set; } = [];

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        HeaderMarkup.Render(
            new()
            {
                ServiceName = ServiceName,
                Tagline = Tagline,
                Logo = Logo,
                Navigation = Navigation,
                Tools = content,
            }
        );
}

public sealed record FooterOptions
{
    public required string ServiceName { get; init; }
    public IReadOnlyList<string>? Logo { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<Crumb> ContentLinks { get; init; } = [];
    public IReadOnlyList<Crumb> BottomLinks { get; init; } = [];

    /// <summary>Shows the button that opens the display settings.</summary>
    public bool ThemeSwitch { get; init; }
    public IHtmlContent? Licence { get; init; }
}

public static class FooterMarkup
{
    public static IHtmlContent Render(FooterOptions options)
    {
        var home = new Element("a").Attr("title", $"Retour à l’accueil du site - {options.ServiceName}").Attr("href", "/");
        home.Add(
            options.Logo is null
                ? new Element("p").Class("fr-text--lead fr-text--bold fr-mb-0").Text(options.ServiceName)
                : HeaderMarkup.Logo(options.Logo)
        );
        var body = new Element("div")
            .Class("fr-footer__body")
            .Add(new Element("div").Class("fr-footer__brand fr-enlarge-link").Add(home))
            .Add(
                new Element("div")
                    .Class("fr-footer__content")
                    .Add(
                        options.Description is null
                            ? null
                            : new Element("p").Class("fr-footer__content-desc").Text(options.Description)
                    )
                    .Add(Links(options.ContentLinks, "fr-footer__content-"))
            );
        var bottom = Links(options.BottomLinks, "fr-footer__bottom-") ?? new Element("ul").Class("fr-footer__bottom-list");
        if (options.ThemeSwitch)
        {
            bottom.Add(
                new Element("li")
                    .Class("fr-footer__bottom-item")
                    .Add(
                        new Element("button")
                            .Class("fr-footer__bottom-link fr-icon-theme-fill fr-btn--icon-left")
                            .Attr("aria-controls", ThemeModalMarkup.Id)
                            .Attr("data-fr-opened", "false")
                            .Attr("type", "button")
                            .Text("Paramètres d’affichage")
                    )
            );
        }

        return new Element("footer")
            .Class("fr-footer")
            .Attr("role", "contentinfo")
            .Attr("id", "footer")
            .Add(
                new Element("div")
                    .Class("fr-container")
                    .Add(body)
                    .Add(
                        new Element("div")
                            .Class("fr-footer__bottom")
                            .Add(bottom)
                            .Add(
                                options.Licence is null
                                    ? null
                                    : new Element("div").Class("fr-footer__bottom-copy").Add(options.Licence)
                            )
                    )
            );
    }

    private static Element? Links(IReadOnlyList<Crumb> links, string prefix)
    {
        if (links.Count == 0)
        {
            return null;
        }

        var list = new Element("ul").Class($"{prefix}list");
        foreach (var link in links)
        {
            var external = link.Href?.StartsWith("https://", StringComparison.Ordinal) == true;
            list.Add(
                new Element("li")
                    .Class($"{prefix}item")
                    .Add(
                        new Element("a")
                            .Class($"{prefix}link")
                            .Attr("title", external ? $"{link.Label} - nouvelle fenêtre" : null)
                            .Attr("href", link.Href)
                            .Attr("target", external ? "_blank" : null)
                            .Attr("rel", external ? "noopener external" : null)
                            .Text(link.Label)
                    )
            );
        }

        return list;
    }
}

/// <summary>The foot of every page; content is the licence. Only the layout uses it.</summary>
[HtmlTargetElement("dsfr-footer")]
public sealed class FooterTagHelper : DsfrTagHelper
{
    public string ServiceName { get; set; } = "";
    public IReadOnlyList<string>? Logo { get; set; }
    public string? Description { get; set; }
    public IReadOnlyList<Crumb> ContentLinks { get; set; } = [];
    public IReadOnlyList<Crumb> BottomLinks { get; set; } = [];
    public bool ThemeSwitch { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        FooterMarkup.Render(
            new()
            {
                ServiceName = ServiceName,
                Logo = Logo,
                Description = Description,
                ContentLinks = ContentLinks,
                BottomLinks = BottomLinks,
                ThemeSwitch = ThemeSwitch,
                Licence = content,
            }
        );
}
