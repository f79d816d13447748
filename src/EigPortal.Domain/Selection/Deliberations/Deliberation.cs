using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection.Deliberations;

public enum DeliberationState
{
    /// <summary>Members are called; presence is being noted.</summary>
    Convened,

    /// <summary>The quorum was there and the sitting has begun: candidatures are voted on.</summary>
    Open,

    /// <summary>The minutes are sealed; nothing changes any more.</summary>
    Closed,
}

public enum DeliberationVerb
{
    Attend,
    Open,
    Resolve,
    Close,
}

/// <summary>Somebody who may sit, by their account. The name is the one the minutes carry.</summary>
public sealed record CalledMember(Guid AccountId, string FullName);

/// <summary>A sitting of the jury: who is there, who steps aside for which candidature, what is voted, and the minutes of it.</summary>
public sealed class Deliberation : Entity
{
    public const int TitleMaxLength = 120;

    public static readonly Transitions<DeliberationState, DeliberationVerb> Allowed = new([
        (DeliberationState.Convened, DeliberationVerb.Attend, DeliberationState.Convened),
        (DeliberationState.Convened, DeliberationVerb.Open, DeliberationState.Open),
        (DeliberationState.Open, DeliberationVerb.Attend, DeliberationState.Open),
        (DeliberationState.Open, DeliberationVerb.Resolve, DeliberationState.Open),
        (DeliberationState.Open, DeliberationVerb.Close, DeliberationState.Closed),
    ]);

    private readonly List<DeliberationMember> members = [];
    private readonly List<Resolution> resolutions = [];

    private Deliberation() { }

    public Guid CohortId { get; private set; }
    public string Title { get; private set; } = "";
    public DateOnly HeldOn { get; private set; }

    /// <summary>Members who must be present, and free to vote, for a vote to count.</summary>
    public int Quorum { get; private set; }
    public Guid ChairId { get; private set; }
    public DeliberationState State { get; private set; }
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>SHA-256 of the minutes, in lower-case hexadecimal; empty until they are sealed.</summary>
    public string MinutesSha256 { get; private set; } = "";
    public IReadOnlyList<DeliberationMember> Members => members;

    /// <summary>In no given order: see <see cref="Resolution.Sequence"/>.</summary>
    public IReadOnlyList<Resolution> Resolutions => resolutions;

    public int Present => members.Count(member => member.IsPresent);

    /// <summary>Calls a sitting. Refuses, all at once, a missing title or day, fewer than two members, a chair or a quorum that can't be.</summary>
    public static Result<Deliberation> Convene(
        Guid cohortId,
        string? title,
        DateOnly? heldOn,
        int? quorum,
        Guid? chairId,
        IReadOnlyCollection<CalledMember> called
    )
    {
        var errors = new List<DomainError>();
        var cleaned = PlainText.CleanLine(title ?? "");
        if (cleaned.Length is 0 or > TitleMaxLength)
        {
            errors.Add(DeliberationErrors.Title);
        }

        if (heldOn is null)
        {
            errors.Add(DeliberationErrors.Day);
        }

        if (called.Count < 2)
        {
            errors.Add(DeliberationErrors.Members);
        }

        if (chairId is not { } chair || called.All(member => member.AccountId != chair))
        {
            errors.Add(DeliberationErrors.Chair);
        }

        if (quorum is not { } enough || enough < 2 || enough > Math.Max(2, called.Count))
        {
            errors.Add(DeliberationErrors.QuorumNumber);
        }

        return errors.Count > 0
            ? Result<Deliberation>.Refuse(errors)
            : Make(cohortId, cleaned, heldOn!.Value, quorum!.Value, chairId!.Value, called);
    }

    private static Deliberation Make(
        Guid cohortId,
        string title,
        DateOnly heldOn,
        int quorum,
        Guid chairId,
        IEnumerable<CalledMember> called
    )
    {
        var made = new Deliberation
        {
            CohortId = cohortId,
            Title = title,
            HeldOn = heldOn,
            Quorum = quorum,
            ChairId = chairId,
        };
        made.members.AddRange(called.Select(member => new DeliberationMember(made.Id, member.AccountId, member.FullName)));
        made.Raise(new DeliberationConvened(made.Id, made.members.Count, quorum));
        return made;
    }

    /// <summary>Notes who is in the room; everybody else is absent. Votes already cast keep the presence of their time.</summary>
    public Result Attend(IReadOnlyCollection<Guid> presentIds)
    {
        if (!Allowed.Allows(State, DeliberationVerb.Attend))
        {
            return DeliberationErrors.NotNow(State);
        }

        foreach (var member in members)
        {
            member.IsPresent = presentIds.Contains(member.AccountId);
        }

        Raise(new AttendanceNoted(Id, Present));
        return Result.Ok;
    }

    /// <summary>Begins the sitting. Refuses below the quorum and without its chair.</summary>
    public Result Open(DateTimeOffset now)
    {
        if (!Allowed.Allows(State, DeliberationVerb.Open))
        {
            return DeliberationErrors.NotNow(State);
        }

        if (Present < Quorum)
        {
            return DeliberationErrors.NoQuorum(Present, Quorum);
        }

        if (!IsPresent(ChairId))
        {
            return DeliberationErrors.ChairAbsent;
        }

        (State, OpenedAt) = (DeliberationState.Open, now);
        Raise(new DeliberationOpened(Id, Present));
        return Result.Ok;
    }

