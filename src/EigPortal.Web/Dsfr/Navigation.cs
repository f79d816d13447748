using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <summary>A page's place: a label and its address; the last one, the page itself, has none.</summary>
public sealed record Crumb(string Label, string? Href = null);

public static class BreadcrumbMarkup
{
    public static IHtmlContent Render(IEnumerable<Crumb> crumbs, string id = "breadcrumb")
    {
        var list = new Element("ol").Class("fr-breadcrumb__list");
        foreach (var crumb in crumbs)
        {
            list.Add(
                new Element("li").Add(
                    new Element("a")
                        .Class("fr-breadcrumb__link")
                        .Attr("href", crumb.Href)
                        .Attr("aria-current", crumb.Href is null ? "page" : null)
                        .Text(crumb.Label)
                )
            );
        }

        return new Element("nav")
            .Class("fr-breadcrumb")
            .Attr("role", "navigation")
            .Attr("aria-label", "vous êtes ici :")
            .Add(
                new Element("button")
                    .Class("fr-breadcrumb__button")
                    .Attr("type", "button")
                    .Attr("aria-expanded", "false")
                    .Attr("aria-controls", id)
                    .Text("Voir le fil d’Ariane")
            )
            .Add(new Element("div").Class("fr-collapse").Attr("id", id).Add(list));
    }
}

/// <summary>
/// The breadcrumb, in the section « Breadcrumb » of the page or through <c>ViewData["Breadcrumb"]</c>; « Accueil » is added.
/// <code>@section Breadcrumb { &lt;dsfr-breadcrumb items="@([new("Défis", "/defis"), new(Model.Title)])" /&gt; }</code>
/// </summary>
[HtmlTargetElement("dsfr-breadcrumb")]
public sealed class BreadcrumbTagHelper : DsfrTagHelper
{
    public IEnumerable<Crumb> Items { get; set; } = [];

    /// <summary>First crumb; null when the items already start with one.</summary>
    public string? Home { get; set; } = "/";

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        BreadcrumbMarkup.Render(Home is null ? Items : Items.Prepend(new Crumb("Accueil", Home)));
}

public sealed record PaginationOptions
{
    /// <summary>From 1.</summary>
    public required int Page { get; init; }
    public required int Pages { get; init; }

    /// <summary>Address of a page; keeps the filters.</summary>
    public required Func<int, string> Href { get; init; }
}

public static class PaginationMarkup
{
    public static IHtmlContent Render(PaginationOptions options)
    {
        if (options.Pages <= 1)
        {
            return HtmlString.Empty;
        }

        var (page, pages) = (options.Page, options.Pages);
        var list = new Element("ul").Class("fr-pagination__list");
        list.Add(Step(options, "first", null, "Première page", page > 1 ? 1 : null));
        list.Add(Step(options, "prev", "fr-pagination__link--lg-label", "Page précédente", page > 1 ? page - 1 : null));
        var previous = 0;
        foreach (var number in Shown(page, pages))
        {
            if (number > previous + 1)
            {
                list.Add(
                    new Element("li").Add(new Element("span").Class("fr-pagination__link fr-hidden fr-unhidden-lg").Text("…"))
                );
            }

            list.Add(Number(options, number));
            previous = number;
        }

        list.Add(Step(options, "next", "fr-pagination__link--lg-label", "Page suivante", page < pages ? page + 1 : null));
        list.Add(Step(options, "last", null, "Dernière page", page < pages ? pages : null));
        return new Element("nav").Class("fr-pagination").Attr("role", "navigation").Attr("aria-label", "Pagination").Add(list);
    }

    /// <summary>The first pages, the last ones and those around the current one.</summary>
    private static IEnumerable<int> Shown(int page, int pages) =>
        Enumerable.Range(1, pages).Where(number => number == 1 || number == pages || Math.Abs(number - page) <= 2);

    private static Element Number(PaginationOptions options, int number)
    {
        var current = number == options.Page;
        var always = current || number == 1 || number == options.Pages;
        return new Element("li").Add(
            new Element("a")
                .Class("fr-pagination__link", always ? null : "fr-hidden fr-unhidden-lg")
                .Attr("href", current ? null : options.Href(number))
                .Attr("aria-current", current ? "page" : null)
                .Attr("title", $"Page {number}")
                .Text($"{number}")
        );
    }

