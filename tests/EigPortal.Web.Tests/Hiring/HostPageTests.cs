using System.Net;
using EigPortal.Domain.Contracts;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>The one page of a host contact or a mentor, in each phase of the year.</summary>
[Collection(nameof(PromotionPortal))]
public sealed class HostPageTests(PromotionPortal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => portal.Clock.SetAsync(PromotionPortal.AtWork);

    [Theory]
    [InlineData("2018-09-10T10:00:00", "L’appel n’est pas encore ouvert")]
    [InlineData("2018-10-08T10:00:00", "L’appel est ouvert")]
    [InlineData("2018-11-20T10:00:00", "La sélection est en cours")]
    [InlineData("2019-01-07T10:00:00", "L’équipe arrive bientôt")]
    [InlineData("2019-02-04T10:00:00", "L’équipe est au travail")]
    [InlineData("2019-12-20T10:00:00", "La promotion est terminée")]
    public async Task It_says_where_the_promotion_stands(string now, string phase)
    {
        var contact = await portal.SignedInAsync(DemoAccounts.Host);
        var mentor = await portal.SignedInAsync(DemoAccounts.Mentor);
        await portal.Clock.SetAsync(now);

        Assert.Equal([phase], (await contact.GetAsync("/accueil")).Texts(".fr-callout__title"));
        Assert.Equal([phase], (await mentor.GetAsync("/accueil")).Texts(".fr-callout__title"));
    }

    [Fact]
    public async Task Candidates_are_a_number_and_only_those_who_joined_have_a_name()
    {
        var contact = await portal.SignedInAsync(DemoAccounts.Host);
        var page = await contact.GetAsync("/accueil");
        var (names, others) = await portal.InDatabaseAsync(async db =>
        {
            var challenge = await db.Challenges.SingleAsync(found => found.Slug == "cibnav");
            var team = await db.Teams.SingleAsync(found => found.ChallengeId == challenge.Id);
            var members = await db.Fellows.Where(fellow => fellow.TeamId == team.Id).ToListAsync();
            var ids = members.Select(member => member.CandidatureId).ToList();
            var refused = await (
                from candidature in db.Candidatures
                join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
                where candidature.Wishes.Any(wish => wish.ChallengeId == challenge.Id) && !ids.Contains(candidature.Id)
                select candidate.GivenName + " " + candidate.FamilyName
            ).ToListAsync();
            return (members.Select(member => member.FullName).ToList(), refused);
        });

        Assert.Equal(names.Order(), page.Texts("h4").Order());
        Assert.NotEmpty(others);
        Assert.All(others, name => Assert.DoesNotContain(name, page.Body, StringComparison.Ordinal));
        Assert.Contains(
            "candidatures déposées pour 2 postes",
            page.One("main").TextContent.Replace('\u00a0', ' '),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_signed_copy_that_is_owed_heads_the_page_and_a_wrong_file_is_refused_beside_its_field()
    {
        var id = await portal.InDatabaseAsync(db =>
            (
                from contract in db.Contracts
                join fellow in db.Fellows on contract.FellowId equals fellow.Id
                join post in db.Posts on fellow.PostId equals post.Id
                join challenge in db.Challenges on post.ChallengeId equals challenge.Id
                where challenge.Slug == "cibnav"
                orderby contract.Id
                select contract.Id
            ).FirstAsync()
        );
        var former = await SetStateAsync(id, ContractState.Sent);
        var contact = await portal.SignedInAsync(DemoAccounts.Host);
        var page = await contact.GetAsync("/accueil");
        Assert.Contains("Ce que nous attendons de vous", page.Texts("h2"));

        var refused = await contact.SubmitAsync(
            page,
            "Déposer la copie signée",
            ("file", new UploadedFile("contrat.pdf", "application/pdf", "PK"u8.ToArray()))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal($"#copie-{id}", refused.One(".fr-alert--error li a").GetAttribute("href"));
        Assert.Equal(refused.Errors, refused.Texts($"#copie-{id}-messages .fr-message--error"));

        var mentor = await portal.SignedInAsync(DemoAccounts.Mentor);
        Assert.False((await mentor.GetAsync("/accueil")).Has("input[type=file]"));
        await SetStateAsync(id, former);
    }

    private Task<ContractState> SetStateAsync(Guid id, ContractState state) =>
        portal.InDatabaseAsync(async db =>
        {
            var former = await db.Contracts.Where(contract => contract.Id == id).Select(contract => contract.State).SingleAsync();
            await db
                .Contracts.Where(contract => contract.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(contract => contract.State, state));
            return former;
        });
}
