using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record TableOptions
{
    public required string Caption { get; init; }

    /// <summary>The caption is read, not seen: a heading just above says the same.</summary>
    public bool CaptionHidden { get; init; }
    public string? Id { get; init; }
    public Size Size { get; init; }
    public bool Bordered { get; init; }

    /// <summary>Cells wrap by themselves; otherwise they stay on one line and the table scrolls.</summary>
    public bool MultiLine { get; init; }

    /// <summary>thead and tbody.</summary>
    public IHtmlContent? Content { get; init; }
}

public static class TableMarkup
{
    public static IHtmlContent Render(TableOptions options)
    {
        var table = new Element("table")
            .Class(options.MultiLine ? "fr-cell--multiline" : null)
            .Attr("id", options.Id)
            .Add(new Element("caption").Text(options.Caption))
            .Add(options.Content);
        return new Element("div")
            .Class("fr-table", SizeClass(options.Size), options.Bordered ? "fr-table--bordered" : null)
            .Class(options.CaptionHidden ? "fr-table--no-caption" : null)
            .Attr("id", options.Id is null ? null : $"{options.Id}-component")
            .Add(
                new Element("div")
                    .Class("fr-table__wrapper")
                    .Add(
                        new Element("div")
                            .Class("fr-table__container")
                            .Add(new Element("div").Class("fr-table__content").Add(table))
                    )
            );
    }

    private static string? SizeClass(Size size) =>
        size switch
        {
            Size.Medium => null,
            Size.Small => "fr-table--sm",
            Size.Large => "fr-table--lg",
        };
}

/// <summary>
/// A table: content is <c>thead</c> and <c>tbody</c>. Scrolls sideways when it's too wide.
/// <code>&lt;dsfr-table caption="Candidatures déposées"&gt;&lt;thead&gt;&lt;tr&gt;&lt;th scope="col"&gt;Numéro&lt;/th&gt;…&lt;/tr&gt;&lt;/thead&gt;&lt;tbody&gt;…&lt;/tbody&gt;&lt;/dsfr-table&gt;</code>
/// Numbers: <c>class="portal-number"</c> on the cells. <c>multi-line="true"</c> when cells hold sentences.
/// </summary>
[HtmlTargetElement("dsfr-table")]
public sealed class TableTagHelper : DsfrTagHelper
{
    public string Caption { get; set; } = "";
    public bool CaptionHidden { get; set; }
    public string? Id { get; set; }
    public Size Size { get; set; }
    public bool Bordered { get; set; }
    public bool MultiLine { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        TableMarkup.Render(
            new()
            {
                Caption = Caption,
                CaptionHidden = CaptionHidden,
                Id = Id,
                Size = Size,
                Bordered = Bordered,
                MultiLine = MultiLine,
                Content = content,
            }
        );
}

public sealed record SummaryRowOptions
{
    public required string Key { get; init; }
    public IHtmlContent? Value { get; init; }
    public string? Text { get; init; }
    public string? ChangeHref { get; init; }
    public string ChangeLabel { get; init; } = "Modifier";

    /// <summary>Shown in place of an empty value.</summary>
    public string Missing { get; init; } = "Non renseigné";
}

/// <summary>Not a component of the design system, which has none for this: a description list that our css arranges.</summary>
public static class SummaryListMarkup
{
    public static IHtmlContent Render(IHtmlContent? rows, bool actions) =>
        new Element("dl").Class("portal-summary", actions ? "portal-summary--actions" : null).Add(rows);

    public static IHtmlContent Row(SummaryRowOptions options)
    {
        var value = new Element("dd").Class("portal-summary__value");
        if (options.Value is null && string.IsNullOrWhiteSpace(options.Text))
        {
            value.Add(new Element("span").Class("portal-summary__missing").Text(options.Missing));
        }
        else
        {
            // What people typed keeps its line ends.
            value
                .Add(options.Text is null ? null : new Element("span").Class("portal-preline").Text(options.Text))
                .Add(options.Value);
        }

        return new Element("div")
            .Class("portal-summary__row")
            .Add(new Element("dt").Class("portal-summary__key").Text(options.Key))
            .Add(value)
            .Add(
                options.ChangeHref is null
                    ? null
                    : new Element("dd")
                        .Class("portal-summary__actions")
                        .Add(
                            new Element("a")
                                .Class("fr-link")
                                .Attr("href", options.ChangeHref)
                                .Text(options.ChangeLabel)
                                .Add(new Element("span").Class("fr-sr-only").Text($"\u00a0: {options.Key}"))
                        )
            );
    }
}

/// <summary>
/// Keys and values: « vérifier mes réponses », facts of a challenge.
/// <code>&lt;dsfr-summary actions="true"&gt;
///   &lt;dsfr-summary-row key="Prénom" text="@Model.FirstName" change-href="/candidature/identite" /&gt;
///   &lt;dsfr-summary-row key="Profils"&gt;&lt;dsfr-tags items="@Model.Profiles" /&gt;&lt;/dsfr-summary-row&gt;
/// &lt;/dsfr-summary&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-summary")]
public sealed class SummaryListTagHelper : DsfrTagHelper
{
    /// <summary>Rows have a link to change them.</summary>
    public bool Actions { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        SummaryListMarkup.Render(content, Actions);
}

/// <summary>A row of <c>dsfr-summary</c>: <c>text</c>, or markup as content.</summary>
[HtmlTargetElement("dsfr-summary-row")]
public sealed class SummaryRowTagHelper : DsfrTagHelper
{
    public string Key { get; set; } = "";
    public string? Text { get; set; }
    public string? ChangeHref { get; set; }
    public string ChangeLabel { get; set; } = "Modifier";
    public string Missing { get; set; } = "Non renseigné";

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        SummaryListMarkup.Row(
            new()
            {
                Key = Key,
                Text = Text,
                Value = content,
                ChangeHref = ChangeHref,
                ChangeLabel = ChangeLabel,
                Missing = Missing,
            }
        );
}
