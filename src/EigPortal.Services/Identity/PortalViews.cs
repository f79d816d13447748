using System.Linq.Expressions;
using EigPortal.Domain.Accounts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>The view that the current request is made in.</summary>
/// <param name="ExpiresAt">Machine time.</param>
public sealed record PortalViewInProgress(
    Guid Id,
    Guid ViewerId,
    Guid SubjectId,
    string SubjectName,
    string SubjectEmail,
    string Reason,
    DateTimeOffset ExpiresAt
);

/// <summary>What a view is worth to the administrator who shows it.</summary>
/// <param name="View">Null when it is over.</param>
/// <param name="Over">Why it is; null when it goes on, and when it was no view of theirs.</param>
/// <param name="SubjectId">Whose pages were seen.</param>
public sealed record PortalViewStanding(PortalViewInProgress? View, PortalViewEnd? Over, Guid? SubjectId);

/// <summary>An administrator saw the portal as the reader: when and why, never who.</summary>
/// <param name="At">Programme time.</param>
public sealed record SeenAsLine(DateTimeOffset At, string Reason);

/// <summary>A person as the page that opens a view shows them.</summary>
/// <param name="Refusal">Why no reason would open the view; null when one would.</param>
public sealed record PersonToView(string Name, ViewedPerson Person, DomainError? Refusal);

/// <summary>Begins, checks and ends the views that administrators have of the portal as somebody else (B34).</summary>
public sealed class PortalViews(EigDbContext db, ProgrammeNow programmeNow, TimeProvider machine)
{
    private const int MostLines = 50;

    private enum Tie
    {
        None,

        /// <summary>A promotion where they are juror, mentor, host contact or fellow holds a file that the administrator may not see.</summary>
        Promotion,

        /// <summary>It is their own file.</summary>
        File,
    }

    /// <summary>Null when this account is nobody's to view for this administrator, an unknown one included.</summary>
    public async Task<PersonToView?> FindAsync(Guid accountId, Actor viewer, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == accountId, ct);
        if (
            !viewer.IsAdministrator
            || account is null
            || await TieAsync(viewer.AccountId, accountId, ct) is var tie && tie == Tie.File
        )
        {
            return null;
        }

