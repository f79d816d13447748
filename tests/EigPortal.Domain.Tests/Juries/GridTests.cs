using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>The reading grid: changed until a sheet holds a mark, then fixed, its anchors corrected in the open (E8).</summary>
public sealed class GridTests
{
    private static readonly string[] Anchors = ["zéro", "un", "deux", "trois", "quatre"];

    private static List<CriterionText> Texts(Cohort cohort) =>
        [
            .. cohort
                .Criteria.OrderBy(criterion => criterion.Position)
                .Select(criterion => new CriterionText(
                    criterion.Key,
                    criterion.Title,
                    criterion.Question,
                    criterion.Weight,
                    criterion.Anchors,
                    IsRemoved: false
                )),
        ];

    private static CriterionText Added(string title = "Souci de l’usage", params string[] anchors) =>
        new("", title, "Pour qui ?", 2m, anchors, IsRemoved: false);

    [Fact]
    public void E8_criteria_weights_and_scale_change_until_the_first_mark_and_never_after()
    {
        var cohort = Given.Cohort();
        var texts = Texts(cohort);
        texts[1] = texts[1] with { Weight = 1.5m, Title = "Travail en équipe" };
        texts[4] = texts[4] with { IsRemoved = true };
        texts.Add(Added());

        Assert.True(cohort.ChangeGrid(4, true, texts, "Grille relue avec le jury", 0).IsOk);
        Assert.Equal(
            [
                ("c1", "Critère 1", 1m, 1),
                ("c2", "Travail en équipe", 1.5m, 2),
                ("c3", "Critère 3", 1m, 3),
                ("c4", "Critère 4", 1m, 4),
                ("critere-5", "Souci de l’usage", 2m, 5),
            ],
            cohort.Criteria.Select(row => (row.Key, row.Title, row.Weight, row.Position))
        );
        Assert.Equal((2, true), (cohort.GridEdition, cohort.ScaleIsPublished));

        Assert.True(cohort.FixGrid(Given.AfterCall).IsOk);
        Assert.Equal("grid.already-fixed", cohort.FixGrid(Given.AfterCall).Error.Code);
        var refused = cohort.ChangeGrid(4, true, Texts(cohort), "Encore", 12).Error;
        Assert.Equal("grid.fixed", refused.Code);
        Assert.StartsWith(
            "12 fiches portent des notes. Critères, poids et barème ne changent plus",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal((2, 4), (cohort.GridEdition, cohort.ScaleMax));
    }

    [Theory]
    [InlineData(0, "Une note a été donnée, puis retirée.")]
    [InlineData(1, "Une fiche porte des notes.")]
    public void E8_the_refusal_says_how_many_sheets_hold_marks(int marked, string words) =>
        Assert.StartsWith(words, GridErrors.Fixed(marked).Message, StringComparison.Ordinal);

    [Fact]
    public void E8_every_fault_of_a_grid_is_told_at_once_beside_its_field()
    {
        var cohort = Given.Cohort();
        var texts = Texts(cohort);
        texts[0] = texts[0] with { Title = "" };
        texts[1] = texts[1] with { Weight = null };
        texts[2] = texts[2] with { Anchors = ["un seul"] };
        texts[3] = texts[3] with { Title = "Critère 3" };

        Assert.Equal(
            ["Criteria[0].Title", "Criteria[1].Weight", "Criteria[2].Anchors", "Criteria[3].Title", "Reason"],
            cohort.ChangeGrid(4, false, texts, "", 0).Errors.Select(error => error.Field)
        );
        Assert.Equal(
            ["ScaleMax"],
            cohort
                .ChangeGrid(10, false, [.. Texts(cohort).Select(text => text with { Anchors = [] })], "Raison", 0)
                .Errors.Select(error => error.Field)
        );
        Assert.Equal(
            ["grid.criteria"],
            cohort
                .ChangeGrid(4, false, [.. Texts(cohort).Select((text, i) => text with { IsRemoved = i > 1 })], "Raison", 0)
                .Errors.Select(error => error.Code)
        );
        Assert.Equal([GridErrors.OtherCriteria], cohort.ChangeGrid(4, false, Texts(cohort)[1..], "Raison", 0).Errors);
        Assert.Equal(1, cohort.GridEdition);
    }

    [Fact]
    public void E8_another_scale_asks_for_as_many_anchors_and_marks_are_weighed_on_it()
    {
        var cohort = Given.Cohort();
        Assert.Equal(
            5,
            cohort.ChangeGrid(3, false, Texts(cohort), "Quatre notes", 0).Errors.Count(error => error.Code == "grid.anchors")
        );
        var texts = Texts(cohort).ConvertAll(text => text with { Anchors = [.. Anchors.Take(4)] });
        texts[0] = texts[0] with { Weight = 2m };
        Assert.True(cohort.ChangeGrid(3, false, texts, "Quatre notes", 0).IsOk);

        var sheet = new ScoreSheet(Given.FirstPerson, Guid.CreateVersion7(), Given.SecondPerson, Given.AfterCall);
        Assert.Equal("mark.scale", sheet.Write(Given.Marks(4), null, "", cohort, Given.AfterCall).Error.Code);
        Assert.True(sheet.Write(Given.Marks(3, 0, 0, 0, 0), Opinion.Reserve, "", cohort, Given.AfterCall).IsOk);
        Assert.True(sheet.Lock(cohort, Given.AfterCall, []).IsOk);
        Assert.Equal(20m * 2m / 6m, sheet.Total);
    }

    [Fact]
    public void E8_anchors_are_corrected_after_the_first_mark_in_the_open_and_the_former_wording_is_kept()
    {
        var cohort = Given.Cohort();
        IReadOnlyDictionary<string, IReadOnlyList<string>> Typed(params string[] anchors) =>
            new Dictionary<string, IReadOnlyList<string>> { ["c2"] = anchors, ["c1"] = Anchors };
        Assert.Equal("grid.not-fixed", cohort.CorrectAnchors(Typed(Anchors), "Faute", Given.AfterCall).Error.Code);
        Assert.True(cohort.FixGrid(Given.AfterCall).IsOk);

        Assert.Equal(
            ["grid.same-anchors", "grid.reason"],
            cohort.CorrectAnchors(Typed(Anchors), "", Given.AfterCall).Errors.Select(error => error.Code)
        );
        Assert.Equal(
            ("grid.anchors", "Anchors[c2]"),
            cohort
                .CorrectAnchors(Typed("zéro", "un"), "Faute", Given.AfterCall)
                .Errors.Select(error => (error.Code, error.Field))
                .Single()
        );
        Assert.Equal(
            "Gardez autant de repères qu’avant.",
            cohort.CorrectAnchors(Typed(), "Faute", Given.AfterCall).Error.Message
        );

        Assert.True(
            cohort.CorrectAnchors(Typed("aucun", "un", "deux", "trois", "quatre"), "Faute de frappe", Given.AfterCall).IsOk
        );
        var criterion = cohort.Criteria.Single(row => row.Key == "c2");
        Assert.Equal("aucun", criterion.Anchors[0]);
        Assert.Equal(Anchors, Assert.Single(criterion.Former).Anchors);
        Assert.Equal((Given.AfterCall, "Faute de frappe"), (criterion.AnchorsCorrectedAt, criterion.AnchorsCorrectionReason));
        Assert.Null(cohort.Criteria.Single(row => row.Key == "c1").AnchorsCorrectedAt);
        Assert.Equal("Repères corrigés : « Critère 2 »", Assert.Single(cohort.Events.OfType<AnchorsCorrected>()).Sentence);
        Assert.Equal(1, cohort.GridEdition);
    }

    [Fact]
    public void E8_nothing_said_of_a_criterion_is_no_row_and_leaves_the_grid_free()
    {
        var cohort = Given.Cohort();
        MarkText[] typed = [new("c1", null, false, " "), new("c2", null, false, "À revoir"), new("c3", null, true, "")];
        var sheet = new ScoreSheet(Given.FirstPerson, Guid.CreateVersion7(), Given.SecondPerson, Given.AfterCall);
        var shared = new CollectiveSheet(Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.True(sheet.Write(typed, null, "", cohort, Given.AfterCall).IsOk);
        Assert.True(shared.Write(typed, null, "", cohort, Given.FirstPerson, Given.AfterCall).IsOk);

        Assert.Equal(["c2", "c3"], sheet.Marks.Select(mark => mark.CriterionKey));
        Assert.Equal(["c2", "c3"], shared.Marks.Select(mark => mark.CriterionKey));
        // What was said and is taken back stays as a row that says nothing.
        Assert.True(sheet.Write([new("c2", null, false, "")], null, "", cohort, Given.AfterCall).IsOk);
        Assert.Equal("", sheet.Marks[0].Comment);
    }
}
