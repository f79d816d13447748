using System.Text.RegularExpressions;

namespace EigPortal.Domain.Juries.Remarks;

/// <summary>
/// Finds in a note what seems to rest on a ground that the law forbids to consider: the criteria of article 225-1 of the Code pénal and
/// of article L1132-1 of the Code du travail. It warns and never blocks: the same words may be the subject of a challenge, and the person
/// who writes decides. Denying a ground is still naming it, so negations are found too. Recall and false alarms on labelled sentences:
/// docs/selection.md.
/// </summary>
public static class InadmissibleRemarks
{
    private static readonly IReadOnlyList<Finder> Finders =
    [
        .. RemarkLexicon.Grounds.Select(words => new Finder(words.Ground, Compile(Any("", words.Anywhere)), AnyPlace: true)),
        .. from words in RemarkLexicon.Grounds
        where words.OfSomebody.Count > 0
        select new Finder(words.Ground, Compile(Any(RemarkLexicon.Adverbs, words.OfSomebody)), AnyPlace: false),
    ];

    private static readonly Regex OfSomebody = Compile($@"\G(?:{RemarkLexicon.Start}|{RemarkLexicon.Being})");

    private static readonly Regex Harmless = Compile(string.Join('|', RemarkLexicon.Harmless));

    /// <returns>What was found, in the order of the text; places where two grounds overlap are reported once.</returns>
    public static IReadOnlyList<InadmissibleRemark> Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        // Letter for letter, so that places found are places in the text.
        var folded = Harmless.Replace(FoldedText.Of(text), match => new string('_', match.Length));
        var found =
            from finder in Finders
            from match in finder.Words.Matches(folded)
            where finder.AnyPlace || OfSomebody.IsMatch(folded, match.Index)
            orderby match.Index, match.Length descending
            select new InadmissibleRemark(finder.Ground, match.Index, match.Length, text.Substring(match.Index, match.Length));
        var kept = new List<InadmissibleRemark>();
        foreach (var remark in found)
        {
            if (kept.Count == 0 || remark.Start >= kept[^1].Start + kept[^1].Length)
            {
                kept.Add(remark);
            }
        }

        return kept;
    }

    private static string Any(string before, IReadOnlyList<string> patterns) => $@"\b{before}(?:{string.Join('|', patterns)})";

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <param name="AnyPlace">False when what is found counts only where it qualifies somebody: tested after, since that costs more.</param>
    private sealed record Finder(RemarkGround Ground, Regex Words, bool AnyPlace);
}
