using System.Globalization;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;

namespace EigPortal.Web.Areas.Admin.Grids;

/// <summary>A criterion as the form posts it.</summary>
public sealed class CriterionInput
{
    /// <summary>Empty for a new one.</summary>
    public string? Key { get; init; }
    public string? Title { get; init; }
    public string? Question { get; init; }
    public string? Weight { get; init; }

    /// <summary>One line per mark, from 0 upwards.</summary>
    public string? Anchors { get; init; }
    public bool IsRemoved { get; init; }

    /// <summary>The place of a new criterion, left as it was.</summary>
    public bool IsBlank =>
        string.IsNullOrEmpty(Key) && string.IsNullOrWhiteSpace(Title + Question + Anchors) && Weight is null or "" or "1";

    public static CriterionInput From(Criterion criterion) =>
        new()
        {
            Key = criterion.Key,
            Title = criterion.Title,
            Question = criterion.Question,
            Weight = criterion.Weight.ToString("0.##", CultureInfo.GetCultureInfo("fr-FR")),
            Anchors = string.Join('\n', criterion.Anchors),
        };

    public CriterionText ToText() =>
        new(
            Key ?? "",
            PlainText.Clean(Title).Trim(),
            PlainText.Clean(Question).Trim(),
            decimal.TryParse(
                Weight?.Trim().Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var weight
            )
                ? weight
                : null,
            GridLines.Of(Anchors),
            IsRemoved
        );
}

/// <summary>Criteria, weights, scale and anchors, as staff type them.</summary>
public sealed class GridInput
{
    public string? ScaleMax { get; init; }
    public bool ScaleIsPublished { get; init; }
    public List<CriterionInput> Criteria { get; init; } = [];
    public string? Reason { get; init; }

    /// <summary>Version of the promotion that the form was filled from.</summary>
    public uint Version { get; init; }

    /// <summary>False for what is saved.</summary>
    public bool IsPosted { get; init; } = true;

    public static GridInput From(Cohort cohort) =>
        new()
        {
            IsPosted = false,
            ScaleMax = cohort.ScaleMax.ToString(CultureInfo.InvariantCulture),
            ScaleIsPublished = cohort.ScaleIsPublished,
            Criteria =
            [
                .. cohort.Criteria.OrderBy(criterion => criterion.Position).Select(CriterionInput.From),
                new CriterionInput { Weight = "1" },
            ],
        };

    /// <summary>Places of the form stay places of the text: the blank one, for a new criterion, is the last.</summary>
    public GridText ToText() =>
        new(
            GridLines.Whole(ScaleMax),
            ScaleIsPublished,
            [.. Criteria.Where(criterion => !criterion.IsBlank).Select(criterion => criterion.ToText())],
            Reason
        );
}

/// <summary>Wordings of anchors, by key of criterion.</summary>
public sealed class AnchorsInput
{
    public Dictionary<string, string?> Anchors { get; init; } = [];
    public string? AnchorsReason { get; init; }
    public uint Version { get; init; }

    /// <summary>False for what is saved.</summary>
    public bool IsPosted { get; init; } = true;

    public static AnchorsInput From(Cohort cohort) =>
        new()
        {
            IsPosted = false,
            Anchors = cohort.Criteria.ToDictionary(
                criterion => criterion.Key,
                string? (criterion) => string.Join('\n', criterion.Anchors)
            ),
        };

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ToLines() =>
        Anchors.ToDictionary(pair => pair.Key, pair => GridLines.Of(pair.Value));
}

/// <summary>Readings per file and « coups de cœur » per juror, as staff type them.</summary>
public sealed class ArrangementInput
{
    public string? ReadingsPerFile { get; init; }
    public string? FavouritesPerJuror { get; init; }
    public string? ArrangementReason { get; init; }
    public uint Version { get; init; }

    public int? Readings => GridLines.Whole(ReadingsPerFile);
    public int? Favourites => GridLines.Whole(FavouritesPerJuror);

    public static ArrangementInput From(Cohort cohort) =>
        new()
        {
            ReadingsPerFile = cohort.ReadingsPerFile.ToString(CultureInfo.InvariantCulture),
            FavouritesPerJuror = cohort.FavouritesPerJuror.ToString(CultureInfo.InvariantCulture),
        };
}

internal static class GridLines
{
    /// <summary>Lines that say something, in order.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        PlainText.Clean(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Null for what is no whole number: the domain refuses it and names the field.</summary>
    public static int? Whole(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
