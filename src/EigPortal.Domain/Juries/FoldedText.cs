using System.Globalization;
using System.Text;

namespace EigPortal.Domain.Juries;

/// <summary>Words as they are looked for: lower case, without accents, one letter for one letter.</summary>
internal static class FoldedText
{
    /// <summary>Places in the answer are places in the text. Apostrophes and spaces of every kind become the plain ones.</summary>
    public static string Of(string text) =>
        string.Create(
            text.Length,
            text,
            (folded, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    folded[i] = Fold(source[i]);
                }
            }
        );

    private static char Fold(char letter) =>
        letter switch
        {
            '’' or 'ʼ' or '‘' => '\'',
            '\u00a0' or '\u202f' or '\u2009' or '\t' => ' ',
            < (char)128 => char.ToLowerInvariant(letter),
            _ when char.IsSurrogate(letter) => letter,
            _ => char.ToLowerInvariant(letter.ToString(CultureInfo.InvariantCulture).Normalize(NormalizationForm.FormD)[0]),
        };
}
