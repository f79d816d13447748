using EigPortal.Domain.Cohorts;
using EigPortal.Services.Juries;

namespace EigPortal.Web.Areas.Admin.Grids;

/// <param name="Grid">What its form shows: what is saved, or what was typed when it was refused; the same for the two others.</param>
public sealed record GridModel(
    GridState State,
    IReadOnlyList<JurorProgress> Jurors,
    GridInput Grid,
    AnchorsInput Anchors,
    ArrangementInput Arrangement
)
{
    public Cohort Cohort => State.Cohort;
    public IReadOnlyList<Criterion> Criteria => [.. Cohort.Criteria.OrderBy(criterion => criterion.Position)];
    public int Favourites => Jurors.Sum(juror => juror.Favourites);

    /// <summary>Locked more than the present quota, which was lowered since: nothing is undone (E8).</summary>
    public IReadOnlyList<JurorProgress> Above => [.. Jurors.Where(juror => juror.Favourites > Cohort.FavouritesPerJuror)];

    /// <summary>A change typed before the first mark and sent after it: told, and kept in sight.</summary>
    public bool CameTooLate => Cohort.GridFixedAt is not null && Grid.IsPosted;
}
