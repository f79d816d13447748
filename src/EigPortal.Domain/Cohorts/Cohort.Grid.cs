using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Cohorts;

/// <summary>A criterion as staff type it.</summary>
/// <param name="Key">Of a criterion of the grid; empty for a new one.</param>
/// <param name="Weight">Null when what was typed is no number.</param>
/// <param name="Anchors">The meaning of each mark, from 0 upwards; none when the criterion has no anchors.</param>
public sealed record CriterionText(
    string Key,
    string Title,
    string Question,
    decimal? Weight,
    IReadOnlyList<string> Anchors,
    bool IsRemoved
);

/// <summary>What the promotion asks of its jury.</summary>
public sealed partial class Cohort
{
    public const int MostFavourites = 20;

    /// <summary>A mark is one digit: jurors type it.</summary>
    public const int MostScaleMax = 9;
    public const int MostCriteria = 10;

    /// <summary>Readings that each file needs.</summary>
    public int ReadingsPerFile { get; private set; } = ScoringDefaults.ReadingsPerFile;

    /// <summary>« Coups de cœur » that a juror may lock; 0 when the promotion offers none (E8).</summary>
    public int FavouritesPerJuror { get; private set; } = ScoringDefaults.FavouritesPerJuror;

    /// <summary>Raised by each change of criteria, weights or scale, so that a page open since before knows that it marks on another grid.</summary>
    public int GridEdition { get; private set; } = 1;

    /// <summary>
    /// When a sheet first held something on a criterion. From there on criteria, weights and scale stay for good: a mark given on another
    /// scale is another mark (E8).
    /// </summary>
    public DateTimeOffset? GridFixedAt { get; private set; }

    /// <summary>
    /// Changes how many readings a file needs and how many « coups de cœur » a juror may lock, with a reason, at any time: neither changes
    /// what a mark means. Nothing that is locked is undone by a lower figure.
    /// </summary>
    public Result ArrangeReadings(int? readingsPerFile, int? favouritesPerJuror, string? reason)
    {
        var errors = new List<DomainError>();
        if (readingsPerFile is not (>= 1 and <= PlanRules.MostReadings))
        {
            errors.Add(
                new("grid.readings", $"Choisissez de 1 à {PlanRules.MostReadings} lectures par dossier.", nameof(ReadingsPerFile))
            );
        }

        if (favouritesPerJuror is not (>= 0 and <= MostFavourites))
        {
            errors.Add(
                new(
                    "grid.favourites",
                    $"Choisissez de 0 à {MostFavourites} coups de cœur par membre du jury.",
                    nameof(FavouritesPerJuror)
                )
            );
        }

        if (errors.Count == 0 && (readingsPerFile, favouritesPerJuror) == (ReadingsPerFile, FavouritesPerJuror))
        {
            errors.Add(new("grid.same", "Ces nombres sont déjà ceux de la promotion.", nameof(ReadingsPerFile)));
        }

        var why = GridReason(reason, errors);
        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        (ReadingsPerFile, FavouritesPerJuror) = (readingsPerFile!.Value, favouritesPerJuror!.Value);
        Raise(new ReadingsArranged(Id, ReadingsPerFile, FavouritesPerJuror, why));
        return Result.Ok;
    }

    /// <summary>Replaces criteria, weights, scale and anchors, with a reason, until a sheet holds a mark.</summary>
    /// <param name="texts">Every criterion, in order; one left out is refused like a page that is not up to date.</param>
    /// <param name="marked">Sheets that hold a mark, for the refusal.</param>
    public Result ChangeGrid(int? scaleMax, bool scaleIsPublished, IReadOnlyList<CriterionText> texts, string? reason, int marked)
    {
        if (GridFixedAt is not null)
        {
            return GridErrors.Fixed(marked);
        }

        var errors = GridChecks.Check(scaleMax, texts, criteria);
        var why = GridReason(reason, errors);
        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        var kept = texts.Where(text => !text.IsRemoved).ToList();
        criteria.RemoveAll(criterion => kept.All(text => text.Key != criterion.Key));
        foreach (var (index, text) in kept.Index())
        {
            if (criteria.SingleOrDefault(criterion => criterion.Key == text.Key) is { } criterion)
            {
                criterion.Change(text, index + 1);
            }
            else
            {
                criteria.Add(new Criterion(Id, NewKey(), text.Title, text.Question, text.Anchors, text.Weight!.Value, index + 1));
            }
        }

        (ScaleMax, ScaleIsPublished) = (scaleMax!.Value, scaleIsPublished);
        GridEdition++;
        Raise(new GridChanged(Id, criteria.Count, ScaleMax, why));
        return Result.Ok;
    }

