using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

public sealed record RemoveDocumentCommand(Guid DocumentId, DateTimeOffset ArrivedAt);

/// <summary>Takes a document out of the draft. Submissions that name it keep it.</summary>
public sealed class RemoveDocument(CandidatureEditing editing)
{
    public Task<Result> ExecuteAsync(RemoveDocumentCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
            "save",
            command.ArrivedAt,
            found =>
                Task.FromResult(found.Candidature.RemoveDocument(command.DocumentId, found.Cohort.Timetable, command.ArrivedAt)),
            refusal => refusal,
            ct
        );
}
