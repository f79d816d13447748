using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>The quota of « coups de cœur » of a juror (E8).</summary>
public sealed class FavouriteTests
{
    private static ScoreSheet Drafted(Cohort cohort, Opinion opinion = Opinion.CoupDeCoeur)
    {
        var sheet = new ScoreSheet(Given.FirstPerson, Guid.CreateVersion7(), Given.SecondPerson, Given.AfterCall);
        Assert.True(sheet.Write(Given.Marks(4, 4, 4, 4, 4), opinion, "", cohort, Given.AfterCall).IsOk);
        return sheet;
    }

    private static Cohort Quota(int favourites)
    {
        var cohort = Given.Cohort();
        Assert.True(favourites == cohort.FavouritesPerJuror || cohort.ArrangeReadings(3, favourites, "Essai").IsOk);
        return cohort;
    }

    [Fact]
    public void E8_a_coup_de_coeur_is_drafted_freely_and_locked_as_long_as_one_is_left()
    {
        var cohort = Quota(2);

        Assert.True(Drafted(cohort).Lock(cohort, Given.AfterCall, ["EIG3-0001"]).IsOk);
        var refused = Assert.Single(Drafted(cohort).Lock(cohort, Given.AfterCall, ["EIG3-0001", "EIG3-0007"]).Errors);
        Assert.Equal(("sheet.favourites", "Opinion"), (refused.Code, refused.Field));
        Assert.StartsWith(
            "Vos 2 coups de cœur sont déjà verrouillés, sur EIG3-0001 et EIG3-0007.",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.True(Drafted(cohort, Opinion.Favorable).Lock(cohort, Given.AfterCall, ["EIG3-0001", "EIG3-0007"]).IsOk);
    }

    [Fact]
    public void E8_the_quota_is_told_with_everything_else_that_is_missing()
    {
        var cohort = Quota(1);
        var sheet = new ScoreSheet(Given.FirstPerson, Guid.CreateVersion7(), Given.SecondPerson, Given.AfterCall);
        Assert.True(sheet.Write(Given.Marks(4, 4, 4, 4), Opinion.CoupDeCoeur, "", cohort, Given.AfterCall).IsOk);

        Assert.Equal(
            ["mark.missing", "sheet.favourites"],
            sheet.Lock(cohort, Given.AfterCall, ["EIG3-0001"]).Errors.Select(error => error.Code)
        );
    }

    [Fact]
    public void E8_a_promotion_that_offers_none_locks_none_on_a_sheet_or_on_a_shared_grid()
    {
        var cohort = Quota(0);
        var shared = new CollectiveSheet(Guid.CreateVersion7(), Guid.CreateVersion7());
        var marks = Given.Marks(4, 4, 4, 4, 4);
        Assert.True(shared.Write(marks, Opinion.CoupDeCoeur, "", cohort, Given.FirstPerson, Given.AfterCall).IsOk);

        Assert.Equal([SheetErrors.NoFavourites], Drafted(cohort).Lock(cohort, Given.AfterCall, []).Errors);
        Assert.Equal([SheetErrors.NoFavourites], shared.Lock(SlotState.Heard, cohort, Given.AfterCall).Errors);
    }

    [Fact]
    public void E8_the_shared_grid_is_the_panel_s_and_has_no_quota()
    {
        var cohort = Quota(1);
        var shared = new CollectiveSheet(Guid.CreateVersion7(), Guid.CreateVersion7());
        var marks = Given.Marks(4, 4, 4, 4, 4);
        Assert.True(shared.Write(marks, Opinion.CoupDeCoeur, "", cohort, Given.FirstPerson, Given.AfterCall).IsOk);

        Assert.True(shared.Lock(SlotState.Heard, cohort, Given.AfterCall).IsOk);
    }

    [Fact]
    public void E8_figures_of_the_grid_are_refused_all_at_once_and_change_with_a_reason()
    {
        var cohort = Given.Cohort();
        Assert.Equal((3, 2), (cohort.ReadingsPerFile, cohort.FavouritesPerJuror));

        Assert.Equal(
            ["ReadingsPerFile", "FavouritesPerJuror", "Reason"],
            cohort.ArrangeReadings(0, null, " ").Errors.Select(error => error.Field)
        );
        Assert.Equal(["grid.same"], cohort.ArrangeReadings(3, 2, "Rien").Errors.Select(error => error.Code));
        Assert.True(cohort.ArrangeReadings(2, 1, "Jury plus petit").IsOk);
        Assert.Equal((2, 1), (cohort.ReadingsPerFile, cohort.FavouritesPerJuror));
        var told = Assert.Single(cohort.Events.OfType<ReadingsArranged>());
        Assert.Equal(
            ("Lectures par dossier : 2. Coups de cœur par membre du jury : 1", "Jury plus petit"),
            (told.Sentence, told.Reason)
        );
    }

    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "A" }, "A")]
    [InlineData(new[] { "A", "B" }, "A et B")]
    [InlineData(new[] { "A", "B", "C" }, "A, B et C")]
    public void Files_are_named_as_people_do(string[] numbers, string names) =>
        Assert.Equal(names, new FavouriteQuota(2, numbers).Names);
}
