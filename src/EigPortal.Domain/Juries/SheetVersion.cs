using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>A sheet as it was locked, kept when it was opened again: what is changed afterwards is told from what was said first (E8).</summary>
public sealed class SheetVersion : Entity
{
    private readonly List<VersionMark> marks = [];

    private SheetVersion() { }

    internal SheetVersion(ScoreSheet sheet, string reason, DateTimeOffset reopenedAt)
    {
        SheetId = sheet.Id;
        (Edition, Opinion, OverallComment, Total) = (sheet.Edition, sheet.Opinion!.Value, sheet.OverallComment, sheet.Total);
        (LockedAt, ReopenedAt, Reason) = (sheet.LockedAt!.Value, reopenedAt, reason);
        marks.AddRange(sheet.Marks.Select(mark => new VersionMark(Id, mark)));
    }

    public Guid SheetId { get; private set; }

    /// <summary>1 for what was locked first.</summary>
    public int Edition { get; private set; }
    public Opinion Opinion { get; private set; }
    public string OverallComment { get; private set; } = "";

    /// <summary>Out of 20, unrounded; null when the sheet did not count.</summary>
    public decimal? Total { get; private set; }
    public DateTimeOffset LockedAt { get; private set; }
    public DateTimeOffset ReopenedAt { get; private set; }

    /// <summary>Why it was opened again.</summary>
    public string Reason { get; private set; } = "";
    public IReadOnlyList<VersionMark> Marks => marks;
}

/// <summary>A mark of a former edition.</summary>
public sealed class VersionMark : Entity
{
    private VersionMark() { }

    internal VersionMark(Guid versionId, Mark mark)
    {
        VersionId = versionId;
        (CriterionKey, Value, Abstains, Comment) = (mark.CriterionKey, mark.Value, mark.Abstains, mark.Comment);
    }

    public Guid VersionId { get; private set; }
    public string CriterionKey { get; private set; } = "";
    public int? Value { get; private set; }
    public bool Abstains { get; private set; }
    public string Comment { get; private set; } = "";
}
