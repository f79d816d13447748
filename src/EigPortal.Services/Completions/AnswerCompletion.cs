using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Completions;

/// <param name="Version">Version of the answers that the page was filled from.</param>
public sealed record KeepCompletionCommand(IReadOnlyDictionary<string, string> Answers, int Version, DateTimeOffset ArrivedAt);

/// <summary>
/// The person answers a request for completion of their own file: keeps answers, joins documents, sends. Only what was asked changes.
/// What comes late is refused, noted for staff, and kept with the request.
/// </summary>
public sealed class AnswerCompletion(
    CandidatureEditing editing,
    CandidatureForms forms,
    EigDbContext db,
    IFileStore files,
    FilesInMemory memory
)
{
    /// <summary>Refuses to overwrite what another page kept meanwhile (B2), unless both say the same.</summary>
    public Task<Result> KeepAsync(KeepCompletionCommand command, Actor actor, CancellationToken ct) =>
        ActAsync<Result>(
            command.ArrivedAt,
            actor,
            async found =>
            {
                var form = await FormAsync(found, ct);
                var request = found.Candidature.LastCompletion;
                return request?.StateAt(command.ArrivedAt) == CompletionState.Open && IsUnseen(request, command)
                    ? CandidatureRefusals.Changed
                    : found.Candidature.KeepCompletion(command.Answers, form, command.ArrivedAt);
            },
            refusal => refusal,
            ct,
            async found =>
                IsUnseen(found.Candidature.LastCompletion, command)
                    ? CandidatureRefusals.Changed
                    : found.Candidature.KeepLateCompletion(command.Answers, await FormAsync(found, ct), command.ArrivedAt)
        );

    public Task<Result> JoinAsync(AttachDocumentCommand command, Actor actor, CancellationToken ct) =>
        memory.WithAsync(
            command.Content,
            async bytes =>
                PdfCheck.Refuse(bytes, Document.MaxLength) is { } refused
                    ? refused with
                    {
                        Field = command.Kind.ToString().ToLowerInvariant(),
                    }
                    : await ActAsync<Result>(
                        command.ArrivedAt,
                        actor,
                        found => JoinAsync(found, command, bytes, actor, ct),
                        refusal => refusal,
                        ct
                    ),
            ct
        );

    public Task<Result> TakeBackAsync(DocumentKind kind, DateTimeOffset arrivedAt, Actor actor, CancellationToken ct) =>
        ActAsync<Result>(
            arrivedAt,
            actor,
            found => Task.FromResult(found.Candidature.RemoveFromCompletion(kind, arrivedAt)),
            refusal => refusal,
            ct
        );

    /// <summary>The same key twice, even at the same instant, gives the same version and one receipt (B13, B28).</summary>
    public Task<Result<Snapshot>> SendAsync(SubmitCandidatureCommand command, Actor actor, CancellationToken ct) =>
        ActAsync<Result<Snapshot>>(
            command.ArrivedAt,
            actor,
            async found =>
            {
                // Heard again, it touches nothing: another request may be open by now, with documents and reminders of its own.
                if (found.Candidature.ReceivedAs(command.Key) is { } already)
                {
                    return already;
                }

                // Written before: one document of a kind is current.
                found.Candidature.GiveWay(command.ArrivedAt);
                await db.SaveChangesAsync(ct);
                await db.CancelCompletionRemindersAsync(found.Candidature.Id, ct);
                return found.Candidature.Complete(command.Key, await FormAsync(found, ct), command.ArrivedAt);
            },
            refusal => refusal,
            ct
        );

    private Task<TResult> ActAsync<TResult>(
        DateTimeOffset arrivedAt,
        Actor actor,
        Func<Editing, Task<TResult>> act,
        Func<DomainError, TResult> refuse,
        CancellationToken ct,
        Func<Editing, Task<Result>>? keepLate = null
    )
        where TResult : Result =>
        editing.ExecuteAsync(
            actor,
            EditingParts.Draft | EditingParts.Submissions | EditingParts.Completions,
            LateAttempt.Completion,
            arrivedAt,
            act,
            refuse,
            ct,
            keepLate
        );

    private async Task<Result> JoinAsync(
        Editing found,
        AttachDocumentCommand command,
        byte[] bytes,
        Actor actor,
        CancellationToken ct
    )
    {
        var allowed = found.Candidature.MayAttachToCompletion(command.Kind, command.ArrivedAt);
        if (!allowed.IsOk)
        {
            return allowed;
        }

        var stored = await files.SaveAsync(new MemoryStream(bytes), PdfCheck.ContentType, actor.AccountId, ct);
        db.Files.Add(stored);
        // Written before the document: the former one of its kind leaves before the new row exists.
        found.Candidature.RemoveFromCompletion(command.Kind, command.ArrivedAt);
        await db.SaveChangesAsync(ct);
        return found.Candidature.AttachToCompletion(
            command.Kind,
            stored.Id,
            FileNames.Clean(command.FileName, PdfCheck.Extension),
            stored.Length,
            stored.Sha256,
            command.ArrivedAt
        );
    }

    private static bool IsUnseen(CompletionRequest? request, KeepCompletionCommand command) =>
        request is not null
        && request.Version != command.Version
        && command.Answers.Any(answer =>
            request.Asked.Questions.Contains(answer.Key)
            && request.Answers.TryGetValue(answer.Key, out var kept)
            && kept != PlainText.Clean(answer.Value).Trim()
        );

    private async Task<PromotionForm> FormAsync(Editing found, CancellationToken ct) =>
        found.Candidature.LastCompletion is { } request
            ? await forms.OfAsync(db, found.Cohort.Id, request.FormVersion, ct)
            : found.Form;
}
