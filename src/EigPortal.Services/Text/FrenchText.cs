using System.Buffers;

namespace EigPortal.Services.Text;

/// <summary>French punctuation for eyes.</summary>
public static class FrenchText
{
    private const char Nbsp = '\u00a0';
    private static readonly SearchValues<char> Marks = SearchValues.Create(":;?!»«");

    /// <summary>With a capital: « Mardi 6 novembre 2018 », for a title that begins with a day.</summary>
    public static string Capitalized(string text) =>
        text.Length == 0
            ? ""
            : string.Concat(
                char.ToUpper(text[0], System.Globalization.CultureInfo.GetCultureInfo("fr-FR")).ToString(),
                text.AsSpan(1)
            );

    /// <summary>
    /// The text with no-break spaces where French puts a space that must not end a line: before « : ; ? ! » and inside quotes. The code
    /// and people type ordinary ones.
    /// </summary>
    public static string Spaced(string text) =>
        text.AsSpan().IndexOfAny(Marks) < 0
            ? text
            : string.Create(
                text.Length,
                text,
                (spaced, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        spaced[i] = source[i] == ' ' && IsGlued(source, i) ? Nbsp : source[i];
                    }
                }
            );

    private static bool IsGlued(string text, int space) =>
        (space + 1 < text.Length && text[space + 1] is (':' or ';' or '?' or '!' or '»'))
        || (space > 0 && text[space - 1] == '«');
}
