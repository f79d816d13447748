using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection;

public enum DecisionKind
{
    Retained,
    WaitingList,
    NotRetained,
}

public enum DecisionState
{
    /// <summary>Recorded by one person.</summary>
    Recorded,

    /// <summary>Validated by another person.</summary>
    Validated,

    /// <summary>Replaced by a later decision; kept for the record.</summary>
    Cancelled,
}

public enum DecisionVerb
{
    Validate,
    Cancel,
}

/// <summary>What the committee decides for one candidature. Under embargo until results are public.</summary>
public sealed class Decision : Entity
{
    public const int ReasonMaxLength = 2_000;
    public const int FeedbackMaxLength = 1_000;

    public static readonly Transitions<DecisionState, DecisionVerb> Allowed = new([
        (DecisionState.Recorded, DecisionVerb.Validate, DecisionState.Validated),
        (DecisionState.Recorded, DecisionVerb.Cancel, DecisionState.Cancelled),
        (DecisionState.Validated, DecisionVerb.Cancel, DecisionState.Cancelled),
    ]);

    private readonly List<WaitingPlace> places = [];

    private Decision() { }

    private Decision(
        Guid candidatureId,
        Guid cohortId,
        DecisionKind kind,
        Guid? postId,
        string reason,
        Guid by,
        DateTimeOffset now
    )
    {
        CandidatureId = candidatureId;
        CohortId = cohortId;
        Kind = kind;
        PostId = postId;
        Reason = reason;
        RecordedBy = by;
        RecordedAt = now;
        Raise(new DecisionRecorded(candidatureId, kind));
    }

    public Guid CandidatureId { get; private set; }
    public Guid CohortId { get; private set; }
    public DecisionKind Kind { get; private set; }

    /// <summary>The seat that the person is retained for, or waits for; null when not retained.</summary>
    public Guid? PostId { get; private set; }

    /// <summary>Internal reason. Required when the post's profile is not the one the person applied with.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Why the person is not retained, as they are told it. Empty for other decisions.</summary>
    public IReadOnlyList<DecisionGround> Grounds { get; private set; } = [];

    /// <summary>What the jury wishes to tell a person who is not retained, beyond the grounds. May be empty.</summary>
    public string Feedback { get; private set; } = "";

    /// <summary>Computations that the jury had before it, in the order of the enumeration. Empty when none contributed.</summary>
    public IReadOnlyList<DecisionAid> Aids { get; private set; } = [];

    /// <summary>Where the person waits; empty for other decisions.</summary>
    public IReadOnlyList<WaitingPlace> Places => places;
    public DecisionState State { get; private set; }
    public Guid RecordedBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public Guid? ValidatedBy { get; private set; }
    public DateTimeOffset? ValidatedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Records a decision. Refuses a retained or waiting person without a seat, and a seat of another profile without a reason.</summary>
    /// <param name="postProfile">Profile of the seat; null without a seat.</param>
    /// <param name="profilesAppliedFor">Profiles of the person's wishes.</param>
    public static Result<Decision> Record(
        Guid candidatureId,
        Guid cohortId,
        DecisionKind kind,
        Guid? postId,
        string? postProfile,
        IReadOnlyCollection<string> profilesAppliedFor,
        string reason,
        Guid by,
        DateTimeOffset now
    )
    {
        if (kind != DecisionKind.NotRetained && postId is null)
        {
            return new DomainError("decision.post", "Choisissez le poste concerné.", "PostId");
        }

        var cleaned = PlainText.Clean(reason).Trim();
        if (kind != DecisionKind.NotRetained && !profilesAppliedFor.Contains(postProfile ?? "") && cleaned.Length == 0)
        {
            return new DomainError(
                "decision.other-profile",
                "Ce poste demande un autre profil que celui de la candidature : dites pourquoi le jury le confie à cette personne.",
                "Reason"
            );
        }

        return new Decision(candidatureId, cohortId, kind, kind == DecisionKind.NotRetained ? null : postId, cleaned, by, now);
    }

    /// <summary>Says to a person who is not retained why. Before validation only: that is when their notice is written.</summary>
    public Result Explain(IReadOnlyCollection<DecisionGround> grounds, string feedback)
    {
        if (Kind != DecisionKind.NotRetained || State != DecisionState.Recorded)
        {
            return SelectionErrors.DecisionNotPending;
        }

        (Grounds, Feedback) = ([.. grounds.Distinct().Order()], PlainText.Clean(feedback).Trim());
        return Result.Ok;
    }

