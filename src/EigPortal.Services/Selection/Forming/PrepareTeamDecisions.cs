using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Forming;

/// <param name="PostId">The seat, or one of the first list that a waiting person asked for.</param>
public sealed record TeamDecision(TeamPerson Person, DecisionKind Kind, Guid PostId, string Reason);

/// <summary>
/// Writes the decisions that follow from a working proposal: retained for its places, waiting list for the others, by
/// <see cref="RecordDecision"/>. Each waits for a second person; who is not retained is left to people.
/// </summary>
public sealed class PrepareTeamDecisions(EigDbContext db, WorkOnTeams teams, RecordDecision record, ProgrammeNow now)
{
    /// <summary>
    /// What would be written: retained people in order of number, then those who wait, best mark first, as they come on the waiting lists of
    /// their wishes. Marks below the minimum wait for nothing; those who have a decision already keep it.
    /// </summary>
    public async Task<IReadOnlyList<TeamDecision>> ListAsync(TeamProposalDetail detail, CancellationToken ct)
    {
        var decided = await db
            .Decisions.Where(decision =>
                decision.CohortId == detail.Proposal.CohortId && decision.State != DecisionState.Cancelled
            )
            .Select(decision => new
            {
                decision.CandidatureId,
                decision.PostId,
                decision.Kind,
            })
            .ToListAsync(ct);
        var done = decided.ToDictionary(row => row.CandidatureId);
        var (problem, people) = (detail.Problem, detail.Inputs.People);
        var placed = detail.Proposal.Places.Except(detail.Gone).ToList();
        var retained = placed
            .Where(place =>
                !(
                    done.GetValueOrDefault(place.CandidatureId) is { Kind: DecisionKind.Retained } row
                    && row.PostId == place.PostId
                )
            )
            .Select(place => new TeamDecision(
                people[place.CandidatureId],
                DecisionKind.Retained,
                place.PostId,
                ReasonOf(detail, place)
            ));
        var waiting = problem
            .Candidates.Select(candidate => candidate.CandidatureId)
            .Where(id => !done.ContainsKey(id) && placed.All(place => place.CandidatureId != id))
            .Select(id =>
                problem.OptionsOf(id).Where(option => option.Basis == TeamBasis.Wish && problem.IsOpen(option)).ToList()
            )
            .Where(asked => asked.Count > 0)
            .OrderByDescending(asked => asked.Max(option => option.Mark))
            .ThenBy(asked => problem.NumberOf(asked[0].CandidatureId), StringComparer.Ordinal)
            .Select(asked => new TeamDecision(
                people[asked[0].CandidatureId],
                DecisionKind.WaitingList,
                problem.Seats.First(seat => seat.List == asked[0].List).PostId,
                "En attente sur les listes de ses vœux, d’après la proposition d’équipes du jury."
            ));
        return [.. retained.OrderBy(decision => decision.Person.Number, StringComparer.Ordinal), .. waiting];
    }

    /// <summary>Records all of them, or none: one refused decision is told with the person's number.</summary>
    public async Task<Result<int>> ExecuteAsync(Guid cohortId, Guid id, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockCohortAsync(cohortId, ct);
        if (await teams.FindAsync(cohortId, id, actor, ct) is not { } detail)
        {
            return SelectionRefusals.NotFound;
        }

        if (detail.Gone.Count > 0)
        {
            return new DomainError(
                "teams.gone",
                "Des personnes de cette proposition ne peuvent plus y être : libérez leurs sièges d’abord."
            );
        }

        if (detail.Review.Broken.Count > 0)
        {
            return new DomainError(
                "teams.broken",
                "Cette proposition ne respecte pas toutes les conditions : levez-les ou revoyez les sièges."
            );
        }

        var decisions = await ListAsync(detail, ct);
        var closed = detail.Proposal.Prepare(decisions.Count, now());
        if (!closed.IsOk)
        {
            return Result<int>.Refuse(closed.Errors);
        }

        foreach (var decision in decisions)
        {
            var command = new RecordDecisionCommand(
                decision.Person.CandidatureId,
                decision.Kind,
                decision.PostId,
                decision.Reason
            )
            {
                AlsoOtherWishes = true,
                IsFromTeams = true,
            };
            Result recorded = await record.AddAsync(command, actor, ct);
            // One by one: the next person comes after this one on a waiting list.
            recorded = recorded.IsOk ? await record.SaveAsync(ct) : recorded;
            if (!recorded.IsOk)
            {
                return new DomainError("teams.refused", $"{decision.Person.Number} : {recorded.Error.Message}");
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return decisions.Count;
    }

    private static string ReasonOf(TeamProposalDetail detail, TeamPlace place)
    {
        var edit = detail.Proposal.Edits.LastOrDefault(edit =>
            edit.PostId == place.PostId && edit.CandidatureId == place.CandidatureId
        );
        if (edit is not null)
        {
            return edit.Reason;
        }

        var seat = detail.Problem.Seats.Single(found => found.PostId == place.PostId);
        return detail.Problem.Option(place.CandidatureId, seat.List)?.Basis switch
        {
            TeamBasis.OtherProfile => "Poste ouvert à cet autre profil par une condition du jury.",
            TeamBasis.Consent => "Défi non demandé : la personne a donné son accord.",
            _ => "Proposition d’équipes du jury.",
        };
    }
}
