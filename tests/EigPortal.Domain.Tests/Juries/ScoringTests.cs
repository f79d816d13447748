using CsCheck;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

public sealed class ScoringTests
{
    private static readonly Gen<RankingEntry> AnyEntry = Gen.Select(
        Gen.Int[1, 400],
        Gen.Int[0, 8],
        Gen.Bool,
        (number, score, scored) =>
            new RankingEntry(Guid.CreateVersion7(), $"EIG3-{number:0000}", scored ? score * 2.5m : null, scored ? 2 : 0, null)
    );

    private static decimal? Total(params int?[] marks) =>
        ScoringPolicy.SheetTotal([.. marks.Select(mark => new WeightedMark(mark, 1m))], 4);

    [Fact]
    public void Full_marks_are_twenty() => Assert.Equal(20m, Total(4, 4, 4, 4, 4));

    [Fact]
    public void Zeros_are_zero() => Assert.Equal(0m, Total(0, 0, 0, 0, 0));

    [Fact]
    public void E9_an_abstention_is_not_a_zero() => Assert.Equal(20m, Total(4, 4, 4, null, null));

    [Fact]
    public void E9_two_marks_do_not_make_a_total() => Assert.Null(Total(4, 4, null, null, null));

    [Fact]
    public void Weights_count()
    {
        WeightedMark[] marks = [new(4, 3m), new(0, 1m), new(0, 1m)];
        Assert.Equal(12m, ScoringPolicy.SheetTotal(marks, 4));
    }

