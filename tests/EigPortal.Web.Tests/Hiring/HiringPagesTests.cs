using System.Net;
using AngleSharp.Dom;
using EigPortal.Domain.Contracts;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>Staff's pages once people are recruited: marks beside seats, the cohort, contracts, what needs a person.</summary>
[Collection(nameof(PromotionPortal))]
public sealed class HiringPagesTests(PromotionPortal portal)
{
    [Fact]
    public async Task The_marks_beside_a_seat_are_those_of_the_ranked_list()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);
        var decisions = await site.GetAsync("/admin/decisions");
        var seats = Rows(decisions, "#postes").Where(row => row[3].Length > 0).ToList();
        Assert.Equal(32, seats.Count);
        var seat = decisions
            .Document.QuerySelectorAll("[aria-labelledby=postes] tbody tr")
            .First(row => !Cells(row)[4].StartsWith("Hors", StringComparison.Ordinal));
        var shown = Cells(seat);

        var ranking = await site.GetAsync(seat.QuerySelector("td a[href^='/admin/classements/']")!.GetAttribute("href")!);
        var listed = Rows(ranking, "main").Single(row => row.Count > 6 && row[2] == shown[3]);

        Assert.Equal((listed[0], listed[4], listed[5], listed[6]), (shown[4], shown[5], $"{shown[6]} comptées", shown[7]));
    }

    [Fact]
    public async Task A_seat_given_to_another_profile_says_where_its_person_was_ranked()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);

        var outside = Rows(await site.GetAsync("/admin/decisions"), "#postes")
            .Where(row => row[4].StartsWith("Hors de cette liste", StringComparison.Ordinal));

        Assert.Single(outside);
    }

    [Fact]
    public async Task The_cohort_says_what_each_person_lacks_and_every_number_leads_to_its_list()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);

        var everybody = await site.GetAsync("/admin/promotion");
        Assert.Equal(32, Rows(everybody, "main").Count);
        Assert.Equal(
            ["Tout le monde (32)", "La copie signée (1)", "Rien (31)"],
            everybody.Texts("nav[aria-label='Ce qui manque'] a")
        );

        var owed = await site.GetAsync("/admin/promotion?manque=SignedCopy");
        Assert.Equal(["La copie signée"], Rows(owed, "main").Select(row => row[4]));
    }

    [Fact]
    public async Task Every_number_of_the_dashboard_leads_to_a_page()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);
        var dashboard = await site.GetAsync("/admin");
        Assert.Contains("1 contrat à signer", dashboard.Texts(".portal-tasks a"));

        var addresses = dashboard
            .Document.QuerySelectorAll(".portal-tasks a, .portal-figures a, #par-poste-table a")
            .Select(link => link.GetAttribute("href")!.Split('#')[0])
            .Distinct()
            .ToList();

        Assert.True(addresses.Count > 10);
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(address)).Status);
        }
    }

    [Fact]
    public async Task A_departure_without_a_reason_is_refused_beside_its_field()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);
        var page = await site.GetAsync("/admin/promotion?manque=SignedCopy");
        var person = page.Texts("tbody th[scope=row]").Single();

        var refused = await site.SubmitAsync(page, $"Enregistrer le départ de {person}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Dites pourquoi cette personne quitte l’équipe."], refused.Errors);
        Assert.Equal(
            ["Dites pourquoi cette personne quitte l’équipe."],
            refused.Texts(".fr-input-group--error .fr-message--error")
        );
    }

    [Fact]
    public async Task A_contract_refuses_beside_the_field_and_keeps_what_was_typed()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);
        var id = await ContractAsync(ContractState.Running);
        var page = await site.GetAsync($"/admin/contrats/{id}");

        var dayless = await site.SubmitAsync(page, "Enregistrer la rupture", ("Reason", "Démission"));
        AssertRefused(dayless, "Indiquez le dernier jour travaillé.", "BrokenOn");
        Assert.Equal("Démission", dayless.One("#Reason").TextContent.Trim());

        var late = await site.SubmitAsync(page, "Enregistrer la rupture", ("BrokenOn", "2020-01-31"), ("Reason", "Démission"));
        AssertRefused(late, "La rupture doit intervenir avant le terme du contrat.", "BrokenOn");
        Assert.Equal("2020-01-31", late.One("#BrokenOn").GetAttribute("value"));

        var early = await site.SubmitAsync(page, "Clore à son terme");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Equal(["Le contrat court encore. Pour l’arrêter avant son terme, enregistrez une rupture."], early.Errors);
    }

    [Fact]
    public async Task E14_a_contract_taken_back_and_changed_leaves_only_with_a_new_document()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);
        var address = $"/admin/contrats/{await ContractAsync(ContractState.Sent)}";
        var sent = await site.GetAsync(address);
        AssertRefused(
            await site.SubmitAsync(
                sent,
                "Enregistrer la copie signée",
                ("File", new UploadedFile("contrat.pdf", "application/pdf", "PK"u8.ToArray()))
            ),
            "Ce fichier n’est pas un PDF. Exportez votre document au format PDF, puis envoyez-le de nouveau.",
            "File"
        );
        AssertRefused(await site.SubmitAsync(sent, "Reprendre le contrat"), "Dites pourquoi le contrat est repris.", "Reason");

        var draft = await site.SubmitAsync(sent, "Reprendre le contrat", ("Reason", "Autre premier jour"));
        var wrong = await site.SubmitAsync(
            draft,
            "Enregistrer les conditions",
            ("StartsOn", "2019-01-31"),
            ("NetMonthlySalary", "quatre mille"),
            ("ProgrammeShare", "")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(
            [
                "Indiquez la rémunération en chiffres, par exemple 4 000.",
                "Indiquez la part du programme en chiffres, de 0 à 100.",
            ],
            wrong.Errors
        );
        Assert.Equal("quatre mille", wrong.One("#NetMonthlySalary").GetAttribute("value"));

        var changed = await site.SubmitAsync(
            draft,
            "Enregistrer les conditions",
            ("StartsOn", "2019-01-31"),
            ("NetMonthlySalary", "4 200,50"),
            ("ProgrammeShare", "70")
        );
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Contains("du 31 janvier au 29 novembre 2019 inclus", changed.Texts("main dd"));
        var refused = await site.SubmitAsync(changed, "Envoyer pour signature");
        Assert.Equal(
            ["Les conditions ont changé depuis la dernière version du document : générez-en une nouvelle avant l’envoi."],
            refused.Errors
        );

        var generated = await site.SubmitAsync(changed, "Générer une version du document");
        var again = await site.SubmitAsync(generated, "Envoyer pour signature");
        Assert.Equal("À signer", again.Texts("main .fr-badge").First());
        var signed = await site.SubmitAsync(
            again,
            "Enregistrer la copie signée",
            ("File", new UploadedFile("contrat.pdf", "application/pdf", Pdf.Write("Contrat signé")))
        );
        Assert.Equal("Signé", signed.Texts("main .fr-badge").First());
        Assert.Equal(
            "En cours",
            (await site.SubmitAsync(signed, "Enregistrer la prise de poste")).Texts("main .fr-badge").First()
        );
        await portal.InDatabaseAsync(db =>
            db.Contracts.Where(contract => contract.NetMonthlySalary == 4200.50m)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(contract => contract.State, ContractState.Sent)
                        .SetProperty(contract => contract.NetMonthlySalary, 4000m)
                )
        );
    }

    [Fact]
    public async Task A_person_and_a_team_have_their_history()
    {
        var site = await portal.SignedInAsync(DemoAccounts.Staff);
        var team = await portal.InDatabaseAsync(db => db.Teams.Select(found => found.Id).FirstAsync());
        var juror = await portal.InDatabaseAsync(db =>
            db.Accounts.Where(account => account.Email == DemoAccounts.Juror.Email).Select(account => account.Id).SingleAsync()
        );

        var history = await site.GetAsync($"/admin/promotion/equipes/{team}");
        Assert.Contains("Équipe formée", history.One(".portal-timeline").TextContent, StringComparison.Ordinal);
        var person = await site.GetAsync($"/admin/utilisateurs/{juror}");
        Assert.Equal(DemoAccounts.Juror.FullName, person.Heading);
        Assert.Contains("Historique au jury", person.Texts("h2"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/admin/utilisateurs/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/admin/promotion/equipes/{Guid.NewGuid()}")).Status);
    }

    private Task<Guid> ContractAsync(ContractState state) =>
        portal.InDatabaseAsync(db =>
            db.Contracts.Where(contract => contract.State == state)
                .OrderBy(contract => contract.Id)
                .Select(contract => contract.Id)
                .FirstAsync()
        );

    private static void AssertRefused(Page page, string message, string field)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal([message], page.Errors);
        Assert.Equal($"#{field}", page.One(".fr-alert--error li a").GetAttribute("href"));
        Assert.Equal([message], page.Texts($"#{field}-messages .fr-message--error"));
    }

    private static List<IReadOnlyList<string>> Rows(Page page, string inside) =>
        [
            .. page
                .Document.QuerySelectorAll(inside == "main" ? "main tbody tr" : $"[aria-labelledby={inside[1..]}] tbody tr")
                .Select(Cells),
        ];

    private static IReadOnlyList<string> Cells(IElement row) =>
        [
            .. row.Children.Select(cell =>
                string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            ),
        ];
}
