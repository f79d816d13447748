using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The grid of a juror, beside the file.</summary>
public sealed class GridTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private const string Found = "« Trop jeune » : l’âge ne peut pas compter.";

    [Fact]
    public async Task Words_that_may_not_count_are_told_to_the_juror_and_keep_nothing_from_being_saved_or_locked()
    {
        var (path, fileId) = await session.AssignAsync("EIG3-0010");
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync(path);
        Assert.Empty(page.Texts("[data-portal-remarks] li"));

        var saved = await juror.SubmitAsync(
            page,
            "Enregistrer le brouillon",
            [.. ReadingSession.FullMarks(page), ("OverallComment", "Trop jeune, hélas. Bon code.")]
        );

        Assert.StartsWith(
            Found,
            Assert.Single(saved.Texts("[data-portal-remarks='OverallComment'] li")),
            StringComparison.Ordinal
        );
        Assert.Equal("polite", saved.One("[data-portal-remarks='OverallComment']").GetAttribute("aria-live"));
        var last = await juror.SubmitAsync(saved, "Relire et verrouiller");
        Assert.StartsWith(Found, Assert.Single(last.Texts("#remarques li")), StringComparison.Ordinal);
        await juror.SubmitAsync(last, "Verrouiller la fiche");

        Assert.Equal(SheetState.Locked, (await session.SheetAsync(path)).State);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var read = await staff.GetAsync($"/admin/jurys/dossiers/{fileId}");
        Assert.Contains("Trop jeune, hélas.", WebUtility.HtmlDecode(read.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("ne peut pas compter", WebUtility.HtmlDecode(read.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_screening_decision_that_may_not_count_are_told_once()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var fileId = await session.InDatabaseAsync(db =>
            db.Candidatures.Where(file => file.Number == "EIG3-0011").Select(file => file.Id).SingleAsync()
        );
        var path = $"/admin/candidatures/{fileId}";
        var admitted = await staff.SubmitAsync(await staff.GetAsync(path), "Déclarer recevable");
        var done = await staff.SubmitAsync(admitted, "Présélectionner", ("Remarks", "Trop jeune pour le poste."));
        Assert.Contains(Found, string.Join(' ', done.Texts(".fr-alert--warning")), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Found,
            string.Join(' ', (await staff.GetAsync(path)).Texts(".fr-alert--warning")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_passage_of_the_file_is_retained_for_a_criterion_shown_where_it_stands_and_withdrawn()
    {
        var (path, fileId) = await session.AssignAsync("EIG3-0012");
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync(path);
        var answer = page.One("#depot-parcours").ParentElement!.QuerySelector(".portal-preline")!.TextContent;
        var words = string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(6));
        var criterion = page.One("#PassageCriterion").QuerySelectorAll("option")[1].GetAttribute("value")!;

        var refused = await juror.SubmitAsync(
            page,
            "Retenir ce passage",
            ("PassageCriterion", criterion),
            ("Passage", "Ces mots ne viennent de nulle part"),
            ("OverallComment", "Gardé à l’écran")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith(
            "Ces mots ne sont pas dans une réponse du dossier",
            Assert.Single(refused.Errors),
            StringComparison.Ordinal
        );
        Assert.Equal("Ces mots ne viennent de nulle part", refused.One("#Passage").TextContent);
        Assert.Equal("Gardé à l’écran", refused.One("#OverallComment").TextContent);
        Assert.Equal(SheetState.NotStarted, (await session.SheetAsync(path)).State);

        var retained = await juror.SubmitAsync(refused, "Retenir ce passage", ("Passage", words));
        Assert.Equal(words, Assert.Single(retained.Texts(".portal-passages q")));
        Assert.Equal(words, Assert.Single(retained.Texts("mark#passage-1")));
        Assert.True(retained.Has("a[href='#passage-1']"));
        Assert.Equal("Gardé à l’écran", (await session.SheetAsync(path)).OverallComment);

        var marked = await juror.SubmitAsync(retained, "Enregistrer le brouillon", ReadingSession.FullMarks(retained));
        await juror.SubmitAsync(await juror.SubmitAsync(marked, "Relire et verrouiller"), "Verrouiller la fiche");
        Assert.Equal(words, Assert.Single((await juror.GetAsync(path)).Texts(".portal-passages q")));
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var file = $"/admin/jurys/dossiers/{fileId}";
        var read = await staff.GetAsync(file);
        Assert.Equal(words, Assert.Single(read.Texts("td q")));

        // E8: opened again, the juror withdraws it; the edition that was locked keeps it.
        await staff.SubmitAsync(read, "Rouvrir la fiche", ("reason", "Relire le parcours"));
        var open = await juror.GetAsync(path);
        var withdrawn = await juror.SubmitAsync(open, "Retirer le passage 1");
        Assert.False(withdrawn.Has(".portal-passages"));
        Assert.False(withdrawn.Has("mark"));
        var history = await staff.GetAsync(file);
        Assert.Equal(words, Assert.Single(history.Texts("td q")));
        Assert.Equal(words, Assert.Single(history.Texts("details td q")));
        Assert.StartsWith("Version 1, verrouillée le", history.Texts("details summary")[0], StringComparison.Ordinal);
        Assert.Contains("Raison : Relire le parcours", string.Join(' ', history.Texts("details p")), StringComparison.Ordinal);
    }
}
