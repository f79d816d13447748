using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Messages;

public sealed record AttachmentLine(Guid Id, string FileName, long Length);

/// <summary>A message as people read it.</summary>
/// <param name="IsWaiting">The other side has neither read nor answered it.</param>
public sealed record MessageLine(
    Guid Id,
    bool IsFromStaff,
    string Body,
    DateTimeOffset SentAt,
    bool IsWaiting,
    IReadOnlyList<AttachmentLine> Attachments
);

/// <summary>A thread in staff's list.</summary>
public sealed record ThreadLine
{
    public required Guid CandidatureId { get; init; }

    /// <summary>Null for a draft.</summary>
    public required string? Number { get; init; }
    public required string FullName { get; init; }

    /// <summary>Messages of the person without an answer.</summary>
    public required int Waiting { get; init; }
    public required DateTimeOffset LastAt { get; init; }
}

/// <summary>The messages of files, for those who may see them: the person, and staff without a tie. Jurors never.</summary>
public sealed class MessageThreads(EigDbContext db, IFileStore files, FileOpenings openings)
{
    /// <summary>Files whose messages staff may see: submitted, or whose person wrote first. Drafts of the others stay nobody's business.</summary>
    public IQueryable<Candidature> ForStaff(Actor actor) =>
        db
            .Candidatures.ForStaff(actor, db)
            .Where(candidature =>
                candidature.ErasedAt == null
                && (candidature.SubmittedAt != null || db.Messages.Any(message => message.CandidatureId == candidature.Id))
            );

    /// <summary>The actor's own candidature in the current promotion; null without one.</summary>
    public Task<Guid?> OwnIdAsync(Actor actor, CancellationToken ct) =>
        db
            .Candidatures.OwnedBy(actor)
            .Where(candidature => db.Cohorts.Any(cohort => cohort.Id == candidature.CohortId && cohort.IsCurrent))
            .Select(candidature => (Guid?)candidature.Id)
            .SingleOrDefaultAsync(ct);

    /// <summary>The thread of a file that the caller has found to be the actor's to see, from the first message to the last.</summary>
    public async Task<IReadOnlyList<MessageLine>> OfAsync(Guid candidatureId, CancellationToken ct) =>
        await db
            .Messages.AsNoTracking()
            .Where(message => message.CandidatureId == candidatureId)
            .OrderBy(message => message.SentAt)
            .ThenBy(message => message.Id)
            .Select(message => new MessageLine(
                message.Id,
                message.IsFromStaff,
                message.Body,
                message.SentAt,
                message.HandledAt == null,
                message
                    .Attachments.Select(attachment => new AttachmentLine(attachment.Id, attachment.FileName, attachment.Length))
                    .ToList()
            ))
            .AsSingleQuery()
            .ToListAsync(ct);

    /// <summary>Whose file it is, for staff; null when it is not theirs to see.</summary>
    public Task<ThreadLine?> FindForStaffAsync(Guid candidatureId, Actor actor, CancellationToken ct) =>
        Lines(ForStaff(actor).Where(candidature => candidature.Id == candidatureId)).SingleOrDefaultAsync(ct);

    /// <summary>Somebody of the team opens the messages of a file that is theirs to see: the next one is announced again.</summary>
    public Task OpenThreadAsync(Guid candidatureId, Actor actor, CancellationToken ct) =>
        openings.RecordAsync(candidatureId, OpenedPart.Messages, actor, ct);

    /// <summary>Threads with messages, those that wait for an answer first.</summary>
    public async Task<IReadOnlyList<ThreadLine>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await Lines(
                ForStaff(actor)
                    .Where(candidature =>
                        candidature.CohortId == cohortId && db.Messages.Any(message => message.CandidatureId == candidature.Id)
                    )
            )
            .OrderByDescending(line => line.Waiting > 0)
            .ThenByDescending(line => line.LastAt)
            .Take(500)
            .ToListAsync(ct);

    /// <summary>Threads in which the person waits for an answer.</summary>
    public Task<int> UnansweredAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        ForStaff(actor)
            .CountAsync(
                candidature =>
                    candidature.CohortId == cohortId
                    && db.Messages.Any(message =>
                        message.CandidatureId == candidature.Id && !message.IsFromStaff && message.HandledAt == null
                    ),
                ct
            );

    /// <summary>Messages of the team that the person has not read.</summary>
    public Task<int> UnreadAsync(Guid candidatureId, CancellationToken ct) =>
        db.Messages.CountAsync(
            message => message.CandidatureId == candidatureId && message.IsFromStaff && message.HandledAt == null,
            ct
        );

    /// <summary>An attachment of the actor's own file.</summary>
    public async Task<ReadableDocument?> OpenOwnAsync(Guid attachmentId, Actor actor, CancellationToken ct) =>
        await OwnIdAsync(actor, ct) is { } id ? await OpenAsync(id, attachmentId, isStaff: false, ct) : null;

    /// <summary>An attachment of a file that staff may see; the person learns that it was opened.</summary>
    public async Task<ReadableDocument?> OpenForStaffAsync(
        Guid candidatureId,
        Guid attachmentId,
        Actor actor,
        CancellationToken ct
    )
    {
        if (
            !await ForStaff(actor).AnyAsync(candidature => candidature.Id == candidatureId, ct)
            || await OpenAsync(candidatureId, attachmentId, isStaff: true, ct) is not { } document
        )
        {
            return null;
        }

        if (document.Content is not null)
        {
            await openings.RecordAsync(candidatureId, OpenedPart.Document, actor, ct);
        }

        return document;
    }

    internal Task<List<FileMessage>> WaitingAsync(Guid candidatureId, bool fromStaff, CancellationToken ct) =>
        db
            .Messages.Where(message =>
                message.CandidatureId == candidatureId && message.IsFromStaff == fromStaff && message.HandledAt == null
            )
            .ToListAsync(ct);

    private IQueryable<ThreadLine> Lines(IQueryable<Candidature> candidatures) =>
        from candidature in candidatures
        join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
        select new ThreadLine
        {
            CandidatureId = candidature.Id,
            Number = candidature.Number,
            FullName = candidate.GivenName + " " + candidate.FamilyName,
            Waiting = db.Messages.Count(message =>
                message.CandidatureId == candidature.Id && !message.IsFromStaff && message.HandledAt == null
            ),
            LastAt =
                db.Messages.Where(message => message.CandidatureId == candidature.Id)
                    .Max(message => (DateTimeOffset?)message.SentAt)
                ?? candidature.StartedAt,
        };

    // In quarantine it opens for the side that sent it only; infected, for nobody.
    private async Task<ReadableDocument?> OpenAsync(Guid candidatureId, Guid attachmentId, bool isStaff, CancellationToken ct)
    {
        var row = await (
            from message in db.Messages
            from attachment in message.Attachments
            join file in db.Files on attachment.FileId equals file.Id
            where message.CandidatureId == candidatureId && attachment.Id == attachmentId
            select new
            {
                attachment.FileName,
                attachment.FileId,
                file.ContentType,
                file.Scan,
                message.IsFromStaff,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is not null && !row.Scan.Opens(isSender: row.IsFromStaff == isStaff))
        {
            return new ReadableDocument(row.FileName, row.ContentType, row.Scan, null);
        }

        return row is not null && await files.OpenReadAsync(row.FileId, ct) is { } content
            ? new ReadableDocument(row.FileName, row.ContentType, row.Scan, content)
            : null;
    }
}
