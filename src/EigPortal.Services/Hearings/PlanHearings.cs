using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EigPortal.Services.Hearings;

/// <summary>A plan before it is applied, or why there is none.</summary>
/// <param name="Hash">Of everything the plan depends on: given back to apply it.</param>
public sealed record HearingPreview(HearingFile File, HearingOutcome Outcome, string Hash);

/// <summary>What a plan did.</summary>
public sealed record AppliedHearings(int Placed, int Moved, int Version);

/// <summary>Plans the hearings of a promotion and applies the plan in one transaction.</summary>
public sealed class PlanHearings(
    EigDbContext db,
    ReadHearings read,
    IHearingPlanner planner,
    AuditTrail audit,
    ProgrammeNow programmeNow
)
{
    /// <returns>Null before the hearings are organised.</returns>
    public async Task<HearingPreview?> PreviewAsync(Guid cohortId, bool keepsPlaced, Actor actor, CancellationToken ct) =>
        await read.ExecuteAsync(cohortId, keepsPlaced, actor, ct) is { } file
            ? new HearingPreview(file, planner.Plan(file.Problem), file.Problem.Hash())
            : null;

    /// <summary>Applies the plan that was shown. Refuses when anything it depends on has changed since.</summary>
    public async Task<Result<AppliedHearings>> ApplyAsync(
        Guid cohortId,
        bool keepsPlaced,
        string hash,
        Actor actor,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockHearingsAsync(cohortId, ct);
        if (!actor.IsStaff || await read.ExecuteAsync(cohortId, keepsPlaced, actor, ct) is not { } file)
        {
            return HearingRefusals.NotFound;
        }

        if (file.Problem.Hash() != hash)
        {
            return HearingErrors.Stale;
        }

        if (planner.Plan(file.Problem).Plan is not { } plan)
        {
            return HearingRefusals.Blocked;
        }

        var moved = await PlaceAsync(cohortId, file, plan, ct);
        if (moved + plan.Added == 0)
        {
            return HearingRefusals.Empty;
        }

        var settings = await db.HearingSettings.SingleAsync(row => row.CohortId == cohortId, ct);
        settings.NoteChange(programmeNow());
        audit.Record(
            nameof(Cohort),
            cohortId,
            "HearingPlanApplied",
            $"Plan des auditions appliqué, version {settings.Version} : {plan.Added} placées, {moved} déplacées, empreinte {hash[..12]}"
        );
        return await db.SaveHearingsAsync(transaction, ct) is { } refusal
            ? refusal
            : new AppliedHearings(plan.Added, moved, settings.Version);
    }

    private async Task<int> PlaceAsync(Guid cohortId, HearingFile file, PlannedHearings plan, CancellationToken ct)
    {
        var keys = plan.Places.Select(place => place.Key.CandidatureId).ToHashSet();
        var slots = (
            await db
                .Slots.Where(slot =>
                    slot.CohortId == cohortId && slot.State != SlotState.Withdrawn && keys.Contains(slot.CandidatureId)
                )
                .ToListAsync(ct)
        ).ToDictionary(slot => new HearingKey(slot.CandidatureId, slot.Turn));
        var moved = 0;
        foreach (var place in plan.Places)
        {
            var hearing = file.Hearings[place.Key];
            if (!slots.TryGetValue(place.Key, out var slot))
            {
                db.Slots.Add(
                    new Slot(cohortId, place, hearing.ChallengeIds, hearing.IsRemote ? HearingMode.ByVideo : HearingMode.InRoom)
                );
            }
            else if ((slot.PanelId, slot.StartsAt, slot.Minutes) != (place.PanelId, place.StartsAt, place.Minutes))
            {
                Must(slot.MoveTo(place));
                moved++;
            }
            else
            {
                slot.Accompany(place.MentorIds);
            }
        }

        // Somebody who is no longer preselected keeps no room.
        var freed = await db
            .Slots.Where(slot => slot.CohortId == cohortId && slot.State != SlotState.Withdrawn)
            .Where(slot => !db.Candidatures.Any(row => row.Id == slot.CandidatureId && row.State == CandidatureState.Preselected))
            .ToListAsync(ct);
        foreach (var slot in freed.Where(slot => Slot.Allowed.Allows(slot.State, SlotVerb.Withdraw)))
        {
            Must(slot.Withdraw());
        }

        // Heard once from now on: a second hearing that was planned no longer takes place.
        foreach (var (key, slot) in slots.Where(row => !row.Value.IsSettled && !file.Hearings.ContainsKey(row.Key)))
        {
            Must(slot.Withdraw());
        }

        return moved;
    }

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"A plan made from these facts must apply: {result.Error.Code}.");
        }
    }
}

