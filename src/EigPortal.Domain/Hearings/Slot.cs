using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Hearings;

/// <summary>How the person takes part.</summary>
public enum HearingMode
{
    InRoom,
    ByVideo,
    ByPhone,
}

public enum SlotState
{
    /// <summary>Placed, announced to nobody.</summary>
    Planned,
    Invited,
    Confirmed,

    /// <summary>The person asks for another time; staff answer.</summary>
    MoveAsked,

    /// <summary>Arrived, in the waiting room.</summary>
    Waiting,
    InHearing,
    Heard,
    Absent,
    Withdrawn,
}

public enum SlotVerb
{
    /// <summary>Another room or another time, before the day or during it.</summary>
    Move,
    Invite,
    Confirm,
    AskMove,

    /// <summary>Staff can't give another time: the person keeps this one.</summary>
    Keep,
    Arrive,
    Begin,
    Finish,

    /// <summary>Begun or finished by mistake: goes back one step.</summary>
    Resume,
    MarkAbsent,
    Withdraw,
}

/// <summary>One hearing of a candidature: where, when, how, and how far it has come.</summary>
public sealed class Slot : Entity
{
    public const int ReasonMaxLength = 1_000;

    public static readonly Transitions<SlotState, SlotVerb> Allowed = new([
        (SlotState.Planned, SlotVerb.Move, SlotState.Planned),
        (SlotState.Planned, SlotVerb.Invite, SlotState.Invited),
        (SlotState.Planned, SlotVerb.Withdraw, SlotState.Withdrawn),
        (SlotState.Invited, SlotVerb.Move, SlotState.Planned),
        (SlotState.Invited, SlotVerb.Confirm, SlotState.Confirmed),
        (SlotState.Invited, SlotVerb.AskMove, SlotState.MoveAsked),
        (SlotState.Invited, SlotVerb.Arrive, SlotState.Waiting),
        (SlotState.Invited, SlotVerb.Begin, SlotState.InHearing),
        (SlotState.Invited, SlotVerb.MarkAbsent, SlotState.Absent),
        (SlotState.Invited, SlotVerb.Withdraw, SlotState.Withdrawn),
        (SlotState.Confirmed, SlotVerb.Move, SlotState.Planned),
        (SlotState.Confirmed, SlotVerb.AskMove, SlotState.MoveAsked),
        (SlotState.Confirmed, SlotVerb.Arrive, SlotState.Waiting),
        (SlotState.Confirmed, SlotVerb.Begin, SlotState.InHearing),
        (SlotState.Confirmed, SlotVerb.MarkAbsent, SlotState.Absent),
        (SlotState.Confirmed, SlotVerb.Withdraw, SlotState.Withdrawn),
        (SlotState.MoveAsked, SlotVerb.Move, SlotState.Planned),
        (SlotState.MoveAsked, SlotVerb.Confirm, SlotState.Confirmed),
        (SlotState.MoveAsked, SlotVerb.Keep, SlotState.Invited),
        (SlotState.MoveAsked, SlotVerb.Arrive, SlotState.Waiting),
        (SlotState.MoveAsked, SlotVerb.Begin, SlotState.InHearing),
        (SlotState.MoveAsked, SlotVerb.MarkAbsent, SlotState.Absent),
        (SlotState.MoveAsked, SlotVerb.Withdraw, SlotState.Withdrawn),
        (SlotState.Waiting, SlotVerb.Move, SlotState.Waiting),
        (SlotState.Waiting, SlotVerb.Begin, SlotState.InHearing),
        (SlotState.Waiting, SlotVerb.MarkAbsent, SlotState.Absent),
        (SlotState.Waiting, SlotVerb.Withdraw, SlotState.Withdrawn),
        (SlotState.InHearing, SlotVerb.Finish, SlotState.Heard),
        (SlotState.InHearing, SlotVerb.Resume, SlotState.Waiting),
        (SlotState.Heard, SlotVerb.Resume, SlotState.InHearing),
        (SlotState.Absent, SlotVerb.Move, SlotState.Planned),
        (SlotState.Absent, SlotVerb.Arrive, SlotState.Waiting),
        (SlotState.Absent, SlotVerb.Withdraw, SlotState.Withdrawn),
    ]);

    private readonly List<SlotMentor> mentors = [];

    private Slot() { }

    public Slot(Guid cohortId, HearingPlace place, IReadOnlyCollection<Guid> challengeIds, HearingMode mode)
    {
        (CohortId, CandidatureId, Turn, Mode) = (cohortId, place.Key.CandidatureId, place.Key.Turn, mode);
        ChallengeIds = [.. challengeIds];
        Sit(place);
        Raise(new SlotPlanned(CandidatureId));
    }

    public Guid CohortId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public int Turn { get; private set; }

    /// <summary>Judged at this hearing.</summary>
    public List<Guid> ChallengeIds { get; private set; } = [];
    public Guid PanelId { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }
    public HearingMode Mode { get; private set; }
    public SlotState State { get; private set; }

