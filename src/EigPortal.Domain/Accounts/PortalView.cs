using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Accounts;

public enum PortalViewState
{
    Open,
    Ended,
}

public enum PortalViewVerb
{
    End,
    Expire,
}

/// <summary>Why a view is over.</summary>
public enum PortalViewEnd
{
    /// <summary>The administrator came back to their own account.</summary>
    Left,
    SignedOut,
    TimeOut,

    /// <summary>The administrator or the person is no longer who they must be, or a tie keeps one from the other: history doesn't say which.</summary>
    NoLongerAllowed,
}

/// <summary>Somebody whom an administrator would like to understand.</summary>
/// <param name="IsOfTeam">Of the programme team, administrators included.</param>
/// <param name="IsClosed">The account was erased.</param>
/// <param name="IsBehindTie">
/// They see the work of a promotion where a tie excludes the administrator from a file: through them, the administrator would see it too.
/// </param>
public sealed record ViewedPerson(Guid AccountId, bool IsOfTeam, bool IsClosed, bool IsBehindTie);

/// <summary>
/// An administrator sees the portal as somebody else does, to help them: read-only, for a short while, with a reason, and both names in
/// the history (B34). Machine time bounds it, like the sessions it lives in.
/// </summary>
public sealed class PortalView : Entity
{
    public const int ReasonMaxLength = 500;

    /// <summary>Visits don't make it longer.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    public static readonly Transitions<PortalViewState, PortalViewVerb> Allowed = new([
        (PortalViewState.Open, PortalViewVerb.End, PortalViewState.Ended),
        (PortalViewState.Open, PortalViewVerb.Expire, PortalViewState.Ended),
    ]);

    private PortalView() { }

    private PortalView(Guid viewerId, Guid subjectId, string reason, DateTimeOffset now, DateTimeOffset machineNow)
    {
        (ViewerId, SubjectId, Reason, BegunAt) = (viewerId, subjectId, reason, now);
        (OpenedAt, ExpiresAt) = (machineNow, machineNow + Lasts);
        Raise(new PortalViewBegun(subjectId, viewerId, reason));
    }

    /// <summary>The administrator.</summary>
    public Guid ViewerId { get; private set; }

    /// <summary>Whose pages they see.</summary>
    public Guid SubjectId { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Programme time, as the person reads it.</summary>
    public DateTimeOffset BegunAt { get; private set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public PortalViewEnd? EndedBecause { get; private set; }
    public PortalViewState State => EndedAt is null ? PortalViewState.Open : PortalViewState.Ended;

    /// <summary>Opens a view; every refusal at once.</summary>
    /// <param name="now">Programme time.</param>
    public static Result<PortalView> Begin(
        Guid viewerId,
        ViewedPerson person,
        string? reason,
        DateTimeOffset now,
        DateTimeOffset machineNow
    )
    {
        var why = PlainText.Clean(reason).Trim();
        var errors = new[] { RefusalOf(viewerId, person), RefusalOf(why) }.OfType<DomainError>().ToList();
        return errors.Count > 0
            ? Result<PortalView>.Refuse(errors)
            : new PortalView(viewerId, person.AccountId, why, now, machineNow);
    }

    /// <summary>Why nobody's reason would open this view, or null.</summary>
    public static DomainError? RefusalOf(Guid viewerId, ViewedPerson person) =>
        person.AccountId == viewerId ? PortalViewErrors.Oneself
        : person.IsClosed ? PortalViewErrors.Closed
        : person.IsOfTeam ? PortalViewErrors.OfTheTeam
        : person.IsBehindTie ? PortalViewErrors.Tie
        : null;

    /// <summary>Ends the view before its time, or after it when nothing else has.</summary>
    public Result End(PortalViewEnd why, DateTimeOffset machineNow)
    {
        if (!Allowed.Allows(State, PortalViewVerb.End))
        {
            return PortalViewErrors.Over;
        }

        return Close(why, machineNow);
    }

    /// <summary>Ends the view once its time has passed.</summary>
    public Result Expire(DateTimeOffset machineNow)
    {
        if (!Allowed.Allows(State, PortalViewVerb.Expire))
        {
            return PortalViewErrors.Over;
        }

        return machineNow < ExpiresAt ? PortalViewErrors.NotYet : Close(PortalViewEnd.TimeOut, machineNow);
    }

    private static DomainError? RefusalOf(string reason) =>
        reason.Length == 0 ? PortalViewErrors.NoReason
        : reason.Length > ReasonMaxLength ? PortalViewErrors.ReasonTooLong
        : null;

    private Result Close(PortalViewEnd why, DateTimeOffset machineNow)
    {
        (EndedAt, EndedBecause) = (machineNow, why);
        Raise(new PortalViewEnded(SubjectId, ViewerId, why));
        return Result.Ok;
    }
}

public static class PortalViewErrors
{
    public static readonly DomainError Oneself = new(
        "portal-view.oneself",
        "Vous voyez déjà le portail comme vous-même : revenez à votre compte."
    );

    public static readonly DomainError OfTheTeam = new(
        "portal-view.team",
        "Cette personne est de l’équipe du programme : personne ne regarde le portail à travers elle. Demandez-lui de vous le montrer."
    );

    public static readonly DomainError Closed = new(
        "portal-view.closed",
        "Ce compte est fermé : il ne voit plus rien du portail."
    );

    public static readonly DomainError Tie = new(
        "portal-view.tie",
        "Un lien d’intérêts vous écarte d’un dossier de cette promotion. À travers cette personne, vous pourriez le voir : demandez à une autre personne de l’administration du portail."
    );

    public static readonly DomainError NoReason = new(
        "portal-view.reason",
        "Dites pourquoi vous regardez le portail comme cette personne : elle le lira.",
        nameof(PortalView.Reason)
    );

    public static readonly DomainError ReasonTooLong = new(
        "portal-view.reason-too-long",
        $"Raccourcissez la raison : {PortalView.ReasonMaxLength} caractères au plus.",
        nameof(PortalView.Reason)
    );

    public static readonly DomainError Another = new(
        "portal-view.another",
        "Vous regardez déjà le portail comme quelqu’un, dans cette session ou une autre. Mettez d’abord fin à cette vue."
    );

    public static readonly DomainError Over = new("portal-view.over", "Cette vue est déjà terminée.");

    public static readonly DomainError NotYet = new("portal-view.not-yet", "Le temps de cette vue n’est pas encore passé.");
}

/// <param name="ViewerId">Whoever the request is made as, it is the administrator's act.</param>
public sealed record PortalViewBegun(Guid SubjectId, Guid ViewerId, string Why) : DomainEvent("Account", SubjectId)
{
    public override string Sentence => "Portail vu comme cette personne, en lecture seule";
    public override string? Reason => Why;
    public override Guid? ActorId => ViewerId;
}

public sealed record PortalViewEnded(Guid SubjectId, Guid ViewerId, PortalViewEnd Why) : DomainEvent("Account", SubjectId)
{
    public override Guid? ActorId => ViewerId;
    public override string Sentence =>
        Why switch
        {
            PortalViewEnd.Left => "Fin de la vue du portail comme cette personne",
            PortalViewEnd.SignedOut => "Fin de la vue du portail comme cette personne : session fermée",
            PortalViewEnd.TimeOut => "Fin de la vue du portail comme cette personne : temps écoulé",
            PortalViewEnd.NoLongerAllowed => "Fin de la vue du portail comme cette personne : elle n’est plus permise",
        };
}
