using System.Globalization;
using System.Text;

namespace EigPortal.Services.Text;

/// <summary>Names of people inside a sentence.</summary>
public static class FrenchNames
{
    /// <summary>
    /// « de Noé », « d’Aliénor », « d’Hélène », « d’Yves », but « de Yann »: the preposition elides before a vowel, and usage elides it
    /// before the h of given names too.
    /// </summary>
    public static string Of(string name)
    {
        var letters = name.Normalize(NormalizationForm.FormD)
            .Where(character => char.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            .Take(2)
            .Select(char.ToLowerInvariant)
            .ToArray();
        return letters switch
        {
            ['a' or 'e' or 'i' or 'o' or 'u' or 'h' or 'œ' or 'æ', ..] => $"d’{name}",
            ['y', not ('a' or 'e' or 'i' or 'o' or 'u')] => $"d’{name}",
            _ => $"de {name}",
        };
    }
}
