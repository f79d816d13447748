using System.Globalization;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Juries;

namespace EigPortal.Web.Areas.Admin.Grids;

/// <summary>Readings per file and « coups de cœur » per juror, as staff type them.</summary>
public sealed class ArrangementInput
{
    public string? ReadingsPerFile { get; init; }
    public string? FavouritesPerJuror { get; init; }
    public string? Reason { get; init; }

    /// <summary>Version of the promotion that the form was filled from.</summary>
    public uint Version { get; init; }

    // What is not a whole number is outside of every range: the domain refuses it and names the field.
    public int? Readings => Whole(ReadingsPerFile);
    public int? Favourites => Whole(FavouritesPerJuror);

    public static ArrangementInput From(Cohort cohort) =>
        new()
        {
            ReadingsPerFile = cohort.ReadingsPerFile.ToString(CultureInfo.InvariantCulture),
            FavouritesPerJuror = cohort.FavouritesPerJuror.ToString(CultureInfo.InvariantCulture),
        };

    private static int? Whole(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <param name="Version">Of the row that the page shows.</param>
/// <param name="Arrangement">What its form shows: what is saved, or what was typed when it was refused.</param>
public sealed record GridModel(Cohort Cohort, uint Version, IReadOnlyList<JurorProgress> Jurors, ArrangementInput Arrangement)
{
    public IReadOnlyList<Criterion> Criteria => [.. Cohort.Criteria.OrderBy(criterion => criterion.Position)];

    public int Favourites => Jurors.Sum(juror => juror.Favourites);

    /// <summary>Locked more than the present quota, which was lowered since: nothing is undone (E8).</summary>
    public IReadOnlyList<JurorProgress> Above => [.. Jurors.Where(juror => juror.Favourites > Cohort.FavouritesPerJuror)];
}
