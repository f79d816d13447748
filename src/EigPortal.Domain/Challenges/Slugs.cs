using System.Globalization;
using System.Text;

namespace EigPortal.Domain.Challenges;

/// <summary>Addresses of public pages: lower-case ASCII letters, digits and single hyphens.</summary>
public static class Slugs
{
    public static bool IsValid(string slug) =>
        slug.Length is > 0 and <= Challenge.SlugMaxLength
        && slug.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        && !slug.StartsWith('-')
        && !slug.EndsWith('-')
        && !slug.Contains("--", StringComparison.Ordinal);

    public static string From(string name)
    {
        var builder = new StringBuilder();
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                builder.Append(c);
            }
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && builder.Length > 0
                && builder[^1] != '-'
            )
            {
                builder.Append('-');
            }
        }

        var slug = builder.ToString().Trim('-');
        return slug.Length <= Challenge.SlugMaxLength ? slug : slug[..Challenge.SlugMaxLength].Trim('-');
    }
}