    /// <summary>The first sheet holds something: the grid stays as it is. Refuses a second time.</summary>
    public Result FixGrid(DateTimeOffset now)
    {
        if (GridFixedAt is not null)
        {
            return new DomainError("grid.already-fixed", "La grille est déjà figée.");
        }

        GridFixedAt = now;
        Raise(new GridFixed(Id));
        return Result.Ok;
    }

    /// <summary>
    /// Corrects the wording of anchors once the grid is fixed, with a reason that jurors read on the grid. Each former wording is kept; as
    /// many anchors as before, since each one is the meaning of a mark.
    /// </summary>
    /// <param name="anchors">By key of criterion; a criterion left out keeps its own.</param>
    public Result CorrectAnchors(IReadOnlyDictionary<string, IReadOnlyList<string>> anchors, string? reason, DateTimeOffset now)
    {
        if (GridFixedAt is null)
        {
            return new DomainError("grid.not-fixed", "Aucune note n’est donnée : changez les repères avec la grille elle-même.");
        }

        var errors = new List<DomainError>();
        var changed = criteria
            .Where(criterion => anchors.TryGetValue(criterion.Key, out var typed) && !typed.SequenceEqual(criterion.Anchors))
            .ToList();
        foreach (var criterion in changed)
        {
            GridChecks.CheckAnchors(anchors[criterion.Key], ScaleMax, $"Anchors[{criterion.Key}]", errors);
            if (anchors[criterion.Key].Count != criterion.Anchors.Count && errors.Count == 0)
            {
                errors.Add(new("grid.anchors", "Gardez autant de repères qu’avant.", $"Anchors[{criterion.Key}]"));
            }
        }

        if (changed.Count == 0)
        {
            errors.Add(
                new("grid.same-anchors", "Aucun repère n’a changé.", criteria.Count == 0 ? null : $"Anchors[{criteria[0].Key}]")
            );
        }

        var why = GridReason(reason, errors);
        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        changed.ForEach(criterion => criterion.Correct(anchors[criterion.Key], why, now));
        Raise(new AnchorsCorrected(Id, [.. changed.Select(criterion => criterion.Title)], why));
        return Result.Ok;
    }

    private string NewKey()
    {
        var number = criteria.Count + 1;
        while (criteria.Any(criterion => criterion.Key == $"critere-{number}"))
        {
            number++;
        }

        return $"critere-{number}";
    }

    private static string GridReason(string? reason, List<DomainError> errors)
    {
        var why = PlainText.Clean(reason).Trim();
        if (why.Length is 0 or > ReasonMaxLength)
        {
            errors.Add(new("grid.reason", $"Dites pourquoi, en {ReasonMaxLength} caractères au plus.", "Reason"));
        }

        return why;
    }
}

/// <summary>What a grid must be before a jury can mark with it.</summary>
internal static class GridChecks
{
    public static List<DomainError> Check(int? scaleMax, IReadOnlyList<CriterionText> texts, IReadOnlyList<Criterion> present)
    {
        var errors = new List<DomainError>();
        if (scaleMax is not (>= 1 and <= Cohort.MostScaleMax))
        {
            errors.Add(new("grid.scale", $"Choisissez une note la plus haute de 1 à {Cohort.MostScaleMax}.", "ScaleMax"));
        }

        var kept = texts.Index().Where(row => !row.Item.IsRemoved).ToList();
        if (kept.Count is < ScoringPolicy.MinimumMarks or > Cohort.MostCriteria)
        {
            errors.Add(
                new(
                    "grid.criteria",
                    $"Gardez de {ScoringPolicy.MinimumMarks} à {Cohort.MostCriteria} critères : une fiche compte à partir de {ScoringPolicy.MinimumMarks} notes.",
                    "Criteria[0].Title"
                )
            );
        }

        var keys = texts.Select(text => text.Key).Where(key => key.Length > 0).ToList();
        if (keys.Count != keys.Distinct().Count() || !keys.ToHashSet().SetEquals(present.Select(criterion => criterion.Key)))
        {
            errors.Add(GridErrors.OtherCriteria);
        }

        foreach (var (index, text) in kept)
        {
            CheckCriterion(text, kept.Any(other => other.Index < index && other.Item.Title == text.Title), index, errors);
            CheckAnchors(text.Anchors, scaleMax, $"Criteria[{index}].Anchors", errors);
        }

        return errors;
    }