    [Theory]
    [InlineData("13.125", "13.13")]
    [InlineData("13.135", "13.14")]
    [InlineData("13.1349999", "13.13")]
    [InlineData("-0.125", "-0.13")]
    public void E9_people_see_two_decimals_half_up(string score, string shown) =>
        Assert.Equal(
            decimal.Parse(shown, System.Globalization.CultureInfo.InvariantCulture),
            ScoringPolicy.Shown(decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Fact]
    public void Sheets_that_do_not_count_leave_the_mean_alone() => Assert.Equal(15m, ScoringPolicy.Score([10m, null, 20m]));

    [Fact]
    public void E8_a_single_reading_is_a_score_with_its_rank_and_without_a_spread()
    {
        var (alone, read) = (Total(3, 3, 3, 3, 3)!.Value, Total(2, 2, 2, 2, 2)!.Value);
        RankingEntry[] entries =
        [
            new(Guid.CreateVersion7(), "EIG3-0001", ScoringPolicy.Score([alone]), 1, RankingPolicy.Spread([alone])),
            new(Guid.CreateVersion7(), "EIG3-0002", ScoringPolicy.Score([read, read]), 2, RankingPolicy.Spread([read, read])),
        ];

        Assert.Equal(
            [(1, 15m, (decimal?)null), (2, 10m, 0m)],
            RankingPolicy.Rank(entries).Select(row => (row.Rank!.Value, row.Entry.Score!.Value, row.Entry.Spread))
        );
    }

    [Fact]
    public void E8_E9_equals_share_a_rank_in_order_of_number_and_the_next_rank_is_skipped()
    {
        RankingEntry[] entries =
        [
            new(Guid.CreateVersion7(), "EIG3-0009", 12m, 2, null),
            new(Guid.CreateVersion7(), "EIG3-0002", 15m, 2, null),
            new(Guid.CreateVersion7(), "EIG3-0001", 15m, 2, null),
            new(Guid.CreateVersion7(), "EIG3-0005", null, 0, null),
        ];
        Assert.Equal(
            [("EIG3-0001", (int?)1, true), ("EIG3-0002", 1, true), ("EIG3-0009", 3, false), ("EIG3-0005", null, false)],
            RankingPolicy.Rank(entries).Select(ranked => (ranked.Entry.Number, ranked.Rank, ranked.IsTied))
        );
    }

    [Fact]
    public void E9_the_order_of_the_input_changes_nothing() =>
        AnyEntry
            .Array[0, 30]
            .Select(entries => entries.DistinctBy(entry => entry.Number).ToArray())
            .Sample(entries => Assert.Equal(RankingPolicy.Rank(entries), RankingPolicy.Rank(entries.Reverse())));

    [Fact]
    public void E9_one_more_file_never_reorders_two_others() =>
        Gen.Select(AnyEntry.Array[2, 20], AnyEntry)
            .Sample(
                (entries, added) =>
                {
                    var distinct = entries
                        .Where(entry => entry.Number != added.Number)
                        .DistinctBy(entry => entry.Number)
                        .ToArray();
                    var before = RankingPolicy.Rank(distinct).Select(ranked => ranked.Entry.Number);
                    var after = RankingPolicy
                        .Rank([.. distinct, added])
                        .Select(ranked => ranked.Entry.Number)
                        .Where(number => number != added.Number);
                    Assert.Equal(before, after);
                }
            );

    [Fact]
    public void A_better_score_never_ranks_lower() =>
        AnyEntry
            .Array[2, 20]
            .Sample(entries =>
            {
                var ranks = RankingPolicy
                    .Rank(entries.DistinctBy(entry => entry.Number))
                    .Where(ranked => ranked.Rank is not null)
                    .ToList();
                foreach (var (one, other) in ranks.Zip(ranks.Skip(1)))
                {
                    Assert.True(one.Entry.Score >= other.Entry.Score);
                    Assert.True(one.Rank <= other.Rank);
                }
            });

    [Fact]
    public void A_mark_outside_the_scale_is_refused_and_nothing_is_kept()
    {
        var cohort = Given.Cohort();
        var sheet = Given.Sheet(SheetState.NotStarted, cohort);
        Assert.Equal("mark.scale", sheet.Write(Given.Marks(5, 1, 1, 1, 1), null, "", cohort, Given.AfterCall).Error.Code);
        Assert.Empty(sheet.Marks);
        Assert.Equal(SheetState.NotStarted, sheet.State);
    }

    [Fact]
    public void B4_a_comment_too_long_to_be_kept_holds_nothing_else_back()
    {
        var cohort = Given.Cohort();
        var sheet = Given.Sheet(SheetState.Draft, cohort);
        MarkText[] texts = [new("c1", 0, false, new string('x', ScoreSheet.CommentMaxLength + 1)), new("c2", 1, false, "Bref")];

        var kept = sheet.Keep(texts, Opinion.Reserve, "Ensemble", Given.FirstPerson, cohort, Given.AfterCall).Value;

        Assert.Equal([("mark.comment", "c1")], kept.NotKept.Select(error => (error.Code, error.Field!)));
        Assert.Equal([(4, ""), (1, "Bref")], sheet.Marks.Take(2).Select(mark => (mark.Value!.Value, mark.Comment)));
        Assert.Equal(
            (Opinion.Reserve, "Ensemble", Given.FirstPerson),
            (sheet.Opinion!.Value, sheet.OverallComment, sheet.SavedByPage!.Value)
        );
    }

    [Fact]
    public void B19_a_sheet_is_kept_by_itself_in_the_very_states_in_which_it_is_written()
    {
        var cohort = Given.Cohort();
        foreach (var state in Enum.GetValues<SheetState>())
        {
            var sheet = Given.Sheet(state, cohort);
            var before = (sheet.State, sheet.Opinion, sheet.OverallComment, sheet.SavedByPage);
            var kept = sheet.Keep(Given.Marks(1), Opinion.Reserve, "Nouveau", Given.FirstPerson, cohort, Given.AfterCall);
            Assert.Equal(ScoreSheet.Allowed.Allows(state, SheetVerb.Write), kept.IsOk);
            Assert.Equal(
                kept.IsOk ? (SheetState.Draft, Opinion.Reserve, "Nouveau", Given.FirstPerson) : before,
                (sheet.State, sheet.Opinion, sheet.OverallComment, sheet.SavedByPage)
            );
        }
    }

    [Fact]
    public void E9_locking_names_each_criterion_without_a_mark_and_the_missing_opinion()
    {
        var cohort = Given.Cohort();
        var sheet = Given.Sheet(SheetState.NotStarted, cohort);
        Assert.True(sheet.Write([new MarkText("c1", 4, false, "")], null, "", cohort, Given.AfterCall).IsOk);
        Assert.Equal(
            ["c2", "c3", "c4", "c5", "Opinion"],
            sheet.Lock(cohort, Given.AfterCall, []).Errors.Select(error => error.Field)
        );
    }

    [Fact]
    public void B35_taking_a_reading_away_keeps_what_was_written()
    {
        var sheet = Given.Sheet(SheetState.Locked, Given.Cohort());
        Assert.True(sheet.PutAside("Lien découvert", Given.AfterCall).IsOk);
        Assert.Equal(10m, sheet.Total);
        Assert.Equal([4, 3, 2, 1, 0], sheet.Marks.OrderBy(mark => mark.CriterionKey).Select(mark => mark.Value));
    }

    [Fact]
    public void B35_a_reading_given_back_is_a_draft_with_what_was_written()
    {
        var sheet = Given.Sheet(SheetState.Locked, Given.Cohort());
        Assert.True(sheet.PutAside("Erreur", Given.AfterCall).IsOk);
        Assert.True(sheet.Restore(Given.FirstPerson, Given.AfterCall).IsOk);
        Assert.Equal((SheetState.Draft, (decimal?)null, (DateTimeOffset?)null), (sheet.State, sheet.Total, sheet.LockedAt));
        Assert.Equal([4, 3, 2, 1, 0], sheet.Marks.OrderBy(mark => mark.CriterionKey).Select(mark => mark.Value));
    }
}
