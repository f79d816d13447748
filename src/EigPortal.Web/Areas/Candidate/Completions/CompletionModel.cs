using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Completions;
using EigPortal.Services.Files;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Candidate.Completions;

/// <summary>A document that is asked, with the one that waits to be sent and the one that is submitted.</summary>
public sealed record CompletionSlot(DocumentKind Kind, Document? Joined, SnapshotDocument? Submitted, ScanState Scan)
{
    public string Key => Kind.ToString().ToLowerInvariant();

    public string Title => DocumentLabels.Of(Kind);
}

/// <summary>The request, and the form that asks for it and for nothing else.</summary>
/// <param name="Typed">What was typed and is refused or late; null when the page shows what is kept.</param>
/// <param name="LateAt">When an attempt arrived after the deadline; null otherwise.</param>
/// <param name="LateFile">Name of a file that came with that attempt and is not kept.</param>
/// <param name="Meanwhile">What another page kept since this one was opened, by question; null without a conflict.</param>
public sealed record CompletionModel(
    CompletionFile File,
    string Number,
    IReadOnlyList<CompletionSlot> Slots,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, string>? Typed = null,
    DateTimeOffset? LateAt = null,
    string? LateFile = null,
    IReadOnlyDictionary<string, string>? Meanwhile = null
)
{
    public CompletionRequest Request => File.Request;

    public CompletionState State => Request.StateAt(Now);

    public bool IsOpen => State == CompletionState.Open;

    public IReadOnlyList<string> Pieces => CompletionPieceNames.Words(Request.Asked, File.Form);

    /// <summary>The answers to what is asked, those that the browser did not send empty.</summary>
    public IReadOnlyDictionary<string, string> Asked(IReadOnlyDictionary<string, string> posted) =>
        File.Questions.ToDictionary(
            question => question.Key,
            question => question.Once(posted.GetValueOrDefault(question.Key) ?? "")
        );

    public string AnswerTo(string key) => Typed?.GetValueOrDefault(key) ?? File.AnswerTo(key);

    /// <summary>Questions whose first answer takes the focus, for the summary of errors.</summary>
    public string ChoiceFields =>
        string.Join(
            ',',
            File.Questions.Where(question => question.Kind is FieldKind.SingleChoice or FieldKind.MultipleChoice)
                .Select(question => question.Key)
        );
}

/// <summary>What is about to be sent.</summary>
/// <param name="Key">Idempotency key: posting the page twice sends once.</param>
public sealed record CompletionReviewModel(CompletionModel Completion, string Key)
{
    public IReadOnlyList<DomainError> Missing => Completion.File.Missing;
}
