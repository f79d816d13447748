using EigPortal.Services.Challenges;
using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Features.Shared;

/// <summary>Shows what a search matched. The text is encoded like any other; only the pieces between the private marks are wrapped.</summary>
public static class Highlight
{
    public static IHtmlContent Render(string marked)
    {
        var content = new HtmlContentBuilder();
        foreach (var (text, isMatch) in Pieces(marked))
        {
            if (isMatch)
            {
                content.AppendHtml(new Element("mark").Text(text));
            }
            else
            {
                content.Append(text);
            }
        }

        return content;
    }

    public static bool HasMatch(string marked) => marked.Contains(ChallengeCatalogue.MatchStarts);

    private static IEnumerable<(string Text, bool IsMatch)> Pieces(string marked)
    {
        foreach (var piece in marked.Split(ChallengeCatalogue.MatchStarts))
        {
            var end = piece.IndexOf(ChallengeCatalogue.MatchEnds);
            if (end < 0)
            {
                yield return (piece, false);
                continue;
            }

            yield return (piece[..end], true);
            yield return (piece[(end + 1)..], false);
        }
    }
}
