using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Juries;
using EigPortal.Web.Areas.Jury.Shared;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Jury.Readings;

/// <param name="View">What the phase shows to this juror.</param>
/// <param name="Favourites">« Coups de cœur » given and left.</param>
public sealed record OwnWorkModel(JurorWork Work, JuryView View, MarkingTime Time, FavouriteQuota Favourites)
{
    /// <summary>What is seen of the others, for whoever wonders.</summary>
    public string OthersInWords =>
        View.OthersMarks switch
        {
            OthersMarks.Never => "Pour l’instant, vous ne voyez que vos propres notes.",
            OthersMarks.AfterLockingOwn => "Vous voyez les notes des autres sur un dossier une fois votre fiche verrouillée.",
            OthersMarks.Always => "Vous voyez les fiches verrouillées des autres sur les dossiers qui vous sont confiés.",
        };
}

/// <param name="Input">What the form shows: what was saved, or what was typed when it was refused.</param>
/// <param name="Saved">What another device saved in the meantime; null unless the form was refused for that.</param>
public sealed record ReadingModel(ReadingFile File, SnapshotModel Snapshot, ScoreSheetInput Input, ScoreSheetInput? Saved)
{
    public bool IsWritable =>
        File.MayScore && File.IsMarkingOpen && File.Sheet.State is (SheetState.NotStarted or SheetState.Draft);

    /// <summary>Marking is closed and the sheet was not locked: it counts for nothing.</summary>
    public bool IsLeftUnlocked =>
        File.MayScore && !File.IsMarkingOpen && File.Sheet.State is (SheetState.NotStarted or SheetState.Draft);

    public KeptNotesModel Kept =>
        new(
            $"/admin/jury/lectures/{File.Sheet.Id}",
            File.Place.Saves,
            SheetAnswer.StandingOf(
                File.Sheet.Marks.Count(mark => mark.Value is not null || mark.Abstains),
                File.Cohort.Criteria.Count
            ),
            KeptNotesWords.OfSheet
        );

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
            ) with
            {
                Highlights = Highlight.Of(file.Passages, file.Parts),
            },
            typed ?? saved,
            changedElsewhere ? saved : null
        );
    }

    /// <summary>The passages that support a criterion, numbered as they are in the page.</summary>
    public IEnumerable<NumberedPassage> PassagesOf(string criterionKey) =>
        Passages.Where(numbered => numbered.Passage.CriterionKey == criterionKey);

    /// <summary>Every passage, with the answer it stands in and whether its words are still there.</summary>
    public IReadOnlyList<NumberedPassage> Passages { get; } =
    [
        .. File.Passages.Select(
            (passage, index) =>
                new NumberedPassage(
                    index + 1,
                    passage,
                    File.Parts.FirstOrDefault(part => part.Place == passage.Place)?.Label ?? "Réponse",
                    Snapshot.Highlights.Any(highlight => highlight.Number == index + 1)
                )
        ),
    ];

    public IReadOnlyList<Choice> Criteria =>
        [.. File.Cohort.Criteria.OrderBy(criterion => criterion.Position).Select(row => new Choice(row.Key, row.Title))];

    public string WordsOf(MarkInput mark) => mark.InWords(File.Cohort.ScaleMax);

    public IReadOnlyList<Choice> Scale =>
        [
            .. Enumerable.Range(0, File.Cohort.ScaleMax + 1).Select(mark => new Choice($"{mark}", $"{mark}")),
            new Choice(MarkInput.Abstention, "Abstention"),
        ];

    /// <summary>The opinions that the promotion offers: one without « coups de cœur » doesn't name them.</summary>
    public static IReadOnlyList<Choice> OpinionsOf(Cohort cohort) =>
        [
            .. Enum.GetValues<Opinion>()
                .Where(opinion => opinion != Opinion.CoupDeCoeur || cohort.FavouritesPerJuror > 0)
                .Select(opinion => new Choice(opinion.ToString(), Labels.Of(opinion))),
        ];
}

/// <summary>How many « coups de cœur » a juror has left, in a sentence.</summary>
public static class FavouriteWords
{
    /// <returns>Null when the promotion offers none.</returns>
    public static string? Of(FavouriteQuota quota) =>
        quota switch
        {
            { Most: 0 } => null,
            _ when quota.Numbers.Count > quota.Most =>
                $"Vous avez verrouillé {quota.Numbers.Count} coups de cœur\u00a0: {quota.Names}. Le nombre prévu est maintenant de {quota.Most}\u00a0; rien n’est défait.",
            { Left: 0, Most: 1 } => $"Votre coup de cœur est donné, à {quota.Names}.",
            { Left: 0 } => $"Vos {quota.Most} coups de cœur sont donnés, à {quota.Names}.",
            _ =>
                $"Il vous reste {FrenchNumbers.Count(quota.Left, "coup", "coups")} de cœur sur {quota.Most}.{(quota.Numbers.Count == 0 ? "" : $" Déjà donné{(quota.Numbers.Count > 1 ? "s" : "")}\u00a0: {quota.Names}.")}",
        };
}

/// <param name="Number">From 1, in the page.</param>
/// <param name="Label">The question whose answer it comes from.</param>
/// <param name="IsShown">Whether the page shows where it stands.</param>
public sealed record NumberedPassage(int Number, Passage Passage, string Label, bool IsShown);

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
