using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>The juror's overall opinion of a file.</summary>
public enum Opinion
{
    CoupDeCoeur,
    Favorable,
    Reserve,
    Defavorable,
}

public enum SheetState
{
    /// <summary>Assigned, nothing written yet.</summary>
    NotStarted,
    Draft,
    Locked,

    /// <summary>Taken away before locking: unassigned, or a conflict. What was written is kept.</summary>
    SetAside,
}

public enum SheetVerb
{
    Write,
    Lock,
    Unlock,
    SetAside,

    /// <summary>Gives a file back to the juror it was taken from.</summary>
    Restore,
}

/// <summary>A mark typed by a juror. A null value with <see cref="Abstains"/> is an abstention, which is not zero.</summary>
public sealed record MarkText(string CriterionKey, int? Value, bool Abstains, string Comment)
{
    /// <summary>A criterion about which nothing is said: no row, and no reason to fix the grid.</summary>
    public bool IsEmpty => Value is null && !Abstains && string.IsNullOrWhiteSpace(Comment);
}

/// <param name="NotKept">What could not be kept, by field.</param>
public sealed record KeptMarks(IReadOnlyList<DomainError> NotKept);

/// <summary>One juror's reading of one candidature: the assignment and its score sheet. One per pair.</summary>
public sealed class ScoreSheet : Entity
{
    public const int CommentMaxLength = 2_000;
    internal const string OverallCommentField = "OverallComment";

    public static readonly Transitions<SheetState, SheetVerb> Allowed = new([
        (SheetState.NotStarted, SheetVerb.Write, SheetState.Draft),
        (SheetState.Draft, SheetVerb.Write, SheetState.Draft),
        (SheetState.Draft, SheetVerb.Lock, SheetState.Locked),
        (SheetState.Locked, SheetVerb.Unlock, SheetState.Draft),
        (SheetState.NotStarted, SheetVerb.SetAside, SheetState.SetAside),
        (SheetState.Draft, SheetVerb.SetAside, SheetState.SetAside),
        (SheetState.Locked, SheetVerb.SetAside, SheetState.SetAside),
        (SheetState.SetAside, SheetVerb.Restore, SheetState.Draft),
    ]);

    private readonly List<Mark> marks = [];
    private readonly List<SheetVersion> reopened = [];

    private ScoreSheet() { }

    /// <param name="forced">Why staff give it past a limit or a tie to review (E7); empty otherwise.</param>
    public ScoreSheet(Guid jurorId, Guid candidatureId, Guid assignedBy, DateTimeOffset now, string forced = "")
    {
        JurorId = jurorId;
        CandidatureId = candidatureId;
        AssignedBy = assignedBy;
        AssignedAt = now;
        Raise(new ReadingAssigned(candidatureId, jurorId, forced));
    }

    public Guid JurorId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public Guid AssignedBy { get; private set; }
    public DateTimeOffset AssignedAt { get; private set; }
    public SheetState State { get; private set; }
    public Opinion? Opinion { get; private set; }
    public string OverallComment { get; private set; } = "";
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>The open page that last saved; null without script.</summary>
    public Guid? SavedByPage { get; private set; }
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>The sheet's total out of 20 at locking, unrounded; null when fewer marks than the policy asks for were given.</summary>
    public decimal? Total { get; private set; }
    public DateTimeOffset? SetAsideAt { get; private set; }
    public string? SetAsideReason { get; private set; }
    public IReadOnlyList<Mark> Marks => marks;

    /// <summary>1 until the sheet is opened again after having been locked, then 2, and so on.</summary>
    public int Edition { get; private set; } = 1;

    /// <summary>What was locked before each reopening; loaded only where it is read.</summary>
    public IReadOnlyList<SheetVersion> Reopened => reopened;

