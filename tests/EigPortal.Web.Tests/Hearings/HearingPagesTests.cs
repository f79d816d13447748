using System.IO.Compression;
using System.Net;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.Services.Privacy;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hearings;

/// <summary>Hearings through the pages: the person answers, the team arranges, the panel hears and notes.</summary>
public sealed class HearingPagesTests(HearingSession morning) : IClassFixture<HearingSession>
{
    [Fact]
    public async Task E13_the_demonstration_hears_86_people_by_a_plan_that_breaks_no_rule()
    {
        var (slots, grids) = await morning.InDatabaseAsync(async db =>
            (await db.Slots.AsNoTracking().ToListAsync(), await db.CollectiveSheets.AsNoTracking().ToListAsync())
        );
        Assert.Equal(86, slots.Select(slot => slot.CandidatureId).Distinct().Count());
        Assert.Equal(86, slots.Count);
        var heard = slots.Where(slot => slot.State == SlotState.Heard).Select(slot => slot.Id).ToHashSet();
        Assert.True(heard.Count >= 20);
        Assert.Equal(
            heard.Order(),
            grids.Where(grid => grid.State == CollectiveState.Locked).Select(grid => grid.SlotId).Order()
        );
        Assert.Contains(slots, slot => slot.State == SlotState.InHearing);
        Assert.Contains(slots, slot => slot.State == SlotState.Waiting);
        Assert.Contains(slots, slot => slot.State == SlotState.MoveAsked);
    }

