using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <param name="Values">One per series, in their order.</param>
public sealed record Bar(string Label, params IReadOnlyList<decimal> Values)
{
    /// <summary>The list behind the figures; the table leads to it.</summary>
    public string? Href { get; init; }
}

public sealed record BarChartOptions
{
    public required string Id { get; init; }
    public required string Title { get; init; }

    /// <summary>Head of the first column of the table, such as « Promotion ».</summary>
    public required string LabelHeader { get; init; }

    /// <summary>Names of the series: one or two.</summary>
    public required IReadOnlyList<string> Series { get; init; }
    public IReadOnlyList<Bar> Bars { get; init; } = [];
}

/// <summary>
/// Horizontal bars with their values written, then the same figures in a table. The second series is outlined rather than
/// coloured otherwise, so that a grey print says as much.
/// </summary>
public static class BarChartMarkup
{
    private const int Width = 640;
    private const int LabelWidth = 200;
    private const int ValueWidth = 70;
    private const int BarHeight = 20;
    private const int Gap = 14;

    public static IHtmlContent Render(BarChartOptions options) =>
        new Element("figure")
            .Class("portal-chart")
            .Attr("id", options.Id)
            .Add(new Element("figcaption").Class("portal-chart__title").Attr("id", $"{options.Id}-title").Text(options.Title))
            .Add(options.Series.Count > 1 ? Legend(options) : null)
            .Add(Plot(options))
            .Add(Table(options));

    private static Element Plot(BarChartOptions options)
    {
        var groupHeight = options.Series.Count * (BarHeight + 2) + Gap;
        var height = options.Bars.Count * groupHeight;
        // The table that follows says the same to those who can't see the drawing.
        var plot = new Element("svg")
            .Class("portal-chart__plot")
            .Attr("viewBox", $"0 0 {Width} {height}")
            .Attr("aria-hidden", "true")
            .Attr("focusable", "false");
        var max = options.Bars.SelectMany(bar => bar.Values).DefaultIfEmpty(0).Max();
        for (var index = 0; index < options.Bars.Count; index++)
        {
            var top = index * groupHeight + Gap / 2;
            var middle = top + (groupHeight - Gap) / 2;
            plot.Add(Text("portal-chart__label", LabelWidth - 12, middle, "end", options.Bars[index].Label));
            for (var series = 0; series < options.Bars[index].Values.Count; series++)
            {
                AddBar(plot, options.Bars[index].Values[series], max, top + series * (BarHeight + 2), series);
            }
        }

        return plot.Add(
            new Element("line")
                .Class("portal-chart__axis")
                .Attr("x1", LabelWidth)
                .Attr("x2", LabelWidth)
                .Attr("y1", 0)
                .Attr("y2", height)
        );
    }

    private static void AddBar(Element plot, decimal value, decimal max, int top, int series)
    {
        var width = max == 0 ? 0 : (int)Math.Round((Width - LabelWidth - ValueWidth) * value / max);
        plot.Add(
                new Element("rect")
                    .Class("portal-chart__bar", series == 0 ? null : "portal-chart__bar--2")
                    .Attr("x", LabelWidth)
                    .Attr("y", top)
                    .Attr("width", width)
                    .Attr("height", BarHeight)
            )
            .Add(Text("portal-chart__value", LabelWidth + width + 8, top + BarHeight / 2, "start", FrenchNumbers.Number(value)));
    }

    private static Element Text(string cssClass, int x, int y, string anchor, string text) =>
        new Element("text")
            .Class(cssClass)
            .Attr("x", x)
            .Attr("y", y)
            .Attr("text-anchor", anchor)
            .Attr("dominant-baseline", "central")
            .Text(text);

    private static Element Legend(BarChartOptions options)
    {
        var legend = new Element("ul").Class("portal-chart__legend").Attr("aria-hidden", "true");
        for (var series = 0; series < options.Series.Count; series++)
        {
            var swatch = new Element("svg")
                .Attr("width", 16)
                .Attr("height", 16)
                .Add(
                    new Element("rect")
                        .Class("portal-chart__bar", series == 0 ? null : "portal-chart__bar--2")
                        .Attr("x", 1)
                        .Attr("y", 1)
                        .Attr("width", 14)
                        .Attr("height", 14)
                );
            legend.Add(new Element("li").Add(swatch).Text(options.Series[series]));
        }

        return legend;
    }

    private static IHtmlContent Table(BarChartOptions options)
    {
        var head = new Element("tr").Add(new Element("th").Attr("scope", "col").Text(options.LabelHeader));
        foreach (var series in options.Series)
        {
            head.Add(new Element("th").Class("portal-number").Attr("scope", "col").Text(series));
        }

        var body = new Element("tbody");
        foreach (var bar in options.Bars)
        {
            var label = new Element("th").Attr("scope", "row");
            var row = new Element("tr").Add(
                bar.Href is null ? label.Text(bar.Label) : label.Add(new Element("a").Attr("href", bar.Href).Text(bar.Label))
            );
            foreach (var value in bar.Values)
            {
                row.Add(new Element("td").Class("portal-number").Text(FrenchNumbers.Number(value)));
            }

            body.Add(row);
        }

        return TableMarkup.Render(
            new()
            {
                Caption = options.Title,
                CaptionHidden = true,
                Size = Size.Small,
                Id = $"{options.Id}-table",
                Content = new HtmlContentBuilder().AppendHtml(new Element("thead").Add(head)).AppendHtml(body),
            }
        );
    }
}

/// <summary>
/// A chart followed by its table.
/// <code>&lt;dsfr-bar-chart id="candidatures" title="Candidatures par promotion" label-header="Promotion" series="@(["Candidatures"])" bars="@Model.Bars" /&gt;</code>
/// Bars are <c>new Bar("Promotion 3", 170)</c>, or two values when there are two series.
/// </summary>
[HtmlTargetElement("dsfr-bar-chart")]
public sealed class BarChartTagHelper : DsfrTagHelper
{
    public string Id { get; set; } = "chart";
    public string Title { get; set; } = "";
    public string LabelHeader { get; set; } = "";
    public IReadOnlyList<string> Series { get; set; } = [];
    public IReadOnlyList<Bar> Bars { get; set; } = [];

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        BarChartMarkup.Render(
            new()
            {
                Id = Id,
                Title = Title,
                LabelHeader = LabelHeader,
                Series = Series,
                Bars = Bars,
            }
        );
}
