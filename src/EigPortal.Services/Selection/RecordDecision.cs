using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection.Explaining;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <param name="PostId">The seat; ignored when the person is not retained.</param>
/// <param name="Reason">Internal; required for a seat of another profile than those applied for.</param>
public sealed record RecordDecisionCommand(Guid CandidatureId, DecisionKind Kind, Guid? PostId, string Reason)
{
    /// <summary>Why the person is not retained, as they are told it; at least one for somebody who was preselected.</summary>
    public IReadOnlyCollection<DecisionGround> Grounds { get; init; } = [];

    /// <summary>What the jury adds for a person who is not retained. May be empty.</summary>
    public string Feedback { get; init; } = "";

    /// <summary>Whether the decision comes from a proposal of teams.</summary>
    public bool IsFromTeams { get; init; }

    /// <summary>Whether a person who waits for the seat also waits on the lists of their other wishes.</summary>
    public bool AlsoOtherWishes { get; init; }
}

/// <summary>Writes down what the committee decided for one candidature. It has no effect until another person validates it.</summary>
public sealed class RecordDecision(EigDbContext db, DecisionAids aids, ProgrammeNow now)
{
    public async Task<Result<Decision>> ExecuteAsync(RecordDecisionCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var added = await AddAsync(command, actor, ct);
        if (!added.IsOk)
        {
            return added;
        }

        var saved = await SaveAsync(ct);
        if (!saved.IsOk)
        {
            return Result<Decision>.Refuse(saved.Errors);
        }

        await transaction.CommitAsync(ct);
        return added;
    }

    /// <summary>The same inside an act that saves more, with <see cref="SaveAsync"/>. The caller holds a transaction.</summary>
    internal async Task<Result<Decision>> AddAsync(RecordDecisionCommand command, Actor actor, CancellationToken ct)
    {
        var candidature = await db
            .Candidatures.DecidableBy(actor, db)
            .Include(found => found.Snapshots)
            .SingleOrDefaultAsync(found => found.Id == command.CandidatureId, ct);
        if (candidature is null)
        {
            return SelectionRefusals.NotFound;
        }

        if (RefuseState(candidature.State, command.Kind) is { } refusal)
        {
            return refusal;
        }

        var post =
            command.Kind == DecisionKind.NotRetained ? null : await FindPostAsync(command.PostId, candidature.CohortId, ct);
        if (post is null && command.PostId is not null && command.Kind != DecisionKind.NotRetained)
        {
            return SelectionRefusals.UnknownPost;
        }

        if (command.Kind == DecisionKind.Retained && post is not null && await IsTakenAsync(post.Id, ct))
        {
            return SelectionRefusals.SeatTaken;
        }

        var recorded = Decision.Record(
            candidature.Id,
            candidature.CohortId,
            command.Kind,
            post?.Id,
            post?.Profile,
            [.. candidature.LastSnapshot!.Content.Wishes.Select(wish => wish.Profile)],
            command.Reason,
            actor.AccountId,
            now()
        );
        if (!recorded.IsOk)
        {
            return recorded;
        }

        var completed = await CompleteAsync(recorded.Value, candidature, post, command, ct);
        if (!completed.IsOk)
        {
            return Result<Decision>.Refuse(completed.Errors);
        }

        var told = recorded.Value.TellAids(await aids.OfAsync(candidature.CohortId, candidature.Id, command.IsFromTeams, ct));
        if (!told.IsOk)
        {
            return Result<Decision>.Refuse(told.Errors);
        }

        db.Decisions.Add(recorded.Value);
        return recorded;
    }

    /// <summary>Why a candidature in this state can't get such a decision, or null.</summary>
    internal static DomainError? RefuseState(CandidatureState state, DecisionKind kind) =>
        state switch
        {
            CandidatureState.Preselected => null,
            CandidatureState.Admissible or CandidatureState.Inadmissible or CandidatureState.NotPreselected => kind
            == DecisionKind.NotRetained
                ? null
                : SelectionRefusals.NotPreselected,
            CandidatureState.Draft or CandidatureState.Submitted or CandidatureState.Withdrawn => SelectionRefusals.NotScreened,
        };

    private async Task<Result> CompleteAsync(
        Decision decision,
        Candidature candidature,
        Post? post,
        RecordDecisionCommand command,
        CancellationToken ct
    ) =>
        decision.Kind switch
        {
            DecisionKind.Retained => Result.Ok,
            DecisionKind.WaitingList => await WaitAsync(decision, candidature, post!, command.AlsoOtherWishes, ct),
            DecisionKind.NotRetained when candidature.State == CandidatureState.Preselected && command.Grounds.Count == 0 =>
                SelectionRefusals.GroundsMissing,
            DecisionKind.NotRetained => decision.Explain(command.Grounds, command.Feedback),
        };

    /// <summary>At the end of the list of the seat, and of those of the person's other wishes when asked.</summary>
    private async Task<Result> WaitAsync(
        Decision decision,
        Candidature candidature,
        Post post,
        bool alsoOtherWishes,
        CancellationToken ct
    )
    {
        IEnumerable<ListKey> lists = [new(post.ChallengeId, post.Profile)];
        if (alsoOtherWishes)
        {
            lists = lists.Concat(
                candidature.LastSnapshot!.Content.Wishes.Select(wish => new ListKey(wish.ChallengeId, wish.Profile))
            );
        }

        foreach (var list in lists.Distinct())
        {
            var waited = decision.WaitOn(list, await db.EndOfWaitingListAsync(list, ct));
            if (!waited.IsOk)
            {
                return waited;
            }
        }

        return Result.Ok;
    }

    private Task<Post?> FindPostAsync(Guid? postId, Guid cohortId, CancellationToken ct) =>
        db
            .Posts.AsNoTracking()
            .SingleOrDefaultAsync(
                post =>
                    post.Id == postId
                    && db.Challenges.Any(challenge =>
                        challenge.Id == post.ChallengeId
                        && challenge.CohortId == cohortId
                        && challenge.State == ChallengeState.Published
                    ),
                ct
            );

    private Task<bool> IsTakenAsync(Guid postId, CancellationToken ct) =>
        db.Fellows.AnyAsync(fellow => fellow.PostId == postId && fellow.LeftAt == null, ct);

    /// <summary>Saves, and says in French what the database refuses of a decision.</summary>
    internal async Task<Result> SaveAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_decisions_one_live"))
        {
            return SelectionRefusals.AlreadyDecided;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_decisions_one_per_seat"))
        {
            return SelectionRefusals.SeatTaken;
        }
    }
}