    [Fact]
    public async Task B18_B36_a_person_reads_their_hearing_then_asks_to_move_and_the_team_moves_it_with_an_appointment()
    {
        using var candidate = await morning.SignInAsync(DemoAccounts.Candidate.Email);
        var home = await candidate.GetAsync("/candidature");
        Assert.Contains("Votre audition", home.Body, StringComparison.Ordinal);
        var page = await candidate.GetAsync("/candidature/audition");
        var slot = await OwnAsync();
        // Opening the page, even by its act, changes nothing.
        var opened = await candidate.GetAsync($"/candidature/audition/{slot.Id}/confirmer");
        Assert.NotEqual(HttpStatusCode.OK, opened.Status);
        Assert.Equal(slot.State, (await OwnAsync()).State);

        var silent = await candidate.SubmitAsync(page, "Envoyer ma demande", ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        await candidate.SubmitAsync(page, "Envoyer ma demande", ("Reason", "Mon train arrive à midi."));
        Assert.Equal(SlotState.MoveAsked, (await OwnAsync()).State);
        using var ics = await candidate.Client.GetAsync($"/candidature/audition/{slot.Id}/calendrier.ics");
        Assert.Contains("DTSTART;TZID=Europe/Paris:", await ics.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var staff = await morning.SignInAsync(DemoAccounts.Staff.Email);
        Assert.Contains("Mon train arrive à midi.", (await staff.GetAsync("/admin/auditions")).Body, StringComparison.Ordinal);
        // The one of the demonstration, and this one.
        Assert.Contains(
            "2 personnes demandent un autre créneau d’audition",
            (await staff.GetAsync("/admin")).Texts(".portal-tasks a")
        );
        var path = $"/admin/auditions/dossiers/{slot.CandidatureId}";
        var detail = await staff.GetAsync(path);
        var places = detail
            .Document.QuerySelectorAll("#Place option")
            .Select(o => o.GetAttribute("value")!)
            .Where(v => v.Length > 0)
            .ToList();
        Assert.NotEmpty(places);
        var nowhere = await staff.SubmitAsync(detail, "Déplacer l’audition", ("Place", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nowhere.Status);
        await staff.SubmitAsync(detail, "Déplacer l’audition", ("Place", places[^1]));
        var moved = await OwnAsync();
        Assert.Equal((SlotState.Invited, 2), (moved.State, moved.Round));
        Assert.NotEqual(slot.StartsAt, moved.StartsAt);
        var mail = await morning.InDatabaseAsync(db => db.Mails.SingleAsync(row => row.AboutId == slot.Id && row.Round == 2));
        Assert.StartsWith("Nouvel horaire", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Paris:", mail.Calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:2", mail.Calendar, StringComparison.Ordinal);

        await candidate.SubmitAsync(await candidate.GetAsync("/candidature/audition"), "Confirmer ma venue");
        Assert.Equal(SlotState.Confirmed, (await OwnAsync()).State);
        var exported = (await ExportAsync(candidate)).Hearings.Single();
        Assert.Equal((moved.StartsAt, moved.Minutes, "Confirmed"), (exported.StartsAt, exported.Minutes, exported.State));
    }

    [Fact]
    public async Task E13_what_a_person_needs_is_told_to_the_team_and_never_why_to_the_jury()
    {
        using var staff = await morning.SignInAsync(DemoAccounts.Staff.Email);
        var line = await LineOfJurorAsync(DemoAccounts.Juror.Email, SlotState.Confirmed);
        var path = $"/admin/auditions/dossiers/{line.CandidatureId}";
        var wrong = await staff.SubmitAsync(
            await staff.GetAsync(path),
            "Enregistrer",
            ("ExtraMinutes", "600"),
            ("Reason", "Secret de Polichinelle")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Secret de Polichinelle", wrong.Body, StringComparison.Ordinal);
        await staff.SubmitAsync(
            await staff.GetAsync(path),
            "Enregistrer",
            ("ExtraMinutes", "10"),
            ("Reason", "Secret de Polichinelle")
        );
        using var juror = await morning.SignInAsync(DemoAccounts.Juror.Email);
        foreach (var page in new[] { "/admin/jury/auditions", $"/admin/jury/auditions/{line.Id}" })
        {
            Assert.DoesNotContain("Polichinelle", (await juror.GetAsync(page)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task B21_E10_a_juror_with_a_tie_sees_the_running_order_that_would_be_without_that_hearing()
    {
        var email = await NoteTakerAsync("Salle 2");
        using var juror = await morning.SignInAsync(email);
        var before = await juror.GetAsync("/admin/jury/auditions");
        var line = await LineOfJurorAsync(email, SlotState.Confirmed, last: true);
        var rows = before.Document.QuerySelectorAll("tbody tr").ToList();
        var hidden = rows.Single(row => row.TextContent.Contains(line.Number, StringComparison.Ordinal));
        await morning.InDatabaseAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(row => row.Email == email);
            db.Add(
                new ConflictOfInterest(
                    account.Id,
                    line.CandidatureId,
                    ConflictLevel.Excluded,
                    "Amitié",
                    account.Id,
                    morning.Clock.Now
                )
            );
            return await db.SaveChangesAsync();
        });
        var after = await juror.GetAsync("/admin/jury/auditions");
        hidden.Remove();
        Assert.Equal(WordsOf(before), WordsOf(after));
        Assert.Equal(HttpStatusCode.NotFound, (await juror.GetAsync($"/admin/jury/auditions/{line.Id}")).Status);
    }

    [Fact]
    public async Task E13_the_note_taker_calls_hears_notes_and_locks_without_a_script()
    {
        var line = await LineOfJurorAsync(DemoAccounts.Juror.Email, SlotState.Confirmed, last: true);
        using var juror = await morning.SignInAsync(DemoAccounts.Juror.Email);
        var step = $"/admin/jury/auditions/{line.Id}/etape";
        await PostAsync(juror, step, ("mode", "ByPhone"));
        await PostAsync(juror, step, ("verb", "Arrive"));
        await PostAsync(juror, step, ("verb", "Begin"));
        Assert.Equal((SlotState.InHearing, HearingMode.ByPhone), await StateAsync(line.Id));
        var grid = await juror.GetAsync($"/admin/jury/auditions/{line.Id}");
        var marks = grid
            .Document.QuerySelectorAll("input[type=radio][value='3']")
            .Select(radio => (radio.GetAttribute("name")!, (object)"3"))
            .ToArray();
        Assert.Equal(5, marks.Length);
        // Without a mark the hearing goes on: nothing is ended by half.
        var early = await juror.SubmitAsync(
            grid,
            "Terminer l’audition et verrouiller",
            [.. marks.Skip(1), ("Opinion", "Favorable")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Equal((SlotState.InHearing, HearingMode.ByPhone), await StateAsync(line.Id));
        var done = await juror.SubmitAsync(early, "Terminer l’audition et verrouiller", [marks[0]]);
        Assert.Equal((SlotState.Heard, HearingMode.ByPhone), await StateAsync(line.Id));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        var sheet = await morning.InDatabaseAsync(db => db.CollectiveSheets.SingleAsync(row => row.SlotId == line.Id));
        Assert.Equal((CollectiveState.Locked, 15m), (sheet.State, sheet.Total));

        using var staff = await morning.SignInAsync(DemoAccounts.Staff.Email);
        Assert.Equal(4, (await staff.GetAsync("/admin/auditions/jour")).Document.QuerySelectorAll("main section h2").Length);
        Assert.Contains("version", (await staff.GetAsync("/admin/auditions/programme")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B15_a_plan_is_shown_applied_once_and_announced_by_two_people()
    {
        using var staff = await morning.SignInAsync(DemoAccounts.Staff.Email);
        var gone = await morning.InDatabaseAsync(async db =>
        {
            var slot = await db.Slots.OrderBy(row => row.StartsAt).LastAsync(row => row.State == SlotState.Confirmed);
            Assert.True(slot.Withdraw().IsOk);
            await db.SaveChangesAsync();
            return slot;
        });
        var preview = await staff.GetAsync("/admin/auditions/plan?mode=garder");
        Assert.Equal("1", preview.Texts(".portal-figures dd")[0]);
        var applied = await staff.SubmitAsync(preview, "Appliquer ce plan");
        Assert.Equal("/admin/auditions", applied.Path);
        var twice = await staff.SubmitAsync(preview, "Appliquer ce plan");
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
        var slot = await SlotAsync(gone.CandidatureId);
        Assert.Equal(SlotState.Planned, slot.State);
        await staff.SubmitAsync(await staff.GetAsync("/admin/auditions"), "Préparer l’annonce");
        Assert.Equal(SlotState.Planned, (await SlotAsync(gone.CandidatureId)).State);
        using var second = await morning.SignInAsync(DemoAccounts.SecondStaff.Email);
        var list = await second.GetAsync("/admin/auditions");
        await second.SubmitAsync(list, list.Texts("button").First(text => text.StartsWith("Envoyer", StringComparison.Ordinal)));
        Assert.Equal(SlotState.Invited, (await SlotAsync(gone.CandidatureId)).State);
    }

    private static string WordsOf(Page page) =>
        string.Join(' ', page.One("main").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task PostAsync(Browse site, string path, params (string Name, string Value)[] fields)
    {
        var account = await site.GetAsync("/compte");
        var token = account.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        using var answer = await site.Client.PostAsync(path, form);
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
    }

    private static async Task<ExportedFile> ExportAsync(Browse candidate)
    {
        using var zip = new ZipArchive(await candidate.Client.GetStreamAsync("/candidature/export"));
        using var json = new StreamReader(zip.GetEntry("dossier.json")!.Open());
        return ExportedFile.FromJson(await json.ReadToEndAsync());
    }

    private Task<Slot> OwnAsync() =>
        morning.InDatabaseAsync(db =>
            (
                from slot in db.Slots.AsNoTracking()
                join file in db.Candidatures on slot.CandidatureId equals file.Id
                join person in db.Candidates on file.CandidateId equals person.Id
                join account in db.Accounts on person.AccountId equals account.Id
                where account.Email == DemoAccounts.Candidate.Email
                select slot
            ).SingleAsync()
        );

    private Task<Slot> SlotAsync(Guid candidatureId) =>
        morning.InDatabaseAsync(db =>
            db.Slots.AsNoTracking().SingleAsync(slot => slot.CandidatureId == candidatureId && slot.State != SlotState.Withdrawn)
        );

    private Task<(SlotState, HearingMode)> StateAsync(Guid slotId) =>
        morning.InDatabaseAsync(async db =>
        {
            var slot = await db.Slots.AsNoTracking().SingleAsync(row => row.Id == slotId);
            return (slot.State, slot.Mode);
        });

    private DateOnly Today => Services.Text.FrenchDates.ParisDay(morning.Clock.Now);

    /// <summary>Address of whoever takes the notes of a room today.</summary>
    private Task<string> NoteTakerAsync(string room) =>
        morning.InDatabaseAsync(db =>
            (
                from panel in db.Panels
                from member in panel.Members
                join juror in db.Jurors on member.JurorId equals juror.Id
                join account in db.Accounts on juror.AccountId equals account.Id
                where panel.Room == room && member.IsNoteTaker && panel.Day == Today
                select account.Email!
            ).SingleAsync()
        );

    /// <summary>A hearing of a panel that this juror takes notes for.</summary>
    private Task<(Guid Id, Guid CandidatureId, string Number)> LineOfJurorAsync(
        string email,
        SlotState state,
        bool last = false
    ) =>
        morning.InDatabaseAsync(async db =>
        {
            var juror = await db.Jurors.SingleAsync(link => db.Accounts.Any(a => a.Id == link.AccountId && a.Email == email));
            var rows = await (
                from slot in db.Slots.AsNoTracking()
                join file in db.Candidatures on slot.CandidatureId equals file.Id
                where
                    slot.State == state
                    && db.Panels.Any(panel =>
                        panel.Id == slot.PanelId && panel.Members.Any(member => member.JurorId == juror.Id && member.IsNoteTaker)
                    )
                orderby slot.StartsAt
                select new
                {
                    slot.Id,
                    slot.CandidatureId,
                    file.Number,
                }
            ).ToListAsync();
            var row = last ? rows[^1] : rows[0];
            return (row.Id, row.CandidatureId, row.Number!);
        });
}
