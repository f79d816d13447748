using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Cohorts;

/// <summary>One of the official criteria, with a sentence that says what each mark means.</summary>
public sealed class Criterion : Entity
{
    public const int TitleMaxLength = 120;
    public const int QuestionMaxLength = 500;
    public const int AnchorMaxLength = 500;
    public const decimal MostWeight = 100m;

    private readonly List<FormerAnchors> former = [];

    private Criterion() { }

    internal Criterion(
        Guid cohortId,
        string key,
        string title,
        string question,
        IReadOnlyList<string> anchors,
        decimal weight,
        int position
    )
    {
        CohortId = cohortId;
        Key = key;
        Title = title;
        Question = question;
        Anchors = [.. anchors];
        Weight = weight;
        Position = position;
    }

    public Guid CohortId { get; private set; }
    public string Key { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Question { get; private set; } = "";

    /// <summary>The meaning of each mark, from 0 upwards.</summary>
    public List<string> Anchors { get; private set; } = [];
    public decimal Weight { get; private set; } = 1m;
    public int Position { get; private set; }

    /// <summary>When the wording of its anchors was last corrected while jurors marked; null when it never was.</summary>
    public DateTimeOffset? AnchorsCorrectedAt { get; private set; }
    public string? AnchorsCorrectionReason { get; private set; }

    /// <summary>Wordings before each correction; loaded only where they are read.</summary>
    public IReadOnlyList<FormerAnchors> Former => former;

    internal void Change(CriterionText text, int position) =>
        (Title, Question, Anchors, Weight, Position) = (
            text.Title,
            text.Question,
            [.. text.Anchors],
            text.Weight!.Value,
            position
        );

    internal void Correct(IReadOnlyList<string> anchors, string why, DateTimeOffset now)
    {
        former.Add(new FormerAnchors(this, why, now));
        (Anchors, AnchorsCorrectedAt, AnchorsCorrectionReason) = ([.. anchors], now, why);
    }
}

/// <summary>What the marks of a criterion were said to mean before a correction.</summary>
public sealed class FormerAnchors : Entity
{
    private FormerAnchors() { }

    internal FormerAnchors(Criterion criterion, string reason, DateTimeOffset replacedAt) =>
        (CriterionId, Anchors, Reason, ReplacedAt) = (criterion.Id, [.. criterion.Anchors], reason, replacedAt);

    public Guid CriterionId { get; private set; }
    public List<string> Anchors { get; private set; } = [];

    /// <summary>Why it was corrected.</summary>
    public string Reason { get; private set; } = "";
    public DateTimeOffset ReplacedAt { get; private set; }
}
