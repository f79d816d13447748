using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Mailings;

public enum MailingState
{
    Draft,

    /// <summary>Its author has read the list of recipients and asks a second person to send it.</summary>
    Asked,
    Sent,
    Dropped,
}

public enum MailingVerb
{
    Edit,
    Ask,
    Send,
    Drop,
}

/// <summary>Whom a mailing goes to. Null means any.</summary>
/// <param name="OnWaitingList">People who wait for a seat of the challenge and profile, rather than people who wish for one.</param>
public sealed record MailingAudience(CandidatureState? State, Guid? ChallengeId, string? Profile, bool OnWaitingList = false);

/// <summary>What the rules of news to a waiting list depend on, when somebody acts.</summary>
/// <param name="ResultsArePublic">Nobody learns before that they wait.</param>
/// <param name="Today">In Paris, in programme time.</param>
public sealed record MailingMoment(bool ResultsArePublic, DateOnly Today);

/// <summary>
/// A message that staff write to several candidates. One person writes it, another sends it, once (B13, B15). News to a waiting list go
/// to the people whom its author has read, minus those who have stopped waiting meanwhile: that list can shrink, never grow.
/// </summary>
public sealed class Mailing : Entity
{
    public const int SubjectMaxLength = 200;
    public const int BodyMaxLength = 5_000;

    public static readonly Transitions<MailingState, MailingVerb> Allowed = new([
        (MailingState.Draft, MailingVerb.Edit, MailingState.Draft),
        (MailingState.Asked, MailingVerb.Edit, MailingState.Draft),
        (MailingState.Draft, MailingVerb.Ask, MailingState.Asked),
        (MailingState.Asked, MailingVerb.Send, MailingState.Sent),
        (MailingState.Draft, MailingVerb.Drop, MailingState.Dropped),
        (MailingState.Asked, MailingVerb.Drop, MailingState.Dropped),
    ]);

    private readonly List<MailingRecipient> asked = [];

    private Mailing() { }

    /// <param name="number">Distinguishes its mails from those of every other mailing.</param>
    public Mailing(Guid cohortId, int number, Guid author, DateTimeOffset now)
    {
        CohortId = cohortId;
        Number = number;
        Author = author;
        WrittenAt = now;
        Raise(new MailingChanged(Id, MailingState.Draft, 0));
    }

    public Guid CohortId { get; private set; }
    public int Number { get; private set; }

