using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>
/// What a juror wrote of a sheet and that arrived after the closing of marking (E8). Kept word for word beside the sheet, where it counts
/// for nothing, until its juror takes it back while marking is open again for them.
/// </summary>
public sealed class LateSheet : Entity
{
    private readonly List<LateMark> marks = [];

    private LateSheet() { }

    /// <param name="page">The open page that wrote: it goes on writing the same text. Null without script.</param>
    public LateSheet(ScoreSheet sheet, Guid? page)
    {
        (SheetId, Page) = (sheet.Id, page);
        Raise(new LateSheetArrived(sheet.CandidatureId, sheet.Id));
    }

    public Guid SheetId { get; private set; }
    public Guid? Page { get; private set; }

    /// <summary>When its last words reached the portal.</summary>
    public DateTimeOffset ArrivedAt { get; private set; }
    public Opinion? Opinion { get; private set; }
    public string OverallComment { get; private set; } = "";

    /// <summary>When its juror took it back into the sheet.</summary>
    public DateTimeOffset? TakenAt { get; private set; }
    public IReadOnlyList<LateMark> Marks => marks;

    /// <summary>Keeps every word. A mark outside the scale is no mark; a comment has no limit here.</summary>
    public void Write(
        IReadOnlyList<MarkText> texts,
        Opinion? opinion,
        string overallComment,
        Cohort cohort,
        DateTimeOffset arrivedAt
    )
    {
        foreach (var text in texts.Where(text => cohort.Criteria.Any(criterion => criterion.Key == text.CriterionKey)))
        {
            var mark = marks.SingleOrDefault(existing => existing.CriterionKey == text.CriterionKey);
            if (mark is null)
            {
                if (text.IsEmpty)
                {
                    continue;
                }

                marks.Add(mark = new LateMark(Id, text.CriterionKey));
            }

            mark.Write(text, cohort.ScaleMax);
        }

        (Opinion, OverallComment, ArrivedAt) = (opinion, PlainText.Clean(overallComment).Trim(), arrivedAt);
    }

    /// <summary>Puts these words into the draft, in place of what it held, by an act of its juror. Same refusals as writing them.</summary>
    public Result Take(ScoreSheet sheet, Cohort cohort, DateTimeOffset? reopenedUntil, DateTimeOffset now)
    {
        if (TakenAt is not null)
        {
            return new DomainError("late.taken", "Ce texte est déjà repris dans la fiche.");
        }

        var written = sheet.Write(
            [.. marks.Select(mark => new MarkText(mark.CriterionKey, mark.Value, mark.Abstains, mark.Comment))],
            Opinion,
            OverallComment,
            cohort,
            now,
            reopenedUntil: reopenedUntil
        );
        if (!written.IsOk)
        {
            return written;
        }

        TakenAt = now;
        Raise(new LateSheetTaken(sheet.CandidatureId, sheet.Id));
        return Result.Ok;
    }
}

/// <summary>A mark that arrived late.</summary>
public sealed class LateMark : Entity
{
    private LateMark() { }

    internal LateMark(Guid lateSheetId, string criterionKey) => (LateSheetId, CriterionKey) = (lateSheetId, criterionKey);

    public Guid LateSheetId { get; private set; }
    public string CriterionKey { get; private set; } = "";
    public int? Value { get; private set; }
    public bool Abstains { get; private set; }
    public string Comment { get; private set; } = "";

    internal void Write(MarkText text, int scaleMax)
    {
        Value = text.Value >= 0 && text.Value <= scaleMax ? text.Value : null;
        Abstains = text.Abstains && Value is null;
        Comment = PlainText.Clean(text.Comment).Trim();
    }
}

public sealed record LateSheetArrived(Guid CandidatureId, Guid SheetId)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Texte d’une fiche arrivé après la clôture de la notation, gardé à part";
}

public sealed record LateSheetTaken(Guid CandidatureId, Guid SheetId)
    : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Texte arrivé après la clôture, repris dans sa fiche par la personne du jury";
}
