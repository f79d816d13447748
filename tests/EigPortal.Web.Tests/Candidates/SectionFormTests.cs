using System.Net;
using AngleSharp.Html.Dom;
using EigPortal.Domain.Candidatures;
using EigPortal.TestKit.Html;

namespace EigPortal.Web.Tests.Candidates;

public class SectionFormTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    public static IEnumerable<object[]> Refusable() =>
        from section in CandidatureForm.Sections
        from question in section.Fields
        where question.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Url or FieldKind.Tel
        select new object[] { section.Key, question.Key };

    [Theory]
    [MemberData(nameof(Refusable))]
    public async Task B3_one_wrong_answer_gives_back_every_answer_of_the_section(string key, string wrong)
    {
        var (site, _) = await portal.CandidateAsync();
        var section = CandidatureForm.Find(key)!;
        var wrongField = section.Fields.Single(field => field.Key == wrong);
        var typed = section.Fields.ToDictionary(
            field => field.Key,
            field => field.Key == wrong ? new string('é', wrongField.MaxLength + 1) : CandidatePortal.Answer(field)
        );
        var page = await site.SubmitAsync(
            await site.GetAsync($"/candidature/{key}"),
            "Enregistrer et continuer",
            [.. typed.Select(answer => (answer.Key, answer.Value))]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Errors);
        foreach (var field in section.Fields)
        {
            Assert.Equal(Expected(typed[field.Key]), Shown(page, field.Key));
        }
    }

    [Fact]
    public async Task B4_an_incomplete_section_is_saved_and_the_list_says_it_is_in_progress()
    {
        var (site, _) = await portal.CandidateAsync();
        var list = await site.SubmitAsync(
            await site.GetAsync("/candidature/parcours"),
            "Enregistrer et revenir à la liste",
            ("parcours", "Le début.")
        );
        Assert.Equal("En cours", list.Texts("#etat-parcours")[0]);
    }

    [Fact]
    public async Task B2_two_tabs_show_both_versions_and_let_the_person_choose()
    {
        var (site, _) = await portal.CandidateAsync();
        var first = await site.GetAsync("/candidature/parcours");
        var second = await site.GetAsync("/candidature/parcours");
        await site.SubmitAsync(first, "Enregistrer et continuer", ("projet", "Version un"));
        var conflict = await site.SubmitAsync(
            second,
            "Enregistrer et continuer",
            ("parcours", "Mon parcours"),
            ("projet", "Version\ndeux")
        );
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal(["(vide)", "Mon parcours", "Version un", "Version deux"], conflict.Texts(".portal-version"));
        // Each question has its own choice.
        await site.SubmitAsync(conflict, "Garder ces versions", ("garder.parcours", "ecrite"), ("garder.projet", "enregistree"));
        var kept = await site.GetAsync("/candidature/parcours");
        Assert.Equal(("Mon parcours", "Version un"), (Text(kept, "#parcours"), Text(kept, "#projet")));

        // The same page again, once the draft has changed meanwhile, shows the new versions instead of choosing among the old.
        var late = await site.SubmitAsync(conflict, "Garder ces versions", ("garder.projet", "ecrite"));
        Assert.Equal(["Version un", "Version deux"], late.Texts(".portal-version"));
        await site.SubmitAsync(late, "Garder ces versions");
        Assert.Equal("Version\ndeux", Text(await site.GetAsync("/candidature/parcours"), "#projet"));
    }

    [Fact]
    public async Task B2_two_tabs_of_wishes_let_the_person_choose_each_wish()
    {
        var (site, _) = await portal.CandidateAsync();
        var first = await site.GetAsync("/candidature/voeux");
        var second = await site.GetAsync("/candidature/voeux");
        var (one, two) = (CandidatePortal.OptionOf(first, 1), CandidatePortal.OptionOf(first, 6));
        await site.SubmitAsync(first, "Enregistrer et continuer", ("Wish1", one), ("Contribution1", "A"));
        var conflict = await site.SubmitAsync(
            second,
            "Enregistrer et continuer",
            ("Wish1", one),
            ("Contribution1", "A bis"),
            ("Wish2", two),
            ("Contribution2", "B")
        );
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        await site.SubmitAsync(conflict, "Garder ces versions", ("garder.voeu-1", "enregistree"));
        var kept = await site.GetAsync("/candidature/voeux");
        Assert.Equal(("A", "B"), (Text(kept, "#Contribution1"), Text(kept, "#Contribution2")));
    }

    [Theory]
    [InlineData("😀 élan — «\u00a0défi\u00a0» \u202b שלום \u202c مرحبا")]
    [InlineData("<script>alert(1)</script> & \"guillemets\"")]
    [InlineData("\nUne ligne vide d’abord")]
    public async Task E2_any_text_is_kept_as_it_was_written(string text)
    {
        var (site, _) = await portal.CandidateAsync();
        await site.SubmitAsync(await site.GetAsync("/candidature/parcours"), "Enregistrer et continuer", ("parcours", text));
        var page = await site.GetAsync("/candidature/parcours");
        Assert.Equal(text.Trim(), page.One("#parcours").TextContent);
    }

    [Fact]
    public async Task E2_characters_that_can_not_be_stored_are_dropped_and_the_rest_is_kept()
    {
        var (site, _) = await portal.CandidateAsync();
        var saved = await site.SubmitAsync(
            await site.GetAsync("/candidature/parcours"),
            "Enregistrer et continuer",
            ("parcours", "avant\u0001après\u0007")
        );
        Assert.Equal((HttpStatusCode.OK, "/candidature/voeux", ""), (saved.Status, saved.Path, string.Join(";", saved.Errors)));
        Assert.Equal("avantaprès", (await site.GetAsync("/candidature/parcours")).One("#parcours").TextContent);
    }

    [Fact]
    public async Task E2_a_NUL_byte_is_dropped_and_costs_nothing_of_what_was_typed_with_it()
    {
        var (site, _) = await portal.CandidateAsync();
        var saved = await site.SubmitAsync(
            await site.GetAsync("/candidature/parcours"),
            "Enregistrer et continuer",
            ("parcours", "avant\u0000après % %00 fin")
        );
        Assert.Equal("/candidature/voeux", saved.Path);
        Assert.Equal("avantaprès % %00 fin", (await site.GetAsync("/candidature/parcours")).One("#parcours").TextContent);
    }

    [Fact]
    public async Task E2_a_paste_of_fifty_kilobytes_is_refused_and_given_back_whole()
    {
        var (site, _) = await portal.CandidateAsync();
        var pasted = new string('a', 50_000);
        var page = await site.SubmitAsync(
            await site.GetAsync("/candidature/parcours"),
            "Enregistrer et continuer",
            ("parcours", pasted)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(pasted, page.One("#parcours").TextContent);
    }

    [Fact]
    public async Task Wishes_can_be_swapped_and_a_text_without_challenge_is_not_lost()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/voeux");
        var refused = await site.SubmitAsync(form, "Enregistrer et continuer", ("Contribution1", "Sans défi"));
        Assert.Equal(["Choisissez le défi auquel se rapporte ce texte."], refused.Errors);
        Assert.Equal("Sans défi", refused.One("#Contribution1").TextContent);

        var (one, two) = (CandidatePortal.OptionOf(form, 1), CandidatePortal.OptionOf(form, 6));
        var swapped = await site.SubmitAsync(
            form,
            "Échanger les deux vœux",
            ("Wish1", one),
            ("Contribution1", "A"),
            ("Wish2", two),
            ("Contribution2", "B")
        );
        Assert.Equal(
            ("/candidature/voeux", "B", "A"),
            (swapped.Path, Text(swapped, "#Contribution1"), Text(swapped, "#Contribution2"))
        );
        Assert.Equal(two, ((IHtmlSelectElement)swapped.One("#Wish1")).Value);

        var twice = await site.SubmitAsync(swapped, "Enregistrer et continuer", ("Wish2", two));
        Assert.Equal(["Choisissez deux défis différents."], twice.Errors);
    }

    private static string Text(Page page, string selector) => page.One(selector).TextContent;

    private static IReadOnlyList<string> Expected(object typed) =>
        typed switch
        {
            string text => [text],
            bool ticked => ticked ? ["oui"] : [],
            string[] many => many,
            _ => throw new ArgumentOutOfRangeException(nameof(typed)),
        };

    private static IReadOnlyList<string> Shown(Page page, string name) =>
        [
            .. page
                .Document.QuerySelectorAll($"[name='{name}']")
                .SelectMany(element =>
                    element switch
                    {
                        IHtmlTextAreaElement area => [area.Value],
                        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? new[] { box.Value } : [],
                        IHtmlInputElement input => [input.Value],
                        _ => [],
                    }
                ),
        ];
}
