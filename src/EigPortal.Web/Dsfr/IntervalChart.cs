using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <param name="Value">The estimate, between the two ends.</param>
public sealed record Interval(string Label, decimal Low, decimal Value, decimal High);

public sealed record IntervalChartOptions
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<Interval> Intervals { get; init; } = [];

    /// <summary>Where to draw a dashed line, such as the last seat; null for none.</summary>
    public decimal? Mark { get; init; }
}

/// <summary>
/// A line from the low to the high end of each interval, with a dot at its estimate and the ends written beside it. The table that
/// says the same stands on the page: this chart repeats it for the eye.
/// </summary>
public static class IntervalChartMarkup
{
    private const int Width = 640;
    private const int Left = 200;
    private const int Right = 110;
    private const int RowHeight = 30;

    public static IHtmlContent Render(IntervalChartOptions options) =>
        new Element("figure")
            .Class("portal-chart")
            .Attr("id", options.Id)
            .Add(new Element("figcaption").Class("portal-chart__title").Text(options.Title))
            .Add(Plot(options));

    private static Element Plot(IntervalChartOptions options)
    {
        var height = options.Intervals.Count * RowHeight;
        var plot = new Element("svg")
            .Class("portal-chart__plot")
            .Attr("viewBox", $"0 0 {Width} {height}")
            .Attr("aria-hidden", "true")
            .Attr("focusable", "false");
        var low = options.Intervals.Select(interval => interval.Low).DefaultIfEmpty(0).Min();
        var high = options.Intervals.Select(interval => interval.High).DefaultIfEmpty(0).Max();
        int X(decimal value) =>
            high == low ? Left : Left + (int)Math.Round((Width - Left - Right) * (value - low) / (high - low));
        if (options.Mark is { } mark && mark >= low && mark <= high)
        {
            plot.Add(Line("portal-chart__mark", X(mark), 0, X(mark), height));
        }

        for (var index = 0; index < options.Intervals.Count; index++)
        {
            AddRow(plot, options.Intervals[index], index * RowHeight + RowHeight / 2, X);
        }

        return plot;
    }

    private static void AddRow(Element plot, Interval interval, int middle, Func<decimal, int> x) =>
        plot.Add(Text("portal-chart__label", Left - 16, middle, "end", interval.Label))
            .Add(Line("portal-chart__interval", x(interval.Low), middle, x(interval.High), middle))
            .Add(new Element("circle").Class("portal-chart__dot").Attr("cx", x(interval.Value)).Attr("cy", middle).Attr("r", 6))
            .Add(
                Text(
                    "portal-chart__value",
                    x(interval.High) + 14,
                    middle,
                    "start",
                    interval.Low == interval.High
                        ? FrenchNumbers.Number(interval.Low)
                        : $"{FrenchNumbers.Number(interval.Low)} à {FrenchNumbers.Number(interval.High)}"
                )
            );

    private static Element Line(string cssClass, int x1, int y1, int x2, int y2) =>
        new Element("line").Class(cssClass).Attr("x1", x1).Attr("y1", y1).Attr("x2", x2).Attr("y2", y2);

    private static Element Text(string cssClass, int x, int y, string anchor, string text) =>
        new Element("text")
            .Class(cssClass)
            .Attr("x", x)
            .Attr("y", y)
            .Attr("text-anchor", anchor)
            .Attr("dominant-baseline", "central")
            .Text(text);
}

/// <summary>
/// Estimates with their uncertainty, beside a table that says the same.
/// <code>&lt;dsfr-interval-chart id="rangs" title="Rangs probables" mark="2.5m" intervals="@Model.Intervals" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-interval-chart")]
public sealed class IntervalChartTagHelper : DsfrTagHelper
{
    public string Id { get; set; } = "chart";
    public string Title { get; set; } = "";
    public IReadOnlyList<Interval> Intervals { get; set; } = [];
    public decimal? Mark { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        IntervalChartMarkup.Render(
            new()
            {
                Id = Id,
                Title = Title,
                Intervals = Intervals,
                Mark = Mark,
            }
        );
}
