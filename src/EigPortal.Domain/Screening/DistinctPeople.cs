using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Screening;

/// <summary>
/// Staff looked at two files that resemble each other and found two people: the pair is not proposed again, unless something else brings
/// it together.
/// </summary>
public sealed class DistinctPeople : Entity
{
    public const int ReasonMaxLength = 1_000;

    private DistinctPeople() { }

    /// <summary>The two files, the lesser identifier first so that a pair is written once.</summary>
    public Guid FirstId { get; private set; }
    public Guid SecondId { get; private set; }

    /// <summary>What brought the files together then.</summary>
    public List<DuplicateClue> Clues { get; private set; } = [];
    public string Reason { get; private set; } = "";
    public Guid FoundBy { get; private set; }
    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>Refuses without a reason: whoever contests the selection may read it.</summary>
    public static Result<DistinctPeople> Find(LikelyDuplicate pair, string? reason, Guid by, DateTimeOffset now)
    {
        var why = PlainText.Clean(reason).Trim();
        if (why.Length is 0 or > ReasonMaxLength)
        {
            return new DomainError(
                "duplicate.reason",
                $"Dites à quoi vous reconnaissez deux personnes, en {ReasonMaxLength} caractères au plus.",
                "Reason"
            );
        }

        var (first, second) = Ordered(pair);
        var distinct = new DistinctPeople
        {
            FirstId = first,
            SecondId = second,
            Clues = [.. pair.Clues],
            Reason = why,
            FoundBy = by,
            FoundAt = now,
        };
        distinct.Raise(new PeopleFoundDistinct(first, why));
        distinct.Raise(new PeopleFoundDistinct(second, why));
        return distinct;
    }

    public bool Covers(LikelyDuplicate pair) => Ordered(pair) == (FirstId, SecondId) && !pair.Clues.Except(Clues).Any();

    private static (Guid First, Guid Second) Ordered(LikelyDuplicate pair) =>
        pair.FirstId.CompareTo(pair.SecondId) < 0 ? (pair.FirstId, pair.SecondId) : (pair.SecondId, pair.FirstId);
}

public sealed record PeopleFoundDistinct(Guid CandidatureId, string Why) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Ressemblance avec un autre dossier examinée : ce sont deux personnes";
    public override string? Reason => Why;
}
