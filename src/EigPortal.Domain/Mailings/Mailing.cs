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
public sealed record MailingAudience(CandidatureState? State, Guid? ChallengeId, string? Profile);

/// <summary>A message that staff write to several candidates. One person writes it, another sends it, once (B13, B15).</summary>
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

    public MailingAudience Audience => new(State, ChallengeId, Profile);

    /// <summary>Rewrites it. What somebody was asked to send goes back to being a draft.</summary>
    public Result Edit(string subject, string body, MailingAudience audience, Guid by, DateTimeOffset now)
    {
        if (Check(MailingVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        (Subject, Body) = (PlainText.CleanLine(subject), PlainText.Clean(body).Trim());
        (State, ChallengeId, Profile) = audience;
        (Author, WrittenAt, Standing) = (by, now, MailingState.Draft);
        return Result.Ok;
    }

    /// <summary>Its author has seen who would get it. Refuses an empty list.</summary>
    public Result Ask(int recipients)
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
        Raise(new MailingChanged(Id, Standing, recipients));
        return Result.Ok;
    }

    /// <summary>Another person than the author sends it. A second click finds it sent and sends nothing.</summary>
    public Result Send(int recipients, Guid by, DateTimeOffset now)
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
        Raise(new MailingChanged(Id, Standing, recipients));
        return Result.Ok;
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

public sealed record MailingChanged(Guid MailingId, MailingState State, int Recipients) : DomainEvent(nameof(Mailing), MailingId)
{
    public override string Sentence =>
        State switch
        {
            MailingState.Draft => "Message commencé",
            MailingState.Asked => $"Envoi demandé, destinataires : {Recipients}",
            MailingState.Sent => $"Envoi confirmé par une seconde personne, destinataires : {Recipients}",
            MailingState.Dropped => "Message abandonné",
        };
}
