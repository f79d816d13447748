using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries.Phases;

/// <param name="Decisions">What was decided of each file; empty until the phase shows the final list.</param>
public sealed record JurorList(RankedList List, JuryView View, IReadOnlyDictionary<Guid, DecisionKind> Decisions);

/// <summary>The ranked lists as a juror sees them: the figures of the team's, minus what the phase or a tie hides.</summary>
public sealed class JurorLists(RankedLists lists, JuryPolicy policy, EigDbContext db)
{
    /// <summary>Every list; null as long as the phase shows no ranks.</summary>
    public async Task<IReadOnlyList<RankedListSummary>?> AllAsync(Cohort cohort, Actor actor, CancellationToken ct)
    {
        var view = await policy.OfAsync(cohort, ct);
        return view.Ranks ? await lists.SummariesAsync(cohort.Id, db.Candidatures.RankedFor(actor, view, db), ct) : null;
    }

    /// <summary>One list; null as long as the phase shows no ranks, and for an unknown one.</summary>
    public async Task<JurorList?> FindAsync(
        Cohort cohort,
        string challengeSlug,
        string profileSlug,
        Actor actor,
        CancellationToken ct
    )
    {
        var view = await policy.OfAsync(cohort, ct);
        if (
            !view.Ranks
            || await lists.FindAsync(cohort.Id, challengeSlug, profileSlug, db.Candidatures.RankedFor(actor, view, db), ct)
                is not { } list
        )
        {
            return null;
        }

        return new JurorList(
            view.Identities
                ? list
                : list with
                {
                    Rows = [.. list.Rows.Select(row => row with { FullName = PhaseQueries.HiddenName })],
                },
            view,
            view.FinalList ? await DecisionsAsync(list, ct) : new Dictionary<Guid, DecisionKind>()
        );
    }

    private async Task<Dictionary<Guid, DecisionKind>> DecisionsAsync(RankedList list, CancellationToken ct)
    {
        var ids = list.Rows.Select(row => row.CandidatureId).ToList();
        return await db
            .Decisions.Where(decision => decision.State == DecisionState.Validated && ids.Contains(decision.CandidatureId))
            .ToDictionaryAsync(decision => decision.CandidatureId, decision => decision.Kind, ct);
    }
}
