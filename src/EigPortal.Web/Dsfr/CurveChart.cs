using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <param name="Label">Written beside the point.</param>
public sealed record CurvePoint(decimal X, decimal Y, string Label);

public sealed record CurveChartOptions
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string XTitle { get; init; }
    public required string YTitle { get; init; }
    public IReadOnlyList<CurvePoint> Points { get; init; } = [];
}

/// <summary>
/// Points joined in their order, with a word at each place and the ends of both axes written. The table that says the same stands on the
/// page: this chart repeats it for the eye.
/// </summary>
public static class CurveChartMarkup
{
    private const int Width = 640;
    private const int Height = 344;
    private const int Left = 70;
    private const int Right = 60;
    private const int Top = 64;
    private const int Bottom = 60;

    public static IHtmlContent Render(CurveChartOptions options) =>
        new Element("figure")
            .Class("portal-chart")
            .Attr("id", options.Id)
            .Add(new Element("figcaption").Class("portal-chart__title").Text(options.Title))
            .Add(Plot(options));

    private static Element Plot(CurveChartOptions options)
    {
        var plot = new Element("svg")
            .Class("portal-chart__plot")
            .Attr("viewBox", $"0 0 {Width} {Height}")
            .Attr("aria-hidden", "true")
            .Attr("focusable", "false");
        var (lowX, highX) = Ends(options.Points.Select(point => point.X));
        var (lowY, highY) = Ends(options.Points.Select(point => point.Y));
        int X(decimal value) => Left + (int)Math.Round((Width - Left - Right) * Share(value, lowX, highX));
        int Y(decimal value) => Height - Bottom - (int)Math.Round((Height - Top - Bottom) * Share(value, lowY, highY));
        plot.Add(Line("portal-chart__axis", Left - 20, Height - Bottom + 20, Width - Right, Height - Bottom + 20))
            .Add(Line("portal-chart__axis", Left - 20, Top - 10, Left - 20, Height - Bottom + 20))
            .Add(Text(Left - 26, Top - 48, "start", options.YTitle))
            .Add(Text(Width - Right, Height - 8, "end", options.XTitle))
            .Add(Text(X(lowX), Height - Bottom + 36, "middle", FrenchNumbers.Number(Math.Round(lowX))))
            .Add(Text(X(highX), Height - Bottom + 36, "middle", FrenchNumbers.Number(Math.Round(highX))))
            .Add(Text(Left - 26, Y(lowY), "end", FrenchNumbers.TwoDecimals(lowY)))
            .Add(Text(Left - 26, Y(highY), "end", FrenchNumbers.TwoDecimals(highY)));
        foreach (var (from, to) in options.Points.Zip(options.Points.Skip(1)))
        {
            plot.Add(Line("portal-chart__interval", X(from.X), Y(from.Y), X(to.X), Y(to.Y)));
        }

        // Worths that lead to the same teams share one point.
        foreach (var place in options.Points.GroupBy(point => (X: X(point.X), Y: Y(point.Y))))
        {
            plot.Add(
                    new Element("circle").Class("portal-chart__dot").Attr("cx", place.Key.X).Attr("cy", place.Key.Y).Attr("r", 6)
                )
                .Add(Text(place.Key.X + 12, place.Key.Y - 14, "start", string.Join(" · ", place.Select(point => point.Label))));
        }

        return plot;
    }

    private static (decimal Low, decimal High) Ends(IEnumerable<decimal> values) =>
        (values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max());

    private static decimal Share(decimal value, decimal low, decimal high) => high == low ? 0.5m : (value - low) / (high - low);

    private static Element Line(string cssClass, int x1, int y1, int x2, int y2) =>
        new Element("line").Class(cssClass).Attr("x1", x1).Attr("y1", y1).Attr("x2", x2).Attr("y2", y2);

    private static Element Text(int x, int y, string anchor, string text) =>
        new Element("text")
            .Class("portal-chart__label")
            .Attr("x", x)
            .Attr("y", y)
            .Attr("text-anchor", anchor)
            .Attr("dominant-baseline", "central")
            .Text(text);
}

/// <summary>
/// A curve beside a table that says the same.
/// <code>&lt;dsfr-curve-chart id="arbitrages" title="…" x-title="Vœux" y-title="Note" points="@Model.Curve" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-curve-chart")]
public sealed class CurveChartTagHelper : DsfrTagHelper
{
    public string Id { get; set; } = "chart";
    public string Title { get; set; } = "";
    public string XTitle { get; set; } = "";
    public string YTitle { get; set; } = "";
    public IReadOnlyList<CurvePoint> Points { get; set; } = [];

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        CurveChartMarkup.Render(
            new()
            {
                Id = Id,
                Title = Title,
                XTitle = XTitle,
                YTitle = YTitle,
                Points = Points,
            }
        );
}
