using EigPortal.Domain.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Completions;

/// <param name="Now">Programme instant: a deadline that is over is told even before the job writes it down.</param>
public sealed record CompletionListModel(IReadOnlyList<CompletionRow> Rows, DateTimeOffset Now)
{
    public CompletionState StateOf(CompletionRow row) =>
        row.State == CompletionState.Open && Now >= row.Until ? CompletionState.Lapsed : row.State;
}

/// <summary>A request, or more time for one, as staff type it. The instant is a local time in Paris.</summary>
public sealed class CompletionInput
{
    public List<string> Documents { get; init; } = [];
    public List<string> Questions { get; init; } = [];
    public string? Until { get; init; }
    public string? Reason { get; init; }

    public IReadOnlyList<string> Pieces => [.. Documents, .. Questions];
}

/// <param name="Ask">What the form of a new request holds.</param>
/// <param name="More">What the form that gives more time holds.</param>
/// <param name="Ending">What the form that withdraws the request holds.</param>
public sealed record CompletionModel(
    CompletionFolder Folder,
    CompletionInput Ask,
    CompletionInput More,
    CompletionInput Ending,
    DateTimeOffset Now
)
{
    public CompletionRequest? Last => Folder.Requests.FirstOrDefault();

    public bool MayAsk =>
        Candidature.Allowed.Allows(Folder.State, CandidatureVerb.AskCompletion) && Last?.StateAt(Now) != CompletionState.Open;

    public bool MayExtend =>
        Candidature.Allowed.Allows(Folder.State, CandidatureVerb.AskCompletion)
        && Last is { State: CompletionState.Open or CompletionState.Lapsed };

    public bool MayWithdraw => Last is { State: CompletionState.Open };

    public IReadOnlyList<string> Words(CompletionRequest request) => CompletionPieceNames.Words(request.Asked, Folder.Form);

    public static IReadOnlyList<Choice> Documents =>
        [.. Enum.GetValues<DocumentKind>().Select(kind => new Choice(CompletionPieceNames.Of(kind), DocumentLabels.Of(kind)))];

    /// <summary>A section as a whole, then each of its questions.</summary>
    public static IReadOnlyList<Choice> QuestionsOf(SectionDescriptor section) =>
        [
            new(CompletionPieceNames.Of(section), "Toute la rubrique"),
            .. section.Fields.Select(field => new Choice(CompletionPieceNames.Of(field), field.Label)),
        ];
}