    /// <summary>How many invitations were sent for it: 0 before the first.</summary>
    public int Round { get; private set; }
    public DateTimeOffset? InvitedAt { get; private set; }
    public string MoveReason { get; private set; } = "";
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? BegunAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Mentors who come for this hearing; the members of the panel are there anyway.</summary>
    public IReadOnlyList<SlotMentor> Mentors => mentors;

    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>The person knows of this time: it was announced and has not moved since.</summary>
    public bool IsAnnounced => State is not (SlotState.Planned or SlotState.Withdrawn);

    /// <summary>Nothing may take it from its place but a hand: the person counts on it, or it is under way.</summary>
    public bool IsSettled =>
        State switch
        {
            SlotState.Confirmed or SlotState.Waiting or SlotState.InHearing or SlotState.Heard => true,
            SlotState.Planned or SlotState.Invited or SlotState.MoveAsked or SlotState.Absent or SlotState.Withdrawn => false,
        };

    public HearingPlace ToPlace() =>
        new(
            new HearingKey(CandidatureId, Turn),
            PanelId,
            StartsAt,
            Minutes,
            [.. mentors.Select(mentor => mentor.JurorId).Order()]
        );

    /// <summary>Gives another room or time. Somebody who knew of the former one has to be invited again, unless they wait outside.</summary>
    public Result MoveTo(HearingPlace place)
    {
        if (Check(SlotVerb.Move) is { } refusal)
        {
            return refusal;
        }

        Sit(place);
        State = Allowed.Next(State, SlotVerb.Move)!.Value;
        Raise(new SlotMoved(CandidatureId));
        return Result.Ok;
    }

    /// <summary>Other mentors at the same place: nothing changes for the person.</summary>
    public void Accompany(IReadOnlyList<Guid> mentorIds) => Sit(ToPlace() with { MentorIds = mentorIds });

    public Result Invite(DateTimeOffset now)
    {
        if (Check(SlotVerb.Invite) is { } refusal)
        {
            return refusal;
        }

        (State, Round, InvitedAt, MoveReason) = (SlotState.Invited, Round + 1, now, "");
        Raise(new SlotInvited(CandidatureId, Id));
        return Result.Ok;
    }

    /// <summary>The person says that they will come. Refuses once the hour has come.</summary>
    public Result Confirm(DateTimeOffset now)
    {
        if (Check(SlotVerb.Confirm) is { } refusal)
        {
            return refusal;
        }

        if (now >= StartsAt)
        {
            return HearingErrors.TooLate;
        }

        (State, MoveReason) = (SlotState.Confirmed, "");
        Raise(new SlotConfirmed(CandidatureId));
        return Result.Ok;
    }

    /// <summary>The person can't come then. Refuses without a reason, and once the hour has come.</summary>
    public Result AskMove(string? reason, DateTimeOffset now)
    {
        if (Check(SlotVerb.AskMove) is { } refusal)
        {
            return refusal;
        }

        if (now >= StartsAt)
        {
            return HearingErrors.TooLate;
        }

        var why = PlainText.Clean(reason).Trim();
        if (why.Length is 0 or > ReasonMaxLength)
        {
            return new DomainError(
                "slot.reason",
                $"Dites ce qui vous empêche de venir et quand vous le pouvez, en {ReasonMaxLength} caractères au plus.",
                "Reason"
            );
        }

        (State, MoveReason) = (SlotState.MoveAsked, why);
        Raise(new SlotMoveAsked(CandidatureId, Id));
        return Result.Ok;
    }

    /// <summary>Staff can't give another time.</summary>
    public Result Keep(string? answer)
    {
        if (Check(SlotVerb.Keep) is { } refusal)
        {
            return refusal;
        }

        var words = PlainText.Clean(answer).Trim();
        if (words.Length is 0 or > ReasonMaxLength)
        {
            return new DomainError("slot.answer", $"Répondez à la personne, en {ReasonMaxLength} caractères au plus.", "Answer");
        }

        (State, MoveReason) = (SlotState.Invited, "");
        Raise(new SlotKept(CandidatureId, Id, words));
        return Result.Ok;
    }

    public Result Arrive(DateTimeOffset now) => Advance(SlotVerb.Arrive, () => ArrivedAt = now);

    public Result Begin(DateTimeOffset now) =>
        Advance(
            SlotVerb.Begin,
            () =>
            {
                ArrivedAt ??= now;
                BegunAt = now;
            }
        );

    public Result Finish(DateTimeOffset now) => Advance(SlotVerb.Finish, () => FinishedAt = now);

    public Result Resume()
    {
        var wasHeard = State == SlotState.Heard;
        return Advance(
            SlotVerb.Resume,
            () =>
            {
                FinishedAt = null;
                BegunAt = wasHeard ? BegunAt : null;
            }
        );
    }

    public Result MarkAbsent() => Advance(SlotVerb.MarkAbsent, () => ArrivedAt = null);