    /// <summary>Keeps the sheet as draft; incomplete is fine. Refuses marks outside the scale, unknown criteria, too long comments.</summary>
    /// <param name="page">The open page that writes, so that it knows its own saves again; null without script.</param>
    /// <param name="reopenedUntil">More time that staff gave to this juror after the closing.</param>
    public Result Write(
        IReadOnlyList<MarkText> texts,
        Opinion? opinion,
        string overallComment,
        Cohort cohort,
        DateTimeOffset now,
        Guid? page = null,
        DateTimeOffset? reopenedUntil = null
    )
    {
        if (Check(SheetVerb.Write, cohort, reopenedUntil, now) is { } refusal)
        {
            return refusal;
        }

        var errors = MarkRules.Check(texts, overallComment, cohort);
        return errors.Count > 0 ? Result.Refuse(errors) : Put(texts, opinion, overallComment, now, page);
    }

    /// <summary>
    /// Keeps the sheet while its juror writes. What can't be kept holds nothing else back (B4): it is told, and stays on the device.
    /// </summary>
    /// <param name="page">The open page that writes, so that it knows its own saves again.</param>
    public Result<KeptMarks> Keep(
        IReadOnlyList<MarkText> texts,
        Opinion? opinion,
        string overallComment,
        Guid? page,
        Cohort cohort,
        DateTimeOffset now,
        DateTimeOffset? reopenedUntil = null
    )
    {
        if (Check(SheetVerb.Write, cohort, reopenedUntil, now) is { } refusal)
        {
            return refusal;
        }

        var faults = MarkRules.Check(texts, overallComment, cohort);
        var faulty = faults.Select(fault => fault.Field).ToHashSet();
        Put(
            [.. texts.Where(text => !faulty.Contains(text.CriterionKey))],
            opinion,
            faulty.Contains(OverallCommentField) ? OverallComment : overallComment,
            now,
            page
        );
        return new KeptMarks(faults);
    }

    private Result Put(IReadOnlyList<MarkText> texts, Opinion? opinion, string overallComment, DateTimeOffset now, Guid? page)
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

