using System.Globalization;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Exports;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <param name="Most">« Coups de cœur » that a juror may lock.</param>
public sealed record JuryModel(
    IReadOnlyList<JurorProgress> Jurors,
    IReadOnlyList<ConflictLine> Conflicts,
    int Most,
    DateTimeOffset Now
)
{
    /// <summary>A promotion that offers none shows those that were locked before.</summary>
    public bool ShowsFavourites => Most > 0 || Jurors.Any(juror => juror.Favourites > 0);

    public IEnumerable<JurorProgress> Late => Jurors.Where(juror => juror.IsLateAt(Now));
    public int Assigned => Jurors.Sum(juror => juror.Assigned);
    public int Locked => Jurors.Sum(juror => juror.Locked);
}

/// <summary>Which files to show before choosing; written in the address.</summary>
public sealed class FileQuery
{
    public Guid? Defi { get; init; }

    /// <summary>Only files with fewer readings than this.</summary>
    public int? Moins { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>For the address of a form: the same files come back with its errors.</summary>
    public string ToQuery() =>
        QueryString
            .Create(
                new KeyValuePair<string, string?>[]
                {
                    new("defi", Defi?.ToString()),
                    new("moins", Moins?.ToString(CultureInfo.InvariantCulture)),
                    new("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
                }.Where(pair => pair.Value is not null)
            )
            .ToString();
}

/// <summary>Files × jurors, or so many readings per file shared among the jurors.</summary>
public sealed class AssignmentInput
{
    public const string Balanced = "equilibre";

    public List<Guid> CandidatureIds { get; init; } = [];
    public List<Guid> JurorIds { get; init; } = [];
    public string? Mode { get; init; }
    public int ReadingsPerFile { get; init; } = 2;

    /// <summary>Why readings are given past a limit or a tie to review.</summary>
    public string? Reason { get; init; }

    public AssignmentRequest ToRequest(Guid cohortId) =>
        new(cohortId, CandidatureIds, JurorIds, Mode == Balanced ? ReadingsPerFile : null, Reason);

    /// <summary>What keeps this choice from being previewed; nothing when it can be.</summary>
    public IEnumerable<DomainError> Refusals()
    {
        if (CandidatureIds.Count == 0)
        {
            yield return new("assignment.no-file", "Choisissez au moins un dossier.", nameof(CandidatureIds));
        }

        if (JurorIds.Count == 0)
        {
            yield return new("assignment.no-juror", "Choisissez au moins un membre du jury.", nameof(JurorIds));
        }

        if (ReadingsPerFile is < 1 or > AssignReadings.MaxReadingsPerFile)
        {
            var message = $"Choisissez de 1 à {AssignReadings.MaxReadingsPerFile} lectures par dossier.";
            yield return new("assignment.readings", message, nameof(ReadingsPerFile));
        }
    }
}

public sealed record AssignmentModel(
    FileQuery Query,
    AssignmentInput Input,
    FilePage Found,
    IReadOnlyList<JurorProgress> Jurors,
    IReadOnlyList<Choice> Challenges
)
{
    public string Caption =>
        Found.Pages == 1
            ? FrenchNumbers.Count(Found.Total, "dossier", "dossiers")
            : $"Page {Found.Page} sur {Found.Pages} : {FrenchNumbers.Count(Found.Files.Count, "dossier", "dossiers")} sur {FrenchNumbers.Number(Found.Total)}";
}

/// <param name="IsDone">False in the preview: nothing has happened yet.</param>
/// <param name="OutOfTime">Who would read, and may not mark any more.</param>
public sealed record AssignmentResultModel(
    AssignmentInput Input,
    IReadOnlyList<AssignmentRow> Rows,
    bool IsDone,
    IReadOnlyList<OutOfTime> OutOfTime
)
{
    public static string Words(AssignmentRow row, bool isDone) =>
        row.Outcome switch
        {
            AssignmentOutcome.Assigned => isDone ? "Confiée" : "À confier",
            AssignmentOutcome.GivenBack => isDone
                ? "Confiée de nouveau, avec ce qui était écrit"
                : "À confier de nouveau, avec ce qui est écrit",
            AssignmentOutcome.AlreadyAssigned => "Déjà confiée",
            AssignmentOutcome.OwnFile => "Refusée : c’est le dossier de cette personne",
            AssignmentOutcome.IsCandidate => "Refusée : cette personne est candidate à la promotion",
            AssignmentOutcome.Conflict => "Refusée : un lien d’intérêts est déclaré",
            AssignmentOutcome.LeftJury => "Refusée : cette personne ne fait plus partie du jury",
            AssignmentOutcome.FileNotOpen => "Refusée : la candidature n’est plus en lice",
            AssignmentOutcome.NobodyLeft => "Personne parmi les membres choisis ne peut lire ce dossier",
        };
}

public sealed class ConflictInput
{
    public Guid AccountId { get; init; }
    public ConflictLevel Level { get; init; }
    public string? Reason { get; init; }
}

public sealed record FileReadingsModel(
    FileReadings File,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<Choice> People,
    ConflictInput Input
)
{
    /// <summary>Documents to redact for the jury; empty unless identities are hidden.</summary>
    public IReadOnlyList<DocumentToRedact> ToRedact { get; init; } = [];

    /// <summary>The marks of a sheet with the titles of their criteria, in the order of the grid.</summary>
    public IEnumerable<(string Title, Mark Mark)> MarksOf(ScoreSheet sheet) =>
        from criterion in Criteria.OrderBy(criterion => criterion.Position)
        from mark in sheet.Marks
        where mark.CriterionKey == criterion.Key
        select (criterion.Title, mark);

    /// <summary>The same, of a former edition.</summary>
    public IEnumerable<(string Title, VersionMark Mark)> MarksOf(SheetVersion version) =>
        from criterion in Criteria.OrderBy(criterion => criterion.Position)
        from mark in version.Marks
        where mark.CriterionKey == criterion.Key
        select (criterion.Title, mark);

    public static IReadOnlyList<Choice> Levels =>
        [.. Enum.GetValues<ConflictLevel>().Select(level => new Choice(level.ToString(), Labels.Of(level)))];
}

/// <summary>What the exports say of a ranked list: the same rows and the same figures as the screen.</summary>
public static class RankingColumns
{
    public static IReadOnlyList<Column<RankedRow>> Of(RankedList list) =>
        [
            new("Rang", row => row.Rank),
            new("Ex aequo", row => row.IsTied ? "oui" : ""),
            new("Numéro", row => row.Number),
            new("Personne", row => row.FullName),
            new("Vœu", row => row.WishRank),
            new("Score sur 20", row => row.Score),
            new("Fiches comptées", row => row.CountedSheets),
            new("Fiches non comptées", row => row.UncountedSheets),
            new("Fiches attendues", row => row.PendingSheets),
            new("Plus basse", row => row.Lowest),
            new("Plus haute", row => row.Highest),
            new("Écart", row => row.Spread),
            new("Coups de cœur", row => row.Favourites),
            new("Correction de sévérité", row => row.Calibrated?.SeverityCorrection),
            new("Rapprochement de la moyenne", row => row.Calibrated?.Shrinkage),
            new("Score calibré", row => row.Calibrated?.Score),
            new("Rang calibré", row => row.Calibrated?.Rank),
            new("Rang probable, du", row => row.Calibrated?.LowestRank),
            new("Rang probable, au", row => row.Calibrated?.HighestRank),
            new("À délibérer", row => row.Calibrated is { IsToDeliberate: true } ? "oui" : ""),
            .. (list.Rows.FirstOrDefault()?.Criteria ?? []).Select(
                (criterion, position) => new Column<RankedRow>(criterion.Title, row => row.Criteria[position].Mean)
            ),
        ];
}
