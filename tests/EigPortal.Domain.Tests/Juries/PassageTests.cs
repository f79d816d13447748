using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>Words of the submission that support a mark, and the editions of a sheet that rest on them (F9, E8).</summary>
public sealed class PassageTests
{
    private static readonly ReadablePart[] File =
    [
        new("parcours.experience", "Expérience", "J’ai repris\nun vieux projet, puis l’ai publié."),
        new("parcours.projet", "Projet", "Un projet [masqué] en Python."),
    ];

    private readonly Cohort cohort = Given.Cohort();
    private readonly Guid snapshotId = Guid.CreateVersion7();

    private Result<Passage> Retain(ScoreSheet sheet, string quote, string criterion = "c1", params Passage[] retained) =>
        sheet.Retain(criterion, quote, retained, File, snapshotId, cohort, Given.AfterCall);

    [Theory]
    [InlineData("J’ai repris\nun vieux projet")]
    [InlineData("  J'ai repris un   vieux projet ")]
    [InlineData("j’AI REPRIS un vieux projet")]
    public void A_passage_is_quoted_as_it_is_written_whatever_a_browser_does_to_spaces_and_apostrophes(string copied)
    {
        var passage = Retain(Given.Sheet(SheetState.Draft, cohort), copied).Value;
        Assert.Equal(
            ("parcours.experience", 0, 27, "J’ai repris\nun vieux projet", snapshotId),
            (passage.Place, passage.Start, passage.Length, passage.Quote, passage.SnapshotId)
        );
        Assert.Equal(("parcours.experience", 0), passage.FindIn(File));
    }

    [Theory]
    [InlineData("Un projet Zelda en Python", "passage.absent")]
    [InlineData("publié. Un projet", "passage.absent")]
    [InlineData("ab", "passage.short")]
    [InlineData("", "passage.short")]
    public void Words_that_are_not_in_one_answer_as_it_is_read_are_refused(string quote, string code) =>
        Assert.Equal(code, Retain(Given.Sheet(SheetState.Draft, cohort), quote).Error.Code);

    [Fact]
    public void A_passage_too_long_an_unknown_criterion_the_same_passage_twice_and_an_eleventh_one_are_refused()
    {
        var sheet = Given.Sheet(SheetState.Draft, cohort);
        Assert.Equal("passage.long", Retain(sheet, new string('x', Passage.QuoteMaxLength + 1)).Error.Code);
        Assert.Equal(
            ["passage.criterion", "passage.absent"],
            Retain(sheet, "autre chose", "inconnu").Errors.Select(error => error.Code)
        );
        var first = Retain(sheet, "vieux projet").Value;
        Assert.Equal("passage.twice", Retain(sheet, "vieux projet", "c1", first).Error.Code);
        Assert.True(Retain(sheet, "vieux projet", "c2", first).IsOk);
        var ten = Enumerable.Repeat(first, Passage.MostPerCriterion).ToArray();
        Assert.Equal("passage.many", Retain(sheet, "Python", "c1", ten).Error.Code);
    }

    [Fact]
    public void B19_passages_change_in_the_very_states_in_which_the_sheet_is_written()
    {
        foreach (var state in Enum.GetValues<SheetState>())
        {
            var sheet = Given.Sheet(state, cohort);
            var allowed = ScoreSheet.Allowed.Allows(state, SheetVerb.Write);
            Assert.Equal(allowed, Retain(sheet, "Python").IsOk);
            Assert.Equal(allowed ? SheetState.Draft : state, sheet.State);
            var passage = Retain(Given.Sheet(SheetState.Draft, cohort), "Python").Value;
            Assert.Equal(allowed, sheet.Withdraw(passage).IsOk);
            Assert.Null(passage.WithdrawnIn);
        }
    }

    [Fact]
    public void E8_what_was_locked_stays_as_an_edition_with_its_marks_and_its_passages()
    {
        var sheet = Given.Sheet(SheetState.Draft, cohort);
        var (kept, dropped) = (Retain(sheet, "vieux projet").Value, Retain(sheet, "Python").Value);
        Assert.True(sheet.Lock(cohort, Given.AfterCall, []).IsOk);
        Assert.True(sheet.Unlock(" Note à revoir ", Given.AfterCall.AddDays(1)).IsOk);

        Assert.False(sheet.Withdraw(dropped).Value);
        Assert.True(sheet.Write(Given.Marks(0, 0, 0, 0, 0), Opinion.Defavorable, "", cohort, Given.AfterCall.AddDays(2)).IsOk);
        var late = Retain(sheet, "publié").Value;
        Assert.True(sheet.Lock(cohort, Given.AfterCall.AddDays(2), []).IsOk);

        var first = Assert.Single(sheet.Reopened);
        Assert.Equal((1, 10m, Opinion.Favorable, "Note à revoir"), (first.Edition, first.Total, first.Opinion, first.Reason));
        Assert.Equal([4, 3, 2, 1, 0], first.Marks.OrderBy(mark => mark.CriterionKey).Select(mark => mark.Value));
        Assert.Equal((2, 0m), (sheet.Edition, sheet.Total));
        Passage[] all = [kept, dropped, late];
        Assert.Equal([kept, dropped], all.Where(passage => passage.SupportsIn(1)));
        Assert.Equal([kept, late], all.Where(passage => passage.SupportsIn(2)));
        Assert.True(
            Retain(Given.Sheet(SheetState.Draft, cohort), "Python").Value is { } fresh
                && Given.Sheet(SheetState.Draft, cohort).Withdraw(fresh).Value
        );
    }

    [Fact]
    public void E8_a_locked_sheet_taken_away_and_given_back_keeps_what_was_locked_and_a_draft_has_nothing_to_keep()
    {
        foreach (var state in new[] { SheetState.NotStarted, SheetState.Draft, SheetState.Locked })
        {
            var sheet = Given.Sheet(state, cohort);
            Assert.True(sheet.PutAside("Lien à vérifier", Given.AfterCall).IsOk);
            Assert.True(sheet.Restore(Given.FirstPerson, Given.AfterCall).IsOk);
            Assert.Equal(state == SheetState.Locked ? ["Lien à vérifier"] : [], sheet.Reopened.Select(version => version.Reason));
            Assert.Equal(state == SheetState.Locked ? 2 : 1, sheet.Edition);
        }
    }

    [Fact]
    public void E8_all_equal_marks_and_empty_comments_are_a_sheet_like_any_other_and_two_marks_are_one_that_does_not_count()
    {
        var sheet = Given.Sheet(SheetState.NotStarted, cohort);
        Assert.True(sheet.Write(Given.Marks(2, 2, 2, 2, 2), Opinion.Reserve, "", cohort, Given.AfterCall).IsOk);
        Assert.True(sheet.Lock(cohort, Given.AfterCall, []).IsOk);
        Assert.Equal(10m, sheet.Total);

        var abstaining = Given.Sheet(SheetState.NotStarted, cohort);
        Assert.True(abstaining.Write(Given.Marks(4, 4, null, null, null), Opinion.Reserve, "", cohort, Given.AfterCall).IsOk);
        Assert.True(abstaining.Lock(cohort, Given.AfterCall, []).IsOk);
        Assert.Null(abstaining.Total);
    }
}
