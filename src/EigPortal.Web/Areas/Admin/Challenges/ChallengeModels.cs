using EigPortal.Domain.Challenges;
using EigPortal.Services.Challenges;
using EigPortal.Services.Hosts;

namespace EigPortal.Web.Areas.Admin.Challenges;

/// <param name="Id">Null for a new challenge.</param>
/// <param name="ShowsPreview">The texts are shown as the public page will show them.</param>
public sealed record ChallengeFormModel(
    Guid? Id,
    ChallengeInput Input,
    IReadOnlyList<(Guid Id, string Name)> Hosts,
    bool ShowsPreview = false
);

public sealed record ChallengeShowModel(Challenge Challenge, string Host, IReadOnlyList<MentorLine> Mentors, string? PreviewHref);

/// <param name="Saved">What somebody saved meanwhile.</param>
/// <param name="Typed">What this person typed.</param>
public sealed record ChallengeConflictModel(
    Guid Id,
    ChallengeInput Saved,
    ChallengeInput Typed,
    IReadOnlyList<(string Label, string Saved, string Typed)> Differences
)
{
    public static ChallengeConflictModel From(
        Guid id,
        ChallengeInput saved,
        ChallengeInput typed,
        IReadOnlyList<(Guid Id, string Name)> hosts
    )
    {
        string HostName(Guid? hostId) => hosts.SingleOrDefault(host => host.Id == hostId).Name ?? "";
        var differences = saved
            .Fields(HostName)
            .Zip(typed.Fields(HostName))
            .Where(pair => pair.First.Value.ReplaceLineEndings("\n") != pair.Second.Value.ReplaceLineEndings("\n"))
            .Select(pair => (pair.First.Label, pair.First.Value, pair.Second.Value))
            .ToList();
        return new ChallengeConflictModel(id, saved, typed, differences);
    }
}

/// <param name="PostId">Null for a new post.</param>
public sealed record PostFormModel(Challenge Challenge, Guid? PostId, PostInput Input);

/// <param name="Concerned">People who will be told by mail.</param>
public sealed record WithdrawModel(Challenge Challenge, int Concerned, WithdrawInput Input);
