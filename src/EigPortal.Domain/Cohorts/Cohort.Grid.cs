using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Cohorts;

/// <summary>What the promotion asks of its jury.</summary>
public sealed partial class Cohort
{
    public const int MostFavourites = 20;

    /// <summary>Readings that each file needs.</summary>
    public int ReadingsPerFile { get; private set; } = ScoringDefaults.ReadingsPerFile;

    /// <summary>« Coups de cœur » that a juror may lock; 0 when the promotion offers none (E8).</summary>
    public int FavouritesPerJuror { get; private set; } = ScoringDefaults.FavouritesPerJuror;

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

public sealed record ReadingsArranged(Guid CohortId, int ReadingsPerFile, int FavouritesPerJuror, string Why)
    : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        FormattableString.Invariant(
            $"Lectures par dossier : {ReadingsPerFile}. Coups de cœur par membre du jury : {FavouritesPerJuror}"
        );
    public override string? Reason => Why;
}
