using System.Net;
using EigPortal.Domain.Hearings;
using EigPortal.Services.Demo;
using EigPortal.Services.Hearings;
using EigPortal.Services.Text;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hearings;

/// <summary>What goes wrong on the day: two hands on one place, somebody late, somebody who gives up, somebody who is replaced.</summary>
public sealed class HearingDayTests(HearingSession session) : IClassFixture<HearingSession>
{
    private static readonly DateOnly LastDay = new(2018, 11, 8);

    /// <summary>Decided: acts on places follow one another; the later one is checked again on what the earlier one left.</summary>
    [Fact]
    public async Task E13_of_two_members_of_the_team_who_give_one_place_at_once_one_does_and_the_other_is_told()
    {
        await session.Clock.FreezeAsync(DemoScenario.Jury.StartsAt);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        using var second = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var slots = await SlotsAsync("Salle 3", LastDay.AddDays(-1));
        var one = await staff.GetAsync($"/admin/auditions/dossiers/{slots[^1].CandidatureId}");
        var other = await second.GetAsync($"/admin/auditions/dossiers/{slots[^2].CandidatureId}");
        var place = PlacesOf(one).Intersect(PlacesOf(other)).Last();

        var answers = await Task.WhenAll(
            staff.SubmitAsync(one, "Déplacer l’audition", ("Place", place)),
            second.SubmitAsync(other, "Déplacer l’audition", ("Place", place))
        );

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], answers.Select(answer => answer.Status).Order());
        Assert.Contains(
            HearingCheck.Words(HearingBreach.RoomTaken),
            answers.Single(answer => answer.Status == HttpStatusCode.UnprocessableEntity).Errors
        );
        var (panelId, at) = (Guid.Parse(place.Split(' ')[0]), DateTimeOffset.Parse(place.Split(' ')[1], null));
        Assert.Equal(
            1,
            await session.InDatabaseAsync(db => db.Slots.CountAsync(slot => slot.PanelId == panelId && slot.StartsAt == at))
        );
    }

    /// <summary>Decided: the place of somebody absent may be given away; the database refuses two people in one room, in a sentence.</summary>
    [Fact]
    public async Task E13_whoever_comes_late_to_a_place_that_was_given_away_is_told_so_and_no_room_is_booked_twice()
    {
        var slots = await SlotsAsync("Salle 2");
        var (late, moved) = (slots[0], slots[^1]);
        await session.InDatabaseAsync(async db =>
        {
            var absent = await db.Slots.SingleAsync(slot => slot.Id == late.Id);
            Assert.True(absent.MarkAbsent().IsOk);
            var other = await db.Slots.SingleAsync(slot => slot.Id == moved.Id);
            Assert.True(other.MoveTo(other.ToPlace() with { StartsAt = absent.StartsAt }).IsOk);
            return await db.SaveChangesAsync();
        });
        await session.Clock.FreezeAsync(late.StartsAt.AddMinutes(20));
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);

        var told = await StepAsync(staff, late, SlotVerb.Arrive);

        Assert.Equal([HearingRefusals.Taken.Message], told.Texts(".fr-alert--warning p"));
        Assert.Equal(SlotState.Absent, (await SlotAsync(late.Id)).State);
    }

    [Fact]
    public async Task E13_somebody_absent_who_comes_twenty_minutes_late_is_heard_and_the_room_says_when_the_next_one_will_be()
    {
        var slots = await SlotsAsync("Salle 1");
        var (late, next) = (slots[0], slots[1]);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        await session.Clock.FreezeAsync(late.StartsAt.AddMinutes(10));
        await StepAsync(staff, late, SlotVerb.MarkAbsent);
        Assert.Equal(SlotState.Absent, (await SlotAsync(late.Id)).State);

        await session.Clock.FreezeAsync(late.StartsAt.AddMinutes(20));
        await StepAsync(staff, late, SlotVerb.Arrive);
        var day = await StepAsync(staff, late, SlotVerb.Begin);

        Assert.Equal(SlotState.InHearing, (await SlotAsync(late.Id)).State);
        var room = day
            .Document.QuerySelectorAll("main section")
            .Single(part => part.QuerySelector("h2")?.TextContent == "Salle 1");
        Assert.Equal("20 min de retard", room.QuerySelector("p .fr-badge")!.TextContent.Trim());
        Assert.Equal(
            $"vers {FrenchDates.Time(next.StartsAt.AddMinutes(20))}",
            room.QuerySelectorAll("tbody tr")[1].QuerySelector("td .portal-muted")!.TextContent
        );
    }

    /// <summary>Decided: the room is free at once, the panel and the team no longer see the person, and papers printed before are out of date.</summary>
    [Fact]
    public async Task E13_somebody_who_withdraws_the_same_morning_leaves_every_screen_and_puts_the_printed_order_out_of_date()
    {
        var (slot, number, noteTaker) = await OwnAsync();
        await session.Clock.FreezeAsync(slot.StartsAt.AddHours(-1));
        using var juror = await session.SignInAsync(noteTaker);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var version = await VersionAsync();
        var before = await ShowAsync(juror, staff, number);
        Assert.Equal([true, true, true], before);
        var current = await staff.GetAsync($"/admin/auditions/programme?papier={version}");
        Assert.Equal([$"Votre papier est à jour : c’est la version {version}."], current.Texts(".fr-alert--success p"));

        using var candidate = await session.SignInAsync(DemoAccounts.Candidate.Email);
        await candidate.SubmitAsync(await candidate.GetAsync("/candidature/retirer"), "Retirer ma candidature");

        Assert.Equal(SlotState.Withdrawn, (await SlotAsync(slot.Id)).State);
        var after = await ShowAsync(juror, staff, number);
        Assert.Equal([false, false, false], after);
        Assert.Equal(version + 1, await VersionAsync());
        var old = await staff.GetAsync($"/admin/auditions/programme?papier={version}");
        Assert.StartsWith(
            $"Votre papier est la version {version}, et le plan la version {version + 1}, depuis le ",
            Assert.Single(old.Texts(".fr-alert--warning p")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task E13_a_panel_that_splits_or_loses_somebody_in_the_day_puts_nobody_in_two_rooms()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var panels = (
            await session.InDatabaseAsync(db => db.Panels.AsNoTracking().Where(row => row.Day == LastDay).ToListAsync())
        )
            .Where(panel => panel.PresentIds.Count() > 1)
            .OrderBy(panel => panel.Room)
            .ToList();
        var (panel, other) = (panels[0], panels[1]);
        var (leaving, elsewhere) = (panel.PresentIds.Last(), other.PresentIds.Last());
        var version = await VersionAsync();

        var refused = await ReplaceAsync(staff, panel, leaving, elsewhere);
        Assert.Equal([HearingPanels.Elsewhere.Message], refused.Texts(".fr-alert--warning p"));
        Assert.Equal(panel.PresentIds.Order(), await PresentAsync(panel.Id));
        Assert.Equal(version, await VersionAsync());

        // The other panel splits first: whoever leaves it may sit here.
        foreach (var (where, whom, by) in new[] { (other, elsewhere, (Guid?)null), (panel, leaving, elsewhere) })
        {
            var replaced = await ReplaceAsync(staff, where, whom, by);
            Assert.Equal(
                ["Le remplacement est noté. Faites un plan pour vérifier qu’aucun lien n’écarte la nouvelle personne."],
                replaced.Texts(".fr-alert p")
            );
        }

        Assert.Equal(panel.PresentIds.Except([leaving]).Append(elsewhere).Order(), await PresentAsync(panel.Id));
        Assert.Equal(version + 2, await VersionAsync());
    }

    /// <summary>One note-taker at a time, whatever the order in which the database hears of the two.</summary>
    [Fact]
    public async Task E13_the_notes_of_a_panel_pass_from_one_member_to_the_other_and_back()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var panel = (await session.InDatabaseAsync(db => db.Panels.AsNoTracking().Where(row => row.Day < LastDay).ToListAsync()))
            .Where(row => row.PresentIds.Count() > 1)
            .MinBy(row => (row.Day, row.Room))!;
        foreach (var taker in panel.PresentIds.Concat(panel.PresentIds))
        {
            var saved = await staff.SubmitAsync(
                await staff.GetAsync($"/admin/auditions/jurys/{panel.Id}"),
                "Enregistrer",
                ("NoteTaker", $"{taker}")
            );
            Assert.Equal(HttpStatusCode.OK, saved.Status);
            Assert.Equal(
                taker,
                (await session.InDatabaseAsync(db => db.Panels.AsNoTracking().SingleAsync(row => row.Id == panel.Id))).NoteTakerId
            );
        }
    }

    private static List<string> PlacesOf(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("#Place option")
                .Select(option => option.GetAttribute("value")!)
                .Where(value => value.Length > 0),
        ];

    private static async Task<Page> StepAsync(Browse staff, Slot slot, SlotVerb verb)
    {
        var account = await staff.GetAsync("/compte");
        var token = account.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await staff.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/admin/auditions/dossiers/{slot.CandidatureId}/{slot.Id}/etape")
            {
                Content = new FormUrlEncodedContent([
                    KeyValuePair.Create("verb", $"{verb}"),
                    KeyValuePair.Create("__RequestVerificationToken", token),
                ]),
            }
        );
    }

    private static async Task<Page> ReplaceAsync(Browse staff, Panel panel, Guid leaving, Guid? substitute) =>
        await staff.SubmitAsync(
            await staff.GetAsync($"/admin/auditions/jurys/{panel.Id}"),
            "Noter le remplacement",
            ("juror", $"{leaving}"),
            ("substitute", $"{substitute}")
        );

    /// <summary>Whether the hearing is on the screen of its panel, of the day and of the printed order.</summary>
    private static async Task<bool[]> ShowAsync(Browse juror, Browse staff, string number) =>
        [
            .. new[]
            {
                await juror.GetAsync("/admin/jury/auditions"),
                await staff.GetAsync("/admin/auditions/jour"),
                await staff.GetAsync("/admin/auditions/programme"),
            }.Select(page => page.One("main").TextContent.Contains(number, StringComparison.Ordinal)),
        ];

    /// <summary>Hearings of a room, in order of time; on the last day nothing has begun.</summary>
    private Task<List<Slot>> SlotsAsync(string room, DateOnly? on = null)
    {
        var day = on ?? LastDay;
        return session.InDatabaseAsync(db =>
            db.Slots.AsNoTracking()
                .Where(slot =>
                    slot.State != SlotState.Withdrawn
                    && db.Panels.Any(panel => panel.Id == slot.PanelId && panel.Room == room && panel.Day == day)
                )
                .OrderBy(slot => slot.StartsAt)
                .ToListAsync()
        );
    }

    private Task<Slot> SlotAsync(Guid id) =>
        session.InDatabaseAsync(db => db.Slots.AsNoTracking().SingleAsync(slot => slot.Id == id));

    private Task<int> VersionAsync() =>
        session.InDatabaseAsync(db => db.HearingSettings.Select(row => row.Version).SingleAsync());

    private Task<List<Guid>> PresentAsync(Guid panelId) =>
        session.InDatabaseAsync(async db =>
            (await db.Panels.AsNoTracking().SingleAsync(panel => panel.Id == panelId)).PresentIds.Order().ToList()
        );

    /// <summary>The hearing of the demonstration's candidate, and the address of whoever takes its notes.</summary>
    private Task<(Slot Slot, string Number, string NoteTaker)> OwnAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var own = await (
                from slot in db.Slots.AsNoTracking()
                join file in db.Candidatures on slot.CandidatureId equals file.Id
                join person in db.Candidates on file.CandidateId equals person.Id
                join account in db.Accounts on person.AccountId equals account.Id
                where account.Email == DemoAccounts.Candidate.Email
                select new { slot, file.Number }
            ).SingleAsync();
            var noteTaker = await (
                from panel in db.Panels
                from member in panel.Members
                join juror in db.Jurors on member.JurorId equals juror.Id
                join account in db.Accounts on juror.AccountId equals account.Id
                where panel.Id == own.slot.PanelId && member.IsNoteTaker
                select account.Email!
            ).SingleAsync();
            return (own.slot, own.Number!, noteTaker);
        });
}
