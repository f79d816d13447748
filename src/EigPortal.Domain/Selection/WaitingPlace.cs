using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection;

/// <summary>A person's place on the waiting list of one challenge and profile. It lasts as long as the decision that holds it.</summary>
public sealed class WaitingPlace : Entity
{
    private WaitingPlace() { }

    internal WaitingPlace(Guid decisionId, ListKey list, int position) =>
        (DecisionId, ChallengeId, Profile, Position) = (decisionId, list.ChallengeId, list.Profile, position);

    public Guid DecisionId { get; private set; }
    public Guid ChallengeId { get; private set; }
    public string Profile { get; private set; } = "";

    /// <summary>Order on the list. Positions of people who left are not filled again: only their order counts.</summary>
    public int Position { get; internal set; }

    public ListKey List => new(ChallengeId, Profile);
}

/// <summary>The people who wait on one list, in order, as their decisions hold it.</summary>
public sealed class WaitingList
{
    private readonly ListKey key;
    private readonly List<Decision> inOrder;

    /// <param name="decisions">Standing decisions with a place on the list, whatever their order.</param>
    public WaitingList(ListKey key, IEnumerable<Decision> decisions)
    {
        this.key = key;
        inOrder = [.. decisions.OrderBy(decision => PlaceOf(decision).Position).ThenBy(decision => decision.RecordedAt)];
    }

    /// <summary>Position of the next person who comes to wait.</summary>
    public int End => inOrder.Count == 0 ? 1 : PlaceOf(inOrder[^1]).Position + 1;

    /// <summary>Moves one person to a place among those of the list. Refuses without a reason, and beyond the list.</summary>
    /// <param name="position">From 1 to the number of people who wait.</param>
    public Result Move(Guid candidatureId, int position, string reason)
    {
        var errors = new List<DomainError>();
        if (position < 1 || position > inOrder.Count)
        {
            errors.Add(
                new DomainError(
                    "waiting.position",
                    $"Choisissez une place de 1 à {inOrder.Count}.",
                    nameof(WaitingPlace.Position)
                )
            );
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            errors.Add(new DomainError("waiting.reason", "Dites pourquoi l’ordre change.", "Reason"));
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        if (inOrder.Find(decision => decision.CandidatureId == candidatureId) is not { } moved)
        {
            return WaitingErrors.NotWaiting;
        }

        inOrder.Remove(moved);
        inOrder.Insert(position - 1, moved);
        moved.SayMoved(position, reason);
        Renumber();
        return Result.Ok;
    }

    /// <summary>Puts the list in the order of the jury's ranking; people it does not rank keep their order, after the others.</summary>
    /// <param name="ranks">Rank on the ranked list of the same challenge and profile, by candidature.</param>
    public void Arrange(IReadOnlyDictionary<Guid, int> ranks)
    {
        var arranged = inOrder.OrderBy(decision => ranks.GetValueOrDefault(decision.CandidatureId, int.MaxValue)).ToList();
        foreach (var (index, decision) in arranged.Index().Where(row => inOrder[row.Index] != row.Item))
        {
            decision.SayMoved(index + 1, "Dans l’ordre du classement du jury");
        }

        inOrder.Clear();
        inOrder.AddRange(arranged);
        Renumber();
    }

    // The same positions in another order: people left out of this list, whom a tie hides, keep theirs.
    private void Renumber()
    {
        var positions = inOrder.Select(decision => PlaceOf(decision).Position).Order().ToList();
        foreach (var (decision, position) in inOrder.Zip(positions))
        {
            PlaceOf(decision).Position = position;
        }
    }

    private WaitingPlace PlaceOf(Decision decision) => decision.Places.Single(place => place.List == key);
}

public static class WaitingErrors
{
    public static readonly DomainError PersonMissing = new("waiting.person", "Choisissez une personne.", "CandidatureId");

    public static readonly DomainError NotWaiting = new(
        "waiting.gone",
        "Cette personne n’est plus sur cette liste d’attente : rechargez la page."
    );

    public static readonly DomainError LeftAlready = new(
        "waiting.left",
        "Vous n’attendez plus sur cette liste : cette page dit où vous en êtes."
    );

    public static readonly DomainError SeatNotFree = new(
        "waiting.seat",
        "Cette place n’est plus libre : une autre personne y est retenue."
    );

    public static readonly DomainError OutOfOrder = new(
        "waiting.order",
        "Ce n’est pas la personne que l’ordre de la liste désigne : dites pourquoi vous la choisissez.",
        "Reason"
    );
}

/// <param name="PlaceId">The place that was given up.</param>
public sealed record WaitingListLeft(Guid CandidatureId, Guid PlaceId, ListKey List)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Liste d’attente quittée par la personne";
}

public sealed record WaitingPlaceMoved(Guid CandidatureId, int Position, string Why)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => $"Place sur la liste d’attente : {Position}";
    public override string? Reason => Why;
}
