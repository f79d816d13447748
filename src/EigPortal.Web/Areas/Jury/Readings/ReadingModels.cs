using EigPortal.Domain.Juries;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Jury.Readings;

/// <param name="Input">What the form shows: what was saved, or what was typed when it was refused.</param>
/// <param name="Saved">What another device saved in the meantime; null unless the form was refused for that.</param>
public sealed record ReadingModel(ReadingFile File, SnapshotModel Snapshot, ScoreSheetInput Input, ScoreSheetInput? Saved)
{
    public bool IsWritable => File.MayScore && File.Sheet.State is SheetState.NotStarted or SheetState.Draft;

    public static ReadingModel From(ReadingFile file, ScoreSheetInput? typed = null, bool changedElsewhere = false)
    {
        var saved = ScoreSheetInput.From(file);
        return new ReadingModel(
            file,
            SnapshotModel.From(
                file.Snapshot,
                file.Form,
                SnapshotReader.Juror,
                file.Scans,
                $"/admin/jury/lectures/{file.Sheet.Id}/documents/",
                heading: 3,
                file.Changes,
                file.IsBlind ? file.Content : null
            ),
            typed ?? saved,
            changedElsewhere ? saved : null
        );
    }

    public string WordsOf(MarkInput mark) =>
        mark.Value switch
        {
            null or "" => "Pas de note",
            MarkInput.Abstention => "Abstention",
            var value => $"{value} sur {File.Cohort.ScaleMax}",
        };

    public IReadOnlyList<Choice> Scale =>
        [
            .. Enumerable.Range(0, File.Cohort.ScaleMax + 1).Select(mark => new Choice($"{mark}", $"{mark}")),
            new Choice(MarkInput.Abstention, "Abstention"),
        ];

    public static IReadOnlyList<Choice> Opinions =>
        [.. Enum.GetValues<Opinion>().Select(opinion => new Choice(opinion.ToString(), Labels.Of(opinion)))];
}

/// <summary>The place of a warning under a comment, filled or not.</summary>
/// <param name="Field">Name of the comment's field.</param>
public sealed record RemarkNotice(string Field, IReadOnlyList<string> Sentences)
{
    public static RemarkNotice Of(string field, string? comment) => new(field, RemarkWarning.Of(comment));
}

/// <param name="Total">Out of 20, two decimals; null when too few marks were given for the sheet to count.</param>
public sealed record LockModel(ReadingFile File, ScoreSheetInput Input, decimal? Total)
{
    /// <summary>Comments to read again before locking, each with what is said of it; those without a remark are left out.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<string> Sentences)> Remarks { get; } =
    [
        .. File
            .Cohort.Criteria.OrderBy(criterion => criterion.Position)
            .Select(criterion => (criterion.Title, Sentences: RemarkWarning.Of(Input.Of(criterion.Key).Comment)))
            .Append((Title: "Commentaire d’ensemble", Sentences: RemarkWarning.Of(Input.OverallComment)))
            .Where(comment => comment.Sentences.Count > 0),
    ];
}
