using System.Net;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The acts of the team on the phases of the jury, while the hearings are under way.</summary>
public sealed class PhasePagesTests(HearingSession session) : IClassFixture<HearingSession>
{
    private const string Path = "/admin/phases";

    [Fact]
    public async Task B21_B30_deliberation_opens_once_every_hearing_is_held_or_explained_and_every_grid_locked()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var page = await staff.GetAsync(Path);
        Assert.False(page.Has("form[action='/admin/phases/ouvrir']"));
        var held = await session.InDatabaseAsync(db =>
            db.Slots.CountAsync(slot => slot.State != SlotState.Heard && slot.State != SlotState.Absent)
        );
        Assert.Contains($"{held} auditions ne sont ni tenues", page.Body, StringComparison.Ordinal);

        var refused = await OpenAsync(staff, page, JuryPhase.Deliberation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([$"{held} auditions ne sont ni tenues, ni notées comme une absence."], refused.Errors);
        Assert.Contains("/admin/auditions", refused.Body, StringComparison.Ordinal);

        await AssertNotCountedAsync(held);
        await HoldAllAsync();
        var locked = await staff.GetAsync(Path);
        Assert.Contains("grilles", Missing(locked), StringComparison.Ordinal);
        await LockAllAsync();
        var ready = await staff.GetAsync(Path);
        var opened = await staff.SubmitAsync(ready, "Ouvrir cette phase");
        Assert.Contains(
            "La phase « Délibération » est ouverte",
            WebUtility.HtmlDecode(opened.Body).Replace('\u00a0', ' '),
            StringComparison.Ordinal
        );
        Assert.Contains("Phase du jury ouverte", opened.Body, StringComparison.Ordinal);

        // The same form again: what it asked for is done, nothing more opens.
        var again = await staff.SubmitAsync(ready, "Ouvrir cette phase");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal(JuryPhase.Deliberation, await CurrentAsync());
        await AssertReturnsAsync(staff, opened);
    }

