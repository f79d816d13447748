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
}
