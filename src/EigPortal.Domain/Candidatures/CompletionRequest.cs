using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

public enum CompletionState
{
    /// <summary>The person may answer, until its deadline.</summary>
    Open,
    Answered,

    /// <summary>Staff, or the person by withdrawing, put an end to it.</summary>
    Withdrawn,

    /// <summary>Nothing came in time: the submission counts as it was.</summary>
    Lapsed,
}

public enum CompletionVerb
{
    /// <summary>Keeps answers without sending them, in time or late.</summary>
    Keep,
    Answer,
    Extend,
    Withdraw,
    Lapse,
}

/// <summary>What is asked: questions of the form, documents, or both. Nothing else may be changed.</summary>
public sealed record CompletionPieces(IReadOnlyList<string> Questions, IReadOnlyList<DocumentKind> Documents)
{
    public static readonly CompletionPieces None = new([], []);

    public bool IsEmpty => Questions.Count + Documents.Count == 0;
}

/// <summary>
/// Staff ask the person to complete a submitted file: named pieces, a reason, a deadline of its own. The answers wait here, apart from
/// the draft; sending them makes a new version of the file, and the version asked about stays what counts until then.
/// </summary>
public sealed class CompletionRequest : Entity
{
    public static readonly Transitions<CompletionState, CompletionVerb> Allowed = new([
        (CompletionState.Open, CompletionVerb.Keep, CompletionState.Open),
        (CompletionState.Lapsed, CompletionVerb.Keep, CompletionState.Lapsed),
        (CompletionState.Open, CompletionVerb.Answer, CompletionState.Answered),
        (CompletionState.Open, CompletionVerb.Extend, CompletionState.Open),
        (CompletionState.Lapsed, CompletionVerb.Extend, CompletionState.Open),
        (CompletionState.Open, CompletionVerb.Withdraw, CompletionState.Withdrawn),
        (CompletionState.Open, CompletionVerb.Lapse, CompletionState.Lapsed),
    ]);

    private CompletionRequest() { }

    internal CompletionRequest(
        Candidature candidature,
        CompletionPieces asked,
        string reason,
        DateTimeOffset until,
        DateTimeOffset now
    )
    {
        var about = candidature.LastSnapshot!;
        CandidatureId = candidature.Id;
        (Number, Sequence, FormVersion) = (candidature.Completions.Count + 1, about.Sequence, about.FormVersion);
        (Asked, Reason, Until, AskedAt, GivenAt) = (asked, reason, until, now, now);
    }

    public Guid CandidatureId { get; private set; }

    /// <summary>1 for the first request about the file.</summary>
    public int Number { get; private set; }

    /// <summary>Version of the file that it is about.</summary>
    public int Sequence { get; private set; }

    /// <summary>Version of the form in whose words the questions are asked.</summary>
    public int FormVersion { get; private set; }
    public CompletionPieces Asked { get; private set; } = CompletionPieces.None;

    /// <summary>Read by the person.</summary>
    public string Reason { get; private set; } = "";
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>What arrives then or later is late.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>When this deadline was given.</summary>
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>How often more time was given.</summary>
    public int Extensions { get; private set; }
    public CompletionState State { get; private set; }

    /// <summary>When it was answered, withdrawn or lapsed; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Version of the file that the answer made.</summary>
    public int? AnsweredSequence { get; private set; }

    /// <summary>What the person keeps here before sending it, by question; a question that is not there is as it was submitted.</summary>
    public Dictionary<string, string> Answers { get; private set; } = [];
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Counts the saves that changed something, so that two tabs see each other.</summary>
    public int Version { get; private set; }

    /// <summary>Where it stands for people at an instant: an open one whose deadline is over has lapsed, even before the job says so.</summary>
    public CompletionState StateAt(DateTimeOffset now) =>
        State == CompletionState.Open && now >= Until ? CompletionState.Lapsed : State;

    internal DomainError? Check(CompletionVerb verb) =>
        Allowed.Allows(State, verb) ? null : CompletionErrors.NotAllowed(State, verb);

    internal bool Keep(IReadOnlyDictionary<string, string> answers, DateTimeOffset now)
    {
        var changed = answers.Any(answer => Answers.GetValueOrDefault(answer.Key) != answer.Value);
        if (changed)
        {
            var whole = new Dictionary<string, string>(Answers);
            foreach (var (key, text) in answers)
            {
                whole[key] = text;
            }

            (Answers, SavedAt, Version) = (whole, now, Version + 1);
        }

        return changed;
    }

    internal void Answer(int sequence, DateTimeOffset now) =>
        (State, AnsweredSequence, ClosedAt) = (CompletionState.Answered, sequence, now);

