using System.Net;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The reading grid over HTTP: changed by staff until the first mark, then corrected in the open (E8).</summary>
public sealed class GridPagesTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private const string Grid = "/admin/jurys/grille";
    private const string Save = "Enregistrer la grille";
    private const string Correct = "Corriger les repères";

    [Fact]
    public async Task E8_the_grid_changes_until_the_first_mark_and_a_page_open_before_marks_nothing_on_it()
    {
        var (path, _) = await session.AssignAsync("EIG3-0070");
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var before = await staff.GetAsync(Grid);
        var open = await juror.GetAsync(path);
        await AssertRefusedAsync(staff, before);

        var changed = await staff.SubmitAsync(
            before,
            Save,
            [
                ("ScaleMax", "3"),
                ("Criteria[0].Weight", "1,5"),
                ("Criteria[5].Title", "Souci de l’usage"),
                ("Criteria[5].Question", "Pour qui ce travail est-il fait ?"),
                .. FourAnchors(before),
                ("Reason", "Grille relue avec le jury."),
            ]
        );
        Assert.Contains("6 critères, chacun noté de 0 à 3.", Plain(changed.Body), StringComparison.Ordinal);
        Assert.Contains("Grille de lecture changée : 6 critères, notés de 0 à 3", Plain(changed.Body), StringComparison.Ordinal);
        using var visitor = session.Browse();
        Assert.Contains("6. Souci de l’usage", (await visitor.GetAsync("/criteres")).Texts("h2"));

        var stale = await juror.SubmitAsync(
            open,
            "Enregistrer le brouillon",
            [.. ReadingSession.FullMarks(open), ("OverallComment", "Écrit sur l’ancienne grille")]
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.StartsWith("La grille de lecture a changé", Plain(Assert.Single(stale.Errors)), StringComparison.Ordinal);
        Assert.Equal("Écrit sur l’ancienne grille", stale.One("[name=OverallComment]").TextContent);
        Assert.Empty((await session.SheetAsync(path)).Marks);
        var saved = await juror.SubmitAsync(stale, "Enregistrer le brouillon");
        Assert.Empty(saved.Errors);
        Assert.Equal(5, (await session.SheetAsync(path)).Marks.Count);

        await AssertFixedAsync(staff, changed);
        await AssertCorrectedAsync(staff, juror, path);
    }

    /// <summary>All faults at once, nothing typed is lost.</summary>
    private static async Task AssertRefusedAsync(Browse staff, Page page)
    {
        var refused = await staff.SubmitAsync(page, Save, ("ScaleMax", "douze"), ("Criteria[1].Weight", "beaucoup"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(3, refused.Errors.Count);
        Assert.Equal("douze", refused.One("#ScaleMax").GetAttribute("value"));
        Assert.Equal("beaucoup", refused.One("[name='Criteria[1].Weight']").GetAttribute("value"));
    }

    /// <summary>A change typed before the first mark and sent after it says how many sheets hold marks, and stays in sight.</summary>
    private static async Task AssertFixedAsync(Browse staff, Page page)
    {
        var refused = await staff.SubmitAsync(page, Save, ("ScaleMax", "9"), ("Reason", "Trop tard."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith(
            "Une fiche porte des notes. Critères, poids et barème ne changent plus",
            Plain(Assert.Single(refused.Errors)),
            StringComparison.Ordinal
        );
        Assert.Contains("Barème de 0 à 9. Raison : Trop tard.", Plain(refused.Body), StringComparison.Ordinal);
        Assert.DoesNotContain(Save, refused.Body, StringComparison.Ordinal);
    }

    private static async Task AssertCorrectedAsync(Browse staff, Browse juror, string path)
    {
        var page = await staff.GetAsync(Grid);
        var field = page.Document.QuerySelector("[name^='Anchors[']")!;
        var (name, former) = (field.GetAttribute("name")!, field.TextContent.Trim().Split('\n'));
        var refused = await staff.SubmitAsync(page, Correct, (name, "une seule ligne"), ("AnchorsReason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(2, refused.Errors.Count);
        Assert.Equal("une seule ligne", refused.One($"[name='{name}']").TextContent.Trim());

        var corrected = await staff.SubmitAsync(
            page,
            Correct,
            (name, string.Join('\n', ["Rien qui réponde à la question.", .. former[1..]])),
            ("AnchorsReason", "Une tournure prêtait à confusion.")
        );
        Assert.Contains("Formulation d’avant le", Plain(corrected.Body), StringComparison.Ordinal);
        Assert.Contains(former[0].Trim(), WebUtility.HtmlDecode(corrected.Body), StringComparison.Ordinal);
        var told = Plain((await juror.GetAsync(path)).Body);
        Assert.Contains("Rien qui réponde à la question.", told, StringComparison.Ordinal);
        Assert.Contains(": Une tournure prêtait à confusion.", told, StringComparison.Ordinal);

        // Somebody else saved in the meantime: both are shown.
        var changed = await staff.SubmitAsync(
            page,
            Correct,
            (name, string.Join('\n', ["Autre tournure", .. former[1..]])),
            ("AnchorsReason", "Autre raison.")
        );
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.StartsWith("Autre tournure", changed.One($"[name='{name}']").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("Rien qui réponde à la question.", Plain(changed.Body), StringComparison.Ordinal);
    }

    private static (string Name, object Value)[] FourAnchors(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("textarea[name^='Criteria['][name$='.Anchors']")
                .Where(area => area.TextContent.Trim().Length > 0)
                .Select(area =>
                    (area.GetAttribute("name")!, (object)string.Join('\n', area.TextContent.Trim().Split('\n').Take(4)))
                ),
        ];

    private static string Plain(string text) =>
        string.Join(' ', WebUtility.HtmlDecode(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
