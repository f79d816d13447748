using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection.Forming;

public enum ConsentState
{
    /// <summary>The person has been asked, and has not answered.</summary>
    Asked,

    /// <summary>They would take it: they may be placed there.</summary>
    Given,

    /// <summary>They would rather not; nothing else changes for them.</summary>
    Refused,

    /// <summary>The team took the question back.</summary>
    TakenBack,
}

public enum ConsentVerb
{
    Give,
    Refuse,
    TakeBack,
}

/// <summary>
/// A question to somebody heard by the jury: would they take this challenge, which they did not ask for? (rules of promotion 3, "the jury
/// may propose another challenge"). They read it, answer within some days, and lose nothing by refusing. Silence is no answer.
/// </summary>
public sealed class ChallengeConsent : Entity
{
    public const int MinDays = 1;
    public const int UsualDays = 3;
    public const int MaxDays = 15;
    public const int ReasonMaxLength = 1_000;

    public static readonly Transitions<ConsentState, ConsentVerb> Allowed = new([
        (ConsentState.Asked, ConsentVerb.Give, ConsentState.Given),
        (ConsentState.Asked, ConsentVerb.Refuse, ConsentState.Refused),
        (ConsentState.Asked, ConsentVerb.TakeBack, ConsentState.TakenBack),
        (ConsentState.Given, ConsentVerb.Refuse, ConsentState.Refused),
        (ConsentState.Given, ConsentVerb.TakeBack, ConsentState.TakenBack),
        (ConsentState.Refused, ConsentVerb.Give, ConsentState.Given),
    ]);

    private ChallengeConsent() { }

    public Guid CandidatureId { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid ChallengeId { get; private set; }

    /// <summary>Of the seats meant, with the challenge.</summary>
    public string Profile { get; private set; } = "";
    public ConsentState State { get; private set; }

    /// <summary>Internal: why the jury thinks of this challenge for this person.</summary>
    public string Reason { get; private set; } = "";
    public Guid AskedBy { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Until when the person may say yes.</summary>
    public DateTimeOffset AnswerBefore { get; private set; }

    /// <summary>Of the last answer.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Refuses a time out of bounds and a question without a reason; both at once.</summary>
    /// <param name="days">Days to answer.</param>
    public static Result<ChallengeConsent> Ask(
        Guid candidatureId,
        Guid cohortId,
        ListKey list,
        int days,
        string reason,
        Guid by,
        DateTimeOffset now
    )
    {
        var errors = new List<DomainError>();
        if (days is < MinDays or > MaxDays)
        {
            errors.Add(new DomainError("consent.days", $"Laissez de {MinDays} à {MaxDays} jours pour répondre.", "Days"));
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonMaxLength)
        {
            errors.Add(
                new DomainError(
                    "consent.reason",
                    $"Dites pourquoi le jury pense à ce défi, en {ReasonMaxLength} caractères au plus.",
                    "Reason"
                )
            );
        }

        if (errors.Count > 0)
        {
            return Result<ChallengeConsent>.Refuse(errors);
        }

        var consent = new ChallengeConsent
        {
            CandidatureId = candidatureId,
            CohortId = cohortId,
            ChallengeId = list.ChallengeId,
            Profile = list.Profile,
            Reason = PlainText.Clean(reason).Trim(),
            AskedBy = by,
            AskedAt = now,
            AnswerBefore = now.AddDays(days),
        };
        consent.Raise(new ConsentAsked(candidatureId, consent.Id));
        return consent;
    }

    /// <summary>The verbs that the person has now: none once something is decided about them, and no yes after the time is over.</summary>
    public bool MayAnswer(ConsentVerb verb, bool isDecided, DateTimeOffset now) =>
        Allowed.Allows(State, verb) && !isDecided && (verb != ConsentVerb.Give || now < AnswerBefore);

    /// <summary>Says yes, in time and before anything is decided.</summary>
    public Result Give(bool isDecided, DateTimeOffset now) => Answer(ConsentVerb.Give, isDecided, now);

    /// <summary>Says no, at any time before something is decided: also after a yes.</summary>
    public Result Refuse(bool isDecided, DateTimeOffset now) => Answer(ConsentVerb.Refuse, isDecided, now);

    public Result TakeBack()
    {
        if (Allowed.Next(State, ConsentVerb.TakeBack) is not { } next)
        {
            return ConsentErrors.NotAllowed;
        }

        State = next;
        Raise(new ConsentTakenBack(CandidatureId));
        return Result.Ok;
    }

    private Result Answer(ConsentVerb verb, bool isDecided, DateTimeOffset now)
    {
        if (Allowed.Next(State, verb) is not { } next)
        {
            return ConsentErrors.NotAllowed;
        }

        if (isDecided)
        {
            return ConsentErrors.Decided;
        }

        if (!MayAnswer(verb, isDecided, now))
        {
            return ConsentErrors.Late;
        }

        (State, AnsweredAt) = (next, now);
        Raise(new ConsentAnswered(CandidatureId, next));
        return Result.Ok;
    }
}

public static class ConsentErrors
{
    public static readonly DomainError NotAllowed = new(
        "consent.not-allowed",
        "Cette question a déjà reçu cette réponse, ou a été reprise : rechargez la page."
    );
    public static readonly DomainError Decided = new(
        "consent.decided",
        "Le jury a tenu compte de votre réponse : elle ne peut plus changer ici. Écrivez à l’équipe."
    );
    public static readonly DomainError Late = new(
        "consent.late",
        "Le délai pour accepter est passé. Si ce défi vous intéresse encore, écrivez à l’équipe."
    );
}

public sealed record ConsentAsked(Guid CandidatureId, Guid ConsentId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Question posée : accepterait-elle ou accepterait-il un défi non demandé";
}

public sealed record ConsentAnswered(Guid CandidatureId, ConsentState State) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        State == ConsentState.Given ? "Défi non demandé : accord donné" : "Défi non demandé : décliné, sans autre effet";
}

public sealed record ConsentTakenBack(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Défi non demandé : question reprise par l’équipe";
}
