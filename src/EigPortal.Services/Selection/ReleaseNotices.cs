using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>Fixes the list of refusals and waiting-list notices to send, for a second person to confirm (B15).</summary>
public sealed class PrepareNotices(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result<NoticeRelease>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return SelectionRefusals.NotFound;
        }

        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.IsCurrent, ct);
        var held = await db.HeldNotices(cohort.Id, actor).ToListAsync(ct);
        var prepared = NoticeRelease.Prepare(cohort, [.. held.Select(notice => notice.DecisionId)], actor.AccountId, now());
        if (!prepared.IsOk)
        {
            return prepared;
        }

        db.NoticeReleases.Add(prepared.Value);
        try
        {
            await db.SaveChangesAsync(ct);
            return prepared;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_notice_releases_one_prepared"))
        {
            return SelectionRefusals.ReleaseAlreadyPrepared;
        }
    }
}

public sealed record ConfirmNoticesCommand(Guid ReleaseId);

/// <summary>
/// Lets the prepared notices leave, by another person. A notice cancelled since, of a person who withdrew, or with whom the second
/// person has a tie, stays behind: the list can shrink, never grow.
/// </summary>
public sealed class ConfirmNotices(EigDbContext db, ProgrammeNow now, TimeProvider machine)
{
    public async Task<Result<int>> ExecuteAsync(ConfirmNoticesCommand command, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from notice_releases where id = {command.ReleaseId} for update", ct);
        var release = await db
            .NoticeReleases.Include(found => found.Recipients)
            .SingleOrDefaultAsync(found => found.Id == command.ReleaseId, ct);
        if (release is null || !actor.IsStaff)
        {
            return SelectionRefusals.NotFound;
        }

        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == release.CohortId, ct);
        var prepared = release.Recipients.Select(recipient => recipient.DecisionId).ToList();
        // Filtered here: the database can't look inside what the query makes.
        var held = await db.HeldNotices(cohort.Id, actor).ToListAsync(ct);
        var mailIds = held.Where(notice => prepared.Contains(notice.DecisionId)).Select(notice => notice.MailId).ToList();
        var confirmed = release.Confirm(cohort, mailIds.Count, actor.AccountId, now());
        if (!confirmed.IsOk)
        {
            return Result<int>.Refuse(confirmed.Errors);
        }

        var instant = machine.GetUtcNow();
        await db
            .Mails.Where(mail => mailIds.Contains(mail.Id) && mail.State == MailState.Held)
            .ExecuteUpdateAsync(
                mail => mail.SetProperty(row => row.State, MailState.Waiting).SetProperty(row => row.NextAttemptAt, instant),
                ct
            );
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return mailIds.Count;
    }
}

/// <summary>Gives a prepared list up.</summary>
public sealed class DropNotices(EigDbContext db)
{
    public async Task<Result> ExecuteAsync(Guid releaseId, Actor actor, CancellationToken ct)
    {
        var release = await db.NoticeReleases.SingleOrDefaultAsync(found => found.Id == releaseId, ct);
        if (release is null || !actor.IsStaff)
        {
            return SelectionRefusals.NotFound;
        }

        var dropped = release.Drop();
        if (dropped.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return dropped;
    }
}
