using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>What a person reads of how the jury came to its answer, and what they never read.</summary>
[Collection(nameof(PromotionPortal))]
public sealed partial class ExplanationPageTests(PromotionPortal portal) : IAsyncLifetime
{
    private const string Address = "/candidature/decision";
    private const string Purpose = "estime la sévérité des lectures";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => portal.Clock.SetAsync(PromotionPortal.AtWork);

    private sealed record Person(Guid Id, string Number, string GivenName, string FamilyName, string Email, Guid DecisionId);

    [Fact]
    public async Task E9_the_parts_add_up_to_the_figures_that_the_jury_saw_and_are_those_of_this_person_alone()
    {
        var person = await DecidedAsync(DecisionKind.NotRetained, CandidatureState.Preselected);
        using var site = await SignInAsync(person);
        var page = await site.FollowAsync(await site.GetAsync("/candidature"), "Comprendre la décision");
        Assert.Equal(Address, page.Path);

        var parts = Figures(page.Texts("[aria-labelledby=calcul] tbody td"));
        Assert.Equal(4, parts.Count);
        Assert.Equal(parts[3], parts[0] + parts[1] + parts[2]);
        using var staff = await portal.SignedInAsync(DemoAccounts.Staff);
        var list = await ListAsync(staff, person);
        var row = list
            .Document.QuerySelectorAll("#classement tbody tr")
            .Single(line => line.TextContent.Contains(person.Number, StringComparison.Ordinal));
        var shown = row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Contains($"{shown[4]} sur 20", page.Texts("[aria-labelledby=lectures] strong"));
        Assert.Equal(shown[7..], page.Texts("[aria-labelledby=lectures] tbody td:last-child"));
        var calibrated = list
            .Document.QuerySelectorAll("[aria-labelledby=calibration] tbody tr")
            .Single(line => line.TextContent.Contains(person.Number, StringComparison.Ordinal))
            .QuerySelectorAll("td")
            .Select(cell => cell.TextContent.Trim())
            .ToList();
        Assert.Equal(calibrated[2..6], page.Texts("[aria-labelledby=calcul] tbody td"));

        await AssertNobodyElseAsync(page, person);
    }

