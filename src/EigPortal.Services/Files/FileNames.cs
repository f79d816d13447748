using System.Globalization;
using System.Text;
using EigPortal.Domain.Candidatures;

namespace EigPortal.Services.Files;

/// <summary>Makes the name of a sent file safe to store, show and give back, and keeps what people recognise in it.</summary>
public static class FileNames
{
    private const string Unsafe = "<>:\"|?*";

    // Windows takes these for devices, whatever follows the first dot.
    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase
    );

    /// <param name="sent">Name as the browser announces it: some send a path, some combine accents (NFD).</param>
    /// <param name="extension">Extension of the type found in the content, with its dot.</param>
    public static string Clean(string? sent, string extension)
    {
        var name = (sent ?? "").Split('/', '\\')[^1];
        var builder = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            // Format characters include the marks that reverse the reading order and so disguise an extension.
            var category = Rune.GetUnicodeCategory(rune);
            if (
                rune.Value == 0xFFFD
                || category is UnicodeCategory.Control or UnicodeCategory.Format
                || (rune.IsAscii && Unsafe.Contains((char)rune.Value))
            )
            {
                continue;
            }

            builder.Append(rune);
        }

        var cleaned = builder.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.');
        var stem = cleaned.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? cleaned[..^extension.Length] : cleaned;
        stem = Shorten(stem.TrimEnd(' ', '.'), Document.FileNameMaxLength - extension.Length);
        return (
                stem.Length == 0 ? "document"
                : Reserved.Contains(stem.Split('.')[0].Trim()) ? $"document {stem}"
                : stem
            ) + extension;
    }

    private static string Shorten(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        // A character outside the basic plane takes two units: never keep half of it.
        return char.IsHighSurrogate(text[max - 1]) ? text[..(max - 1)] : text[..max];
    }
}
