using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>A sitting from its convocation to its sealed minutes, as staff go through it without JavaScript.</summary>
public sealed class DeliberationPagesTests(DeliberationPagesTests.Portal portal) : IClassFixture<DeliberationPagesTests.Portal>
{
    /// <summary>During the hearings: 86 people to decide about.</summary>
    public sealed class Portal : PortalFactory
    {
        public Portal()
        {
            With("Accounts:RequireSecondFactor", "false");
            WithServices(services => services.AddScoped<DemoSeeder>());
        }

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await InScopeAsync(services => services.GetRequiredService<DemoSeeder>().EnsureAsync("jury", CancellationToken.None));
        }
    }

    [Fact]
    public async Task E10_a_sitting_is_convened_attended_opened_voted_and_sealed()
    {
        using var staff = await EnterAsync();
        var list = await staff.GetAsync("/admin/deliberations");
        var refused = await staff.SubmitAsync(list, "Convoquer la séance", ("Title", "Jury du 7 novembre"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(4, refused.Errors.Count);
        Assert.Equal("Jury du 7 novembre", refused.One("#Title").GetAttribute("value"));

        var members = refused
            .Document.QuerySelectorAll("input[name=Members]")
            .Take(4)
            .Select(box => box.GetAttribute("value")!)
            .ToArray();
        var sitting = await staff.SubmitAsync(
            refused,
            "Convoquer la séance",
            ("HeldOn", "2018-11-07"),
            ("Members", members),
            ("ChairId", members[0]),
            ("Quorum", "3")
        );
        Assert.Equal("Jury du 7 novembre", sitting.Heading);

        var early = await staff.SubmitAsync(sitting, "Ouvrir la séance");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        var attended = await staff.SubmitAsync(early, "Noter les présences", ("present", members.Take(3).ToArray()));
        Assert.Equal(3, attended.Document.QuerySelectorAll("input[name=present][checked]").Length);
        // Opening notes who is there at that moment.
        var open = await staff.SubmitAsync(attended, "Ouvrir la séance", ("present", members));
        Assert.Equal(4, open.Document.QuerySelectorAll("input[name=present][checked]").Length);

        var (id, number) = await PreselectedAsync();
        var vote = await staff.GetAsync($"{open.Path}/candidatures/{id}");
        var wrong = await staff.SubmitAsync(
            vote,
            "Enregistrer le vote",
            ("Decision.Kind", "NotRetained"),
            ("Decision.Feedback", "Continuez."),
            ("For", "3")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(2, wrong.Errors.Count);
        Assert.Equal("Continuez.", wrong.One("#Decision_Feedback").TextContent.Trim());

        var voted = await staff.SubmitAsync(
            wrong,
            "Enregistrer le vote",
            ("Decision.Grounds", new[] { "Skills" }),
            ("Against", "1")
        );
        Assert.Equal(
            [$"Proposition adoptée pour {number}. Une autre personne doit valider la décision."],
            voted.Texts(".fr-alert--success p")
        );
        var closed = await staff.SubmitAsync(voted, "Clore et sceller le procès-verbal");
        var minutes = await staff.FollowAsync(closed, "Lire et imprimer le procès-verbal");
        Assert.Equal([number], minutes.Texts("tbody th"));
        Assert.Equal(64, minutes.One("code").TextContent.Length);
        Assert.False(closed.Has("main form"));
    }

    [Fact]
    public async Task B21_E10_a_candidature_that_the_viewer_is_tied_to_is_not_put_to_the_vote_by_them()
    {
        using var staff = await EnterAsync();
        var (id, sitting) = await portal.InDatabaseAsync(async db =>
        {
            var file = await db
                .Candidatures.Where(row => row.State == CandidatureState.Preselected)
                .OrderByDescending(row => row.Number)
                .FirstAsync();
            var account = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Staff.Email);
            var called = new[] { account, await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Juror.Email) };
            var convened = Deliberation
                .Convene(
                    file.CohortId,
                    "Jury",
                    new DateOnly(2018, 11, 8),
                    2,
                    account.Id,
                    [.. called.Select(member => new CalledMember(member.Id, member.FullName))]
                )
                .Value;
            Assert.Empty(convened.Attend([.. called.Select(member => member.Id)]).Errors);
            Assert.Empty(convened.Open(portal.Clock.Now).Errors);
            db.Add(convened);
            db.Add(new ConflictOfInterest(account.Id, file.Id, ConflictLevel.Excluded, "Parenté", account.Id, portal.Clock.Now));
            await db.SaveChangesAsync();
            return (file.Id, convened.Id);
        });

        var page = await staff.GetAsync($"/admin/deliberations/{sitting}");
        Assert.DoesNotContain(id.ToString(), page.Body, StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync($"/admin/deliberations/{sitting}/candidatures/{id}")).Status);
    }

    private async Task<Browse> EnterAsync()
    {
        var site = portal.Browse();
        await site.SubmitAsync(
            await site.GetAsync("/connexion"),
            "Se connecter",
            ("Email", DemoAccounts.Staff.Email),
            ("Password", DemoAccounts.Password)
        );
        return site;
    }

    private Task<(Guid Id, string Number)> PreselectedAsync() =>
        portal.InDatabaseAsync(async db =>
        {
            var found = await db
                .Candidatures.Where(row => row.State == CandidatureState.Preselected)
                .OrderBy(row => row.Number)
                .FirstAsync();
            return (found.Id, found.Number!);
        });
}
