using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Services.Demo;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>States that the demo has not, and that people meet: a sheet to fill, a seat offered.</summary>
internal static class Preparations
{
    public static Task OfJuryAsync(DemoPortal portal) =>
        portal.InDatabaseAsync(async db =>
        {
            var juror = await AccountAsync(db, DemoAccounts.Juror);
            var sheet = await db
                .ScoreSheets.Where(sheet =>
                    sheet.State == SheetState.Locked && db.Jurors.Any(row => row.Id == sheet.JurorId && row.AccountId == juror)
                )
                .OrderBy(sheet => sheet.Id)
                .FirstAsync();
            Must(sheet.Unlock("Une note manque.", portal.Clock.Now));

            var candidate = await AccountAsync(db, DemoAccounts.Candidate);
            var candidature = await db
                .Candidatures.Include(row => row.Wishes)
                .SingleAsync(row =>
                    row.State == CandidatureState.Preselected
                    && db.Candidates.Any(person => person.Id == row.CandidateId && person.AccountId == candidate)
                );
            var wish = candidature.Wishes.OrderBy(wish => wish.Rank).First();
            var post = await db
                .Challenges.SelectMany(challenge => challenge.Posts)
                .FirstAsync(post => post.ChallengeId == wish.ChallengeId);
            var decision = Decision
                .Record(
                    candidature.Id,
                    candidature.CohortId,
                    DecisionKind.Retained,
                    post.Id,
                    post.Profile,
                    [post.Profile],
                    "",
                    await AccountAsync(db, DemoAccounts.Staff),
                    portal.Clock.Now
                )
                .Value;
            Must(decision.Validate(await AccountAsync(db, DemoAccounts.SecondStaff), portal.Clock.Now));
            db.AddRange(decision, new Offer(decision.Id, candidature.Id, post.Id, portal.Clock.Now));
            db.Add(await OpenSittingAsync(db, candidature.CohortId, portal.Clock.Now));
            await db.SaveChangesAsync();
        });

    private static async Task<Deliberation> OpenSittingAsync(Services.Data.EigDbContext db, Guid cohortId, DateTimeOffset now)
    {
        var called = await db
            .Jurors.Where(juror => juror.CohortId == cohortId)
            .Join(db.Accounts, juror => juror.AccountId, account => account.Id, (_, account) => account)
            .OrderBy(account => account.Email)
            .Take(5)
            .Select(account => new CalledMember(account.Id, account.GivenName + " " + account.FamilyName))
            .ToListAsync();
        var sitting = Deliberation
            .Convene(cohortId, "Jury du 7 novembre", new DateOnly(2018, 11, 7), 3, called[0].AccountId, called)
            .Value;
        Must(sitting.Attend([.. called.Select(member => member.AccountId)]));
        Must(sitting.Open(now));
        return sitting;
    }

    private static Task<Guid> AccountAsync(Services.Data.EigDbContext db, DemoPerson person) =>
        db.Accounts.Where(account => account.Email == person.Email).Select(account => account.Id).SingleAsync();

    private static void Must(Result result) => Assert.True(result.IsOk);
}