    private static Element Step(PaginationOptions options, string kind, string? extraClass, string label, int? target) =>
        new Element("li").Add(
            new Element("a")
                .Class("fr-pagination__link", $"fr-pagination__link--{kind}", extraClass)
                .Attr("href", target is null ? null : options.Href(target.Value))
                .Attr("title", label)
                .Attr("aria-disabled", target is null ? "true" : null)
                .Attr("role", target is null ? "link" : null)
                .Text(label)
        );
}

/// <summary>
/// Pages of a list; keeps the rest of the query string and changes <c>page</c>. Nothing for a single page.
/// <code>&lt;dsfr-pagination page="@Model.Page" pages="@Model.Pages" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-pagination")]
public sealed class PaginationTagHelper : DsfrTagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;
    public int Page { get; set; } = 1;
    public int Pages { get; set; }
    public string Parameter { get; set; } = "page";

    /// <summary>Where the list is, when the page that shows it may be the answer to a form; the address asked for otherwise.</summary>
    public string? Path { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var kept = request
            .Query.Where(pair => pair.Key != Parameter)
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)));
        string Href(int page) =>
            $"{request.PathBase}{Path ?? request.Path}"
            + QueryString.Create(page == 1 ? kept : kept.Append(KeyValuePair.Create(Parameter, (string?)$"{page}")));
        return PaginationMarkup.Render(
            new()
            {
                Page = Page,
                Pages = Pages,
                Href = Href,
            }
        );
    }
}

public sealed record StepperOptions
{
    public required int Step { get; init; }
    public required int Steps { get; init; }
    public required string Title { get; init; }
    public string? Next { get; init; }
    public string Heading { get; init; } = "h2";
}

public static class StepperMarkup
{
    public static IHtmlContent Render(StepperOptions options) =>
        new Element("div")
            .Class("fr-stepper")
            .Add(
                new Element(options.Heading)
                    .Class("fr-stepper__title")
                    .Text(options.Title)
                    .Text(" ")
                    .Add(new Element("span").Class("fr-stepper__state").Text($"Étape {options.Step} sur {options.Steps}"))
            )
            .Add(
                new Element("div")
                    .Class("fr-stepper__steps")
                    .Attr("data-fr-current-step", options.Step)
                    .Attr("data-fr-steps", options.Steps)
            )
            .Add(
                options.Next is null
                    ? null
                    : new Element("p")
                        .Class("fr-stepper__details")
                        .Add(new Element("span").Class("fr-text--bold").Text("Étape suivante\u00a0:"))
                        .Text($" {options.Next}")
            );
}

/// <summary>
/// Where one is in a sequence of pages (8 steps at most).
/// <code>&lt;dsfr-stepper step="2" steps="3" title="Vos documents" next="Vérifier mes réponses" /&gt;</code>
/// With <c>heading="h1"</c>, the title of the step is the title of the page.
/// </summary>
[HtmlTargetElement("dsfr-stepper")]
public sealed class StepperTagHelper : DsfrTagHelper
{
    public int Step { get; set; }
    public int Steps { get; set; }
    public string Title { get; set; } = "";
    public string? Next { get; set; }
    public string Heading { get; set; } = "h2";

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        StepperMarkup.Render(
            new()
            {
                Step = Step,
                Steps = Steps,
                Title = Title,
                Next = Next,
                Heading = Heading,
            }
        );
}

/// <summary>An entry of a side menu; children make a section that opens.</summary>
public sealed record MenuEntry(string Label, string? Href = null, bool Current = false)
{
    public IReadOnlyList<MenuEntry> Children { get; init; } = [];

    /// <summary>A figure after the label, such as what waits for somebody.</summary>
    public int? Count { get; init; }

    public bool HoldsCurrent => Current || Children.Any(child => child.HoldsCurrent);
}

public sealed record SideMenuOptions
{
    public required string Title { get; init; }
    public string Id { get; init; } = "sidemenu";
    public string ToggleLabel { get; init; } = "Dans cette rubrique";
    public IReadOnlyList<MenuEntry> Entries { get; init; } = [];
}

