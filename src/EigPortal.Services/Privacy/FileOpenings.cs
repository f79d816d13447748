using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>In which capacity somebody other than the person opened their file.</summary>
public enum FileReader
{
    Staff,
    Juror,
}

public enum OpenedPart
{
    /// <summary>The page of the submitted file.</summary>
    File,

    /// <summary>The bytes of a CV or a portfolio.</summary>
    Document,

    /// <summary>What the person and the team write to each other.</summary>
    Messages,

    /// <summary>The person's own pages, by an administrator who saw the portal as them.</summary>
    Pages,
}

/// <summary>Somebody read a submitted file. One row per reader, part and hour: the person learns that it was opened, not how often a page was reloaded.</summary>
public sealed class FileOpening
{
    private FileOpening() { }

    public Guid Id { get; private set; }
    public Guid CandidatureId { get; private set; }

    /// <summary>Account of the reader: for inquiries after a leak, never shown to the person.</summary>
    public Guid ReaderId { get; private set; }
    public FileReader Role { get; private set; }
    public OpenedPart Part { get; private set; }

    /// <summary>Programme time.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The hour of <see cref="At"/>.</summary>
    public DateTimeOffset Hour { get; private set; }
}

/// <summary>An opening as the person learns it: a role and an instant, never a name.</summary>
public sealed record OpeningLine(DateTimeOffset At, FileReader Role, OpenedPart Part);

/// <summary>
/// The journal of who reads submitted files. The use cases that give a file to a reader write it themselves, so that no page can show
/// a file without leaving a trace (B22).
/// </summary>
public sealed class FileOpenings(EigDbContext db, ICurrentAccount account, ProgrammeNow programmeNow)
{
    /// <summary>
    /// Notes that the actor reads somebody else's file now. Reading one's own leaves no trace. Of the messages the last time in the hour
    /// is kept: the team is told again of what comes later. Who sees the portal as somebody else is the one who reads (B34).
    /// </summary>
    public async Task RecordAsync(Guid candidatureId, OpenedPart part, Actor actor, CancellationToken ct)
    {
        var (now, hour) = Instant();
        var reader = account.ViewerId ?? actor.AccountId;
        var role = (account.ViewerId is not null || actor.IsStaff ? FileReader.Staff : FileReader.Juror).ToString();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into file_openings (id, candidature_id, reader_id, role, part, at, hour)
            select {Guid.CreateVersion7()}, c.id, {reader}, {role}, {part.ToString()}, {now}, {hour}
            from candidatures c join candidates p on p.id = c.candidate_id
            where c.id = {candidatureId} and p.account_id <> {reader}
            on conflict (candidature_id, reader_id, role, part, hour) do update set at = excluded.at
                where file_openings.part = {nameof(OpenedPart.Messages)}
            """,
            ct
        );
    }

    /// <summary>Notes that an administrator sees the pages of this person's candidatures as the person does.</summary>
    public async Task RecordPagesAsync(PortalViewInProgress view, CancellationToken ct)
    {
        var (now, hour) = Instant();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into file_openings (id, candidature_id, reader_id, role, part, at, hour)
            select gen_random_uuid(), c.id, {view.ViewerId}, {nameof(FileReader.Staff)}, {nameof(OpenedPart.Pages)}, {now}, {hour}
            from candidatures c join candidates p on p.id = c.candidate_id
            where p.account_id = {view.SubjectId}
            on conflict (candidature_id, reader_id, role, part, hour) do nothing
            """,
            ct
        );
    }

    /// <summary>The last openings of a file, the latest first.</summary>
    public async Task<IReadOnlyList<OpeningLine>> OfAsync(Guid candidatureId, int most, CancellationToken ct) =>
        await db
            .FileOpenings.AsNoTracking()
            .Where(opening => opening.CandidatureId == candidatureId)
            .OrderByDescending(opening => opening.At)
            .ThenByDescending(opening => opening.Id)
            .Take(most)
            .Select(opening => new OpeningLine(opening.At, opening.Role, opening.Part))
            .ToListAsync(ct);

    private (DateTimeOffset Now, DateTimeOffset Hour) Instant()
    {
        var now = programmeNow().ToUniversalTime();
        return (now, new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero));
    }
}
