using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Hearings;

public enum CollectiveState
{
    Draft,
    Locked,
}

public enum CollectiveVerb
{
    Write,
    Lock,
    Unlock,
}

/// <summary>The shared grid of a hearing, filled by the note-taker in the name of the panel. One per hearing.</summary>
public sealed class CollectiveSheet : Entity
{
    public static readonly Transitions<CollectiveState, CollectiveVerb> Allowed = new([
        (CollectiveState.Draft, CollectiveVerb.Write, CollectiveState.Draft),
        (CollectiveState.Draft, CollectiveVerb.Lock, CollectiveState.Locked),
        (CollectiveState.Locked, CollectiveVerb.Unlock, CollectiveState.Draft),
    ]);

    private readonly List<CollectiveMark> marks = [];

    private CollectiveSheet() { }

    public CollectiveSheet(Guid slotId, Guid candidatureId) => (SlotId, CandidatureId) = (slotId, candidatureId);

    public Guid SlotId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public CollectiveState State { get; private set; }
    public Opinion? Opinion { get; private set; }
    public string OverallComment { get; private set; } = "";
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>The juror who wrote last.</summary>
    public Guid? SavedBy { get; private set; }

    /// <summary>The open page that last saved; null without script.</summary>
    public Guid? SavedByPage { get; private set; }
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>Out of 20 at locking, unrounded; null when fewer marks than the policy asks for were given.</summary>
    public decimal? Total { get; private set; }
    public IReadOnlyList<CollectiveMark> Marks => marks;

    /// <summary>Keeps the grid as a draft. Same refusals as a juror's own sheet.</summary>
    /// <param name="page">The open page that writes, so that it knows its own saves again; null without script.</param>
    public Result Write(
        IReadOnlyList<MarkText> texts,
        Opinion? opinion,
        string overallComment,
        Cohort cohort,
        Guid jurorId,
        DateTimeOffset now,
        Guid? page = null
    )
    {
        if (!Allowed.Allows(State, CollectiveVerb.Write))
        {
            return CollectiveErrors.NotAllowed(State);
        }

        if (MarkRules.Check(texts, overallComment, cohort) is { Count: > 0 } errors)
        {
            return Result.Refuse(errors);
        }

        Put(texts, opinion, overallComment, page);
        (SavedBy, SavedAt) = (jurorId, now);
        return Result.Ok;
    }

    /// <summary>
    /// Keeps the grid while the note-taker writes. What can't be kept holds nothing else back (B4): it is told, and stays on the device.
    /// </summary>
    /// <param name="page">The open page that writes, so that it knows its own saves again.</param>
    public Result<KeptMarks> Keep(
        IReadOnlyList<MarkText> texts,
        Opinion? opinion,
        string overallComment,
        Guid? page,
        Cohort cohort,
        Guid jurorId,
        DateTimeOffset now
    )
    {
        if (!Allowed.Allows(State, CollectiveVerb.Write))
        {
            return CollectiveErrors.NotAllowed(State);
        }

        var faults = MarkRules.Check(texts, overallComment, cohort);
        var faulty = faults.Select(fault => fault.Field).ToHashSet();
        Put(
            [.. texts.Where(text => !faulty.Contains(text.CriterionKey))],
            opinion,
            faulty.Contains(ScoreSheet.OverallCommentField) ? OverallComment : overallComment,
            page
        );
        (SavedBy, SavedAt) = (jurorId, now);
        return new KeptMarks(faults);
    }

    private void Put(IReadOnlyList<MarkText> texts, Opinion? opinion, string overallComment, Guid? page)
    {
        foreach (var text in texts)
        {
            var mark = marks.SingleOrDefault(existing => existing.CriterionKey == text.CriterionKey);
            if (mark is null)
            {
                if (text.IsEmpty)
                {
                    continue;
                }

                marks.Add(mark = new CollectiveMark(Id, text.CriterionKey));
            }

            mark.Write(text);
        }

        (Opinion, OverallComment, SavedByPage) = (opinion, PlainText.Clean(overallComment).Trim(), page);
    }

    /// <summary>Locks the grid, once the person was heard. Refuses until each criterion has a mark or an abstention, and an opinion is given.</summary>
    public Result Lock(SlotState slot, Cohort cohort, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, CollectiveVerb.Lock))
        {
            return CollectiveErrors.NotAllowed(State);
        }

        if (slot != SlotState.Heard)
        {
            return CollectiveErrors.NotHeard;
        }

        var missing = MarkRules.Missing(marks.Select(mark => (mark.CriterionKey, mark.Value, mark.Abstains)), Opinion, cohort);
        if (missing.Count > 0)
        {
            return Result.Refuse(missing);
        }

        Total = ScoringPolicy.SheetTotal(
            [
                .. cohort.Criteria.Select(criterion => new WeightedMark(
                    marks.Single(mark => mark.CriterionKey == criterion.Key).Value,
                    criterion.Weight
                )),
            ],
            cohort.ScaleMax
        );
        (State, LockedAt) = (CollectiveState.Locked, now);
        Raise(new CollectiveLocked(CandidatureId, Id));
        return Result.Ok;
    }

    /// <summary>Gives the grid back to the panel, by staff, with a reason.</summary>
    public Result Unlock(string? reason)
    {
        if (!Allowed.Allows(State, CollectiveVerb.Unlock))
        {
            return CollectiveErrors.NotAllowed(State);
        }

        var why = PlainText.Clean(reason).Trim();
        if (why.Length is 0 or > Slot.ReasonMaxLength)
        {
            return new DomainError("collective.reason", "Dites pourquoi la grille est rouverte.", "Reason");
        }

        (State, LockedAt, Total) = (CollectiveState.Draft, null, null);
        Raise(new CollectiveUnlocked(CandidatureId, Id, why));
        return Result.Ok;
    }
}

/// <summary>A mark of the panel on one criterion, or an abstention, with its comment.</summary>
public sealed class CollectiveMark : Entity
{
    private CollectiveMark() { }

    internal CollectiveMark(Guid sheetId, string criterionKey) => (SheetId, CriterionKey) = (sheetId, criterionKey);

    public Guid SheetId { get; private set; }
    public string CriterionKey { get; private set; } = "";
    public int? Value { get; private set; }
    public bool Abstains { get; private set; }
    public string Comment { get; private set; } = "";

    internal void Write(MarkText text) =>
        (Value, Abstains, Comment) = (text.Value, text.Abstains, PlainText.Clean(text.Comment).Trim());
}

public static class CollectiveErrors
{
    public static readonly DomainError NotHeard = new(
        "collective.not-heard",
        "Notez d’abord la fin de l’audition : la grille se verrouille une fois la personne entendue."
    );

    public static DomainError NotAllowed(CollectiveState state) =>
        new(
            $"collective.{state}".ToLowerInvariant(),
            state switch
            {
                CollectiveState.Draft => "La grille n’est pas verrouillée.",
                CollectiveState.Locked => "La grille est verrouillée. L’équipe du programme peut la rouvrir.",
            }
        );
}

public sealed record CollectiveLocked(Guid CandidatureId, Guid SheetId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Grille collective de l’audition verrouillée";
}

public sealed record CollectiveUnlocked(Guid CandidatureId, Guid SheetId, string Why)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Grille collective de l’audition rouverte";
    public override string? Reason => Why;
}
