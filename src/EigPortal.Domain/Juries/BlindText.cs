using System.Text;
using System.Text.RegularExpressions;

namespace EigPortal.Domain.Juries;

/// <summary>
/// Hides in what a person wrote what tells who they are: their names, addresses, telephone, age, schools. It finds what is written in
/// usual ways and promises no more: staff read a file before they confide it.
/// </summary>
public static partial class BlindText
{
    public const string Mask = "[masqué]";

    /// <summary>Shorter words of a name are found in too many others: « de », « La ».</summary>
    private const int ShortestWord = 3;

    /// <param name="names">Given name, family name, as the person wrote them.</param>
    public static string Hide(string text, IReadOnlyCollection<string> names)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var hidden = Addresses().Replace(text, Mask);
        hidden = Links().Replace(hidden, Mask);
        hidden = Telephones().Replace(hidden, Mask);
        hidden = Ages().Replace(hidden, Mask);
        hidden = Schools().Replace(hidden, Mask);
        foreach (var word in WordsOf(names))
        {
            hidden = HideWord(hidden, word);
        }

        return hidden;
    }

    /// <summary>The longest first, so that a compound name is hidden whole.</summary>
    private static IEnumerable<string> WordsOf(IReadOnlyCollection<string> names) =>
        names
            .SelectMany(name => name.Split([' ', '-', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Prepend(name))
            .Select(word => FoldedText.Of(word.Trim()))
            .Where(word => word.Length >= ShortestWord)
            .Distinct()
            .OrderByDescending(word => word.Length)
            .ThenBy(word => word, StringComparer.Ordinal);

    private static string HideWord(string text, string word)
    {
        var folded = FoldedText.Of(text);
        var builder = new StringBuilder(text.Length);
        var from = 0;
        for (
            var at = folded.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = folded.IndexOf(word, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + word.Length;
            var isWhole =
                (at == 0 || !char.IsLetterOrDigit(folded[at - 1]))
                && (end == folded.Length || !char.IsLetterOrDigit(folded[end]));
            if (isWhole && at >= from)
            {
                builder.Append(text, from, at - from).Append(Mask);
                from = end;
            }
        }

        return builder.Append(text, from, text.Length - from).ToString();
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+", RegexOptions.None, 1_000)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b(https?://|www\.)\S+", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<!\d)(\+33\s?|0)[1-9]([ .\u00a0-]?\d{2}){4}(?!\d)", RegexOptions.None, 1_000)]
    private static partial Regex Telephones();

    [GeneratedRegex(
        @"\b(j[’']ai|âgée?s? de|à l[’']âge de)\s+\d{2}\s+ans\b(?!\s+d[’'e])|\bnée? (en|le)\s+(\d{1,2}(er)?\s+\w+\s+)?\d{4}\b",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex Ages();

    // A kind of school with the capitalised words that name it, or a school known by its name alone.
    [GeneratedRegex(
        @"\b(École|Ecole|école|Université|université|Institut|IUT|INSA|Lycée|lycée|Conservatoire)((\s+|[-–])(de|des|du|d[’']|la|le|l[’']|les|et|en|à|aux|nationale?|supérieure?|polytechnique|normale|centrale|pour|\p{Lu}[\p{L}\d’'-]*)|(?<=[’'])\p{Lu}[\p{L}\d’'-]*)*(\s+|[-–]|(?<=[’']))\p{Lu}[\p{L}\d’'-]*|\b(Polytechnique|CentraleSupélec|Sciences Po|HEC|ESSEC|ENS|ENSAE|ENSAI|ENSIMAG|ENSCI|ENSAD|EPITA|Epitech|Supélec|Télécom Paris(Tech)?|Mines Paris(Tech)?|Ponts Paris(Tech)?|Paris[- ]Dauphine|la Sorbonne|Sorbonne)\b",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex Schools();
}