public static class SideMenuMarkup
{
    public static IHtmlContent Render(SideMenuOptions options) =>
        new Element("nav")
            .Class("fr-sidemenu")
            .Attr("role", "navigation")
            .Attr("aria-labelledby", $"{options.Id}-title")
            .Add(
                new Element("div")
                    .Class("fr-sidemenu__inner")
                    .Add(Toggle(options.ToggleLabel, options.Id, expanded: false, current: false))
                    .Add(
                        new Element("div")
                            .Class("fr-collapse")
                            .Attr("id", options.Id)
                            .Add(
                                new Element("p").Class("fr-sidemenu__title").Attr("id", $"{options.Id}-title").Text(options.Title)
                            )
                            .Add(List(options.Entries, options.Id))
                    )
            );

    private static Element List(IReadOnlyList<MenuEntry> entries, string id)
    {
        var list = new Element("ul").Class("fr-sidemenu__list");
        for (var index = 0; index < entries.Count; index++)
        {
            list.Add(Item(entries[index], $"{id}-{index + 1}"));
        }

        return list;
    }

    private static Element Item(MenuEntry entry, string id)
    {
        var item = new Element("li").Class("fr-sidemenu__item", entry.HoldsCurrent ? "fr-sidemenu__item--active" : null);
        if (entry.Children.Count == 0)
        {
            return item.Add(
                new Element("a")
                    .Class("fr-sidemenu__link")
                    .Attr("href", entry.Href)
                    .Attr("aria-current", entry.Current ? "page" : null)
                    .Text(entry.Count is null ? entry.Label : $"{entry.Label} ({entry.Count})")
            );
        }

        return item.Add(Toggle(entry.Label, id, entry.HoldsCurrent, entry.HoldsCurrent))
            .Add(
                new Element("div")
                    .Class("fr-collapse", entry.HoldsCurrent ? "fr-collapse--expanded" : null)
                    .Attr("id", id)
                    .Add(List(entry.Children, id))
            );
    }

    private static Element Toggle(string label, string controls, bool expanded, bool current) =>
        new Element("button")
            .Class("fr-sidemenu__btn")
            .Attr("aria-current", current ? "true" : null)
            .Attr("aria-expanded", expanded ? "true" : "false")
            .Attr("aria-controls", controls)
            .Attr("type", "button")
            .Text(label);
}

/// <summary>
/// The pages of a section, beside the content. The layout of the areas writes it from <c>AreaMenu</c>.
/// <code>&lt;dsfr-side-menu title="Administration" entries="@entries" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-side-menu")]
public sealed class SideMenuTagHelper : DsfrTagHelper
{
    public string Title { get; set; } = "";
    public IReadOnlyList<MenuEntry> Entries { get; set; } = [];

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        SideMenuMarkup.Render(new() { Title = Title, Entries = Entries });
}

public static class SkipLinksMarkup
{
    public static IHtmlContent Render(IEnumerable<Crumb> links)
    {
        var list = new Element("ul").Class("fr-skiplinks__list");
        foreach (var link in links)
        {
            list.Add(new Element("li").Add(new Element("a").Class("fr-link").Attr("href", link.Href).Text(link.Label)));
        }

        return new Element("div")
            .Class("fr-skiplinks")
            .Add(
                new Element("nav").Class("fr-container").Attr("role", "navigation").Attr("aria-label", "Accès rapide").Add(list)
            );
    }
}

/// <summary>Links to the parts of the page, first thing in the body. Only the layout uses it.</summary>
[HtmlTargetElement("dsfr-skip-links")]
public sealed class SkipLinksTagHelper : DsfrTagHelper
{
    public IEnumerable<Crumb> Items { get; set; } = [];

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) => SkipLinksMarkup.Render(Items);
}

public static class MainNavigationMarkup
{
    public static Element Render(IReadOnlyList<MenuEntry> entries, string id)
    {
        var list = new Element("ul").Class("fr-nav__list");
        foreach (var entry in entries)
        {
            list.Add(
                new Element("li")
                    .Class("fr-nav__item")
                    .Add(
                        new Element("a")
                            .Class("fr-nav__link")
                            .Attr("href", entry.Href)
                            .Attr("aria-current", entry.Current ? "page" : null)
                            .Text(entry.Label)
                    )
            );
        }

        return new Element("nav")
            .Class("fr-nav")
            .Attr("id", id)
            .Attr("role", "navigation")
            .Attr("aria-label", "Menu principal")
            .Add(list);
    }
}
