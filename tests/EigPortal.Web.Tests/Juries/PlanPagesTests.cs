using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>From nothing assigned to a jury that reads, on the pages; then a tie, a departure, a limit.</summary>
public sealed class PlanPagesTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    [Fact]
    public async Task E7_the_team_states_reviews_plans_applies_and_plans_again()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        await StateInterestsAsync();
        await ReviewTiesAsync(staff);
        await PlanAsync(staff);
        await RefuseAsync(staff);
        await LoseAJurorAsync(staff);
    }

    private async Task StateInterestsAsync()
    {
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var form = await juror.GetAsync("/admin/jury/interets");
        var refused = await juror.SubmitAsync(
            form,
            "Enregistrer ma déclaration",
            ("Employers", new string('x', Interests.ItemMaxLength + 1)),
            ("KnownPeople", "Camille Inconnue")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Camille Inconnue", refused.One("#KnownPeople").TextContent.Trim());

        var name = await NameAsync(number: 0);
        await juror.SubmitAsync(form, "Enregistrer ma déclaration", ("Employers", "Insee"), ("KnownPeople", name));
        var kept = await session.InDatabaseAsync(db =>
            db.Jurors.Where(row => db.Accounts.Any(a => a.Id == row.AccountId && a.Email == DemoAccounts.Juror.Email))
                .SingleAsync()
        );
        Assert.Equal(["Insee", name], kept.Employers.Concat(kept.KnownPeople));
    }

    private async Task ReviewTiesAsync(Browse staff)
    {
        var page = await staff.GetAsync("/admin/jurys/liens");
        var ties = page.Document.QuerySelectorAll("input[name=Ties]").Select(box => box.GetAttribute("value")!).ToList();
        Assert.True(ties.Count >= 3);
        var none = await staff.SubmitAsync(page, "Retenir les liens choisis");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        var silent = await staff.SubmitAsync(page, "Écarter les liens choisis", ("Ties", ties[1]));
        Assert.Equal(["Dites pourquoi ces liens sont écartés."], silent.Errors);

        await staff.SubmitAsync(page, "Retenir les liens choisis", ("Ties", ties[0]));
        var after = await staff.SubmitAsync(
            await staff.GetAsync("/admin/jurys/liens"),
            "Écarter les liens choisis",
            ("Ties", ties[1]),
            ("Reason", "Homonyme.")
        );
        Assert.Equal(ties.Skip(2), after.Document.QuerySelectorAll("input[name=Ties]").Select(box => box.GetAttribute("value")!));
        var gone = await staff.SubmitAsync(page, "Retenir les liens choisis", ("Ties", ties[0]));
        Assert.Equal(HttpStatusCode.Conflict, gone.Status);
    }

    private async Task PlanAsync(Browse staff)
    {
        var preview = await staff.SubmitAsync(await staff.GetAsync("/admin/jurys/plan"), "Proposer un plan");
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(["510", "0", "0"], preview.Texts(".portal-figures dd").Take(3));
        Assert.Contains("Tout le jury est relié", preview.Body, StringComparison.Ordinal);
        Assert.Equal(24, preview.Document.QuerySelectorAll("#charges tbody tr").Length);

        var done = await staff.SubmitAsync(preview, "Appliquer ce plan");
        Assert.Equal("/admin/jurys", done.Path);
        Assert.Equal(510, await session.InDatabaseAsync(db => db.ScoreSheets.CountAsync()));
        Assert.Equal(24, await session.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.Template == "ReadingsAssigned")));
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        Assert.True((await juror.GetAsync("/admin/jury")).Texts("tbody tr").Count > 10);

        var again = await staff.SubmitAsync(preview, "Appliquer ce plan");
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("Les lectures confiées respectent déjà ces règles", again.Body, StringComparison.Ordinal);
    }

    private async Task RefuseAsync(Browse staff)
    {
        var blocked = await staff.GetAsync("/admin/jurys/plan?lectures=3&metier=1&charge=20&mode=garder");
        Assert.Equal("Aucun plan ne respecte ces règles", blocked.One("#impossible").TextContent);
        Assert.Contains("Personne ne lit plus de 20", blocked.Body, StringComparison.Ordinal);
        Assert.NotNull(blocked.Document.QuerySelector("a[href*='charge=22']"));

        var nonsense = await staff.GetAsync("/admin/jurys/plan?lectures=0&metier=9&charge=-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nonsense.Status);
        Assert.Equal(3, nonsense.Errors.Count);

        var members = await staff.GetAsync("/admin/jurys/membres");
        var field = members.Document.QuerySelector("input[name^='Limits']")!.GetAttribute("name")!;
        var refused = await staff.SubmitAsync(members, "Enregistrer", (field, "beaucoup"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("beaucoup", refused.One($"input[name='{field}']").GetAttribute("value"));
        await staff.SubmitAsync(members, "Enregistrer", (field, "25"));
        Assert.Equal(
            25,
            await session.InDatabaseAsync(db =>
                db.Jurors.Where(row => row.MaxReadings != null).Select(row => row.MaxReadings).SingleAsync()
            )
        );
    }

    private async Task LoseAJurorAsync(Browse staff)
    {
        var members = await staff.GetAsync("/admin/jurys/membres");
        var leave = members.Texts("button").First(text => text.StartsWith("Noter le départ", StringComparison.Ordinal));
        await staff.SubmitAsync(members, leave);
        var left = await session.InDatabaseAsync(db => db.Jurors.SingleAsync(row => row.LeftAt != null));
        var lost = await session.InDatabaseAsync(db => db.ScoreSheets.CountAsync(sheet => sheet.JurorId == left.Id));
        var preview = await staff.GetAsync("/admin/jurys/plan?lectures=3&metier=1&charge=30&mode=garder");
        Assert.Equal([$"{lost}", $"{510 - lost}", $"{lost}"], preview.Texts(".portal-figures dd").Take(3));
        await staff.SubmitAsync(preview, "Appliquer ce plan");
        Assert.Equal(
            510,
            await session.InDatabaseAsync(db => db.ScoreSheets.CountAsync(sheet => sheet.State != SheetState.SetAside))
        );
        Assert.Equal(
            0,
            await session.InDatabaseAsync(db =>
                db.ScoreSheets.CountAsync(sheet => sheet.JurorId == left.Id && sheet.State != SheetState.SetAside)
            )
        );
    }

    private Task<string> NameAsync(int number) =>
        session.InDatabaseAsync(db =>
            (
                from file in db.Candidatures
                join person in db.Candidates on file.CandidateId equals person.Id
                where file.Number != null
                orderby file.Number
                select person.GivenName + " " + person.FamilyName
            )
                .Skip(number)
                .FirstAsync()
        );
}
