using EigPortal.Domain.Juries;
using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Shared;

/// <summary>A passage that a page marks in an answer.</summary>
/// <param name="Number">Its number in the page, from 1.</param>
public sealed record Highlight(int Number, string Place, int Start, int Length)
{
    public static string Anchor(int number) => $"passage-{number}";

    public static IReadOnlyList<Highlight> Of(IReadOnlyList<Passage> passages, IReadOnlyList<ReadablePart> parts) =>
        [
            .. passages
                .Select((passage, index) => (passage, Number: index + 1, At: passage.FindIn(parts)))
                .Where(found => found.At is not null)
                .Select(found => new Highlight(found.Number, found.At!.Value.Place, found.At.Value.Start, found.passage.Length)),
        ];

    /// <summary>The answer with its passages marked. Of two that overlap, the first is marked and holds the anchor of the other.</summary>
    public static IHtmlContent Render(string text, IEnumerable<Highlight> highlights)
    {
        var answer = new Element("span").Class("portal-preline");
        var ordered = highlights.OrderBy(highlight => highlight.Start).ThenBy(highlight => highlight.Number).ToList();
        var from = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            var first = ordered[i];
            var end = first.Start + first.Length;
            var mark = new Element("mark").Attr("id", Anchor(first.Number));
            for (; i + 1 < ordered.Count && ordered[i + 1].Start < end; i++)
            {
                mark.Add(new Element("span").Attr("id", Anchor(ordered[i + 1].Number)));
                end = Math.Max(end, ordered[i + 1].Start + ordered[i + 1].Length);
            }

            answer.Text(text[from..first.Start]).Add(mark.Text(text[first.Start..end]));
            from = end;
        }

        return answer.Text(text[from..]);
    }
}
