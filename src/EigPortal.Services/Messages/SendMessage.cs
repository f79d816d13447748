using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Messages;

/// <summary>A file to join, as the browser announced it.</summary>
public sealed record SentAttachment(string FileName, Stream Content);

/// <summary>
/// Sends a message in a file, from its person or from staff who may see the file. Answering handles what waited from the other side.
/// </summary>
public sealed class SendMessage(EigDbContext db, MessageThreads threads, IFileStore files, ProgrammeNow programmeNow)
{
    public static readonly DomainError NotFound = new("message.unknown", "Ce dossier n’existe pas.");

    /// <summary>From the person, in their own file.</summary>
    public async Task<Result> FromPersonAsync(string? body, SentAttachment? attachment, Actor actor, CancellationToken ct) =>
        await threads.OwnIdAsync(actor, ct) is { } id
            ? await SendAsync(id, isFromStaff: false, body, attachment, actor, ct)
            : NotFound;

    /// <summary>From the team. A file that a tie hides from the actor does not exist for them.</summary>
    public async Task<Result> FromStaffAsync(
        Guid candidatureId,
        string? body,
        SentAttachment? attachment,
        Actor actor,
        CancellationToken ct
    ) =>
        await threads.ForStaff(actor).AnyAsync(candidature => candidature.Id == candidatureId, ct)
            ? await SendAsync(candidatureId, isFromStaff: true, body, attachment, actor, ct)
            : NotFound;

    private async Task<Result> SendAsync(
        Guid candidatureId,
        bool isFromStaff,
        string? body,
        SentAttachment? attachment,
        Actor actor,
        CancellationToken ct
    )
    {
        var now = programmeNow();
        var written = FileMessage.Write(candidatureId, actor.AccountId, isFromStaff, body, now);
        if (!written.IsOk)
        {
            return written;
        }

        if (attachment is not null && await AttachAsync(written.Value, attachment, actor, ct) is { } refused)
        {
            return refused;
        }

        // Two messages sent at once must not both find that nothing is announced.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from candidatures where id = {candidatureId} for update", ct);
        foreach (var waiting in await threads.WaitingAsync(candidatureId, fromStaff: !isFromStaff, ct))
        {
            waiting.MarkHandled(now);
        }

        db.Messages.Add(written.Value);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>The same checks as the documents of the file.</summary>
    private async Task<DomainError?> AttachAsync(FileMessage message, SentAttachment sent, Actor actor, CancellationToken ct)
    {
        var bytes = await SentFile.ReadAsync(sent.Content, ct);
        if (PdfCheck.Refuse(bytes, Document.MaxLength) is { } refused)
        {
            return refused with { Field = "Attachment" };
        }

        var stored = await files.SaveAsync(new MemoryStream(bytes), PdfCheck.ContentType, actor.AccountId, ct);
        db.Files.Add(stored);
        message.Attach(stored.Id, FileNames.Clean(sent.FileName, PdfCheck.Extension), stored.Length, stored.Sha256);
        return null;
    }
}

/// <summary>Says that the messages of the other side are read, or need no answer.</summary>
public sealed class HandleMessages(EigDbContext db, MessageThreads threads, ProgrammeNow programmeNow)
{
    public async Task<Result> ByPersonAsync(Actor actor, CancellationToken ct) =>
        await threads.OwnIdAsync(actor, ct) is { } id ? await HandleAsync(id, fromStaff: true, ct) : SendMessage.NotFound;

    public async Task<Result> ByStaffAsync(Guid candidatureId, Actor actor, CancellationToken ct) =>
        await threads.ForStaff(actor).AnyAsync(candidature => candidature.Id == candidatureId, ct)
            ? await HandleAsync(candidatureId, fromStaff: false, ct)
            : SendMessage.NotFound;

    private async Task<Result> HandleAsync(Guid candidatureId, bool fromStaff, CancellationToken ct)
    {
        foreach (var waiting in await threads.WaitingAsync(candidatureId, fromStaff, ct))
        {
            waiting.MarkHandled(programmeNow());
        }

        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