public static class HearingRefusals
{
    /// <summary>Unknown, or not for this actor: both look alike.</summary>
    public static readonly DomainError NotFound = new("not-found", "Cette audition n’existe pas.");
    public static readonly DomainError Blocked = new("hearings.blocked", "Aucun plan ne respecte ces règles.");
    public static readonly DomainError Empty = new("hearings.empty", "Ce plan ne change rien : il n’y a rien à appliquer.");
    public static readonly DomainError ChangedElsewhere = new(
        "hearings.changed",
        "Quelqu’un d’autre vient de modifier cette audition. Voici où elle en est."
    );
    public static readonly DomainError Taken = new("hearings.taken", "Cette place vient d’être prise. Choisissez-en une autre.");
}

internal static class HearingSaving
{
    /// <summary>
    /// Frees the room of somebody who withdraws, even the same morning: what was printed before is no longer the plan, and a release that
    /// was prepared is read again (E13).
    /// </summary>
    public static async Task CancelHearingsAsync(
        this EigDbContext db,
        Guid candidatureId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // Whoever notes an arrival at the same instant comes after, and is told that the hearing changed.
        await db.Database.ExecuteSqlAsync(
            $"select 1 from slots where candidature_id = {candidatureId} order by id for update",
            ct
        );
        var freed = (await db.Slots.Where(slot => slot.CandidatureId == candidatureId).ToListAsync(ct))
            .Where(slot => slot.Withdraw().IsOk)
            .Select(slot => slot.CohortId)
            .ToHashSet();
        // As HearingSettings.NoteChange does, without a row version to lose against somebody who plans at that instant.
        await db
            .HearingSettings.Where(settings => freed.Contains(settings.CohortId))
            .ExecuteUpdateAsync(
                settings =>
                    settings
                        .SetProperty(row => row.Version, row => row.Version + 1)
                        .SetProperty(row => row.VersionAt, (DateTimeOffset?)now)
                        .SetProperty(row => row.PreparedVersion, (int?)null)
                        .SetProperty(row => row.PreparedBy, (Guid?)null)
                        .SetProperty(row => row.PreparedAt, (DateTimeOffset?)null),
                ct
            );
    }

    /// <summary>Plans, moves and releases of one promotion follow one another.</summary>
    public static Task LockHearingsAsync(this EigDbContext db, Guid cohortId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"hearings " + cohortId}, 0))", ct);

    /// <summary>Saves and commits, rooms and people checked by the database first.</summary>
    /// <returns>The refusal; null when it is done.</returns>
    public static async Task<DomainError?> SaveHearingsAsync(
        this EigDbContext db,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction,
        CancellationToken ct
    )
    {
        try
        {
            await db.SaveChangesAsync(ct);
            await db.Database.ExecuteSqlAsync($"set constraints all immediate", ct);
            await transaction.CommitAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return HearingRefusals.ChangedElsewhere;
        }
        catch (PostgresException overlap) when (overlap.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            return HearingRefusals.Taken;
        }
        catch (DbUpdateException twice) when (twice.Breaks("ux_slots_turn"))
        {
            return HearingRefusals.ChangedElsewhere;
        }
    }
}
