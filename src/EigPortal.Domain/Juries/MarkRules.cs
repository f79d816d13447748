using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>What may be written in a grid, of one juror or of a panel.</summary>
internal static class MarkRules
{
    /// <summary>Marks outside the scale, unknown criteria, an abstention with a mark, comments too long.</summary>
    public static List<DomainError> Check(IReadOnlyList<MarkText> texts, string overallComment, Cohort cohort)
    {
        var errors = new List<DomainError>();
        foreach (var text in texts)
        {
            if (cohort.Criteria.All(criterion => criterion.Key != text.CriterionKey))
            {
                errors.Add(new DomainError("mark.criterion", "Ce critère ne fait pas partie de la grille.", text.CriterionKey));
            }
            else if (text.Value is { } value && (value < 0 || value > cohort.ScaleMax))
            {
                errors.Add(
                    new DomainError("mark.scale", $"Choisissez une note entière de 0 à {cohort.ScaleMax}.", text.CriterionKey)
                );
            }
            else if (text.Abstains && text.Value is not null)
            {
                errors.Add(
                    new DomainError("mark.abstains", "Choisissez une note ou l’abstention, pas les deux.", text.CriterionKey)
                );
            }

            if (PlainText.Clean(text.Comment).Length > ScoreSheet.CommentMaxLength)
            {
                errors.Add(
                    new DomainError(
                        "mark.comment",
                        $"Le commentaire dépasse {ScoreSheet.CommentMaxLength} caractères.",
                        text.CriterionKey
                    )
                );
            }
        }

        if (PlainText.Clean(overallComment).Length > ScoreSheet.CommentMaxLength)
        {
            errors.Add(
                new DomainError(
                    "sheet.comment",
                    $"L’avis d’ensemble dépasse {ScoreSheet.CommentMaxLength} caractères.",
                    "OverallComment"
                )
            );
        }

        return errors;
    }

    /// <summary>What a grid lacks before it can be locked: a mark or an abstention per criterion, and an overall opinion that the promotion offers.</summary>
    public static List<DomainError> Missing(
        IEnumerable<(string CriterionKey, int? Value, bool Abstains)> marks,
        Opinion? opinion,
        Cohort cohort
    )
    {
        var answered = marks.Where(mark => mark.Value is not null || mark.Abstains).Select(mark => mark.CriterionKey).ToHashSet();
        var errors = cohort
            .Criteria.Where(criterion => !answered.Contains(criterion.Key))
            .Select(criterion => new DomainError(
                "mark.missing",
                $"Donnez une note ou abstenez-vous : « {criterion.Title} ».",
                criterion.Key
            ))
            .ToList();
        if (opinion is null)
        {
            errors.Add(new DomainError("sheet.opinion", "Donnez votre avis d’ensemble.", "Opinion"));
        }
        else if (opinion == Opinion.CoupDeCoeur && cohort.FavouritesPerJuror == 0)
        {
            errors.Add(SheetErrors.NoFavourites);
        }

        return errors;
    }
}
