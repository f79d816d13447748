using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Teams;

/// <summary>The people of one challenge: 2 or 3 once complete.</summary>
public sealed class Team : Entity
{
    private readonly List<Fellow> fellows = [];

    private Team() { }

    public Team(Guid challengeId, Guid cohortId)
    {
        ChallengeId = challengeId;
        CohortId = cohortId;
        Raise(new TeamFormed(Id));
    }

    public Guid ChallengeId { get; private set; }
    public Guid CohortId { get; private set; }
    public IReadOnlyList<Fellow> Fellows => fellows;

    /// <summary>Seats a person who accepted an offer. Refuses a seat that is taken, and the same person twice.</summary>
    public Result<Fellow> Seat(
        Guid accountId,
        Guid candidatureId,
        Guid postId,
        string fullName,
        string publicName,
        DateTimeOffset now
    )
    {
        if (fellows.Any(fellow => fellow.PostId == postId && fellow.LeftAt is null))
        {
            return new DomainError("team.seat-taken", "Ce poste est déjà pourvu.");
        }

        if (fellows.Any(fellow => fellow.AccountId == accountId && fellow.LeftAt is null))
        {
            return new DomainError("team.already", "Cette personne fait déjà partie de l’équipe.");
        }

        var seated = new Fellow(Id, accountId, candidatureId, postId, fullName, publicName, now);
        fellows.Add(seated);
        Raise(new FellowSeated(Id));
        return seated;
    }

    /// <summary>Changes the name that the person agrees to see published; empty to be named no longer.</summary>
    public Result Rename(Guid fellowId, string publicName)
    {
        if (fellows.SingleOrDefault(fellow => fellow.Id == fellowId && fellow.LeftAt is null) is not { } named)
        {
            return new DomainError("team.unknown-fellow", "Cette personne ne fait pas partie de l’équipe.");
        }

        named.Rename(PlainText.CleanLine(publicName));
        Raise(new FellowRenamed(Id));
        return Result.Ok;
    }

    public Result Leave(Guid fellowId, string reason, DateTimeOffset now)
    {
        if (fellows.SingleOrDefault(fellow => fellow.Id == fellowId && fellow.LeftAt is null) is not { } leaving)
        {
            return new DomainError("team.unknown-fellow", "Cette personne ne fait pas partie de l’équipe.");
        }

        leaving.Leave(now);
        Raise(new FellowLeft(Id, reason.Trim()));
        return Result.Ok;
    }
}

/// <summary>An entrepreneur d'intérêt général: a person at work in a team, on one post.</summary>
public sealed class Fellow : Entity
{
    private Fellow() { }

    internal Fellow(
        Guid teamId,
        Guid accountId,
        Guid candidatureId,
        Guid postId,
        string fullName,
        string publicName,
        DateTimeOffset now
    )
    {
        TeamId = teamId;
        AccountId = accountId;
        CandidatureId = candidatureId;
        PostId = postId;
        FullName = fullName;
        PublicName = publicName;
        SeatedAt = now;
    }

    public Guid TeamId { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public Guid PostId { get; private set; }
    public string FullName { get; private set; } = "";

    /// <summary>Name shown to the public; empty when the person did not consent.</summary>
    public string PublicName { get; private set; } = "";
    public DateTimeOffset SeatedAt { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }

    internal void Leave(DateTimeOffset now) => LeftAt = now;

    internal void Rename(string publicName) => PublicName = publicName;
}

/// <summary>What a mentor is for a challenge, in the words of the programme.</summary>
public enum MentorRole
{
    /// <summary>Daily support; sits on the jury.</summary>
    Operationnel,

    /// <summary>Hierarchy; monthly progress point.</summary>
    HautNiveau,
    Metier,
    AppuiSystemesInformation,
}

/// <summary>A person of the host who accompanies the team of a challenge.</summary>
public sealed class Mentor : Entity
{
    private Mentor() { }

    public Mentor(Guid accountId, Guid challengeId, MentorRole role)
    {
        AccountId = accountId;
        ChallengeId = challengeId;
        Role = role;
        Raise(new MentorNamed(challengeId));
    }

    public Guid AccountId { get; private set; }
    public Guid ChallengeId { get; private set; }
    public MentorRole Role { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }

    public void Leave(DateTimeOffset now)
    {
        LeftAt ??= now;
        Raise(new MentorLeft(ChallengeId));
    }
}

/// <summary>A person who handles contracts and arrival for a host administration.</summary>
public sealed class HostContact : Entity
{
    private HostContact() { }

    public HostContact(Guid accountId, Guid hostId)
    {
        AccountId = accountId;
        HostId = hostId;
        Raise(new HostContactNamed(hostId));
    }

    public Guid AccountId { get; private set; }
    public Guid HostId { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }

    public void Leave(DateTimeOffset now) => LeftAt ??= now;
}

public sealed record TeamFormed(Guid TeamId) : DomainEvent(nameof(Team), TeamId)
{
    public override string Sentence => "Équipe formée";
}

public sealed record FellowSeated(Guid TeamId) : DomainEvent(nameof(Team), TeamId)
{
    public override string Sentence => "Une personne rejoint l’équipe";
}

public sealed record FellowRenamed(Guid TeamId) : DomainEvent(nameof(Team), TeamId)
{
    public override string Sentence => "Une personne change son nom publié";
}

public sealed record FellowLeft(Guid TeamId, string Why) : DomainEvent(nameof(Team), TeamId)
{
    public override string Sentence => "Une personne quitte l’équipe";
    public override string? Reason => Why;
}

public sealed record MentorNamed(Guid ChallengeId) : DomainEvent(nameof(Challenges.Challenge), ChallengeId)
{
    public override string Sentence => "Mentor désigné";
}

public sealed record MentorLeft(Guid ChallengeId) : DomainEvent(nameof(Challenges.Challenge), ChallengeId)
{
    public override string Sentence => "Mentor remplacé ou parti";
}

public sealed record HostContactNamed(Guid HostId) : DomainEvent(nameof(Challenges.HostAdministration), HostId)
{
    public override string Sentence => "Contact de l’administration désigné";
}
