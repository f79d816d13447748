using EigPortal.Domain.Diversity;

namespace EigPortal.Services.Diversity;

/// <summary>
/// One answer in the vault. It says neither whose it is nor when it came: its link can only be recomputed with the key of the promotion,
/// and the answers of one person have links of their own, so that together they describe nobody.
/// </summary>
public sealed class VaultAnswer
{
    private VaultAnswer() { }

    public VaultAnswer(Guid cohortId, string question, string answer, string link) =>
        (CohortId, Question, Answer, Link) = (cohortId, question, answer, link);

    /// <summary>Random: an identifier that grows would tell the order of arrival.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();
    public Guid CohortId { get; private set; }
    public string Question { get; private set; } = "";
    public string Answer { get; private set; } = "";

    /// <summary>HMAC of the candidature and the question, in hexadecimal.</summary>
    public string Link { get; private set; } = "";
}

/// <summary>The key that links answers to candidatures, until the counts are frozen. Encrypted by the key ring of the portal.</summary>
public sealed class VaultKey
{
    private VaultKey() { }

    public Guid CohortId { get; private set; }
    public string ProtectedKey { get; private set; } = "";
}

/// <summary>A count of the statistics page, once and for all.</summary>
public sealed class StageCount
{
    private StageCount() { }

    public StageCount(Guid cohortId, StageCell cell) =>
        (CohortId, Question, Answer, Stage, Count, OutOf) = (
            cohortId,
            cell.Question,
            cell.Answer,
            cell.Stage,
            cell.Count,
            cell.OutOf
        );

    public Guid CohortId { get; private set; }
    public string Question { get; private set; } = "";
    public string Answer { get; private set; } = "";
    public ReachedStage Stage { get; private set; }

    /// <summary>Null when it is hidden: what it was is kept nowhere.</summary>
    public int? Count { get; private set; }
    public int OutOf { get; private set; }
}
