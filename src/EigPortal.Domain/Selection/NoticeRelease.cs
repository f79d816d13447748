using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection;

public enum NoticeReleaseState
{
    /// <summary>One person has read the list of recipients.</summary>
    Prepared,

    /// <summary>Another person has confirmed: the notices leave.</summary>
    Released,

    /// <summary>Given up; a new list can be prepared.</summary>
    Dropped,
}

public enum NoticeReleaseVerb
{
    Confirm,
    Drop,
}

/// <summary>
/// A bulk release of refusals and waiting-list notices: the exact list that one person prepared and that another confirms (B15). Only
/// possible once results are public, so that nobody learns a refusal from a mail first.
/// </summary>
public sealed class NoticeRelease : Entity
{
    public static readonly Transitions<NoticeReleaseState, NoticeReleaseVerb> Allowed = new([
        (NoticeReleaseState.Prepared, NoticeReleaseVerb.Confirm, NoticeReleaseState.Released),
        (NoticeReleaseState.Prepared, NoticeReleaseVerb.Drop, NoticeReleaseState.Dropped),
    ]);

    private readonly List<NoticeRecipient> recipients = [];

    private NoticeRelease() { }

    private NoticeRelease(Guid cohortId, IEnumerable<Guid> decisionIds, Guid by, DateTimeOffset now)
    {
        (CohortId, PreparedBy, PreparedAt) = (cohortId, by, now);
        recipients.AddRange(decisionIds.Select(decisionId => new NoticeRecipient(Id, decisionId)));
        Raise(new NoticesPrepared(cohortId, recipients.Count));
    }

    public Guid CohortId { get; private set; }
    public NoticeReleaseState State { get; private set; }
    public Guid PreparedBy { get; private set; }
    public DateTimeOffset PreparedAt { get; private set; }
    public Guid? ConfirmedBy { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public IReadOnlyList<NoticeRecipient> Recipients => recipients;

    /// <summary>Fixes the list. Refuses before results are public, and an empty list.</summary>
    /// <param name="decisionIds">Decisions whose notice is written and held.</param>
    public static Result<NoticeRelease> Prepare(Cohort cohort, IReadOnlyCollection<Guid> decisionIds, Guid by, DateTimeOffset now)
    {
        if (!cohort.ResultsArePublicAt(now))
        {
            return NoticeErrors.ResultsNotPublic;
        }

        return decisionIds.Count == 0
            ? new DomainError("notices.none", "Aucun message n’attend d’être envoyé.")
            : new NoticeRelease(cohort.Id, decisionIds, by, now);
    }

    /// <summary>Lets the notices leave. Refuses the person who prepared the list, and results that are not public.</summary>
    /// <param name="count">How many notices leave: those of the list that still hold.</param>
    public Result Confirm(Cohort cohort, int count, Guid by, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, NoticeReleaseVerb.Confirm))
        {
            return NoticeErrors.NotPrepared;
        }

        if (!cohort.ResultsArePublicAt(now))
        {
            return NoticeErrors.ResultsNotPublic;
        }

        if (by == PreparedBy)
        {
            return CohortErrors.SecondPersonNeeded;
        }

        (State, ConfirmedBy, ConfirmedAt) = (NoticeReleaseState.Released, by, now);
        Raise(new NoticesReleased(CohortId, count));
        return Result.Ok;
    }

    /// <summary>Gives the list up, by anybody of the staff.</summary>
    public Result Drop()
    {
        if (!Allowed.Allows(State, NoticeReleaseVerb.Drop))
        {
            return NoticeErrors.NotPrepared;
        }

        State = NoticeReleaseState.Dropped;
        Raise(new NoticesDropped(CohortId));
        return Result.Ok;
    }
}

/// <summary>One person of a release, by the decision that the notice tells.</summary>
public sealed class NoticeRecipient : Entity
{
    private NoticeRecipient() { }

    internal NoticeRecipient(Guid releaseId, Guid decisionId) => (ReleaseId, DecisionId) = (releaseId, decisionId);

    public Guid ReleaseId { get; private set; }
    public Guid DecisionId { get; private set; }
}

public static class NoticeErrors
{
    public static readonly DomainError ResultsNotPublic = new(
        "notices.embargo",
        "Les résultats ne sont pas encore publics : aucun refus ne peut partir avant."
    );
    public static readonly DomainError NotPrepared = new(
        "notices.not-prepared",
        "Cet envoi a déjà été traité : rechargez la page."
    );
}

public sealed record NoticesPrepared(Guid CohortId, int Count) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => $"Envoi des réponses préparé pour {Count} personne(s)";
}

public sealed record NoticesReleased(Guid CohortId, int Count) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => $"Envoi des réponses confirmé par une seconde personne : {Count} message(s)";
}

public sealed record NoticesDropped(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Envoi des réponses abandonné";
}