                marks.Add(mark = new Mark(Id, text.CriterionKey));
            }

            mark.Write(text);
        }

        (State, Opinion, OverallComment) = (SheetState.Draft, opinion, PlainText.Clean(overallComment).Trim());
        (SavedAt, SavedByPage) = (now, page);
        return Result.Ok;
    }

    /// <summary>
    /// Locks the sheet. Refuses until each criterion has a mark or an abstention, and an overall opinion is given; and a « coup de cœur »
    /// once the juror has locked as many as the promotion allows (E8). A draft may hold one: it is moved freely until then.
    /// </summary>
    /// <param name="favourites">Numbers of the files that already carry a « coup de cœur » of this juror.</param>
    public Result Lock(Cohort cohort, DateTimeOffset now, IReadOnlyList<string> favourites, DateTimeOffset? reopenedUntil = null)
    {
        if (Check(SheetVerb.Lock, cohort, reopenedUntil, now) is { } refusal)
        {
            return refusal;
        }

        var errors = MarkRules.Missing(marks.Select(mark => (mark.CriterionKey, mark.Value, mark.Abstains)), Opinion, cohort);
        var quota = new FavouriteQuota(cohort.FavouritesPerJuror, favourites);
        if (Opinion == Juries.Opinion.CoupDeCoeur && quota is { Most: > 0, Left: 0 })
        {
            errors.Add(SheetErrors.TooManyFavourites(quota));
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
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
        (State, LockedAt) = (SheetState.Locked, now);
        Raise(new SheetLocked(CandidatureId, Id));
        return Result.Ok;
    }

    /// <summary>Gives a locked sheet back to its juror, by staff, with a reason. What was locked is kept as an edition.</summary>
    public Result Unlock(string reason, DateTimeOffset now)
    {
        if (Check(SheetVerb.Unlock) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("sheet.reason", "Dites pourquoi la fiche est rouverte.", "Reason");
        }

        Archive(reason.Trim(), now);
        (State, LockedAt, Total) = (SheetState.Draft, null, null);
        Raise(new SheetUnlocked(CandidatureId, Id, reason.Trim()));
        return Result.Ok;
    }

    /// <summary>Takes the file away from the juror, or the sheet out of the ranking. What was written is kept (B35).</summary>
    public Result PutAside(string reason, DateTimeOffset now)
    {
        if (Check(SheetVerb.SetAside) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("sheet.reason", "Dites pourquoi la lecture est retirée.", "Reason");
        }

        (State, SetAsideAt, SetAsideReason) = (SheetState.SetAside, now, PlainText.Clean(reason).Trim());
        Raise(new SheetSetAside(CandidatureId, Id, SetAsideReason));
        return Result.Ok;
    }

    /// <summary>
    /// Gives the file back to the same juror, as a draft with what they had written (B35). A sheet that was locked has to be locked
    /// again: only its juror can say that the marks still hold.
    /// </summary>
    /// <param name="forced">Why staff give it past a limit or a tie to review (E7); empty otherwise.</param>
    public Result Restore(Guid assignedBy, DateTimeOffset now, string forced = "")
    {
        if (Check(SheetVerb.Restore) is { } refusal)
        {
            return refusal;
        }

        if (LockedAt is not null)
        {
            Archive(SetAsideReason!, now);
        }

        (State, SetAsideAt, SetAsideReason) = (SheetState.Draft, null, null);
        (LockedAt, Total, AssignedBy, AssignedAt) = (null, null, assignedBy, now);
        Raise(new ReadingRestored(CandidatureId, JurorId, forced));
        return Result.Ok;
    }

    /// <summary>Retains words of the submission for a criterion.</summary>
    /// <param name="retained">Passages that support this sheet already.</param>
    /// <param name="parts">The submission as this juror reads it.</param>
    public Result<Passage> Retain(
        string criterionKey,
        string quote,
        IReadOnlyCollection<Passage> retained,
        IReadOnlyList<ReadablePart> parts,
        Guid snapshotId,
        Cohort cohort,
        DateTimeOffset now,
        DateTimeOffset? reopenedUntil = null
    )
    {
        if (Check(SheetVerb.Write, cohort, reopenedUntil, now) is { } refusal)
        {
            return refusal;
        }

        var words = PlainText.Clean(quote).Trim();
        var errors = new List<DomainError>();
        if (cohort.Criteria.All(criterion => criterion.Key != criterionKey))
        {
            errors.Add(PassageErrors.Criterion);
        }

        var found = words.Length is >= Passage.ShortestQuote and <= Passage.QuoteMaxLength ? FoundPassage.Of(words, parts) : null;
        var sameCriterion = retained.Where(passage => passage.CriterionKey == criterionKey).ToList();
        if (words.Length < Passage.ShortestQuote)
        {
            errors.Add(PassageErrors.TooShort);
        }
        else if (words.Length > Passage.QuoteMaxLength)
        {
            errors.Add(PassageErrors.TooLong);
        }
        else if (found is null)
        {
            errors.Add(PassageErrors.NotInFile);
        }
        else if (
            sameCriterion.Any(passage =>
                (passage.Place, passage.Start, passage.Length) == (found.Part.Place, found.Start, found.Length)
            )
        )
        {
            errors.Add(PassageErrors.Twice);
        }
        else if (sameCriterion.Count >= Passage.MostPerCriterion)
        {
            errors.Add(PassageErrors.TooMany);
        }

        if (errors.Count > 0)
        {
            return Result<Passage>.Refuse(errors);
        }

        (State, SavedAt) = (SheetState.Draft, now);
        return new Passage(this, criterionKey, snapshotId, found!, now);
    }

    /// <summary>Withdraws a passage. One that a former edition rests on stays with that edition.</summary>
    /// <returns>Whether nothing rests on it any more: it may be forgotten.</returns>
    public Result<bool> Withdraw(Passage passage)
    {
        if (Check(SheetVerb.Write) is { } refusal)
        {
            return refusal;
        }

        if (passage.Edition == Edition)
        {
            return true;
        }

        passage.Withdraw(Edition);
        return false;
    }

    private void Archive(string reason, DateTimeOffset now)
    {
        reopened.Add(new SheetVersion(this, reason, now));
        Edition++;
    }

    /// <summary>An act of the juror: allowed by the state, and while marking is open for them.</summary>
    private DomainError? Check(SheetVerb verb, Cohort cohort, DateTimeOffset? reopenedUntil, DateTimeOffset now) =>
        Check(verb) ?? (MarkingWindow.Of(cohort.Timetable, reopenedUntil).IsOpenAt(now) ? null : SheetErrors.MarkingClosed);

    private DomainError? Check(SheetVerb verb) => Allowed.Allows(State, verb) ? null : SheetErrors.NotAllowed(State, verb);
}