    /// <summary>
    /// Writes down a vote. People with a tie step aside: they neither vote nor count for the quorum. More votes for than against adopt;
    /// as many for as against ask for the casting vote of the chair.
    /// </summary>
    /// <param name="tied">Accounts with a tie that keeps them from deciding about the candidature.</param>
    public Result<Resolution> Resolve(Motion motion, Ballot ballot, IReadOnlySet<Guid> tied, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, DeliberationVerb.Resolve))
        {
            return DeliberationErrors.NotNow(State);
        }

        var recused = members.Where(member => member.IsPresent && tied.Contains(member.AccountId)).ToList();
        var voters = Present - recused.Count;
        if (voters < Quorum)
        {
            return DeliberationErrors.NoQuorum(voters, Quorum);
        }

        var counted = ballot.Count(voters, chairVotes: IsPresent(ChairId) && !tied.Contains(ChairId));
        if (!counted.IsOk)
        {
            return Result<Resolution>.Refuse(counted.Errors);
        }

        var resolution = new Resolution(
            Id,
            resolutions.Count + 1,
            motion,
            ballot,
            voters,
            [.. recused.Select(member => member.FullName).Order(StringComparer.Ordinal)],
            counted.Value,
            now
        );
        resolutions.Add(resolution);
        Raise(new CandidatureVoted(motion.CandidatureId, Id, counted.Value));
        return resolution;
    }

    /// <summary>Seals the minutes.</summary>
    /// <param name="minutesSha256">Of the minutes as they are written at this instant.</param>
    public Result Close(string minutesSha256, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, DeliberationVerb.Close))
        {
            return DeliberationErrors.NotNow(State);
        }

        (State, ClosedAt, MinutesSha256) = (DeliberationState.Closed, now, minutesSha256);
        Raise(new DeliberationClosed(Id, resolutions.Count));
        return Result.Ok;
    }

    private bool IsPresent(Guid accountId) => members.Exists(member => member.AccountId == accountId && member.IsPresent);
}

public sealed class DeliberationMember : Entity
{
    private DeliberationMember() { }

    internal DeliberationMember(Guid deliberationId, Guid accountId, string fullName) =>
        (DeliberationId, AccountId, FullName) = (deliberationId, accountId, fullName);

    public Guid DeliberationId { get; private set; }
    public Guid AccountId { get; private set; }
    public string FullName { get; private set; } = "";
    public bool IsPresent { get; internal set; }
}

public static class DeliberationErrors
{
    public static readonly DomainError Title = new(
        "deliberation.title",
        $"Donnez un nom à la séance, en {Deliberation.TitleMaxLength} caractères au plus.",
        nameof(Deliberation.Title)
    );
    public static readonly DomainError Day = new("deliberation.day", "Donnez le jour de la séance.", nameof(Deliberation.HeldOn));
    public static readonly DomainError Members = new(
        "deliberation.members",
        "Choisissez au moins deux membres du jury.",
        nameof(Deliberation.Members)
    );
    public static readonly DomainError Chair = new(
        "deliberation.chair",
        "Choisissez qui préside, parmi les membres appelés.",
        nameof(Deliberation.ChairId)
    );
    public static readonly DomainError QuorumNumber = new(
        "deliberation.quorum-number",
        "Donnez un quorum d’au moins deux personnes, et pas plus que de membres appelés.",
        nameof(Deliberation.Quorum)
    );
    public static readonly DomainError ChairAbsent = new(
        "deliberation.chair-absent",
        "La personne qui préside n’est pas présente : notez sa présence, ou convoquez une autre séance."
    );

    public static DomainError NoQuorum(int voters, int quorum) =>
        new(
            "deliberation.quorum",
            $"Le quorum n’est pas atteint : {voters} membres peuvent voter, il en faut {quorum}. La candidature se vote à une autre séance."
        );

    public static DomainError NotNow(DeliberationState state) =>
        new(
            $"deliberation.{state}".ToLowerInvariant(),
            state switch
            {
                DeliberationState.Convened => "La séance n’est pas ouverte : notez les présences, puis ouvrez-la.",
                DeliberationState.Open => "La séance est déjà ouverte.",
                DeliberationState.Closed => "La séance est close et son procès-verbal scellé : rien n’y change plus.",
            }
        );
}

public sealed record DeliberationConvened(Guid DeliberationId, int Members, int Quorum)
    : DomainEvent(nameof(Deliberation), DeliberationId)
{
    public override string Sentence => $"Séance convoquée : {Members} membres, quorum de {Quorum}";
}

public sealed record AttendanceNoted(Guid DeliberationId, int Present) : DomainEvent(nameof(Deliberation), DeliberationId)
{
    public override string Sentence => $"Présences notées : {Present}";
}

public sealed record DeliberationOpened(Guid DeliberationId, int Present) : DomainEvent(nameof(Deliberation), DeliberationId)
{
    public override string Sentence => $"Séance ouverte, {Present} présents";
}

public sealed record CandidatureVoted(Guid CandidatureId, Guid DeliberationId, ResolutionOutcome Outcome)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence =>
        Outcome switch
        {
            ResolutionOutcome.Adopted => "Proposition adoptée par le jury en séance",
            ResolutionOutcome.Rejected => "Proposition rejetée par le jury en séance",
        };
}

public sealed record DeliberationClosed(Guid DeliberationId, int Resolutions) : DomainEvent(nameof(Deliberation), DeliberationId)
{
    public override string Sentence => $"Séance close, procès-verbal scellé : {Resolutions} votes";
}
