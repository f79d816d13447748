using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Completions;

/// <summary>The last request made to a person about their file, with what they answer so far.</summary>
/// <param name="Form">The version of the form in whose words it asks.</param>
/// <param name="About">The version of the file that an answer would complete.</param>
/// <param name="Joined">Documents that wait to be sent with it.</param>
public sealed record CompletionFile(
    CompletionRequest Request,
    PromotionForm Form,
    SnapshotContent About,
    IReadOnlyList<Document> Joined,
    IReadOnlyList<DomainError> Missing
)
{
    /// <summary>The answer as it stands.</summary>
    public string AnswerTo(string questionKey) => Candidature.AnswerTo(Request, About, Form, questionKey);

    public IReadOnlyList<FieldDescriptor> Questions =>
        [
            .. Form
                .Sections.SelectMany(section => section.Fields)
                .Where(question => Request.Asked.Questions.Contains(question.Key)),
        ];
}

/// <summary>Requests of a candidature already found to be the actor's own.</summary>
public sealed class OwnCompletion(EigDbContext db, CandidatureForms forms)
{
    /// <summary>The last request; null when nothing was ever asked.</summary>
    public Task<CompletionRequest?> LastAsync(Guid candidatureId, CancellationToken ct) =>
        db
            .Completions.AsNoTracking()
            .Where(request => request.CandidatureId == candidatureId)
            .OrderByDescending(request => request.Number)
            .FirstOrDefaultAsync(ct);

    public async Task<CompletionFile?> FindAsync(Guid candidatureId, CancellationToken ct)
    {
        var file = await db
            .Candidatures.AsNoTracking()
            .Include(row => row.Completions)
            .Include(row => row.Documents)
            .Include(row => row.Snapshots)
            .AsSplitQuery()
            .SingleAsync(row => row.Id == candidatureId, ct);
        if (file.LastCompletion is not { } request)
        {
            return null;
        }

        var form = await forms.OfAsync(db, file.CohortId, request.FormVersion, ct);
        var about = file.LastSnapshot!.Content;
        return new CompletionFile(
            request,
            form,
            about,
            [.. file.DocumentsFor(request).OrderBy(document => document.Kind)],
            file.MissingCompletion(request, about, form)
        );
    }
}