    internal void Extend(DateTimeOffset until, DateTimeOffset now) =>
        (State, Until, GivenAt, Extensions, ClosedAt) = (CompletionState.Open, until, now, Extensions + 1, null);

    internal void Close(CompletionState state, DateTimeOffset now) => (State, ClosedAt) = (state, now);

    internal void Erase(DateTimeOffset now)
    {
        (Answers, Reason) = ([], Candidature.ErasedWords);
        if (State == CompletionState.Open)
        {
            Close(CompletionState.Withdrawn, now);
        }
    }
}

public static class CompletionErrors
{
    public static readonly DomainError None = new("completion.none", "Aucun complément ne vous est demandé.");
    public static readonly DomainError AlreadyOpen = new(
        "completion.open",
        "Un complément est déjà demandé à cette personne : prolongez cette demande ou retirez-la d’abord."
    );

    /// <summary>After the deadline of the request: what was typed is kept, and the submission counts as it was.</summary>
    public static readonly DomainError Late = new(
        "completion.late",
        "L’échéance de ce complément est passée : votre dossier compte tel que vous l’aviez déposé."
    );
    public static readonly DomainError Awaited = new(
        "completion.awaited",
        "Un complément est attendu de cette personne : attendez son échéance, ou retirez la demande."
    );
    public static readonly DomainError NothingAsked = new(
        "completion.nothing",
        "Choisissez au moins un document ou une question à compléter.",
        "Documents"
    );
    public static readonly DomainError UnknownPiece = new(
        "completion.unknown-piece",
        "Choisissez parmi les documents et les questions de ce dossier.",
        "Documents"
    );
    public static readonly DomainError NotAsked = new(
        "completion.not-asked",
        "Ce document n’est pas demandé : seul ce que l’équipe a demandé peut changer."
    );
    public static readonly DomainError Unchanged = new(
        "completion.unchanged",
        "Vos réponses sont celles que vous aviez déposées. Complétez-les, ou écrivez à l’équipe si vous n’avez rien à y ajouter."
    );
    public static readonly DomainError Past = new("completion.past", "Choisissez un instant à venir.", "Until");
    public static readonly DomainError NotLater = new(
        "completion.not-later",
        "Choisissez un instant plus tardif que l’échéance actuelle : une échéance donnée n’est jamais raccourcie.",
        "Until"
    );
    public static readonly DomainError AfterResults = new(
        "completion.after-results",
        "L’échéance doit venir avant la publication des résultats.",
        "Until"
    );
    public static readonly DomainError Reason = new("completion.reason", "Dites pourquoi.", "Reason");
    public static readonly DomainError ReasonTooLong = new(
        "completion.reason-too-long",
        $"Raccourcissez la raison : {Candidature.ReasonMaxLength} caractères au plus.",
        "Reason"
    );

    public static DomainError DocumentMissing(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Cv => new("completion.cv", "Joignez le CV qui vous est demandé.", "cv"),
            DocumentKind.Portfolio => new("completion.portfolio", "Joignez le portfolio qui vous est demandé.", "portfolio"),
        };

    public static DomainError DocumentBlocked(DocumentKind kind) =>
        CandidatureErrors.Blocked(kind) with
        {
            Field = kind == DocumentKind.Cv ? "cv" : "portfolio",
        };

    public static DomainError NotAllowed(CompletionState state, CompletionVerb verb) =>
        new(
            $"completion.{state}.{verb}".ToLowerInvariant(),
            state switch
            {
                CompletionState.Open => "L’échéance de cette demande n’est pas passée.",
                CompletionState.Answered => "Ce complément est déjà reçu.",
                CompletionState.Withdrawn => "Cette demande de complément est retirée.",
                CompletionState.Lapsed => "L’échéance de cette demande est passée.",
            }
        );
}

/// <summary>Staff asked for a completion. The instant is part of the fact, so that each mail tells its own.</summary>
public sealed record CompletionAsked(Guid CandidatureId, Guid RequestId, DateTimeOffset Until, string Why)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        FormattableString.Invariant($"Complément demandé jusqu’au {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    public override string? Reason => Why;
}

public sealed record CompletionExtended(Guid CandidatureId, Guid RequestId, DateTimeOffset Until, string Why)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        FormattableString.Invariant($"Échéance du complément repoussée au {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    public override string? Reason => Why;
}

public sealed record CompletionWithdrawn(Guid CandidatureId, Guid RequestId, string Why)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Demande de complément retirée";
    public override string? Reason => Why;
}

public sealed record CompletionLapsed(Guid CandidatureId, Guid RequestId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Aucun complément reçu avant l’échéance";
}

public sealed record CandidatureCompleted(Guid CandidatureId, Guid RequestId, int Sequence)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => $"Complément reçu (version {Sequence})";
}
