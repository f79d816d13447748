using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Diversity;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Diversity;

/// <summary>
/// Counts the answers stage by stage once results are public, keeps the counts that may be shown, then destroys the answers and the key:
/// one transaction, after which nothing links an answer to a person, and nothing is left to link.
/// </summary>
public sealed class FreezeStageCounts(EigDbContext db, DiversityVault vault, ProgrammeNow programmeNow)
{
    /// <summary>Refuses before results are public, and a second time.</summary>
    public async Task<Result> ExecuteAsync(Guid cohortId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from cohorts where id = {cohortId} for update", ct);
        var cohort = await db.Cohorts.SingleAsync(row => row.Id == cohortId, ct);
        var frozen = cohort.FreezeStageCounts(programmeNow());
        if (!frozen.IsOk)
        {
            return frozen;
        }

        var reached = await ReachedAsync(cohortId, ct);
        var answers = await AnswersAsync(cohortId, [.. reached.Select(file => file.CandidatureId)], ct);
        foreach (var question in DiversityQuestionnaire.Questions)
        {
            var people = reached
                .Select(file => (file.Stage, answers.GetValueOrDefault((file.CandidatureId, question.Key))))
                .ToList();
            db.StageCounts.AddRange(StageCounts.Publish(question, people).Select(cell => new StageCount(cohortId, cell)));
        }

        await db.SaveChangesAsync(ct);
        await db.VaultAnswers.Where(row => row.CohortId == cohortId).ExecuteDeleteAsync(ct);
        await db.VaultKeys.Where(row => row.CohortId == cohortId).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>How far each submitted candidature came; an erased one counts as far as it came, without an answer.</summary>
    private async Task<IReadOnlyList<(Guid CandidatureId, ReachedStage Stage)>> ReachedAsync(Guid cohortId, CancellationToken ct)
    {
        var files = await db
            .Candidatures.AsNoTracking()
            .Where(file => file.CohortId == cohortId && file.SubmittedAt != null)
            .OrderBy(file => file.Id)
            .Select(file => new
            {
                file.Id,
                file.State,
                IsHeard = db.Slots.Any(slot => slot.CandidatureId == file.Id && slot.State == SlotState.Heard),
                IsRetained = db.Decisions.Any(decision =>
                    decision.CandidatureId == file.Id
                    && decision.State == DecisionState.Validated
                    && decision.Kind == DecisionKind.Retained
                ),
                IsOffered = db.Offers.Any(offer => offer.CandidatureId == file.Id && offer.State != OfferState.Revoked),
                IsRecruited = db.Fellows.Any(fellow => fellow.CandidatureId == file.Id),
            })
            .ToListAsync(ct);
        return
        [
            .. files.Select(file =>
                (
                    file.Id,
                    file.IsRecruited ? ReachedStage.Recruited
                    : file.IsOffered ? ReachedStage.Offered
                    : file.IsRetained ? ReachedStage.Retained
                    : file.IsHeard ? ReachedStage.Heard
                    : StageOf(file.State)
                )
            ),
        ];
    }

    private static ReachedStage StageOf(CandidatureState state) =>
        state switch
        {
            CandidatureState.Draft or CandidatureState.Submitted or CandidatureState.Withdrawn or CandidatureState.Inadmissible =>
                ReachedStage.Submitted,
            CandidatureState.Admissible or CandidatureState.NotPreselected => ReachedStage.Admissible,
            CandidatureState.Preselected => ReachedStage.Preselected,
        };

    private async Task<IReadOnlyDictionary<(Guid, string), string>> AnswersAsync(
        Guid cohortId,
        IReadOnlyList<Guid> candidatures,
        CancellationToken ct
    )
    {
        var answers = new Dictionary<(Guid, string), string>();
        if (await vault.KeyAsync(cohortId, ct) is not { } key)
        {
            return answers;
        }

        var kept = await db
            .VaultAnswers.AsNoTracking()
            .Where(row => row.CohortId == cohortId)
            .ToDictionaryAsync(row => row.Link, row => row.Answer, ct);
        foreach (var candidature in candidatures)
        {
            foreach (var question in DiversityQuestionnaire.Questions)
            {
                if (kept.GetValueOrDefault(DiversityVault.LinkOf(key, candidature, question.Key)) is { } answer)
                {
                    answers[(candidature, question.Key)] = answer;
                }
            }
        }

        return answers;
    }
}

/// <summary>Freezes the counts that nobody froze: a link is not kept because somebody forgot.</summary>
public sealed class FreezeForgottenCounts(EigDbContext db, FreezeStageCounts freeze, ProgrammeNow programmeNow) : IRecurringWork
{
    /// <summary>How long after the results the team may do it by hand.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public static string Name => "arret-des-comptages";
    public static string Cron => "40 3 * * *";

    public async Task RunAsync(CancellationToken ct)
    {
        var forgotten = programmeNow() - Patience;
        var due = await db
            .Cohorts.AsNoTracking()
            .Where(cohort => cohort.StageCountsFrozenAt == null && cohort.Timetable.ResultsAt <= forgotten)
            .Select(cohort => cohort.Id)
            .ToListAsync(ct);
        foreach (var cohortId in due)
        {
            // A promotion whose results nobody confirmed refuses: its counts can't be final.
            await freeze.ExecuteAsync(cohortId, ct);
            db.ChangeTracker.Clear();
        }
    }
}