    [Fact]
    public async Task B22_E10_nothing_is_explained_before_the_results_are_public_nor_to_somebody_else()
    {
        var person = await DecidedAsync(DecisionKind.NotRetained, CandidatureState.Preselected);
        using var site = await SignInAsync(person);
        await portal.Clock.SetAsync("2018-12-04T09:59:59");
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(Address)).Status);
        Assert.DoesNotContain(Address, (await site.GetAsync("/candidature")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Purpose, (await site.GetAsync("/candidature")).Body, StringComparison.Ordinal);

        await portal.Clock.SetAsync("2018-12-04T10:00:00");
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(Address)).Status);
        using var staff = await portal.SignedInAsync(DemoAccounts.Staff);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(Address)).Status);
    }

    [Fact]
    public async Task The_mention_is_in_the_mail_and_on_the_page_when_a_computation_contributed_and_nowhere_else()
    {
        var (heard, screened) = (
            await DecidedAsync(DecisionKind.NotRetained, CandidatureState.Preselected),
            await DecidedAsync(DecisionKind.NotRetained, CandidatureState.NotPreselected)
        );
        Assert.Equal([DecisionAid.Calibration], await AidsAsync(heard));
        Assert.Empty(await AidsAsync(screened));
        foreach (var (person, isAided) in new[] { (heard, true), (screened, false) })
        {
            var mail = await portal.InDatabaseAsync(db =>
                db.Mails.Where(row =>
                        row.Template == nameof(Services.Selection.DecisionNotice) && row.AboutId == person.DecisionId
                    )
                    .Select(row => row.TextBody)
                    .SingleAsync()
            );
            using var site = await SignInAsync(person);
            var page = await site.GetAsync("/candidature");
            Assert.Equal(isAided, mail.Contains(Purpose, StringComparison.Ordinal));
            Assert.Equal(isAided, mail.Contains("/algorithmes", StringComparison.Ordinal));
            Assert.Equal(isAided, page.Body.Contains(Purpose, StringComparison.Ordinal));
            var explained = await site.GetAsync(Address);
            Assert.Equal(HttpStatusCode.OK, explained.Status);
            Assert.Equal(isAided, explained.Has("#calcul"));
            Assert.Equal(!isAided, explained.Body.Contains("Aucun calcul n’a aidé le jury", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_retained_person_reads_the_mention_with_the_offer()
    {
        using var fellow = await SignInAsync(await DecidedAsync(DecisionKind.Retained, CandidatureState.Preselected));
        Assert.Contains(Purpose, (await fellow.GetAsync("/candidature/proposition")).Body, StringComparison.Ordinal);
        var explained = await fellow.GetAsync(Address);
        Assert.Equal(HttpStatusCode.OK, explained.Status);
        Assert.True(explained.Has("#calcul"));
    }

    [Fact]
    public async Task The_public_page_names_each_computation_its_data_its_parameters_and_its_part()
    {
        using var site = portal.Browse();
        var page = await site.FollowAsync(await site.GetAsync("/selection"), "Ce qu’ils font, et jusqu’où ils comptent");
        Assert.Equal(
            [
                "Le score",
                "La calibration",
                "Le plan de lecture",
                "Le plan des auditions",
                "La composition des équipes",
                "La liste d’attente",
                "Vos droits",
            ],
            page.Texts("main section > h2")
        );
        foreach (var section in page.Document.QuerySelectorAll("main section").SkipLast(1))
        {
            Assert.Equal(5, section.QuerySelectorAll("li > strong").Length);
        }

        var cohort = await portal.InDatabaseAsync(db => db.Cohorts.AsNoTracking().SingleAsync(found => found.IsCurrent));
        Assert.All(
            cohort.Criteria,
            criterion => Assert.Contains(criterion.Title, page.Document.Body!.TextContent, StringComparison.Ordinal)
        );
        foreach (var path in (string[])["/plan-du-site", "/"])
        {
            Assert.NotEmpty((await site.GetAsync(path)).Document.QuerySelectorAll("a[href='/algorithmes']"));
        }
    }

    /// <summary>The leak matrix of this page: no name, number or address of anybody else, nor a juror's.</summary>
    private async Task AssertNobodyElseAsync(Page page, Person person)
    {
        var main = page.One("main").TextContent;
        var others = await portal.InDatabaseAsync(async db =>
            (
                await db
                    .Candidatures.Where(row => row.Id != person.Id && row.Number != null)
                    .Select(row => row.Number!)
                    .ToListAsync()
            )
                .Concat(await db.Accounts.Select(row => row.GivenName + " " + row.FamilyName).ToListAsync())
                .Concat(await db.Accounts.Where(row => row.Email != null).Select(row => row.Email!).ToListAsync())
                .ToList()
        );
        Assert.True(others.Count > 300);
        Assert.DoesNotContain(
            others,
            other => other.Trim().Length > 3 && main.Contains(other, StringComparison.OrdinalIgnoreCase)
        );
        Assert.Empty(Number().Matches(main));
    }

    private async Task<Page> ListAsync(Browse staff, Person person)
    {
        var (slug, profile) = await portal.InDatabaseAsync(async db =>
        {
            var wish = (
                await db.Snapshots.Where(row => row.CandidatureId == person.Id).OrderBy(row => row.Sequence).LastAsync()
            ).Content.Wishes.MinBy(row => row.Rank)!;
            return (
                await db.Challenges.Where(row => row.Id == wish.ChallengeId).Select(row => row.Slug).SingleAsync(),
                wish.Profile
            );
        });
        return await staff.GetAsync($"/admin/classements/{slug}/{profile}");
    }

    private Task<Person> DecidedAsync(DecisionKind kind, CandidatureState state) =>
        portal.InDatabaseAsync(db =>
            (
                from decision in db.Decisions
                join candidature in db.Candidatures on decision.CandidatureId equals candidature.Id
                join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
                join account in db.Accounts on candidate.AccountId equals account.Id
                where decision.Kind == kind && decision.State == DecisionState.Validated && candidature.State == state
                orderby candidature.Number descending
                select new Person(
                    candidature.Id,
                    candidature.Number!,
                    account.GivenName,
                    account.FamilyName,
                    account.Email!,
                    decision.Id
                )
            ).FirstAsync()
        );

    private Task<IReadOnlyList<DecisionAid>> AidsAsync(Person person) =>
        portal.InDatabaseAsync(async db =>
            (await db.Decisions.AsNoTracking().SingleAsync(decision => decision.Id == person.DecisionId)).Aids
        );

    private Task<Browse> SignInAsync(Person person) =>
        portal.SignedInAsync(new DemoPerson(person.GivenName, person.FamilyName, person.Email, ""));

    private static List<decimal> Figures(IEnumerable<string> cells) =>
        [
            .. cells.Select(cell =>
                decimal.Parse(cell.Replace('\u2212', '-').Replace(',', '.').TrimStart('+'), CultureInfo.InvariantCulture)
            ),
        ];

    [GeneratedRegex("EIG3-\\d+")]
    private static partial Regex Number();
}
