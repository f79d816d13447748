using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Hearings;

/// <summary>A jury that sits one day in one room, or online. Mentors join it for the hearings of their challenge.</summary>
public sealed class Panel : Entity
{
    public const int RoomMaxLength = 60;
    public const int ConnectionMaxLength = 300;

    private readonly List<PanelMember> members = [];

    private Panel() { }

    public Panel(Guid cohortId, DateOnly day, string room)
    {
        (CohortId, Day, Room) = (cohortId, day, room);
        Raise(new PanelChanged(cohortId));
    }

    public Guid CohortId { get; private set; }
    public DateOnly Day { get; private set; }
    public string Room { get; private set; } = "";

    /// <summary>Sits online: hears only people who are heard at a distance.</summary>
    public bool IsRemote { get; private set; }

    /// <summary>How to join it by video; empty when nobody said.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>The only challenges that it hears; empty for any.</summary>
    public List<Guid> ChallengeIds { get; private set; } = [];
    public IReadOnlyList<PanelMember> Members => members;

    /// <summary>Who keeps time and fills the shared grid; null when nobody is left.</summary>
    public Guid? NoteTakerId => members.SingleOrDefault(member => member.IsNoteTaker && member.LeftAt is null)?.JurorId;

    public IEnumerable<Guid> PresentIds => members.Where(member => member.LeftAt is null).Select(member => member.JurorId);

    /// <summary>Refuses an empty name, an empty jury and one that nobody of it takes notes for.</summary>
    public Result Describe(
        string? room,
        bool isRemote,
        string? connection,
        IReadOnlyCollection<Guid> challengeIds,
        IReadOnlyCollection<Guid> jurorIds,
        Guid? noteTakerId,
        DateTimeOffset now
    )
    {
        var (name, link) = (PlainText.CleanLine(room ?? ""), PlainText.CleanLine(connection ?? ""));
        var errors = new List<DomainError>();
        if (name.Length is 0 or > RoomMaxLength)
        {
            errors.Add(new DomainError("panel.room", $"Nommez la salle, en {RoomMaxLength} caractères au plus.", nameof(Room)));
        }

        if (link.Length > ConnectionMaxLength)
        {
            errors.Add(
                new DomainError(
                    "panel.connection",
                    $"Raccourcissez : {ConnectionMaxLength} caractères au plus.",
                    nameof(Connection)
                )
            );
        }

        if (jurorIds.Count == 0)
        {
            errors.Add(new DomainError("panel.members", "Choisissez au moins une personne pour ce jury.", nameof(Members)));
        }
        else if (noteTakerId is not { } taker || !jurorIds.Contains(taker))
        {
            errors.Add(
                new DomainError(
                    "panel.note-taker",
                    "Choisissez qui tient l’heure et remplit la grille, parmi ce jury.",
                    "NoteTaker"
                )
            );
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        (Room, IsRemote, Connection) = (name, isRemote, link);
        ChallengeIds = [.. challengeIds.Distinct().Order()];
        foreach (var member in members.Where(member => !jurorIds.Contains(member.JurorId)))
        {
            member.Leave(now);
        }

        foreach (var jurorId in jurorIds.Distinct())
        {
            var member = members.SingleOrDefault(known => known.JurorId == jurorId);
            if (member is null)
            {
                members.Add(member = new PanelMember(Id, jurorId));
            }

            member.Sit(isNoteTaker: jurorId == noteTakerId);
        }

        Raise(new PanelChanged(CohortId));
        return Result.Ok;
    }

    /// <summary>Puts somebody in the place of a member who can't come. Who sat before is kept on record (B35).</summary>
    public Result Replace(Guid jurorId, Guid? substituteId, DateTimeOffset now)
    {
        if (members.SingleOrDefault(member => member.JurorId == jurorId && member.LeftAt is null) is not { } leaving)
        {
            return new DomainError("panel.not-member", "Cette personne ne siège déjà plus dans ce jury.");
        }

        if (substituteId is null && PresentIds.Count() == 1)
        {
            return new DomainError(
                "panel.last",
                "C’est la dernière personne de ce jury : désignez qui la remplace.",
                "Substitute"
            );
        }

        if (substituteId is { } already && PresentIds.Contains(already))
        {
            return new DomainError("panel.already", "Cette personne siège déjà dans ce jury.", "Substitute");
        }

        var tookNotes = leaving.IsNoteTaker;
        leaving.Leave(now);
        if (substituteId is { } substitute)
        {
            var member = members.SingleOrDefault(known => known.JurorId == substitute);
            if (member is null)
            {
                members.Add(member = new PanelMember(Id, substitute));
            }

            member.Sit(tookNotes);
        }
        else if (tookNotes)
        {
            members.First(member => member.LeftAt is null).Sit(isNoteTaker: true);
        }

        Raise(new PanelChanged(CohortId));
        return Result.Ok;
    }
}

/// <summary>A person of the jury in a panel.</summary>
public sealed class PanelMember : Entity
{
    private PanelMember() { }

    internal PanelMember(Guid panelId, Guid jurorId) => (PanelId, JurorId) = (panelId, jurorId);

    public Guid PanelId { get; private set; }
    public Guid JurorId { get; private set; }
    public bool IsNoteTaker { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }

    internal void Sit(bool isNoteTaker) => (IsNoteTaker, LeftAt) = (isNoteTaker, null);

    internal void Leave(DateTimeOffset now)
    {
        LeftAt ??= now;
        IsNoteTaker = false;
    }
}

public sealed record PanelChanged(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Composition d’un jury d’audition modifiée";
}