    /// <summary>Says which computations the jury had before it. Before validation only: the person is told then.</summary>
    public Result TellAids(IReadOnlyCollection<DecisionAid> aids)
    {
        if (State != DecisionState.Recorded)
        {
            return SelectionErrors.DecisionNotPending;
        }

        Aids = [.. aids.Distinct().Order()];
        return Result.Ok;
    }

    /// <summary>Puts a person who waits on a list, once. Before validation only.</summary>
    public Result WaitOn(ListKey list, int position)
    {
        if (Kind != DecisionKind.WaitingList || State != DecisionState.Recorded)
        {
            return SelectionErrors.DecisionNotPending;
        }

        if (places.TrueForAll(place => place.List != list))
        {
            places.Add(new WaitingPlace(Id, list, position));
        }

        return Result.Ok;
    }

    /// <summary>The person gives up their place on one list; their other places stay. Once validated: nobody waits before.</summary>
    public Result Leave(ListKey list)
    {
        if (State != DecisionState.Validated || places.Find(place => place.List == list) is not { } left)
        {
            return WaitingErrors.LeftAlready;
        }

        places.Remove(left);
        Raise(new WaitingListLeft(CandidatureId, left.Id, list));
        return Result.Ok;
    }

    internal void SayMoved(int position, string reason) =>
        Raise(new WaitingPlaceMoved(CandidatureId, position, PlainText.Clean(reason).Trim()));

    /// <summary>Validates, by another person than the one who recorded.</summary>
    public Result Validate(Guid by, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, DecisionVerb.Validate))
        {
            return SelectionErrors.DecisionNotPending;
        }

        if (by == RecordedBy)
        {
            return CohortErrors.SecondPersonNeeded;
        }

        (State, ValidatedBy, ValidatedAt) = (DecisionState.Validated, by, now);
        Raise(new DecisionValidated(CandidatureId, Id, Kind));
        return Result.Ok;
    }

    /// <summary>Cancels, so that another decision can be recorded.</summary>
    public Result Cancel(string reason, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, DecisionVerb.Cancel))
        {
            return SelectionErrors.DecisionNotPending;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("decision.reason", "Dites pourquoi la décision est annulée.", "Reason");
        }

        (State, CancelledAt) = (DecisionState.Cancelled, now);
        Raise(new DecisionCancelled(CandidatureId, Id, reason.Trim()));
        return Result.Ok;
    }
}

public enum OfferState
{
    Sent,
    Accepted,
    Declined,

    /// <summary>Taken back because the decision was cancelled.</summary>
    Revoked,
}

public enum OfferVerb
{
    Accept,
    Decline,
    Revoke,
    Remind,
}

/// <summary>A seat offered to a retained person, who answers. Nothing is declined by the clock: staff are told of late answers.</summary>
public sealed class Offer : Entity
{
    /// <summary>Days given to answer; later answers are still possible until staff act.</summary>
    public const int AnswerDays = 15;

    public static readonly Transitions<OfferState, OfferVerb> Allowed = new([
        (OfferState.Sent, OfferVerb.Accept, OfferState.Accepted),
        (OfferState.Sent, OfferVerb.Decline, OfferState.Declined),
        (OfferState.Sent, OfferVerb.Revoke, OfferState.Revoked),
        (OfferState.Sent, OfferVerb.Remind, OfferState.Sent),
    ]);

    /// <summary>At most one reminder in so long.</summary>
    public static readonly TimeSpan BetweenReminders = TimeSpan.FromDays(2);

    private Offer() { }

    public Offer(Guid decisionId, Guid candidatureId, Guid postId, DateTimeOffset now)
    {
        DecisionId = decisionId;
        CandidatureId = candidatureId;
        PostId = postId;
        SentAt = now;
        AnswerBefore = now.AddDays(AnswerDays);
        Raise(new OfferSent(candidatureId, Id));
    }

