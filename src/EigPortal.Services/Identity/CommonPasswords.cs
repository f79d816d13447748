using System.IO.Compression;
using System.Text;

namespace EigPortal.Services.Identity;

/// <summary>
/// Passwords that are tried first: seen in leaks, French words and names, those of this programme. Compared without case, accents,
/// punctuation or digits that stand for letters. The list is local: nothing that anybody types leaves the portal.
/// </summary>
public static class CommonPasswords
{
    /// <summary>What is usually added to a word: a date has eight digits. More of it, not listed itself, is a secret of its own.</summary>
    private const int LongestDecoration = 8;

    /// <summary>A pattern so short adds nothing by being repeated.</summary>
    private const int ShortPattern = 4;

    private static readonly char[] Decorations = [.. "0123456789 !?.,;:*+-_=/\\#@$€£%&()[]{}<>'\"’`~^|§°"];
    private static readonly Lazy<ulong[]> Listed = new(Read);

    /// <summary>How many different entries the list holds.</summary>
    public static int Count => Listed.Value.Length;

    /// <summary>Whether a password is a listed one, perhaps decorated or repeated.</summary>
    public static bool Contains(string password)
    {
        var root = password.Trim().Trim(Decorations);
        return IsListedOrRepeated(Fold(password))
            || (root.Length > 0 && IsPlain(password, root) && IsListedOrRepeated(Fold(root)));
    }

    private static bool IsPlain(string password, string root)
    {
        var around = password.Length - root.Length;
        var at = password.IndexOf(root, StringComparison.Ordinal);
        return around <= LongestDecoration || IsListedOrRepeated(Fold(password[..at] + password[(at + root.Length)..]));
    }

    private static bool IsListedOrRepeated(string folded)
    {
        if (IsListed(folded))
        {
            return true;
        }

        for (var length = 1; length <= folded.Length / 2; length++)
        {
            var unit = folded[..length];
            if (folded.Length % length == 0 && IsRepetition(folded, unit) && (length <= ShortPattern || IsListed(unit)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRepetition(string text, string unit) =>
        Enumerable
            .Range(1, (text.Length / unit.Length) - 1)
            .All(turn => string.CompareOrdinal(text, turn * unit.Length, unit, 0, unit.Length) == 0);

    private static bool IsListed(string folded) => Array.BinarySearch(Listed.Value, Hash(folded)) >= 0;

    /// <summary>"P@ssw0rd!" and "pâssword" are one: without case or accents, digits and signs as the letters they stand for.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            var letter = character switch
            {
                '0' => 'o',
                '1' or 'l' or '!' or '|' => 'i',
                '3' or '€' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                _ => character,
            };
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }

    // Eight bytes for each entry instead of a string.
    private static ulong Hash(string folded)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in folded)
        {
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        }

        return hash;
    }

    private static ulong[] Read()
    {
        using var unpacked = new GZipStream(Open("listed-passwords.gz"), CompressionMode.Decompress);
        using var known = new StreamReader(unpacked);
        using var ours = new StreamReader(Open("common-passwords.txt"));
        var folded = Lines(known).Concat(Lines(ours)).Select(Fold).Where(text => text.Length > 0);
        return [.. folded.Select(Hash).Distinct().Order()];
    }

    private static string[] Lines(StreamReader reader) =>
        reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Stream Open(string name) =>
        typeof(CommonPasswords).Assembly.GetManifestResourceStream($"EigPortal.Services.Identity.{name}")!;
}
