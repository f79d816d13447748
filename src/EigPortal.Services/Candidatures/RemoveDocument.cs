using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

public sealed record RemoveDocumentCommand(Guid DocumentId, DateTimeOffset ArrivedAt);

/// <summary>Takes a document out of the draft. Submissions that name it keep it.</summary>
public sealed class RemoveDocument(CandidatureEditing editing)
{
    /// <summary>Not a document of this person: somebody else's, or none.</summary>
    public static readonly DomainError NotFound = new("document.unknown", "Ce document n’existe pas.");

    public Task<Result> ExecuteAsync(RemoveDocumentCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
            EditingParts.Documents,
            "save",
            command.ArrivedAt,
            found =>
                Task.FromResult(
                    found.Candidature.Documents.Any(document => document.Id == command.DocumentId)
                        ? found.Candidature.RemoveDocument(command.DocumentId, found.Cohort.Timetable, command.ArrivedAt)
                        : NotFound
                ),
            refusal => refusal,
            ct
        );
}
