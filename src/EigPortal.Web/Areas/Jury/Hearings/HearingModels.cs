using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Hearings;
using EigPortal.Services.Text;
using EigPortal.Web.Areas.Jury.Readings;
using EigPortal.Web.Areas.Jury.Shared;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Jury.Hearings;

public sealed record OwnOrderModel(HearingProgramme Programme, DateTimeOffset Now)
{
    public DateOnly Today => FrenchDates.ParisDay(Now);

    /// <summary>What is to come first, today at the top; then what is past.</summary>
    public IEnumerable<DateOnly> Days => Programme.Days.OrderBy(day => day < Today).ThenBy(day => day);
}

/// <param name="Input">What the form shows: what was saved, or what was typed when it was refused.</param>
/// <param name="Saved">What was saved elsewhere in the meantime; null unless the form was refused for that, or because it is locked.</param>
public sealed record CollectiveModel(CollectiveFile File, ScoreSheetInput Input, ScoreSheetInput? Saved)
{
    /// <summary>Whether the script keeps what is written: not before the hearing has begun, nor while two versions are compared.</summary>
    public bool KeepsItself => Saved is null && (File.Line.State is SlotState.InHearing or SlotState.Heard);

    public KeptNotesModel Kept =>
        new(
            $"/admin/jury/auditions/{File.Line.SlotId}",
            File.Saves,
            SheetAnswer.StandingOf(
                File.Sheet?.Marks.Count(mark => mark.Value is not null || mark.Abstains) ?? 0,
                File.Cohort.Criteria.Count
            ),
            KeptNotesWords.OfHearing
        );

    public static CollectiveModel From(CollectiveFile file, ScoreSheetInput? typed = null, bool changedElsewhere = false) =>
        new(file, typed ?? InputOf(file), changedElsewhere ? InputOf(file) : null);

    public static ScoreSheetInput InputOf(CollectiveFile file) =>
        new()
        {
            Version = file.Version,
            Marks =
                file.Sheet?.Marks.ToDictionary(
                    mark => mark.CriterionKey,
                    mark => new MarkInput
                    {
                        Value = mark.Abstains ? MarkInput.Abstention : $"{mark.Value}",
                        Comment = mark.Comment,
                    }
                ) ?? [],
            Opinion = file.Sheet?.Opinion,
            OverallComment = file.Sheet?.OverallComment,
        };

    /// <summary>What is to be read again in the notes of the panel.</summary>
    public RemarksToRead Remarks { get; } =
        RemarksToRead.Of([
            .. File
                .Cohort.Criteria.OrderBy(criterion => criterion.Position)
                .Select(criterion => ($"Marks[{criterion.Key}].Comment", Input.Of(criterion.Key).Comment)),
            (nameof(Input.OverallComment), Input.OverallComment),
        ]);

    public static string FieldOf(DomainError error, CollectiveFile file) =>
        file.Cohort.Criteria.All(criterion => criterion.Key != error.Field) ? error.Field ?? ""
        : error.Code == "mark.comment" ? $"Marks[{error.Field}].Comment"
        : $"Marks[{error.Field}].Value";

    public IReadOnlyList<Choice> Scale =>
        [
            .. Enumerable.Range(0, File.Cohort.ScaleMax + 1).Select(mark => new Choice($"{mark}", $"{mark}")),
            new Choice(MarkInput.Abstention, "Abstention"),
        ];

    public string WordsOf(MarkInput mark) => mark.InWords(File.Cohort.ScaleMax);
}
