using EigPortal.Domain.Juries;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>
/// Records a tie between a person and a file. A juror declares their own; staff declare anybody's. A tie that excludes sets the
/// person's sheet aside: it is kept, counts for nothing, and the file leaves their lists and totals at once.
/// </summary>
public sealed class DeclareConflict(EigDbContext db, ProgrammeNow programmeNow)
{
    private const string SetAsideReason = "Lien d’intérêts déclaré";

    /// <summary>By the juror, on a file they were given.</summary>
    public async Task<Result> ByJurorAsync(Guid sheetId, ConflictLevel level, string reason, Actor actor, CancellationToken ct)
    {
        var candidatureId = await db
            .ScoreSheets.ForJuror(actor, db)
            .Where(sheet => sheet.Id == sheetId)
            .Select(sheet => (Guid?)sheet.CandidatureId)
            .SingleOrDefaultAsync(ct);
        return candidatureId is { } id ? await DeclareAsync(actor.AccountId, id, level, reason, actor, ct) : JuryErrors.NotFound;
    }

    /// <summary>By a mentor, on a file about which they were asked: it closes to them at once.</summary>
    public async Task<Result> ByMentorAsync(Guid opinionId, string reason, Actor actor, CancellationToken ct)
    {
        var candidatureId = await db
            .MentorOpinions.ForMentor(actor, db)
            .Where(opinion => opinion.Id == opinionId)
            .Select(opinion => (Guid?)opinion.CandidatureId)
            .SingleOrDefaultAsync(ct);
        return candidatureId is { } id
            ? await DeclareAsync(actor.AccountId, id, ConflictLevel.Excluded, reason, actor, ct)
            : JuryErrors.NotFound;
    }

    /// <summary>By staff, for any person, themselves included.</summary>
    public async Task<Result> ByStaffAsync(
        Guid accountId,
        Guid candidatureId,
        ConflictLevel level,
        string reason,
        Actor actor,
        CancellationToken ct
    )
    {
        var exists =
            await db.Candidatures.ForStaff(actor, db).AnyAsync(candidature => candidature.Id == candidatureId, ct)
            && await db.Accounts.AnyAsync(account => account.Id == accountId, ct);
        return exists ? await DeclareAsync(accountId, candidatureId, level, reason, actor, ct) : JuryErrors.NotFound;
    }

    /// <summary>By staff, who confirm a tie that the portal found.</summary>
    internal Task<Result> ConfirmAsync(
        ConflictProposal proposal,
        ConflictLevel level,
        string reason,
        Actor actor,
        CancellationToken ct
    ) => DeclareAsync(proposal.AccountId, proposal.CandidatureId, level, reason, actor, ct, isInferred: true);

    private async Task<Result> DeclareAsync(
        Guid accountId,
        Guid candidatureId,
        ConflictLevel level,
        string reason,
        Actor actor,
        CancellationToken ct,
        bool isInferred = false
    )
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return JuryErrors.ReasonMissing;
        }

        if (reason.Length > ConflictOfInterest.ReasonMaxLength)
        {
            return JuryErrors.ReasonTooLong;
        }

        var now = programmeNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var former = await db
            .Conflicts.Open()
            .SingleOrDefaultAsync(conflict => conflict.AccountId == accountId && conflict.CandidatureId == candidatureId, ct);
        if (former?.Level == level)
        {
            return JuryErrors.ConflictExists;
        }

        // One open tie per pair: the former one is closed in the database before the new one is written.
        former?.Lift(now);
        await db.SaveChangesAsync(ct);
        db.Conflicts.Add(new ConflictOfInterest(accountId, candidatureId, level, reason, actor.AccountId, now, isInferred));
        if (level == ConflictLevel.Excluded)
        {
            await SetSheetsAsideAsync(accountId, candidatureId, now, ct);
            await TakeOpinionsBackAsync(accountId, candidatureId, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    private async Task SetSheetsAsideAsync(Guid accountId, Guid candidatureId, DateTimeOffset now, CancellationToken ct)
    {
        var sheets = await db
            .ScoreSheets.Where(sheet =>
                sheet.CandidatureId == candidatureId
                && sheet.State != SheetState.SetAside
                && db.Jurors.Any(juror => juror.Id == sheet.JurorId && juror.AccountId == accountId)
            )
            .ToListAsync(ct);
        sheets.ForEach(sheet => sheet.PutAside(SetAsideReason, now));
    }

    /// <summary>What a mentor thought of the file is kept too, and counts no more.</summary>
    private async Task TakeOpinionsBackAsync(Guid accountId, Guid candidatureId, CancellationToken ct)
    {
        var opinions = await db
            .MentorOpinions.Where(opinion =>
                opinion.CandidatureId == candidatureId
                && opinion.MentorAccountId == accountId
                && opinion.State != MentorOpinionState.TakenBack
            )
            .ToListAsync(ct);
        opinions.ForEach(opinion => opinion.TakeBack());
    }
}

/// <summary>Closes a tie that was mistaken, by staff. The file doesn't come back by itself: it has to be assigned again.</summary>
public sealed class LiftConflict(EigDbContext db, ProgrammeNow programmeNow)
{
    public async Task<Result> ExecuteAsync(Guid conflictId, Actor actor, CancellationToken ct)
    {
        // A person's own excluding tie hides the file from them: nobody lifts their own.
        var visible = db.Candidatures.ForStaff(actor, db).Select(candidature => candidature.Id);
        var conflict = await db.Conflicts.SingleOrDefaultAsync(
            row => row.Id == conflictId && visible.Contains(row.CandidatureId),
            ct
        );
        if (conflict is null)
        {
            return JuryErrors.NotFound;
        }

        var result = conflict.Lift(programmeNow());
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return result;
    }
}
