using System.Text.RegularExpressions;

namespace EigPortal.Services.Text;

/// <summary>French puts a space that does not break before high signs and inside guillemets; people type a plain one.</summary>
public static partial class FrenchTypography
{
    public static string Of(string words) =>
        Guillemets().Replace(HighSigns().Replace(words, "\u00a0$1"), "«\u00a0").Replace('\'', '’');

    [GeneratedRegex(" ([:;?!»])")]
    private static partial Regex HighSigns();

    [GeneratedRegex("« ")]
    private static partial Regex Guillemets();
}