    public Guid DecisionId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public Guid PostId { get; private set; }
    public OfferState State { get; private set; }
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>An instant, told with its hour in Paris: late from that second on (E12). An answer still holds until staff act.</summary>
    public DateTimeOffset AnswerBefore { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }
    public int Reminders { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Account that recorded the answer: the person, or staff for them with a reason.</summary>
    public Guid? AnsweredBy { get; private set; }
    public string AnswerReason { get; private set; } = "";

    /// <summary>Name the person agrees to see published with their team; empty when they prefer not to be named.</summary>
    public string PublicName { get; private set; } = "";

    /// <param name="reason">Why staff answer for the person; empty when the person answers.</param>
    public Result Accept(string publicName, Guid by, DateTimeOffset now, string reason = "")
    {
        if (!Allowed.Allows(State, OfferVerb.Accept))
        {
            return SelectionErrors.OfferAnswered(State);
        }

        (State, AnsweredAt, AnsweredBy, PublicName) = (OfferState.Accepted, now, by, PlainText.CleanLine(publicName));
        AnswerReason = PlainText.Clean(reason).Trim();
        Raise(new OfferAnswered(CandidatureId, Id, State));
        return Result.Ok;
    }

    public Result Decline(string reason, Guid by, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, OfferVerb.Decline))
        {
            return SelectionErrors.OfferAnswered(State);
        }

        (State, AnsweredAt, AnsweredBy, AnswerReason) = (OfferState.Declined, now, by, PlainText.Clean(reason).Trim());
        Raise(new OfferAnswered(CandidatureId, Id, State));
        return Result.Ok;
    }

    /// <summary>Whether the time given has passed without an answer. Staff are told; nothing follows by itself.</summary>
    public bool IsLateAt(DateTimeOffset now) => State == OfferState.Sent && AnswerBefore <= now;

    /// <summary>Asks the person for their answer again. Refuses a second time within <see cref="BetweenReminders"/>.</summary>
    public Result Remind(DateTimeOffset now)
    {
        if (!Allowed.Allows(State, OfferVerb.Remind))
        {
            return SelectionErrors.OfferAnswered(State);
        }

        if (RemindedAt + BetweenReminders > now)
        {
            return SelectionErrors.RemindedAlready;
        }

        (RemindedAt, Reminders) = (now, Reminders + 1);
        Raise(new OfferReminded(CandidatureId, Id, Reminders));
        return Result.Ok;
    }

    public Result Revoke(DateTimeOffset now)
    {
        if (!Allowed.Allows(State, OfferVerb.Revoke))
        {
            return SelectionErrors.OfferAnswered(State);
        }

        (State, AnsweredAt) = (OfferState.Revoked, now);
        Raise(new OfferAnswered(CandidatureId, Id, State));
        return Result.Ok;
    }
}

public static class SelectionErrors
{
    public static readonly DomainError DecisionNotPending = new(
        "decision.not-pending",
        "Cette décision a déjà été traitée : rechargez la page."
    );

    public static readonly DomainError RemindedAlready = new(
        "offer.reminded",
        "Cette personne a déjà été relancée il y a moins de deux jours : laissez-lui le temps de répondre."
    );

    public static DomainError OfferAnswered(OfferState state) =>
        new(
            $"offer.{state}".ToLowerInvariant(),
            state switch
            {
                OfferState.Sent => "La proposition attend une réponse.",
                OfferState.Accepted => "La proposition est déjà acceptée.",
                OfferState.Declined => "La proposition est déjà déclinée.",
                OfferState.Revoked => "La proposition n’est plus valable.",
            }
        );
}

public sealed record DecisionRecorded(Guid CandidatureId, DecisionKind Kind)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Décision enregistrée, à valider par une seconde personne";
}

public sealed record DecisionValidated(Guid CandidatureId, Guid DecisionId, DecisionKind Kind)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Décision validée par une seconde personne";
}

public sealed record DecisionCancelled(Guid CandidatureId, Guid DecisionId, string Why)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Décision annulée";
    public override string? Reason => Why;
}

public sealed record OfferSent(Guid CandidatureId, Guid OfferId) : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Proposition de poste envoyée";
}

public sealed record OfferReminded(Guid CandidatureId, Guid OfferId, int Time)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Réponse à la proposition demandée de nouveau";
}

public sealed record OfferAnswered(Guid CandidatureId, Guid OfferId, OfferState State)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence =>
        State switch
        {
            OfferState.Accepted => "Proposition acceptée",
            OfferState.Declined => "Proposition déclinée",
            OfferState.Revoked => "Proposition reprise",
            OfferState.Sent => "Proposition envoyée",
        };
}
