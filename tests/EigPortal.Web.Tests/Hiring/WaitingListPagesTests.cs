using System.Net;
using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>A seat comes free in a promotion at work: it goes to the person whom the waiting list designates.</summary>
public sealed class WaitingListPagesTests(WaitingListPagesTests.Portal portal) : IClassFixture<WaitingListPagesTests.Portal>
{
    /// <summary>Of its own: seats are freed in it.</summary>
    public sealed class Portal : PromotionPortal;

    [Fact]
    public async Task E12_a_free_seat_is_proposed_reminded_of_and_declined_with_each_step_shown()
    {
        var (postId, candidatureId) = await FreeSeatSomebodyWaitsForAsync();
        using var staff = await portal.SignedInAsync(DemoAccounts.Staff);
        using var second = await portal.SignedInAsync(DemoAccounts.SecondStaff);
        var name = await NameAsync(candidatureId);

        var proposed = await staff.SubmitAsync(await staff.GetAsync("/admin/liste-attente"), $"Proposer la place à {name}");
        Assert.Equal(
            ["Décision enregistrée. Une autre personne doit la valider : la proposition partira alors."],
            proposed.Texts(".fr-alert--success p")
        );
        var validated = await second.SubmitAsync(
            await second.GetAsync($"/admin/decisions/{candidatureId}"),
            "Valider la décision"
        );
        Assert.Equal(HttpStatusCode.OK, validated.Status);

        var offers = await staff.GetAsync("/admin/propositions");
        Assert.Equal(["En attente de réponse"], RowOf(offers, name, ".fr-badge"));
        await portal.Clock.FreezeAsync(portal.Clock.Now.AddDays(Offer.AnswerDays));
        offers = await staff.GetAsync("/admin/propositions");
        Assert.Equal(["Délai passé"], RowOf(offers, name, ".fr-badge"));
        var offer = await staff.FollowAsync(offers, name);
        Assert.True(offer.Has(".fr-alert--warning"));

        var reminded = await staff.SubmitAsync(offer, "Envoyer une relance");
        Assert.Equal(["La relance part par courriel."], reminded.Texts(".fr-alert--success p"));
        var again = await staff.SubmitAsync(reminded, "Envoyer une relance");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal([SelectionErrors.RemindedAlready.Message], again.Errors);

        var silent = await staff.SubmitAsync(reminded, "Enregistrer un refus");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal(["Dites comment la personne vous a donné sa réponse."], silent.Errors);
        var declined = await staff.SubmitAsync(silent, "Enregistrer un refus", ("Reason", "Au téléphone, elle renonce"));
        Assert.Equal("Au téléphone, elle renonce", declined.One("main q").TextContent);
        Assert.Equal(
            [DecisionState.Cancelled],
            await portal.InDatabaseAsync(db =>
                db.Decisions.Where(found =>
                        found.CandidatureId == candidatureId && found.PostId == postId && found.Kind == DecisionKind.Retained
                    )
                    .Select(found => found.State)
                    .ToListAsync()
            )
        );
    }

    [Fact]
    public async Task An_order_is_changed_with_a_reason_and_nothing_typed_is_lost()
    {
        var people = await WaitForOneListAsync();
        using var staff = await portal.SignedInAsync(DemoAccounts.Staff);
        var page = await staff.GetAsync("/admin/liste-attente");
        var (form, _) = page.FormOf("Changer la place");
        Assert.EndsWith("/ordre", form.GetAttribute("action")!, StringComparison.Ordinal);

        var refused = await staff.SubmitAsync(
            page,
            "Changer la place",
            ("CandidatureId", people[^1].ToString()),
            ("Position", "99")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([$"Choisissez une place de 1 à {people.Count}.", "Dites pourquoi l’ordre change."], refused.Errors);
        Assert.Equal("99", refused.One("input[name=Position]").GetAttribute("value"));

        var moved = await staff.SubmitAsync(
            refused,
            "Changer la place",
            ("Position", "1"),
            ("Reason", "Ses compétences en cartographie")
        );
        Assert.Equal(["Ordre changé, avec votre raison dans l’historique."], moved.Texts(".fr-alert--success p"));
        Assert.Equal([people[^1], .. people.SkipLast(1)], await OrderAsync());
    }

    private static IReadOnlyList<string> RowOf(Page page, string name, string selector) =>
        [
            .. page
                .Document.QuerySelectorAll("tbody tr")
                .Where(row => row.QuerySelector("th a")?.TextContent == name)
                .SelectMany(row => row.QuerySelectorAll(selector))
                .Select(found => found.TextContent.Trim()),
        ];

    /// <summary>Somebody leaves a team where the first of the waiting list can replace them.</summary>
    private Task<(Guid PostId, Guid CandidatureId)> FreeSeatSomebodyWaitsForAsync() =>
        portal.InDatabaseAsync(async db =>
        {
            var place = await db.WaitingPlaces.OrderBy(row => row.Position).ThenBy(row => row.Id).FirstAsync();
            var team = await db.Teams.Include(row => row.Fellows).SingleAsync(row => row.ChallengeId == place.ChallengeId);
            var posts = await db
                .Posts.Where(post => post.ChallengeId == place.ChallengeId && post.Profile == place.Profile)
                .Select(post => post.Id)
                .ToListAsync();
            var leaving = team.Fellows.First(fellow => fellow.LeftAt == null && posts.Contains(fellow.PostId));
            Assert.Empty(team.Leave(leaving.Id, "Autre projet", portal.Clock.Now).Errors);
            var decision = await db.Decisions.SingleAsync(row =>
                row.CandidatureId == leaving.CandidatureId && row.State != DecisionState.Cancelled
            );
            Assert.Empty(decision.Cancel("Autre projet", portal.Clock.Now).Errors);
            await db.SaveChangesAsync();
            var waiting = await db.Decisions.SingleAsync(row => row.Id == place.DecisionId);
            return (leaving.PostId, waiting.CandidatureId);
        });

    /// <summary>Leaves everybody who waits on one list, in the order of their numbers.</summary>
    private Task<List<Guid>> WaitForOneListAsync() =>
        portal.InDatabaseAsync(async db =>
        {
            var places = await db.WaitingPlaces.OrderBy(row => row.Id).ToListAsync();
            var kept = places.GroupBy(place => place.DecisionId).Select(person => person.First()).ToList();
            db.RemoveRange(places.Except(kept));
            foreach (var (index, place) in kept.Index())
            {
                db.Entry(place).Property(row => row.ChallengeId).CurrentValue = kept[0].ChallengeId;
                db.Entry(place).Property(row => row.Profile).CurrentValue = kept[0].Profile;
                db.Entry(place).Property(row => row.Position).CurrentValue = index + 1;
            }

            await db.SaveChangesAsync();
            return await OrderAsync();
        });

    private Task<List<Guid>> OrderAsync() =>
        portal.InDatabaseAsync(db =>
            (
                from place in db.WaitingPlaces
                join decision in db.Decisions on place.DecisionId equals decision.Id
                where decision.State == DecisionState.Validated
                orderby place.Position
                select decision.CandidatureId
            ).ToListAsync()
        );

    private Task<string> NameAsync(Guid candidatureId) =>
        portal.InDatabaseAsync(db =>
            (
                from candidature in db.Candidatures
                join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
                where candidature.Id == candidatureId
                select candidate.GivenName + " " + candidate.FamilyName
            ).SingleAsync()
        );
}