    /// <summary>The last person who wrote it: somebody else sends it.</summary>
    public Guid Author { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }
    public string Subject { get; private set; } = "";
    public string Body { get; private set; } = "";
    public CandidatureState? State { get; private set; }
    public Guid? ChallengeId { get; private set; }
    public string? Profile { get; private set; }
    public MailingState Standing { get; private set; }
    public Guid? SentBy { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How many people it went to.</summary>
    public int? Recipients { get; private set; }

    public bool OnWaitingList { get; private set; }

    /// <summary>The day before which people who wait are promised other news; null when nothing is promised.</summary>
    public DateOnly? NextNewsOn { get; private set; }

    /// <summary>People who wait, as the author of the news has read their list. Empty for other mailings.</summary>
    public IReadOnlyList<MailingRecipient> Asked => asked;

    public MailingAudience Audience => new(State, ChallengeId, Profile, OnWaitingList);

    /// <summary>Rewrites it. What somebody was asked to send goes back to being a draft.</summary>
    /// <param name="nextNewsOn">Only for news to a waiting list.</param>
    public Result Edit(
        string subject,
        string body,
        MailingAudience audience,
        Guid by,
        DateTimeOffset now,
        DateOnly? nextNewsOn = null
    )
    {
        if (Check(MailingVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        (Subject, Body) = (PlainText.CleanLine(subject), PlainText.Clean(body).Trim());
        (State, ChallengeId, Profile, OnWaitingList) = audience;
        NextNewsOn = OnWaitingList ? nextNewsOn : null;
        (Author, WrittenAt, Standing) = (by, now, MailingState.Draft);
        asked.Clear();
        return Result.Ok;
    }

    /// <summary>Its author has seen who would get it. Refuses an empty list.</summary>
    public Result Ask(int recipients) =>
        OnWaitingList ? throw new InvalidOperationException("Say who waits.") : Asking(recipients);

    /// <summary>As <see cref="Ask(int)"/>, for news to a waiting list: what the author has read is kept.</summary>
    /// <param name="decisionIds">Decisions of the people who wait.</param>
    public Result Ask(IReadOnlyCollection<Guid> decisionIds, MailingMoment moment)
    {
        if (RefuseNews(moment) is { } refusal)
        {
            return refusal;
        }

        var result = Asking(decisionIds.Count);
        if (result.IsOk)
        {
            asked.AddRange(decisionIds.Select(id => new MailingRecipient(Id, id)));
        }

        return result;
    }

    /// <summary>Another person than the author sends it. A second click finds it sent and sends nothing.</summary>
    public Result Send(int recipients, Guid by, DateTimeOffset now) =>
        OnWaitingList ? throw new InvalidOperationException("Say who waits.") : Sending(recipients, by, now);

    /// <summary>As <see cref="Send(int, Guid, DateTimeOffset)"/>, for news to a waiting list. Refuses when nobody waits any more.</summary>
    /// <param name="waiting">Decisions of the people of the list who still wait.</param>
    public Result Send(IReadOnlyCollection<Guid> waiting, Guid by, DateTimeOffset now, MailingMoment moment)
    {
        if (RefuseNews(moment) is { } refusal)
        {
            return refusal;
        }

        var reached = asked.FindAll(person => waiting.Contains(person.DecisionId));
        if (Standing == MailingState.Asked && reached.Count == 0)
        {
            return new DomainError("mailing.nobody-waits", "Plus personne de cette liste n’attend : abandonnez ce message.");
        }

        var result = Sending(reached.Count, by, now);
        if (result.IsOk)
        {
            reached.ForEach(person => person.IsReached = true);
        }

        return result;
    }

    public Result Drop()
    {
        if (Check(MailingVerb.Drop) is { } refusal)
        {
            return refusal;
        }

        Standing = MailingState.Dropped;
        Raise(new MailingChanged(Id, Standing, 0));
        return Result.Ok;
    }

    private Result Asking(int recipients)
    {
        if (Check(MailingVerb.Ask) is { } refusal)
        {
            return refusal;
        }

        if (recipients == 0)
        {
            return new DomainError("mailing.nobody", "Personne ne correspond à ces filtres : élargissez-les.");
        }

        Standing = MailingState.Asked;
        Raise(new MailingChanged(Id, Standing, OnWaitingList ? null : recipients));
        return Result.Ok;
    }

    private Result Sending(int recipients, Guid by, DateTimeOffset now)
    {
        if (Check(MailingVerb.Send) is { } refusal)
        {
            return refusal;
        }

        if (by == Author)
        {
            return Cohorts.CohortErrors.SecondPersonNeeded;
        }

        (Standing, SentBy, SentAt, Recipients) = (MailingState.Sent, by, now, recipients);
        Raise(new MailingChanged(Id, Standing, OnWaitingList ? null : recipients));
        return Result.Ok;
    }

    private DomainError? RefuseNews(MailingMoment moment) =>
        !moment.ResultsArePublic
            ? new DomainError(
                "mailing.embargo",
                "Les résultats ne sont pas publics : personne n’apprend avant cela être en liste d’attente."
            )
        : NextNewsOn < moment.Today
            ? new DomainError("mailing.news-past", "La date de la prochaine nouvelle est passée : choisissez-en une autre.")
        : null;

    private DomainError? Check(MailingVerb verb) =>
        Allowed.Allows(Standing, verb)
            ? null
            : new DomainError(
                $"mailing.{Standing}.{verb}".ToLowerInvariant(),
                Standing switch
                {
                    MailingState.Draft => "Ce message n’a pas encore été proposé à l’envoi.",
                    MailingState.Asked => "Ce message attend l’accord d’une seconde personne.",
                    MailingState.Sent => "Ce message est déjà parti : rien n’est envoyé deux fois.",
                    MailingState.Dropped => "Ce message a été abandonné.",
                }
            );
}

/// <summary>A person whom news to a waiting list are for.</summary>
public sealed class MailingRecipient : Entity
{
    private MailingRecipient() { }

    internal MailingRecipient(Guid mailingId, Guid decisionId) => (MailingId, DecisionId) = (mailingId, decisionId);

    public Guid MailingId { get; private set; }

    /// <summary>The decision by which the person waits: whoever is decided about again is left out.</summary>
    public Guid DecisionId { get; private set; }

    /// <summary>The person still waited when the news were sent.</summary>
    public bool IsReached { get; internal set; }
}

/// <param name="Recipients">Null where their number would tell who waits to somebody whom a tie keeps from knowing it (B21).</param>
public sealed record MailingChanged(Guid MailingId, MailingState State, int? Recipients) : DomainEvent(nameof(Mailing), MailingId)
{
    public override string Sentence =>
        State switch
        {
            MailingState.Draft => "Message commencé",
            MailingState.Asked => $"Envoi demandé{Count}",
            MailingState.Sent => $"Envoi confirmé par une seconde personne{Count}",
            MailingState.Dropped => "Message abandonné",
        };

    private string Count => Recipients is { } count ? $", destinataires : {count}" : "";
}
