using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Forming;

/// <summary>A proposal that the jury works on, checked against what is known today.</summary>
/// <param name="Problem">Today's, with what the edits by hand opened.</param>
/// <param name="Review">Of the places as they are now.</param>
/// <param name="Gone">People placed who no longer can be: withdrawn, refused or placed elsewhere.</param>
public sealed record TeamProposalDetail(
    TeamProposal Proposal,
    TeamComputation Computation,
    TeamInputs Inputs,
    TeamProblem Problem,
    TeamReview Review,
    IReadOnlyList<TeamPlace> Gone,
    bool IsStale
);

/// <summary>What a seat given by hand would change.</summary>
/// <param name="Refusal">Why it can't be; null when it can.</param>
public sealed record TeamMove(IReadOnlyList<TeamPlace> Places, TeamReview Review, DomainError? Refusal);

/// <summary>Choosing a solution, changing it by hand, leaving it: the working proposal of the jury, one at a time.</summary>
public sealed class WorkOnTeams(EigDbContext db, TeamFacts facts, ProgrammeNow now)
{
    /// <summary>Takes a solution as the working proposal; one that was open is left aside.</summary>
    public async Task<Result<TeamProposal>> ChooseAsync(
        Guid cohortId,
        Guid computationId,
        TeamGoal goal,
        Actor actor,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockCohortAsync(cohortId, ct);
        var computation = await TeamComputations
            .Visible(db, actor)
            .SingleOrDefaultAsync(found => found.Id == computationId && found.CohortId == cohortId, ct);
        if (computation?.Find(goal) is not { } solution)
        {
            return SelectionRefusals.NotFound;
        }

        if (TeamComputations.IsStale(computation, await facts.LoadAsync(cohortId, computation.Problem.MinimumMark, actor, ct)))
        {
            return FormingRefusals.Stale;
        }

        if (
            await db.TeamProposals.SingleOrDefaultAsync(
                found => found.CohortId == cohortId && found.State == TeamProposalState.Open,
                ct
            ) is
            { } former
        )
        {
            if (!await TeamComputations.Visible(db, actor).AnyAsync(found => found.Id == former.ComputationId, ct))
            {
                return FormingRefusals.AnotherOpen;
            }

            former.Drop(now());
            await db.SaveChangesAsync(ct);
        }

        var proposal = new TeamProposal(computation, solution, actor.AccountId, now());
        db.TeamProposals.Add(proposal);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return proposal;
    }

    /// <summary>The open proposal, when there is one that the viewer may see.</summary>
    public Task<Guid?> OpenAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        Visible(actor)
            .Where(proposal => proposal.CohortId == cohortId && proposal.State == TeamProposalState.Open)
            .Select(proposal => (Guid?)proposal.Id)
            .SingleOrDefaultAsync(ct);

    public async Task<TeamProposalDetail?> FindAsync(Guid cohortId, Guid id, Actor actor, CancellationToken ct)
    {
        var proposal = await Visible(actor)
            .Include(found => found.Edits.OrderBy(edit => edit.Position))
            .SingleOrDefaultAsync(found => found.Id == id && found.CohortId == cohortId, ct);
        if (proposal is null)
        {
            return null;
        }

        var computation = await db.TeamComputations.AsNoTracking().SingleAsync(found => found.Id == proposal.ComputationId, ct);
        var inputs = await facts.LoadAsync(cohortId, computation.Problem.MinimumMark, actor, ct);
        var problem = Widened(inputs.Problem, proposal.Places).With(current: computation.Find(proposal.Goal)!.Places);
        var seats = problem.Seats.ToDictionary(seat => seat.PostId);
        var gone = proposal
            .Places.Where(place =>
                !seats.TryGetValue(place.PostId, out var seat) || problem.Option(place.CandidatureId, seat.List) is null
            )
            .ToList();
        return new TeamProposalDetail(
            proposal,
            computation,
            inputs,
            problem,
            TeamReview.Of(problem, [.. proposal.Places.Except(gone)]),
            gone,
            TeamComputations.IsStale(computation, inputs)
        );
    }

