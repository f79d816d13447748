using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>A plan before it is applied, or why there is none.</summary>
/// <param name="Hash">Of everything the plan depends on: given back to apply it, so that another plan is never applied instead.</param>
/// <param name="TiesToReview">Ties that the portal proposes and nobody has looked at: these pairs are kept apart.</param>
public sealed record PlanPreview(PlanProblem Problem, PlanOutcome Outcome, string Hash, int TiesToReview)
{
    private readonly Dictionary<Guid, PlanJuror> jurors = Problem.Jurors.ToDictionary(juror => juror.JurorId);
    private readonly Dictionary<Guid, string> numbers = Problem.Files.ToDictionary(
        file => file.CandidatureId,
        file => file.Number
    );

    public string NameOf(Guid jurorId) => jurors[jurorId].Name;

    public string NumberOf(Guid candidatureId) => numbers[candidatureId];
}

/// <summary>What a plan did.</summary>
/// <param name="JurorIds">Who was given something.</param>
public sealed record AppliedPlan(int Given, int TakenBack, IReadOnlyList<Guid> JurorIds);

/// <summary>
/// Plans the readings of a promotion and applies the plan in one transaction. Both start from the files that the actor may see: those
/// hidden by a tie of theirs are left to a colleague, and weigh on no figure (B21).
/// </summary>
public sealed class PlanReadings(
    EigDbContext db,
    KnownTies ties,
    IReadingPlanner planner,
    ReadingMails mails,
    AuditTrail audit,
    ProgrammeNow programmeNow
)
{
    /// <summary>Why a reading taken back by a plan is kept aside; the next plan may give it again.</summary>
    public const string TakenBack = "Lecture déplacée par le plan de lecture";

    /// <summary>Files that a plan would share, minus those hidden from the viewer.</summary>
    public Task<int> CountFilesAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        db
            .Candidatures.ForStaff(actor, db)
            .CountAsync(file => file.CohortId == cohortId && SheetQueries.InTheRunning.Contains(file.State), ct);

    public async Task<PlanPreview> PreviewAsync(Guid cohortId, PlanRules rules, Actor actor, CancellationToken ct)
    {
        var (problem, pending) = await ProblemAsync(cohortId, rules, actor, ct);
        return new PlanPreview(problem, planner.Plan(problem), problem.Hash(), pending);
    }

    /// <summary>
    /// Applies the plan that was shown. Refuses when anything it depends on has changed since: the facts are read and the plan made again,
    /// which gives the same plan for the same facts.
    /// </summary>
    /// <param name="hash">Of the preview that the person read.</param>
    public async Task<Result<AppliedPlan>> ApplyAsync(
        Guid cohortId,
        PlanRules rules,
        string hash,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two plans of one promotion are applied one after the other: the second finds other facts and is refused.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"plan " + cohortId}, 0))", ct);
        var (problem, _) = await ProblemAsync(cohortId, rules, actor, ct);
        if (problem.Hash() != hash)
        {
            return JuryErrors.PlanStale;
        }

        if (planner.Plan(problem).Plan is not { } plan)
        {
            return JuryErrors.PlanBlocked;
        }

        if (plan.Added.Count + plan.Removed.Count == 0)
        {
            return JuryErrors.PlanEmpty;
        }

        await TakeBackAsync(plan, ct);
        await GiveAsync(plan, actor, ct);
        await WriteAsync(plan, problem, ct);
        audit.Record(
            nameof(Cohort),
            cohortId,
            "ReadingPlanApplied",
            $"Plan de lecture appliqué : {plan.Added.Count} lectures confiées, {plan.Removed.Count} retirées, empreinte {hash[..12]}"
        );
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException race) when (race is DbUpdateConcurrencyException || race.Breaks("ux_score_sheets_pair"))
        {
            return JuryErrors.PlanStale;
        }

        await transaction.CommitAsync(ct);
        return new AppliedPlan(plan.Added.Count, plan.Removed.Count, [.. plan.Added.Select(pair => pair.JurorId).Distinct()]);
    }

    private async Task TakeBackAsync(PlannedReadings plan, CancellationToken ct)
    {
        var now = programmeNow();
        foreach (var sheet in await SheetsAsync(plan.Removed, ct))
        {
            Must(sheet.PutAside(TakenBack, now));
        }
    }

    private async Task GiveAsync(PlannedReadings plan, Actor actor, CancellationToken ct)
    {
        var now = programmeNow();
        var former = (await SheetsAsync(plan.Added, ct)).ToDictionary(sheet => new PlanPair(sheet.CandidatureId, sheet.JurorId));
        foreach (var pair in plan.Added)
        {
            if (former.TryGetValue(pair, out var sheet))
            {
                Must(sheet.Restore(actor.AccountId, now));
            }
            else
            {
                db.ScoreSheets.Add(new ScoreSheet(pair.JurorId, pair.CandidatureId, actor.AccountId, now));
            }
        }

        await DeclareMentorsAsync(plan.Added, actor, now, ct);
    }

    /// <summary>A mentor's own challenge is declared for all to know, and excludes nobody.</summary>
    private async Task DeclareMentorsAsync(IReadOnlyList<PlanPair> added, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (files, jurors) = (
            added.Select(pair => pair.CandidatureId).ToHashSet(),
            added.Select(pair => pair.JurorId).ToHashSet()
        );
        var mentored = await (
            from wish in db.LastSubmittedWishes()
            join mentor in db.Mentors on wish.ChallengeId equals mentor.ChallengeId
            join juror in db.Jurors on mentor.AccountId equals juror.AccountId
            where files.Contains(wish.CandidatureId) && jurors.Contains(juror.Id) && mentor.LeftAt == null
            where
                !db.Conflicts.Any(tie =>
                    tie.AccountId == juror.AccountId && tie.CandidatureId == wish.CandidatureId && tie.LiftedAt == null
                )
            select new
            {
                wish.CandidatureId,
                JurorId = juror.Id,
                juror.AccountId,
            }
        )
            .Distinct()
            .ToListAsync(ct);
        var given = added.ToHashSet();
        foreach (var row in mentored.Where(row => given.Contains(new PlanPair(row.CandidatureId, row.JurorId))))
        {
            db.Conflicts.Add(
                new ConflictOfInterest(
                    row.AccountId,
                    row.CandidatureId,
                    ConflictLevel.Declared,
                    AssignReadings.MentorsTie,
                    actor.AccountId,
                    now,
                    isInferred: true
                )
            );
        }
    }

    private async Task WriteAsync(PlannedReadings plan, PlanProblem problem, CancellationToken ct)
    {
        var counts = plan.Added.CountBy(pair => pair.JurorId).ToDictionary();
        var people = await db
            .Jurors.Where(juror => counts.Keys.Contains(juror.Id))
            .Join(db.Accounts, juror => juror.AccountId, account => account.Id, (juror, account) => new { juror.Id, account })
            .Select(row => new
            {
                row.Id,
                AccountId = row.account.Id,
                row.account.Email,
            })
            .ToDictionaryAsync(row => row.Id, ct);
        foreach (var juror in problem.Jurors.Where(juror => counts.ContainsKey(juror.JurorId)))
        {
            var person = people[juror.JurorId];
            await mails.ReadingsAssignedAsync(person.AccountId, person.Email ?? "", counts[juror.JurorId], ct);
        }
    }

    private async Task<List<ScoreSheet>> SheetsAsync(IReadOnlyList<PlanPair> pairs, CancellationToken ct)
    {
        var (files, jurors) = (
            pairs.Select(pair => pair.CandidatureId).ToHashSet(),
            pairs.Select(pair => pair.JurorId).ToHashSet()
        );
        var wanted = pairs.ToHashSet();
        return
        [
            .. (
                await db
                    .ScoreSheets.Where(sheet => files.Contains(sheet.CandidatureId) && jurors.Contains(sheet.JurorId))
                    .ToListAsync(ct)
            ).Where(sheet => wanted.Contains(new PlanPair(sheet.CandidatureId, sheet.JurorId))),
        ];
    }

    private async Task<(PlanProblem Problem, int TiesToReview)> ProblemAsync(
        Guid cohortId,
        PlanRules rules,
        Actor actor,
        CancellationToken ct
    )
    {
        var facts = await ties.FindAsync(cohortId, actor, ct);
        var jurors = await (
            from juror in db.Jurors.AsNoTracking()
            join account in db.Accounts on juror.AccountId equals account.Id
            where juror.CohortId == cohortId
            select new
            {
                juror.Id,
                juror.AccountId,
                juror.Families,
                juror.MaxReadings,
                HasLeft = juror.LeftAt != null,
                Name = account.FamilyName + " " + account.GivenName,
                account.Email,
                account.PendingEmail,
            }
        ).ToListAsync(ct);
        var visible = facts.Files.Select(file => file.CandidatureId).ToList();
        var sheets = await db
            .ScoreSheets.WithoutConflict(db)
            .Where(sheet => visible.Contains(sheet.CandidatureId))
            .Select(sheet => new
            {
                sheet.CandidatureId,
                sheet.JurorId,
                sheet.State,
                sheet.SavedAt,
                sheet.SetAsideReason,
            })
            .ToListAsync(ct);
        // Nobody both applies and judges: such a juror is left out whole (B29).
        var people = facts.Files.Select(file => new SamePerson(file.AccountId, file.Addresses)).ToList();
        var judges = jurors
            .Where(juror =>
                new SamePerson(juror.AccountId, [juror.Email, juror.PendingEmail]) is var self && !people.Any(self.Is)
            )
            .ToList();
        var jurorOf = judges.ToDictionary(juror => juror.AccountId, juror => juror.Id);
        var known = judges.Select(juror => juror.Id).ToHashSet();
        var apart = facts
            .Open.Where(tie => tie.Level != ConflictLevel.Declared && jurorOf.ContainsKey(tie.AccountId))
            .Select(tie => new PlanApart(tie.CandidatureId, jurorOf[tie.AccountId], ApartReason.Tie))
            .Concat(
                facts
                    .Pending.Where(tie => jurorOf.ContainsKey(tie.AccountId))
                    .Select(tie => new PlanApart(tie.CandidatureId, jurorOf[tie.AccountId], ApartReason.TieToReview))
            )
            .Concat(
                sheets
                    .Where(sheet => sheet.State == SheetState.SetAside && sheet.SetAsideReason != TakenBack)
                    .Where(sheet => known.Contains(sheet.JurorId))
                    .Select(sheet => new PlanApart(sheet.CandidatureId, sheet.JurorId, ApartReason.TakenAway))
            );
        var problem = new PlanProblem(
            rules,
            facts.Files.Select(file => new PlanFile(file.CandidatureId, file.Number, Profiles.FamilyOf(file.FirstProfile))),
            judges.Select(juror => new PlanJuror(juror.Id, juror.Name, juror.Families, juror.MaxReadings, juror.HasLeft)),
            sheets
                .Where(sheet => sheet.State != SheetState.SetAside && known.Contains(sheet.JurorId))
                .Select(sheet => new PlanReading(
                    sheet.CandidatureId,
                    sheet.JurorId,
                    sheet.State == SheetState.Locked ? ReadingProgress.Locked
                        : sheet.SavedAt is not null ? ReadingProgress.Started
                        : ReadingProgress.Assigned
                )),
            apart
        );
        return (problem, facts.Pending.Count(tie => jurorOf.ContainsKey(tie.AccountId)));
    }

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"A plan made from these facts must apply: {result.Error.Code}.");
        }
    }
}
