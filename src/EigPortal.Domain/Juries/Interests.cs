using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>What a juror states before reading, one item a line.</summary>
public sealed record Interests(IReadOnlyList<string> Employers, IReadOnlyList<string> Schools, IReadOnlyList<string> KnownPeople)
{
    public const int MaxItems = 20;
    public const int ItemMaxLength = 150;

    /// <summary>Reads three texts of one item a line; empty lines and repeats are left out.</summary>
    public static Interests Parse(string? employers, string? schools, string? knownPeople) =>
        new(Lines(employers), Lines(schools), Lines(knownPeople));

    internal IReadOnlyList<DomainError> Check() =>
        [
            .. Refusals(Employers, nameof(Employers)),
            .. Refusals(Schools, nameof(Schools)),
            .. Refusals(KnownPeople, nameof(KnownPeople)),
        ];

    private static IEnumerable<DomainError> Refusals(IReadOnlyList<string> items, string field)
    {
        if (items.Count > MaxItems)
        {
            yield return new DomainError("interests.many", $"Citez {MaxItems} éléments au plus, un par ligne.", field);
        }
        else if (items.Any(item => item.Length > ItemMaxLength))
        {
            yield return new DomainError("interests.long", $"Une ligne dépasse {ItemMaxLength} caractères.", field);
        }
    }

    private static List<string> Lines(string? text) =>
        [
            .. PlainText
                .Clean(text)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(PlainText.CleanLine)
                .Distinct(StringComparer.CurrentCultureIgnoreCase),
        ];
}