    public Result Withdraw() => Advance(SlotVerb.Withdraw, () => MoveReason = "");

    /// <summary>Changes how the person takes part: a power cut turns a video call into a phone call. Refuses once heard.</summary>
    public Result TakePart(HearingMode mode)
    {
        if (State is SlotState.Heard or SlotState.Withdrawn or SlotState.Absent)
        {
            return HearingErrors.NotAllowed(State);
        }

        Mode = mode;
        Raise(new SlotModeChanged(CandidatureId, mode));
        return Result.Ok;
    }

    private Result Advance(SlotVerb verb, Action change)
    {
        if (Check(verb) is { } refusal)
        {
            return refusal;
        }

        change();
        State = Allowed.Next(State, verb)!.Value;
        Raise(new SlotAdvanced(CandidatureId, verb));
        return Result.Ok;
    }

    private void Sit(HearingPlace place)
    {
        (PanelId, StartsAt, EndsAt) = (place.PanelId, place.StartsAt, place.StartsAt.AddMinutes(place.Minutes));
        mentors.RemoveAll(mentor => !place.MentorIds.Contains(mentor.JurorId));
        mentors.AddRange(
            place.MentorIds.Where(id => mentors.All(mentor => mentor.JurorId != id)).Select(id => new SlotMentor(Id, id))
        );
    }

    private DomainError? Check(SlotVerb verb) => Allowed.Allows(State, verb) ? null : HearingErrors.NotAllowed(State);
}

/// <summary>A mentor who comes for one hearing.</summary>
public sealed class SlotMentor : Entity
{
    private SlotMentor() { }

    internal SlotMentor(Guid slotId, Guid jurorId) => (SlotId, JurorId) = (slotId, jurorId);

    public Guid SlotId { get; private set; }
    public Guid JurorId { get; private set; }
}

public static class HearingErrors
{
    public static readonly DomainError NothingToRelease = new("hearings.nothing", "Aucune audition n’attend d’être annoncée.");
    public static readonly DomainError NotPrepared = new(
        "hearings.not-prepared",
        "Cet envoi a déjà été traité, ou le plan a changé depuis : rechargez la page."
    );
    public static readonly DomainError Stale = new(
        "hearings.stale",
        "Le plan a changé depuis que vous l’avez lu. Relisez-le avant de continuer."
    );
    public static readonly DomainError TooLate = new(
        "slot.too-late",
        "L’heure de l’audition est passée : écrivez à l’équipe du programme."
    );

    public static DomainError NotAllowed(SlotState state) =>
        new(
            $"slot.{state}".ToLowerInvariant(),
            state switch
            {
                SlotState.Planned => "Cette audition n’est pas encore annoncée.",
                SlotState.Invited => "La personne est invitée et n’a pas encore répondu.",
                SlotState.Confirmed => "La personne a déjà confirmé sa venue.",
                SlotState.MoveAsked => "Un autre créneau est demandé pour cette audition.",
                SlotState.Waiting => "La personne est arrivée et attend.",
                SlotState.InHearing => "L’audition est en cours.",
                SlotState.Heard => "La personne a été entendue.",
                SlotState.Absent => "La personne est notée absente.",
                SlotState.Withdrawn => "Cette audition n’aura pas lieu : la candidature est retirée.",
            }
        );
}

public sealed record SlotPlanned(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Audition placée";
}

public sealed record SlotMoved(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Audition déplacée";
}

public sealed record SlotInvited(Guid CandidatureId, Guid SlotId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Convocation à l’audition envoyée";
}

public sealed record SlotConfirmed(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Venue à l’audition confirmée";
}

public sealed record SlotMoveAsked(Guid CandidatureId, Guid SlotId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Autre créneau d’audition demandé";
}

/// <param name="Answer">What staff answer; only the mail says it.</param>
public sealed record SlotKept(Guid CandidatureId, Guid SlotId, string Answer) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Demande d’un autre créneau d’audition refusée";
    public override string? Reason => Answer;
}

public sealed record SlotModeChanged(Guid CandidatureId, HearingMode Mode) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        Mode switch
        {
            HearingMode.InRoom => "Audition tenue en salle",
            HearingMode.ByVideo => "Audition tenue en visioconférence",
            HearingMode.ByPhone => "Audition tenue par téléphone",
        };
}

public sealed record SlotAdvanced(Guid CandidatureId, SlotVerb Verb) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence =>
        Verb switch
        {
            SlotVerb.Arrive => "Arrivée à l’audition",
            SlotVerb.Begin => "Audition commencée",
            SlotVerb.Finish => "Audition terminée",
            SlotVerb.Resume => "Étape de l’audition corrigée",
            SlotVerb.MarkAbsent => "Absence à l’audition",
            SlotVerb.Withdraw => "Audition annulée",
            SlotVerb.Move or SlotVerb.Invite or SlotVerb.Confirm or SlotVerb.AskMove or SlotVerb.Keep => "Audition modifiée",
        };
}
