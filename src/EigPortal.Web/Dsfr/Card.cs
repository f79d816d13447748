using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record CardOptions
{
    public required string Title { get; init; }

    /// <summary>Null shows a card without link.</summary>
    public string? Href { get; init; }
    public string Heading { get; init; } = "h3";
    public string? Description { get; init; }

    /// <summary>Markup shown in place of the title's text, such as what a search found.</summary>
    public IHtmlContent? TitleContent { get; init; }
    public IHtmlContent? DescriptionContent { get; init; }

    /// <summary>Small text above the title, with what <see cref="Start"/> holds (tags, badges).</summary>
    public string? Detail { get; init; }
    public IHtmlContent? Start { get; init; }

    /// <summary>Small text at the foot of the card.</summary>
    public string? EndDetail { get; init; }
    public bool Small { get; init; }
    public bool NoIcon { get; init; }
    public bool Grey { get; init; }
}

public static class CardMarkup
{
    public static IHtmlContent Render(CardOptions options)
    {
        var heading = new Element(options.Heading).Class("fr-card__title");
        if (options.Href is null)
        {
            Write(heading, options.Title, options.TitleContent);
        }
        else
        {
            heading.Add(Write(new Element("a").Attr("href", options.Href), options.Title, options.TitleContent));
        }

        var content = new Element("div").Class("fr-card__content").Add(heading);
        if (options.Description is not null || options.DescriptionContent is not null)
        {
            content.Add(Write(new Element("p").Class("fr-card__desc"), options.Description, options.DescriptionContent));
        }

        if (options.Start is not null || options.Detail is not null)
        {
            content.Add(
                new Element("div")
                    .Class("fr-card__start")
                    .Add(options.Start)
                    .Add(options.Detail is null ? null : new Element("p").Class("fr-card__detail").Text(options.Detail))
            );
        }

        if (options.EndDetail is not null)
        {
            content.Add(
                new Element("div").Class("fr-card__end").Add(new Element("p").Class("fr-card__detail").Text(options.EndDetail))
            );
        }

        return new Element("div")
            .Class("fr-card", options.Href is null ? null : "fr-enlarge-link", options.Small ? "fr-card--sm" : null)
            .Class(options.NoIcon || options.Href is null ? "fr-card--no-icon" : null, options.Grey ? "fr-card--grey" : null)
            .Add(new Element("div").Class("fr-card__body").Add(content));
    }

    private static Element Write(Element element, string? text, IHtmlContent? content) =>
        content is null ? element.Text(text) : element.Add(content);
}

/// <summary>
/// A card: the whole surface is the link. Content goes above the title (tags, badges).
/// <code>&lt;dsfr-card title="@c.Title" href="@c.Url" description="@c.Summary" detail="@c.Host" end-detail="Paris · 2 postes"&gt;&lt;dsfr-tags items="@c.Profiles" small="true" /&gt;&lt;/dsfr-card&gt;</code>
/// Lists of cards: <c>&lt;ul class="portal-grid"&gt;&lt;li&gt;&lt;dsfr-card … /&gt;&lt;/li&gt;&lt;/ul&gt;</c>.
/// </summary>
[HtmlTargetElement("dsfr-card")]
public sealed class CardTagHelper : DsfrTagHelper
{
    public string Title { get; set; } = "";
    public string? Href { get; set; }
    public string Heading { get; set; } = "h3";
    public string? Description { get; set; }
    public IHtmlContent? TitleContent { get; set; }
    public IHtmlContent? DescriptionContent { get; set; }
    public string? Detail { get; set; }
    public string? EndDetail { get; set; }
    public bool Small { get; set; }
    public bool NoIcon { get; set; }
    public bool Grey { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        CardMarkup.Render(
            new()
            {
                Title = Title,
                Href = Href,
                Heading = Heading,
                Description = Description,
                TitleContent = TitleContent,
                DescriptionContent = DescriptionContent,
                Detail = Detail,
                Start = content,
                EndDetail = EndDetail,
                Small = Small,
                NoIcon = NoIcon,
                Grey = Grey,
            }
        );
}

public sealed record TileOptions
{
    public required string Title { get; init; }
    public string? Href { get; init; }
    public string Heading { get; init; } = "h3";
    public string? Description { get; init; }
    public string? Detail { get; init; }

    /// <summary>A badge or a tag above the title.</summary>
    public IHtmlContent? Start { get; init; }
    public bool Small { get; init; }
    public bool Horizontal { get; init; }
}

public static class TileMarkup
{
    public static IHtmlContent Render(TileOptions options)
    {
        var content = new Element("div")
            .Class("fr-tile__content")
            .Add(
                new Element(options.Heading)
                    .Class("fr-tile__title")
                    .Add(options.Href is null ? null : new Element("a").Attr("href", options.Href).Text(options.Title))
                    .Text(options.Href is null ? options.Title : null)
            )
            .Add(options.Description is null ? null : new Element("p").Class("fr-tile__desc").Text(options.Description))
            .Add(options.Detail is null ? null : new Element("p").Class("fr-tile__detail").Text(options.Detail))
            .Add(options.Start is null ? null : new Element("div").Class("fr-tile__start").Add(options.Start));
        return new Element("div")
            .Class("fr-tile", options.Small ? "fr-tile--sm" : null, options.Horizontal ? "fr-tile--horizontal" : null)
            .Class(options.Href is null ? null : "fr-enlarge-link")
            .Add(new Element("div").Class("fr-tile__body").Add(content));
    }
}

/// <summary>
/// A tile: a way into a section. Content is a badge shown above the title.
/// <code>&lt;dsfr-tile title="Candidatures" href="/admin/candidatures" description="12 à instruire" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-tile")]
public sealed class TileTagHelper : DsfrTagHelper
{
    public string Title { get; set; } = "";
    public string? Href { get; set; }
    public string Heading { get; set; } = "h3";
    public string? Description { get; set; }
    public string? Detail { get; set; }
    public bool Small { get; set; }
    public bool Horizontal { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        TileMarkup.Render(
            new()
            {
                Title = Title,
                Href = Href,
                Heading = Heading,
                Description = Description,
                Detail = Detail,
                Start = content,
                Small = Small,
                Horizontal = Horizontal,
            }
        );
}