        var person = new ViewedPerson(
            accountId,
            account.StaffRole != StaffRole.None,
            account.ErasedAt is not null,
            tie == Tie.Promotion
        );
        return new PersonToView(account.FullName, person, PortalView.RefusalOf(viewer.AccountId, person));
    }

    /// <summary>Whether the administrator has a view that still goes on, here or in another browser.</summary>
    public Task<bool> HasOneAsync(Guid viewerId, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        return db.PortalViews.AnyAsync(view => view.ViewerId == viewerId && view.EndedAt == null && view.ExpiresAt > now, ct);
    }

    public async Task<Result<PortalView>> BeginAsync(PersonToView found, string? reason, Actor viewer, CancellationToken ct)
    {
        var begun = PortalView.Begin(viewer.AccountId, found.Person, reason, programmeNow(), machine.GetUtcNow());
        if (!begun.IsOk)
        {
            return begun;
        }

        // One whose time has passed keeps nobody from another; it is closed in the database before the new one is written.
        await CloseAsync(view => view.ViewerId == viewer.AccountId, view => view.Expire(machine.GetUtcNow()), ct);
        db.PortalViews.Add(begun.Value);
        try
        {
            await db.SaveChangesAsync(ct);
            return begun;
        }
        catch (DbUpdateException race) when (race.Breaks("ux_portal_views_open"))
        {
            return PortalViewErrors.Another;
        }
    }

    /// <summary>
    /// What this view is worth now, as the database says: it goes on while it has time, while its administrator is one with this
    /// security stamp, and while neither a role nor a tie nor an erasure stands between them and the person. It is ended otherwise.
    /// </summary>
    public async Task<PortalViewStanding> CheckAsync(Guid id, Guid viewerId, string? securityStamp, CancellationToken ct)
    {
        var row = await (
            from view in db.PortalViews.AsNoTracking()
            join viewer in db.Accounts on view.ViewerId equals viewer.Id
            join subject in db.Accounts on view.SubjectId equals subject.Id
            where view.Id == id && view.ViewerId == viewerId
            select new
            {
                View = view,
                IsAdministrator = viewer.StaffRole == StaffRole.Administrator && viewer.SecurityStamp == securityStamp,
                IsOfTeam = subject.StaffRole != StaffRole.None,
                IsClosed = subject.ErasedAt != null,
                subject.GivenName,
                subject.FamilyName,
                subject.Email,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return new PortalViewStanding(null, null, null);
        }

        var over =
            row.View.EndedBecause
            ?? (
                !row.IsAdministrator
                || row.IsOfTeam
                || row.IsClosed
                || await TieAsync(viewerId, row.View.SubjectId, ct) != Tie.None
                    ? PortalViewEnd.NoLongerAllowed
                : row.View.ExpiresAt <= machine.GetUtcNow() ? PortalViewEnd.TimeOut
                : (PortalViewEnd?)null
            );
        if (over is { } why)
        {
            await EndAsync(id, why, ct);
            return new PortalViewStanding(null, why, row.View.SubjectId);
        }

        var name = $"{row.GivenName} {row.FamilyName}".Trim();
        return new PortalViewStanding(
            new PortalViewInProgress(
                id,
                viewerId,
                row.View.SubjectId,
                name,
                row.Email ?? "",
                row.View.Reason,
                row.View.ExpiresAt
            ),
            null,
            row.View.SubjectId
        );
    }

    public Task EndAsync(Guid id, PortalViewEnd why, CancellationToken ct) =>
        CloseAsync(view => view.Id == id, view => view.End(why, machine.GetUtcNow()), ct);

    /// <summary>Ends whatever view the administrator has, in whichever browser.</summary>
    public Task EndOwnAsync(Guid viewerId, CancellationToken ct) =>
        CloseAsync(view => view.ViewerId == viewerId, view => view.End(PortalViewEnd.Left, machine.GetUtcNow()), ct);

    /// <summary>Ends the views whose time has passed, so that the history says so even when nobody comes back.</summary>
    public Task ExpireAsync(CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        return CloseAsync(view => view.ExpiresAt <= now, view => view.Expire(now), ct);
    }

    /// <summary>When and why the portal was seen as this person, the last time first.</summary>
    public async Task<IReadOnlyList<SeenAsLine>> OfAsync(Guid subjectId, CancellationToken ct) =>
        await db
            .PortalViews.AsNoTracking()
            .Where(view => view.SubjectId == subjectId)
            .OrderByDescending(view => view.BegunAt)
            .ThenByDescending(view => view.Id)
            .Take(MostLines)
            .Select(view => new SeenAsLine(view.BegunAt, view.Reason))
            .ToListAsync(ct);

    private async Task CloseAsync(Expression<Func<PortalView, bool>> which, Func<PortalView, Result> close, CancellationToken ct)
    {
        foreach (var view in await db.PortalViews.Where(view => view.EndedAt == null).Where(which).ToListAsync(ct))
        {
            if (!close(view).IsOk)
            {
                continue;
            }

            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another request of the same page has just ended it, and wrote the history.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Tie> TieAsync(Guid viewerId, Guid subjectId, CancellationToken ct)
    {
        var ties = await db
            .Candidatures.Where(file =>
                db.Conflicts.Any(conflict =>
                    conflict.AccountId == viewerId
                    && conflict.CandidatureId == file.Id
                    && conflict.LiftedAt == null
                    && conflict.Level == ConflictLevel.Excluded
                )
            )
            .Select(file => new
            {
                IsTheirs = db.Candidates.Any(person => person.Id == file.CandidateId && person.AccountId == subjectId),
                IsWithinReach = db.Jurors.Any(link =>
                    link.AccountId == subjectId && link.LeftAt == null && link.CohortId == file.CohortId
                )
                    || db.Mentors.Any(link =>
                        link.AccountId == subjectId
                        && link.LeftAt == null
                        && db.Challenges.Any(row => row.Id == link.ChallengeId && row.CohortId == file.CohortId)
                    )
                    || db.HostContacts.Any(link =>
                        link.AccountId == subjectId
                        && link.LeftAt == null
                        && db.Challenges.Any(row => row.HostId == link.HostId && row.CohortId == file.CohortId)
                    )
                    || db.Fellows.Any(link =>
                        link.AccountId == subjectId
                        && link.LeftAt == null
                        && db.Teams.Any(row => row.Id == link.TeamId && row.CohortId == file.CohortId)
                    ),
            })
            .ToListAsync(ct);
        return ties.Any(tie => tie.IsTheirs) ? Tie.File
            : ties.Any(tie => tie.IsWithinReach) ? Tie.Promotion
            : Tie.None;
    }
}

/// <summary>Writes the end of the views that nobody came back to.</summary>
public sealed class ExpirePortalViews(PortalViews views) : IRecurringWork
{
    public static string Name => "expire-portal-views";
    public static string Cron => "*/5 * * * *";

    public Task RunAsync(CancellationToken ct) => views.ExpireAsync(ct);
}