    /// <summary>What the move would change; nothing is written.</summary>
    public static TeamMove Try(TeamProposalDetail detail, Guid postId, Guid? candidatureId)
    {
        var places = TeamProposal.Moved([.. detail.Proposal.Places.Except(detail.Gone)], postId, candidatureId);
        var problem = Widened(detail.Problem, places);
        var possible = places.Where(place => problem.Option(place.CandidatureId, SeatOf(problem, place)) is not null).ToList();
        return new TeamMove(places, TeamReview.Of(problem, possible), Refuse(detail, postId, candidatureId));
    }

    public async Task<Result> EditAsync(
        Guid cohortId,
        Guid id,
        Guid postId,
        Guid? candidatureId,
        string reason,
        Actor actor,
        CancellationToken ct
    )
    {
        if (await FindAsync(cohortId, id, actor, ct) is not { } detail)
        {
            return SelectionRefusals.NotFound;
        }

        if (Refuse(detail, postId, candidatureId) is { } refusal)
        {
            return refusal;
        }

        var edited = detail.Proposal.Edit(postId, candidatureId, reason, actor.AccountId, now());
        return edited.IsOk ? await SaveAsync(ct) : edited;
    }

    public async Task<Result> DropAsync(Guid cohortId, Guid id, Actor actor, CancellationToken ct)
    {
        if (await FindAsync(cohortId, id, actor, ct) is not { } detail)
        {
            return SelectionRefusals.NotFound;
        }

        var dropped = detail.Proposal.Drop(now());
        return dropped.IsOk ? await SaveAsync(ct) : dropped;
    }

    private async Task<Result> SaveAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return FormingRefusals.Changed;
        }
    }

    private IQueryable<TeamProposal> Visible(Actor actor) =>
        db.TeamProposals.Where(proposal =>
            TeamComputations.Visible(db, actor).Any(computation => computation.Id == proposal.ComputationId)
        );

    private static DomainError? Refuse(TeamProposalDetail detail, Guid postId, Guid? candidatureId)
    {
        if (detail.Problem.Seats.SingleOrDefault(found => found.PostId == postId) is not { } seat)
        {
            return SelectionRefusals.UnknownPost;
        }

        if (candidatureId is not { } person)
        {
            return null;
        }

        if (!detail.Inputs.People.TryGetValue(person, out var known))
        {
            return SelectionRefusals.NotFound;
        }

        if (known.Mark is null)
        {
            return FormingRefusals.Unmarked;
        }

        return Widened(detail.Problem, [new TeamPlace(postId, person)]).Option(person, seat.List) is null
            ? FormingRefusals.NotAsked
            : null;
    }

    private static ListKey SeatOf(TeamProblem problem, TeamPlace place) =>
        problem.Seats.FirstOrDefault(seat => seat.PostId == place.PostId)?.List ?? default;

    /// <summary>By hand, the jury may give a seat of another profile in a challenge that the person asked for: its reason is the record.</summary>
    private static TeamProblem Widened(TeamProblem problem, IReadOnlyList<TeamPlace> places)
    {
        var more =
            from place in places
            where problem.Knows(place.CandidatureId)
            let list = SeatOf(problem, place)
            where list.Profile is not null && problem.Option(place.CandidatureId, list) is null
            let asked = problem
                .OptionsOf(place.CandidatureId)
                .FirstOrDefault(option => option.List.ChallengeId == list.ChallengeId)
            where asked is not null
            select asked with
            {
                List = list,
                Basis = TeamBasis.OtherProfile,
            };
        return problem.With(options: problem.Options.Concat(more.ToList()));
    }
}

public static class FormingRefusals
{
    public static readonly DomainError Stale = new(
        "teams.stale",
        "Une donnée a changé depuis ce calcul : refaites-le avant de choisir une solution."
    );
    public static readonly DomainError Changed = new(
        "teams.changed",
        "Une autre personne vient de modifier cette proposition : relisez-la avant de recommencer."
    );
    public static readonly DomainError AnotherOpen = new(
        "teams.another",
        "Une collègue ou un collègue travaille déjà sur une autre proposition."
    );
    public static readonly DomainError Unmarked = new(
        "teams.unmarked",
        "Cette personne n’a pas encore de note : aucun classement ne la place.",
        "CandidatureId"
    );
    public static readonly DomainError NotAsked = new(
        "teams.not-asked",
        "Cette personne n’a pas demandé ce défi : elle ne peut y entrer qu’avec son accord.",
        "CandidatureId"
    );
}
