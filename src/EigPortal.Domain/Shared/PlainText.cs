using System.Globalization;
using System.Text;

namespace EigPortal.Domain.Shared;

/// <summary>Cleans typed text so that the database, XML and files can hold it: NFC, without NUL, control characters or lone surrogates.</summary>
public static class PlainText
{
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            // EnumerateRunes yields U+FFFD for a lone surrogate: it is dropped with the control characters.
            if (rune.Value == 0xFFFD || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t')))
            {
                continue;
            }

            builder.Append(rune);
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    public static string CleanLine(string? text) => Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>Lower case, without accents, with single spaces where anything but letters and digits was.</summary>
    public static string Words(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character))
            {
                builder.Append(char.ToLowerInvariant(character));
            }
            else if (
                char.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark
                && builder.Length > 0
                && builder[^1] != ' '
            )
            {
                builder.Append(' ');
            }
        }

        return builder.ToString().Trim();
    }
}
