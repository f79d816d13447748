using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Screening;

public enum MentorOpinionState
{
    Asked,
    Given,

    /// <summary>The team took the question back: the file closes again for the mentor, and what was written counts no more.</summary>
    TakenBack,
}

public enum MentorOpinionVerb
{
    Give,
    TakeBack,
}

/// <summary>What an operational mentor thinks of a file for their challenge, before the preselection.</summary>
public enum MentorView
{
    Favourable,
    Reserved,
    Unfavourable,
}

/// <summary>
/// A question to an operational mentor about one file that asks for their challenge (rules of promotion 3, article 6.3: the
/// preselection is made with the operational mentors). It opens that file to that mentor, as a juror would read it, and no other; staff
/// decide.
/// </summary>
public sealed class MentorOpinion : Entity
{
    public const int WordsMaxLength = 2_000;

    public static readonly Transitions<MentorOpinionState, MentorOpinionVerb> Allowed = new([
        (MentorOpinionState.Asked, MentorOpinionVerb.Give, MentorOpinionState.Given),
        (MentorOpinionState.Given, MentorOpinionVerb.Give, MentorOpinionState.Given),
        (MentorOpinionState.Asked, MentorOpinionVerb.TakeBack, MentorOpinionState.TakenBack),
        (MentorOpinionState.Given, MentorOpinionVerb.TakeBack, MentorOpinionState.TakenBack),
    ]);

    public static readonly DomainError NotAllowed = new(
        "mentor-opinion.not-allowed",
        "Cet avis n’est plus demandé : rien n’est enregistré."
    );

    private MentorOpinion() { }

    public MentorOpinion(Guid candidatureId, Guid challengeId, Guid mentorAccountId, Guid askedBy, DateTimeOffset now)
    {
        (CandidatureId, ChallengeId, MentorAccountId) = (candidatureId, challengeId, mentorAccountId);
        (AskedBy, AskedAt) = (askedBy, now);
        Raise(new MentorOpinionAsked(candidatureId));
    }

    public Guid CandidatureId { get; private set; }
    public Guid ChallengeId { get; private set; }
    public Guid MentorAccountId { get; private set; }
    public MentorOpinionState State { get; private set; }

    /// <summary>Set once given.</summary>
    public MentorView? View { get; private set; }

    /// <summary>Internal, but the person may ask to read it.</summary>
    public string Words { get; private set; } = "";
    public Guid AskedBy { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Of the last answer.</summary>
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>Gives the opinion or changes it. An opinion that is not favourable says why; both errors at once.</summary>
    public Result Give(MentorView? view, string? words, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, MentorOpinionVerb.Give))
        {
            return NotAllowed;
        }

        var cleaned = PlainText.Clean(words).Trim();
        var errors = new List<DomainError>();
        if (view is null)
        {
            errors.Add(new DomainError("mentor-opinion.view", "Choisissez votre avis.", "View"));
        }

        if (cleaned.Length > WordsMaxLength)
        {
            errors.Add(
                new DomainError("mentor-opinion.words-too-long", $"Raccourcissez : {WordsMaxLength} caractères au plus.", "Words")
            );
        }
        else if (cleaned.Length == 0 && view is MentorView.Reserved or MentorView.Unfavourable)
        {
            errors.Add(new DomainError("mentor-opinion.words", "Dites pourquoi : l’équipe décide avec vos raisons.", "Words"));
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        (State, View, Words, GivenAt) = (MentorOpinionState.Given, view, cleaned, now);
        Raise(new MentorOpinionGiven(CandidatureId));
        return Result.Ok;
    }

    /// <summary>Takes the question back, with what was answered.</summary>
    public Result TakeBack()
    {
        if (!Allowed.Allows(State, MentorOpinionVerb.TakeBack))
        {
            return NotAllowed;
        }

        State = MentorOpinionState.TakenBack;
        Raise(new MentorOpinionTakenBack(CandidatureId));
        return Result.Ok;
    }
}

public sealed record MentorOpinionAsked(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Avis demandé à un mentor : ce dossier lui est ouvert";
}

public sealed record MentorOpinionGiven(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Avis donné par un mentor";
}

public sealed record MentorOpinionTakenBack(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Demande d’avis à un mentor reprise";
}
