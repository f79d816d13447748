using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Demo;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Selection;

/// <summary>
/// The jury's session with something of everything that minutes hold: a tie found after a sheet was locked, a sheet opened again and
/// one set aside, teams chosen and changed by hand, decisions prepared from them, a sitting that voted.
/// </summary>
public sealed class SealedSession() : DemoSession(DemoScenario.Jury)
{
    private byte[]? minutes;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabaseAsync(db => DisturbAsync(db));
        using var staff = await SignInAsync(DemoAccounts.Staff.Email);
        var solutions = await staff.SubmitAsync(
            await staff.GetAsync("/admin/equipes"),
            "Calculer les solutions",
            ("Minimum", "10,5")
        );
        var proposal = await staff.SubmitAsync(solutions, "Respecter les listes");
        var place = await InDatabaseAsync(async db => (await db.TeamProposals.AsNoTracking().SingleAsync()).Places[0]);
        var freed = await staff.GetAsync($"{proposal.Path}?PostId={place.PostId}");
        await staff.SubmitAsync(freed, "Modifier ce siège", ("Reason", "La personne hésite."));
        await staff.SubmitAsync(await staff.GetAsync($"{proposal.Path}/decisions"), "Enregistrer ces décisions, à valider");
        await InDatabaseAsync(db => DeliberateAsync(db));
        await InDatabaseAsync(db => ValidateAsync(db));
    }

    /// <summary>Sealed once for the tests that only read.</summary>
    public async Task<byte[]> MinutesAsync()
    {
        if (minutes is null)
        {
            using var staff = await SignInAsync(DemoAccounts.Staff.Email);
            minutes = await SealAsync(staff);
        }

        return minutes;
    }

    /// <summary>Presses the button of the page.</summary>
    public static async Task<byte[]> SealAsync(Browse staff)
    {
        var made = await staff.SubmitAsync(
            await staff.GetAsync("/admin/proces-verbal"),
            "Établir et télécharger le procès-verbal"
        );
        Assert.Equal(HttpStatusCode.OK, made.Status);
        return await made.Response.Content.ReadAsByteArrayAsync();
    }

    private async Task DisturbAsync(EigDbContext db)
    {
        var sheets = await db
            .ScoreSheets.Include(sheet => sheet.Reopened)
            .AsSplitQuery()
            .Where(sheet => sheet.State == SheetState.Locked)
            .OrderBy(sheet => sheet.Id)
            .Take(3)
            .ToListAsync();
        var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
        var account = await db
            .Jurors.Where(juror => juror.Id == sheets[0].JurorId)
            .Select(juror => juror.AccountId)
            .SingleAsync();
        db.Add(
            new ConflictOfInterest(
                account,
                sheets[0].CandidatureId,
                ConflictLevel.ReadsOnly,
                "Ancien collègue de laboratoire",
                account,
                Clock.Now
            )
        );
        Assert.True(sheets[1].Unlock("Une note a été mal cliquée", Clock.Now).IsOk);
        Assert.True(sheets[1].Lock(cohort, Clock.Now, [], reopenedUntil: Clock.Now.AddDays(1)).IsOk);
        Assert.True(sheets[2].PutAside("La personne quitte le jury", Clock.Now).IsOk);
        var challenge = await db.Challenges.SingleAsync(row => row.Slug == "cibnav");
        var asking = await db
            .Candidatures.Where(file =>
                file.State == CandidatureState.Preselected && file.Wishes.Any(wish => wish.ChallengeId == challenge.Id)
            )
            .OrderBy(file => file.Number)
            .Select(file => file.Id)
            .Take(3)
            .ToListAsync();
        var needed = new TeamConditionText(TeamConditionKind.OneOf, null, null, challenge.Id, null, "Le défi se joue en mer.")
        {
            People = asking,
            Sought = "connaît le terrain",
        };
        db.Add(TeamCondition.Add(cohort.Id, needed, account, Clock.Now).Value);
        await db.SaveChangesAsync();
    }

    private async Task DeliberateAsync(EigDbContext db)
    {
        var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
        var members = await db
            .Jurors.Where(juror => juror.CohortId == cohort.Id)
            .Join(db.Accounts, juror => juror.AccountId, account => account.Id, (juror, account) => account)
            .OrderBy(account => account.Id)
            .Take(3)
            .ToListAsync();
        var sitting = Deliberation
            .Convene(
                cohort.Id,
                "Séance du soir",
                new DateOnly(2018, 11, 8),
                2,
                members[0].Id,
                [.. members.Select(member => new CalledMember(member.Id, $"{member.GivenName} {member.FamilyName}"))]
            )
            .Value;
        sitting.Attend([.. members.Select(member => member.Id)]);
        Assert.True(sitting.Open(Clock.Now).IsOk);
        var decision = await db
            .Decisions.Where(found => found.Kind == DecisionKind.Retained)
            .OrderBy(found => found.Id)
            .FirstAsync();
        var number = await db
            .Candidatures.Where(file => file.Id == decision.CandidatureId)
            .Select(file => file.Number!)
            .SingleAsync();
        var motion = new Motion(decision.CandidatureId, number, DecisionKind.Retained, "CibNav, data science");
        var vote = sitting.Resolve(motion, new Ballot(1, 1, 0, true), new HashSet<Guid> { members[2].Id }, Clock.Now);
        vote.Value.Decide(decision.Id);
        Assert.True(sitting.Close(new string('a', 64), Clock.Now).IsOk);
        db.Add(sitting);
        await db.SaveChangesAsync();
    }

    private async Task ValidateAsync(EigDbContext db)
    {
        var second = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.SecondStaff.Email);
        foreach (var decision in await db.Decisions.Where(found => found.Kind == DecisionKind.WaitingList).ToListAsync())
        {
            Assert.True(decision.Validate(second.Id, Clock.Now).IsOk);
        }

        await db.SaveChangesAsync();
    }
}