    private async Task AssertReturnsAsync(Browse staff, Page page)
    {
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        Assert.Equal(HttpStatusCode.OK, (await juror.GetAsync("/admin/jury/classements")).Status);
        var silent = await staff.SubmitAsync(page, "Revenir à cette phase");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.True(silent.Has(silent.One("#erreurs a").GetAttribute("href")!));
        Assert.Equal(JuryPhase.Deliberation, await CurrentAsync());

        var back = await staff.SubmitAsync(page, "Revenir à cette phase", ("Reason", "Une audition a été oubliée"));
        Assert.Contains("Retour à la phase du jury", back.Body, StringComparison.Ordinal);
        Assert.Contains("Une audition a été oubliée", back.Body, StringComparison.Ordinal);
        Assert.Equal(JuryPhase.Hearings, await CurrentAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await juror.GetAsync("/admin/jury/classements")).Status);
    }

    [Fact]
    public async Task Rules_that_contradict_themselves_come_back_as_they_were_typed_and_a_stale_table_is_not_saved()
    {
        using var staff = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var page = await staff.GetAsync(Path);
        var refused = await staff.SubmitAsync(
            page,
            "Enregistrer ces règles",
            ("Marks[Deliberation]", nameof(OthersMarks.AfterLockingOwn)),
            ("Why", "Essai")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith("Un classement donne la moyenne", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(
            nameof(OthersMarks.AfterLockingOwn),
            refused.One("select[name='Marks[Deliberation]'] option[selected]").GetAttribute("value")
        );
        Assert.Equal("Essai", refused.One("#Why").TextContent);

        var saved = await staff.SubmitAsync(
            page,
            "Enregistrer ces règles",
            ("Marks[Hearings]", nameof(OthersMarks.Never)),
            ("Why", "Le jury entend sans a priori")
        );
        Assert.Contains("Le jury entend sans a priori", saved.Body, StringComparison.Ordinal);
        Assert.Contains("Masquées, même leur nombre.", WebUtility.HtmlDecode(saved.Body), StringComparison.Ordinal);

        var stale = await staff.SubmitAsync(
            page,
            "Enregistrer ces règles",
            ("Marks[Hearings]", nameof(OthersMarks.Always)),
            ("Why", "Autre")
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(
            OthersMarks.Never,
            await session.InDatabaseAsync(async db =>
                (await db.JuryPhases.SingleAsync(row => row.Current != JuryPhase.Reading || row.OpenedAt != null))
                    .SightIn(JuryPhase.Hearings)
                    .OthersMarks
            )
        );
    }

    /// <summary>What a tie hides keeps the phase closed without being counted (B21).</summary>
    private async Task AssertNotCountedAsync(int held)
    {
        using var tied = await session.SignInAsync(DemoAccounts.Administrator.Email);
        await session.InDatabaseAsync(async db =>
        {
            var admin = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.Administrator.Email);
            var hidden = await db
                .Slots.Where(slot => slot.State == SlotState.Invited || slot.State == SlotState.Confirmed)
                .Select(slot => slot.CandidatureId)
                .FirstAsync();
            db.Add(new ConflictOfInterest(admin.Id, hidden, ConflictLevel.Excluded, "Essai", admin.Id, session.Clock.Now));
            return await db.SaveChangesAsync();
        });
        Assert.StartsWith($"{held - 1} auditions ", Missing(await tied.GetAsync(Path)), StringComparison.Ordinal);
    }

    private static string Missing(Page page) => Assert.Single(page.Texts("section[aria-labelledby=suivante] li"));

    /// <summary>As the page posts it, while it does not offer it.</summary>
    private static Task<Page> OpenAsync(Browse staff, Page page, JuryPhase to)
    {
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return staff.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"{Path}/ouvrir")
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string> { ["to"] = $"{to}", ["__RequestVerificationToken"] = token }
                ),
            }
        );
    }

    private Task<JuryPhase> CurrentAsync() =>
        session.InDatabaseAsync(db =>
            db.JuryPhases.Where(row => db.Cohorts.Any(cohort => cohort.Id == row.CohortId && cohort.IsCurrent))
                .Select(row => row.Current)
                .SingleAsync()
        );

    private Task<int> HoldAllAsync() =>
        session.InDatabaseAsync(async db =>
        {
            foreach (
                var slot in await db
                    .Slots.Where(slot => slot.State != SlotState.Heard && slot.State != SlotState.Withdrawn)
                    .ToListAsync()
            )
            {
                var now = slot.StartsAt;
                if (slot.State == SlotState.Absent)
                {
                    continue;
                }

                if (slot.State == SlotState.Planned)
                {
                    Assert.True(slot.Invite(now).IsOk);
                }

                if (slot.State != SlotState.InHearing)
                {
                    Assert.True(slot.Begin(now).IsOk);
                }

                Assert.True(slot.Finish(now.AddMinutes(30)).IsOk);
            }

            return await db.SaveChangesAsync();
        });

    private Task<int> LockAllAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var juror = await db.Jurors.Select(row => row.Id).FirstAsync();
            foreach (var slot in await db.Slots.Where(slot => slot.State == SlotState.Heard).ToListAsync())
            {
                var sheet = await db.CollectiveSheets.SingleOrDefaultAsync(row => row.SlotId == slot.Id);
                if (sheet?.State == CollectiveState.Locked)
                {
                    continue;
                }

                if (sheet is null)
                {
                    db.Add(sheet = new CollectiveSheet(slot.Id, slot.CandidatureId));
                }

                var marks = cohort.Criteria.Select(criterion => new MarkText(criterion.Key, 3, false, "")).ToList();
                Assert.True(sheet.Write(marks, Opinion.Favorable, "", cohort, juror, session.Clock.Now).IsOk);
                Assert.True(sheet.Lock(slot.State, cohort, session.Clock.Now).IsOk);
            }

            return await db.SaveChangesAsync();
        });
}
