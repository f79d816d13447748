using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>« Coups de cœur » as jurors and staff see them: how many are left, where they are, who is above (E8).</summary>
public sealed class FavouritePagesTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private const string Grid = "/admin/jurys/grille";
    private const string Save = "Enregistrer ces nombres";

    [Fact]
    public async Task E8_a_juror_sees_what_is_left_and_where_theirs_are_and_staff_see_who_is_above()
    {
        var (first, _) = await session.AssignAsync("EIG3-0060");
        var (second, _) = await session.AssignAsync("EIG3-0061");
        var (third, _) = await session.AssignAsync("EIG3-0062");
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        Assert.Equal("Il vous reste 2 coups de cœur sur 2.", await HintAsync(juror, first));

        await LockAsync(juror, first);
        Assert.Equal("Il vous reste 1 coup de cœur sur 2. Déjà donné : EIG3-0060.", await HintAsync(juror, second));
        await LockAsync(juror, second);
        Assert.Equal("Vos 2 coups de cœur sont donnés, à EIG3-0060 et EIG3-0061.", await HintAsync(juror, third));

        var refused = await WriteAsync(juror, third, "Relire et verrouiller");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith(
            "Vos 2 coups de cœur sont déjà verrouillés, sur EIG3-0060 et EIG3-0061.",
            Plain(Assert.Single(refused.Errors)),
            StringComparison.Ordinal
        );
        Assert.Equal((SheetState.Draft, Opinion.CoupDeCoeur), await StateAsync(third));
        Assert.Equal(
            ["Verrouillée Coup de cœur", "Verrouillée Coup de cœur", "En cours Coup de cœur, en brouillon"],
            (await juror.GetAsync("/admin/jury")).Texts("tbody td:last-child").Select(Plain)
        );

        await AssertLoweredAsync(staff, juror, third);
    }

    /// <summary>Lower than what is locked: nothing is undone, and it is said to both.</summary>
    private static async Task AssertLoweredAsync(Browse staff, Browse juror, string third)
    {
        var lowered = await staff.SubmitAsync(
            await staff.GetAsync(Grid),
            Save,
            ("FavouritesPerJuror", "1"),
            ("ArrangementReason", "Le jury s’est agrandi.")
        );
        Assert.Equal("Maud Toussaint : 2 au lieu de 1", Plain(Assert.Single(lowered.Texts(".fr-alert--warning li"))));
        Assert.Equal(
            "Vous avez verrouillé 2 coups de cœur : EIG3-0060 et EIG3-0061. Le nombre prévu est maintenant de 1 ; rien n’est défait.",
            await HintAsync(juror, third)
        );

        var none = await staff.SubmitAsync(
            lowered,
            Save,
            ("FavouritesPerJuror", "0"),
            ("ArrangementReason", "Plus de coup de cœur.")
        );
        Assert.Equal("Maud Toussaint : 2 au lieu de 0", Plain(Assert.Single(none.Texts(".fr-alert--warning li"))));
        var page = await juror.GetAsync(third);
        Assert.False(page.Has($"input[name=Opinion][value={nameof(Opinion.CoupDeCoeur)}]"));
        Assert.True(page.Has($"input[name=Opinion][value={nameof(Opinion.Favorable)}]"));
        await staff.SubmitAsync(none, Save, ("FavouritesPerJuror", "2"), ("ArrangementReason", "Comme prévu."));
    }

    [Fact]
    public async Task E8_the_figures_keep_what_was_typed_when_refused_and_show_both_versions_when_they_changed()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var page = await staff.GetAsync(Grid);
        var refused = await staff.SubmitAsync(page, Save, ("ReadingsPerFile", "beaucoup"), ("FavouritesPerJuror", "21"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(3, refused.Errors.Count);
        Assert.Equal(
            ["beaucoup", "21"],
            new[] { "ReadingsPerFile", "FavouritesPerJuror" }.Select(id => refused.One($"#{id}").GetAttribute("value"))
        );

        await staff.SubmitAsync(page, Save, ("ReadingsPerFile", "2"), ("ArrangementReason", "Deux lectures suffisent."));
        var changed = await staff.SubmitAsync(page, Save, ("ReadingsPerFile", "4"), ("ArrangementReason", "Quatre lectures."));
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Equal("4", changed.One("#ReadingsPerFile").GetAttribute("value"));
        Assert.Contains("Enregistré : 2.", Plain(changed.Body), StringComparison.Ordinal);
        var saved = await staff.SubmitAsync(changed, Save);
        Assert.Equal("4", saved.One("#ReadingsPerFile").GetAttribute("value"));
        Assert.Contains("Lectures par dossier : 4. Coups de cœur", Plain(saved.Body), StringComparison.Ordinal);
        // What the promotion asks is what its plan and its assignments propose.
        Assert.Equal("4", (await staff.GetAsync("/admin/jurys/plan")).One("#Lectures").GetAttribute("value"));
    }

    private static async Task<string> HintAsync(Browse juror, string path)
    {
        var page = await juror.GetAsync(path);
        return Plain(page.One("fieldset:has(input[name=Opinion]) .fr-hint-text").TextContent);
    }

    private static async Task<Page> WriteAsync(Browse juror, string path, string button)
    {
        var page = await juror.GetAsync(path);
        return await juror.SubmitAsync(
            page,
            button,
            [.. ReadingSession.FullMarks(page)[..^1], ("Opinion", nameof(Opinion.CoupDeCoeur))]
        );
    }

    private static async Task LockAsync(Browse juror, string path) =>
        await juror.SubmitAsync(await WriteAsync(juror, path, "Relire et verrouiller"), "Verrouiller la fiche");

    private async Task<(SheetState, Opinion?)> StateAsync(string path)
    {
        var sheet = await session.SheetAsync(path);
        return (sheet.State, sheet.Opinion);
    }

    private static string Plain(string text) =>
        string.Join(
            ' ',
            WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
