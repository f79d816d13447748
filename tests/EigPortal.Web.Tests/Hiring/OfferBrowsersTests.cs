using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>One person, two browsers.</summary>
public sealed class OfferBrowsersTests(HearingSession session) : IClassFixture<HearingSession>
{
    [Fact]
    public async Task E12_of_the_answers_of_two_browsers_the_first_holds_and_the_second_is_told()
    {
        await OfferAsync();
        using var one = await session.SignInAsync(DemoAccounts.Candidate.Email);
        using var other = await session.SignInAsync(DemoAccounts.Candidate.Email);
        var accepting = await one.GetAsync("/candidature/proposition/accepter");
        var declining = await other.GetAsync("/candidature/proposition/decliner");

        await one.SubmitAsync(accepting, "Confirmer mon acceptation");
        var late = await other.SubmitAsync(declining, "Confirmer que je décline");

        Assert.Equal(["La proposition est déjà acceptée."], late.Texts(".fr-alert--error p"));
        Assert.Equal(
            [OfferState.Accepted],
            await session.InDatabaseAsync(db => db.Offers.Select(offer => offer.State).ToListAsync())
        );
        Assert.Equal(1, await session.InDatabaseAsync(db => db.Fellows.CountAsync(fellow => fellow.LeftAt == null)));
    }

    private Task<int> OfferAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var (now, people) = (
                session.Clock.Now,
                await db
                    .Accounts.Where(account => account.StaffRole == StaffRole.Staff)
                    .OrderBy(account => account.Email)
                    .Select(account => account.Id)
                    .ToListAsync()
            );
            var file = await (
                from candidature in db.Candidatures
                join person in db.Candidates on candidature.CandidateId equals person.Id
                join account in db.Accounts on person.AccountId equals account.Id
                where account.Email == DemoAccounts.Candidate.Email
                select candidature
            ).SingleAsync();
            var post = await (
                from found in db.Posts
                join challenge in db.Challenges on found.ChallengeId equals challenge.Id
                where challenge.CohortId == file.CohortId
                orderby challenge.Slug, found.Position
                select found
            ).FirstAsync();
            var decision = Decision
                .Record(file.Id, file.CohortId, DecisionKind.Retained, post.Id, post.Profile, [post.Profile], "", people[0], now)
                .Value;
            Assert.Empty(decision.Validate(people[1], now).Errors);
            db.Add(decision);
            db.Add(new Offer(decision.Id, file.Id, post.Id, now));
            return await db.SaveChangesAsync();
        });
}