    private static void CheckCriterion(CriterionText text, bool isTwice, int index, List<DomainError> errors)
    {
        if (text.Title.Length is 0 or > Criterion.TitleMaxLength)
        {
            errors.Add(
                new(
                    "grid.title",
                    $"Nommez le critère {index + 1}, en {Criterion.TitleMaxLength} caractères au plus.",
                    $"Criteria[{index}].Title"
                )
            );
        }
        else if (isTwice)
        {
            errors.Add(new("grid.title-twice", "Un autre critère porte déjà ce nom.", $"Criteria[{index}].Title"));
        }

        if (text.Question.Length > Criterion.QuestionMaxLength)
        {
            errors.Add(
                new(
                    "grid.question",
                    $"Raccourcissez la question : {Criterion.QuestionMaxLength} caractères au plus.",
                    $"Criteria[{index}].Question"
                )
            );
        }

        if (text.Weight is not (> 0m and <= Criterion.MostWeight))
        {
            errors.Add(
                new(
                    "grid.weight",
                    $"Donnez au critère {index + 1} un poids plus grand que 0, jusqu’à {Criterion.MostWeight}.",
                    $"Criteria[{index}].Weight"
                )
            );
        }
    }

    public static void CheckAnchors(IReadOnlyList<string> anchors, int? scaleMax, string field, List<DomainError> errors)
    {
        if (scaleMax is { } top && anchors.Count is not 0 && anchors.Count != top + 1)
        {
            errors.Add(
                new(
                    "grid.anchors",
                    $"Écrivez une ligne par note, de 0 à {top} : {top + 1} lignes, ou aucune. Il y en a {anchors.Count}.",
                    field
                )
            );
        }
        else if (anchors.Any(anchor => anchor.Length > Criterion.AnchorMaxLength))
        {
            errors.Add(new("grid.anchor", $"Chaque repère tient en {Criterion.AnchorMaxLength} caractères.", field));
        }
    }
}

public static class GridErrors
{
    public static readonly DomainError OtherCriteria = new(
        "grid.other-criteria",
        "Les critères ont changé depuis que vous avez ouvert la page. Relisez ceux qui sont enregistrés avant de recommencer."
    );

    /// <param name="marked">0 when everything that was given has been taken back since.</param>
    public static DomainError Fixed(int marked) =>
        new(
            "grid.fixed",
            $"{Holding(marked)} Critères, poids et barème ne changent plus : une note donnée sur un autre barème serait une autre note. La formulation des repères peut encore être corrigée."
        );

    private static string Holding(int marked) =>
        marked switch
        {
            0 => "Une note a été donnée, puis retirée.",
            1 => "Une fiche porte des notes.",
            _ => $"{marked} fiches portent des notes.",
        };
}

public sealed record ReadingsArranged(Guid CohortId, int ReadingsPerFile, int FavouritesPerJuror, string Why)
    : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        FormattableString.Invariant(
            $"Lectures par dossier : {ReadingsPerFile}. Coups de cœur par membre du jury : {FavouritesPerJuror}"
        );
    public override string? Reason => Why;
}

public sealed record GridChanged(Guid CohortId, int Criteria, int ScaleMax, string Why) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        FormattableString.Invariant($"Grille de lecture changée : {Criteria} critères, notés de 0 à {ScaleMax}");
    public override string? Reason => Why;
}

public sealed record GridFixed(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Première note du jury : critères, poids et barème sont figés";
}

/// <param name="Titles">Of the criteria concerned.</param>
public sealed record AnchorsCorrected(Guid CohortId, IReadOnlyList<string> Titles, string Why)
    : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => $"Repères corrigés : {string.Join(", ", Titles.Select(title => $"« {title} »"))}";
    public override string? Reason => Why;
}
