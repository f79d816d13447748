using EigPortal.Domain.Juries;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Ties;

/// <summary>The proposals ticked, and what to do of them.</summary>
public sealed class TiesInput
{
    public List<string> Ties { get; init; } = [];

    /// <summary>Null takes the usual level of each proposal.</summary>
    public ConflictLevel? Level { get; init; }
    public string? Reason { get; init; }

    /// <summary>What can't be read is no proposal: it is answered as one that was settled meanwhile.</summary>
    public IReadOnlyList<TieKey> Keys => [.. Ties.Select(Parse)];

    public static string KeyOf(ConflictProposal tie) => $"{tie.AccountId:N}/{tie.CandidatureId:N}/{tie.Clue}/{tie.Evidence}";

    private static TieKey Parse(string? text) =>
        (text ?? "").Split('/', 4) is [var account, var file, var clue, var evidence]
        && Guid.TryParse(account, out var accountId)
        && Guid.TryParse(file, out var fileId)
        && Enum.TryParse<ConflictClue>(clue, out var known)
            ? new TieKey(accountId, fileId, known, evidence)
            : new TieKey(Guid.Empty, Guid.Empty, default, "");
}

public sealed record TiesModel(TieReview Review, TiesInput Input, Guid ViewerId)
{
    public static IReadOnlyList<Choice> Levels =>
        [.. Enum.GetValues<ConflictLevel>().Select(level => new Choice(level.ToString(), Labels.Of(level)))];
}

/// <summary>A proposal in words: on the page, and as the reason of the tie once it is confirmed.</summary>
public static class TieWords
{
    public static string Of(ConflictProposal tie) =>
        tie.Evidence.Length == 0 ? Labels.Of(tie.Clue) : $"{Labels.Of(tie.Clue)} : {tie.Evidence}";
}
