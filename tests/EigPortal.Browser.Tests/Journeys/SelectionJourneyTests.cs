using System.Text.RegularExpressions;
using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>
/// From 170 candidatures to published teams with the buttons that people see: the morning after the closing, then the hearings, the teams
/// that the portal proposes, and the acts of two people.
/// </summary>
[Collection(BrowserFixture.Collection)]
public sealed class SelectionJourneyTests(BrowserFixture browsers) : IAsyncLifetime
{
    private readonly List<IBrowserContext> homes = [];
    private DemoPortal portal = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var home in homes)
        {
            await home.DisposeAsync();
        }
    }

    [Fact]
    public async Task Candidatures_are_screened_read_heard_placed_in_teams_decided_and_published()
    {
        portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "selection-lecture");
        await portal.Clock.FreezeAsync(DemoScenario.Reading.StartsAt);
        var staff = await SignedInAsync(DemoAccounts.Staff);
        await ScreenAsync(staff);
        await PlanReadingsAsync(staff);
        await ReadAsync(await SignedInAsync(DemoAccounts.Juror));

        portal = await browsers.PortalAsync(DemoScenario.Jury.Name, "selection-jury");
        await portal.Clock.FreezeAsync(DemoScenario.Jury.StartsAt);
        (staff, var colleague) = (await SignedInAsync(DemoAccounts.Staff), await SignedInAsync(DemoAccounts.SecondStaff));
        await HearAsync(await SignedInAsync(DemoAccounts.Juror));
        await FormTeamsAsync(staff);
        await ValidateAllAsync(colleague);
        var name = await AcceptAsync();
        await PublishAsync(staff, colleague, name);
    }

    /// <summary>The first page of files: admissible, then preselected, as one act each.</summary>
    private async Task ScreenAsync(Visitor staff)
    {
        await staff.Page.GotoAsync("/admin");
        await staff.FollowAsync("Candidatures");
        await ActOnPageAsync(staff, "Admit", "Déclarer recevables");
        await staff.FollowAsync("Revenir aux candidatures");
        await ActOnPageAsync(staff, "Preselect", "Présélectionner");
        Assert.InRange(await CountAsync(CandidatureState.Preselected), 45, 50);
    }

    private static async Task ActOnPageAsync(Visitor staff, string act, string button)
    {
        foreach (var box in await staff.Page.Locator("main [name=Ids]").AllAsync())
        {
            await box.CheckAsync();
        }

        await staff.Page.SelectOptionAsync("[name=Act]", act);
        await staff.PressAsync("Continuer");
        await staff.PressAsync(button);
    }

    private static async Task PlanReadingsAsync(Visitor staff)
    {
        await staff.Page.GotoAsync("/admin/jurys/plan");
        await staff.Page.FillAsync("[name=Lectures]", "2");
        await staff.Page.FillAsync("[name=Metier]", "1");
        await staff.Page.FillAsync("[name=Charge]", "20");
        await staff.PressAsync("Proposer un plan");
        await staff.PressAsync("Appliquer ce plan");
    }

    private static async Task ReadAsync(Visitor juror)
    {
        await juror.Page.GotoAsync("/admin/jury");
        await juror.FollowAsync("Ouvrir le dossier");
        await juror.MarkAsync();
        await juror.PressAsync("Relire et verrouiller");
        await juror.PressAsync("Verrouiller la fiche");
        await juror.Page.GotoAsync("/admin/jury");
        Assert.StartsWith("1 / ", await juror.Page.Locator("#avancement").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task HearAsync(Visitor juror)
    {
        await juror.Page.GotoAsync("/admin/jury/auditions");
        var begin = juror.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Commencer l’audition") });
        if (await begin.CountAsync() > 0)
        {
            await juror.Page.ArriveAsync(() => begin.First.ClickAsync());
        }
        else
        {
            await juror.Page.ArriveAsync(() =>
                juror.Page.Locator("main tr:has-text('En audition') a[href^='/admin/jury/auditions/']").First.ClickAsync()
            );
        }

        await juror.MarkAsync();
        await juror.PressAsync("Terminer l’audition et verrouiller");
        await juror.SeesAsync("La grille est verrouillée.");
    }

    private static async Task FormTeamsAsync(Visitor staff)
    {
        await staff.Page.GotoAsync("/admin/equipes");
        await staff.PressAsync("Calculer les solutions");
        await staff.PressAsync("Respecter les listes");
        await staff.FollowAsync("Préparer les décisions");
        await staff.PressAsync("Enregistrer ces décisions, à valider");
    }

    private async Task ValidateAllAsync(Visitor colleague)
    {
        var ids = await portal.InDatabaseAsync(db =>
            db.Decisions.Where(decision => decision.State == DecisionState.Recorded)
                .OrderBy(decision => decision.Id)
                .Select(decision => decision.CandidatureId)
                .ToListAsync()
        );
        Assert.True(ids.Count > 20, $"{ids.Count} décisions préparées");
        foreach (var id in ids)
        {
            await colleague.Page.GotoAsync($"/admin/decisions/{id}");
            await colleague.PressAsync("Valider la décision");
        }
    }

    /// <summary>Somebody retained accepts, under their name.</summary>
    private async Task<string> AcceptAsync()
    {
        var account = await portal.InDatabaseAsync(db =>
            (
                from offer in db.Offers
                join file in db.Candidatures on offer.CandidatureId equals file.Id
                join person in db.Candidates on file.CandidateId equals person.Id
                join owner in db.Accounts on person.AccountId equals owner.Id
                where offer.State == OfferState.Sent
                orderby file.Number
                select owner
            ).FirstAsync()
        );
        var person = await SignedInAsync(new DemoPerson(account.GivenName, account.FamilyName, account.Email!, ""));
        await person.Page.GotoAsync("/candidature");
        await person.FollowAsync("Lire la proposition et répondre");
        await person.FollowAsync("Accepter");
        await person.Page.Locator("[name=IsNamed][type=checkbox]").CheckAsync(new() { Force = true });
        await person.Page.FillAsync("[name=PublicName]", account.FullName);
        await person.PressAsync("Confirmer mon acceptation");
        return account.FullName;
    }

    private async Task PublishAsync(Visitor staff, Visitor colleague, string name)
    {
        await staff.Page.GotoAsync("/admin/resultats");
        // Some were heard whom no team took: two people say that they publish without waiting for them.
        await staff.Page.CheckAsync("#IsPartial", new() { Force = true });
        await staff.PressAsync("Préparer la publication");
        await colleague.Page.GotoAsync("/admin/resultats");
        await colleague.Page.CheckAsync("#IsPartial", new() { Force = true });
        await colleague.Page.FillAsync("[name=word]", "PUBLIER");
        await colleague.PressAsync("Confirmer la publication");

        var home = await browsers.VisitorAsync(portal);
        homes.Add(home);
        var reader = new Visitor(portal, await home.NewPageAsync());
        await portal.Clock.SetAsync("2018-12-04T09:59:59");
        await reader.Page.GotoAsync("/promotions/3");
        Assert.DoesNotContain(name, await reader.TextAsync(), StringComparison.Ordinal);
        await portal.Clock.FreezeAsync(portal.Clock.Now.AddSeconds(1));
        await reader.Page.ReloadAsync();
        Assert.Contains(name, await reader.TextAsync(), StringComparison.Ordinal);
    }

    private Task<int> CountAsync(CandidatureState state) =>
        portal.InDatabaseAsync(db => db.Candidatures.CountAsync(row => row.State == state));

    private async Task<Visitor> SignedInAsync(DemoPerson person)
    {
        var home = await browsers.SignedInAsync(portal, person);
        homes.Add(home);
        return new Visitor(portal, await home.NewPageAsync());
    }
}
