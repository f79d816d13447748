using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Screening;

/// <summary>Several files screened at once and undone as one; files of one person found and told apart.</summary>
public sealed class ScreeningPagesTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    [Fact]
    public async Task Several_files_are_screened_after_a_preview_and_undone_but_for_those_that_somebody_touched_since()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var colleague = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var files = await SubmittedAsync(3, skip: 20);
        var list = await staff.GetAsync("/admin/candidatures");
        var preview = await staff.SubmitAsync(list, "Continuer", ("Ids", files), ("Act", "Reject"));
        Assert.Equal("Déclarer non recevables : 3 candidatures", Plain(preview.Heading));

        var missing = await staff.SubmitAsync(preview, "Déclarer non recevables");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Equal(2, missing.Errors.Count);
        Assert.Equal(3, missing.Document.QuerySelectorAll("input[name^='Ids[']").Length);
        var done = await staff.SubmitAsync(
            missing,
            "Déclarer non recevables",
            ("Article", "article 4"),
            ("Reason", "Trop âgée pour ce poste.")
        );
        Assert.Equal(["Fait", "Fait", "Fait"], done.Texts("tbody td:nth-child(3)"));
        Assert.Contains("Relisez votre raison", done.One(".fr-alert--warning").TextContent, StringComparison.Ordinal);

        await session.Clock.FreezeAsync(session.Clock.Now.AddMinutes(1));
        var touched = await colleague.GetAsync($"/admin/candidatures/{files[0]}");
        await colleague.SubmitAsync(touched, "Revenir à l’étape précédente", ("Reason", "Pièce retrouvée"));
        var undo = await staff.SubmitAsync(done, "Défaire 3 actions");
        var undone = await staff.SubmitAsync(undo, "Revenir sur la dernière étape");
        Assert.Equal(
            ["Fait", "Fait", "Quelqu’un a agi sur cette candidature depuis : elle reste comme elle est."],
            undone.Texts("tbody td:nth-child(3)").Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [CandidatureState.Submitted, CandidatureState.Submitted, CandidatureState.Submitted],
            await session.InDatabaseAsync(db =>
                db.Candidatures.Where(row => files.Contains(row.Id.ToString())).Select(row => row.State).ToListAsync()
            )
        );
    }

    [Fact]
    public async Task E4_B21_files_of_one_person_are_found_shown_on_both_told_apart_with_a_reason_and_hidden_by_a_tie()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var colleague = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var page = await staff.GetAsync("/admin/candidatures/doublons");
        Assert.Equal(["Même téléphone"], page.Texts("main section > p .fr-badge"));
        var numbers = page.Texts("tbody th");
        Assert.Equal(2, numbers.Count);
        Assert.Contains("1 paire de dossiers qui se ressemblent", (await staff.GetAsync("/admin")).Texts(".portal-tasks a"));
        var ids = page.Document.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!).ToList();
        foreach (var (path, twin) in ids.Zip(numbers.Reverse()))
        {
            Assert.Contains(twin, (await staff.GetAsync(path)).One(".fr-alert--warning").TextContent, StringComparison.Ordinal);
        }

        var refused = await staff.SubmitAsync(page, Button(numbers), ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(refused.One("textarea").Id, refused.One(".fr-alert--error li a").GetAttribute("href")!.TrimStart('#'));

        // One of the two is the colleague's friend: for them there is no pair, not even as a number.
        await session.InDatabaseAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.SecondStaff.Email);
            var hidden = await db.Candidatures.SingleAsync(row => row.Number == numbers[0]);
            db.Add(new ConflictOfInterest(account.Id, hidden.Id, ConflictLevel.Excluded, "Amie", account.Id, session.Clock.Now));
            await db.SaveChangesAsync();
        });
        Assert.Empty((await colleague.GetAsync("/admin/candidatures/doublons")).Texts("main section"));
        Assert.DoesNotContain(
            "1 paire de dossiers qui se ressemblent",
            (await colleague.GetAsync("/admin")).Texts(".portal-tasks a")
        );
        Assert.False((await colleague.GetAsync(ids[1])).Has("main > .fr-alert--warning"));
        await staff.SubmitAsync(page, Button(numbers), ("Reason", "Un couple : parcours et CV différents."));
        Assert.Empty((await staff.GetAsync("/admin/candidatures/doublons")).Texts("main section"));
        var twice = await staff.SubmitAsync(page, Button(numbers), ("Reason", "Encore"));
        Assert.Contains("ne sont plus à comparer", twice.One(".fr-alert--warning").TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Ressemblance avec un autre dossier examinée : ce sont deux personnes",
            Plain((await staff.GetAsync(ids[0])).One("section[aria-labelledby=historique]").TextContent),
            StringComparison.Ordinal
        );
    }

    private static string Button(IReadOnlyList<string> numbers) => $"Ce sont deux personnes, {numbers[0]} et {numbers[1]}";

    private Task<string[]> SubmittedAsync(int count, int skip) =>
        session.InDatabaseAsync(db =>
            db.Candidatures.Where(row => row.State == CandidatureState.Submitted && row.CompletionUntil == null)
                .OrderBy(row => row.Number)
                .Skip(skip)
                .Take(count)
                .Select(row => row.Id.ToString())
                .ToArrayAsync()
        );

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