/// <summary>A mark on one criterion, or an abstention, with its comment.</summary>
public sealed class Mark : Entity
{
    private Mark() { }

    internal Mark(Guid sheetId, string criterionKey)
    {
        SheetId = sheetId;
        CriterionKey = criterionKey;
    }

    public Guid SheetId { get; private set; }
    public string CriterionKey { get; private set; } = "";
    public int? Value { get; private set; }
    public bool Abstains { get; private set; }
    public string Comment { get; private set; } = "";

    internal void Write(MarkText text)
    {
        Value = text.Value;
        Abstains = text.Abstains;
        Comment = PlainText.Clean(text.Comment).Trim();
    }
}

public static class SheetErrors
{
    public static readonly DomainError MarkingClosed = new(
        "sheet.closed",
        "La notation est close : cette fiche ne prend plus de notes, et un brouillon ne compte pas. L’équipe du programme peut rouvrir la notation pour vous."
    );

    public static readonly DomainError NoFavourites = new(
        "sheet.no-favourites",
        "Cette promotion n’a pas de coup de cœur : choisissez un autre avis d’ensemble.",
        nameof(Opinion)
    );

    /// <summary>The files are the juror's own to read: naming them tells nothing new.</summary>
    public static DomainError TooManyFavourites(FavouriteQuota quota) =>
        new(
            "sheet.favourites",
            quota.Most == 1
                ? $"Votre coup de cœur est déjà verrouillé sur {quota.Names}. Choisissez un autre avis, ou demandez à l’équipe du programme de rouvrir cette fiche."
                : $"Vos {quota.Most} coups de cœur sont déjà verrouillés, sur {quota.Names}. Choisissez un autre avis, ou demandez à l’équipe du programme de rouvrir l’une de ces fiches.",
            nameof(Opinion)
        );

    public static DomainError NotAllowed(SheetState state, SheetVerb verb) =>
        new(
            $"sheet.{state}.{verb}".ToLowerInvariant(),
            state switch
            {
                SheetState.NotStarted => "La grille est encore vide.",
                SheetState.Draft => "La fiche n’est pas verrouillée.",
                SheetState.Locked => "La fiche est verrouillée. L’équipe du programme peut la rouvrir.",
                SheetState.SetAside => "Cette lecture vous a été retirée. Ce que vous avez écrit est gardé.",
            }
        );
}

/// <param name="Forced">Why staff gave it past a limit or a tie to review; empty otherwise.</param>
public sealed record ReadingAssigned(Guid CandidatureId, Guid JurorId, string Forced = "")
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lecture confiée à une personne du jury";
    public override string? Reason => Forced.Length > 0 ? Forced : null;
}

/// <param name="Forced">Why staff gave it past a limit or a tie to review; empty otherwise.</param>
public sealed record ReadingRestored(Guid CandidatureId, Guid JurorId, string Forced = "")
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lecture confiée de nouveau à la même personne du jury, avec ce qu’elle avait écrit";
    public override string? Reason => Forced.Length > 0 ? Forced : null;
}

public sealed record SheetLocked(Guid CandidatureId, Guid SheetId) : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Fiche de notation verrouillée";
}

public sealed record SheetUnlocked(Guid CandidatureId, Guid SheetId, string Why)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Fiche de notation rouverte";
    public override string? Reason => Why;
}

public sealed record SheetSetAside(Guid CandidatureId, Guid SheetId, string Why)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Lecture retirée à une personne du jury";
    public override string? Reason => Why;
}
