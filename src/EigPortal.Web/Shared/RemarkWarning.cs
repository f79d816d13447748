using EigPortal.Domain.Juries.Remarks;

namespace EigPortal.Web.Shared;

/// <summary>What a note says that may not count, in sentences, for whoever writes it and nobody else. A warning: it keeps nothing from being saved.</summary>
public static class RemarkWarning
{
    /// <summary>One sentence per ground: the words found, why they may not count, what to write instead.</summary>
    public static IReadOnlyList<string> Of(string? note) =>
        [
            .. from remark in InadmissibleRemarks.Find(note)
            group remark by remark.Ground into ground
            let words = ground.Select(remark => $"«\u00a0{remark.Words.Trim()}\u00a0»").Distinct(StringComparer.OrdinalIgnoreCase)
            select $"{string.Join(", ", words)}\u00a0: {LowerFirst(ground.First().Advice)}",
        ];

    private static string LowerFirst(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
