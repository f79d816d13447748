using System.Net;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.Web.Tests.Candidates;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The shared grid of a hearing is kept while its note-taker writes (E8): each answer of the portal, and what the page shows after.</summary>
public sealed class GridDraftTests(HearingSession session) : IClassFixture<HearingSession>
{
    private const string Words = "Trop jeune pour ce poste, mais bon code.";
    private const string Save = "Enregistrer le brouillon";

    [Fact]
    public async Task E8_what_is_kept_is_what_the_page_shows_with_its_remarks_and_reads_as_a_draft()
    {
        var path = await session.BeginHearingAsync();
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync(path);
        var (mark, comment, count) = FieldsOf(page);

        var kept = await Answer.SendAsync(juror, page, (mark, "3"), (comment, Words), ("OverallComment", "En cours"));

        Assert.Equal((HttpStatusCode.OK, "kept"), (kept.Status, kept.Text("outcome")));
        Assert.Equal($"Brouillon\u00a0: 1 critère sur {count}", kept.Text("standing"));
        Assert.NotEmpty(kept.Json.GetProperty("remarks").GetProperty(comment).EnumerateArray());
        var grid = await session.GridAsync(path);
        Assert.Equal((CollectiveState.Draft, "En cours"), (grid!.State, grid.OverallComment));
        var shown = await juror.GetAsync(path);
        Assert.Equal(
            ("3", Words, "En cours", kept.Text("version")),
            (
                shown.One($"input[name='{mark}'][checked]").GetAttribute("value"),
                shown.One($"textarea[name='{comment}']").TextContent.Trim(),
                shown.One("textarea[name=OverallComment]").TextContent.Trim(),
                shown.One("input[name=Version]").GetAttribute("value")
            )
        );
        Assert.Equal([$"Brouillon : 1 critère sur {count}"], shown.Texts("[data-portal-standing]"));
        Assert.Equal(path[^36..], shown.One("form#grille").GetAttribute("data-portal-draft"));
    }

    [Fact]
    public async Task E8_B4_a_mark_that_cannot_be_kept_is_told_beside_its_field_and_holds_nothing_else_back()
    {
        var path = await session.BeginHearingAsync();
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync(path);
        var (mark, _, _) = FieldsOf(page);

        var kept = await Answer.SendAsync(juror, page, (mark, "99"), ("OverallComment", "Le reste"));

        Assert.Equal(HttpStatusCode.OK, kept.Status);
        Assert.Equal([mark], kept.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name));
        var grid = await session.GridAsync(path);
        Assert.Equal((0, "Le reste"), (grid!.Marks.Count, grid.OverallComment));
    }

    /// <summary>The first save makes the row: its lost answer is the easiest to take for another device.</summary>
    [Theory]
    [InlineData("page")]
    [InlineData("reprise")]
    public async Task E8_B2_a_page_that_lost_the_answer_to_its_own_save_is_no_other_device(string field)
    {
        var path = await session.BeginHearingAsync();
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync(path);
        var number = Guid.NewGuid().ToString();
        Assert.Equal("0", page.One("input[name=Version]").GetAttribute("value"));

        await Answer.SendAsync(juror, page, ("page", number), ("OverallComment", "Un"));
        var again = await Answer.SendAsync(juror, page, (field, number), ("OverallComment", "Un, puis deux"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        var plain = await SavePlainlyAsync(juror, page, number, "Un, deux, trois");

        Assert.Equal(field == "page" ? HttpStatusCode.OK : HttpStatusCode.Conflict, plain.Status);
        Assert.Equal(field == "page" ? "Un, deux, trois" : "Un, puis deux", (await session.GridAsync(path))!.OverallComment);
    }

    [Fact]
    public async Task E8_B2_another_device_stops_and_the_plain_save_shows_both_versions()
    {
        var path = await session.BeginHearingAsync();
        using var first = await session.SignInAsync(DemoAccounts.Juror.Email);
        using var second = await session.SignInAsync(DemoAccounts.Juror.Email);
        var (page, stale) = (await first.GetAsync(path), await second.GetAsync(path));
        var (mark, comment, _) = FieldsOf(page);
        await Answer.SendAsync(first, page, ("page", $"{Guid.NewGuid()}"), (mark, "3"), (comment, "Du premier"));

        var stopped = await Answer.SendAsync(second, stale, ("page", $"{Guid.NewGuid()}"), (mark, "1"), (comment, "Du second"));
        Assert.Equal((HttpStatusCode.Conflict, "changed"), (stopped.Status, stopped.Text("outcome")));

        var compared = await second.SubmitAsync(stale, Save, (mark, "1"), (comment, "Du second"));
        Assert.Equal(HttpStatusCode.Conflict, compared.Status);
        var cells = compared.Texts("tbody tr:first-child td");
        Assert.Equal(2, cells.Count);
        Assert.Matches("^1 sur [0-9]+ ?Du second$", cells[0]);
        Assert.Matches("^3 sur [0-9]+ ?Du premier$", cells[1]);
        // While both are shown nothing is saved by itself; the form holds what was typed.
        Assert.False(compared.Has("[data-portal-call], [data-portal-dock]"));
        Assert.Equal("Du second", compared.One($"textarea[name='{comment}']").TextContent.Trim());
        Assert.Equal("Du premier", (await session.GridAsync(path))!.Marks.Single().Comment);

        var saved = await second.SubmitAsync(compared, Save);
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("Du second", (await session.GridAsync(path))!.Marks.Single().Comment);
    }

    [Fact]
    public async Task E8_a_locked_grid_a_hearing_not_begun_and_a_session_that_is_over_keep_nothing_and_say_which()
    {
        var path = await session.BeginHearingAsync();
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var open = await juror.GetAsync(path);
        await Answer.SendAsync(juror, open, ("OverallComment", "Avant"));
        await LockAsync(path);
        var page = await juror.GetAsync(path);
        Assert.Contains("La grille est verrouillée.", page.One("main").TextContent, StringComparison.Ordinal);
        // What the script kept of it is known to be there: it leaves the device.
        Assert.Contains(path[^36..], page.One("[data-portal-call]").GetAttribute("data-portal-saves")!, StringComparison.Ordinal);

        var closed = await Answer.SendAsync(juror, open, ("OverallComment", "Après"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "closed"), (closed.Status, closed.Text("outcome")));

        var plain = await juror.SubmitAsync(open, Save, ("OverallComment", "Après"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, plain.Status);
        // Both are shown, and what is locked is what was locked.
        Assert.Equal(["Après", "Avant"], plain.Texts("tbody tr:last-child td .portal-preline"));
        Assert.Contains("Favorable Avant", plain.Texts("dl dd"));

        var waiting = await WaitingAsync();
        var early = await juror.GetAsync(waiting);
        Assert.False(early.Has("[data-portal-call], [data-portal-dock]"));
        var refused = await Answer.SendAsync(juror, early, ("OverallComment", "Trop tôt"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "closed"), (refused.Status, refused.Text("outcome")));

        await juror.SubmitAsync(open, "Se déconnecter");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Answer.SendAsync(juror, open, ("OverallComment", "Parti"))).Status);
        Assert.Equal("Avant", (await session.GridAsync(path))!.OverallComment);
        Assert.Null(await session.GridAsync(waiting));
    }

    [Fact]
    public async Task E8_B21_whoever_takes_the_notes_no_more_or_is_tied_or_is_somebody_else_finds_no_such_grid()
    {
        var path = await session.BeginHearingAsync();
        var id = Guid.Parse(path[^36..]);
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync(path);
        await Answer.SendAsync(juror, page, ("OverallComment", "Tant que c’est ma plume"));

        // The pen passes to another member of the panel, who sees the notes and writes them.
        var (mine, other, email) = await session.InDatabaseAsync(async db =>
        {
            var panel = await db
                .Panels.AsNoTracking()
                .SingleAsync(row => db.Slots.Any(slot => slot.Id == id && slot.PanelId == row.Id));
            var next = panel.PresentIds.First(member => member != panel.NoteTakerId);
            var address = await db
                .Accounts.Where(account => db.Jurors.Any(row => row.Id == next && row.AccountId == account.Id))
                .Select(account => account.Email!)
                .SingleAsync();
            return (panel.NoteTakerId, next, address);
        });
        using var successor = await session.SignInAsync(email);
        await AssertUnknownAsync(successor, page, signedIn: await successor.GetAsync(path));
        await GivePenAsync(id, other);
        await AssertUnknownAsync(juror, page, page);
        var taken = await successor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, (await Answer.SendAsync(successor, taken, ("OverallComment", "Repris"))).Status);

        await GivePenAsync(id, mine!.Value);
        await session.InDatabaseAsync(async db =>
        {
            var slot = await db.Slots.SingleAsync(row => row.Id == id);
            var account = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Juror.Email);
            db.Conflicts.Add(
                new ConflictOfInterest(
                    account.Id,
                    slot.CandidatureId,
                    ConflictLevel.Excluded,
                    "Une amie",
                    account.Id,
                    session.Clock.Now
                )
            );
            return await db.SaveChangesAsync();
        });
        await AssertUnknownAsync(juror, page, page);
        Assert.Equal("Repris", (await session.GridAsync(path))!.OverallComment);
    }

    private static async Task AssertUnknownAsync(Browse site, Page form, Page signedIn)
    {
        var token = signedIn.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await Answer.SendAsync(site, form, ("__RequestVerificationToken", token), ("OverallComment", "Pas le mien"));
        Assert.Equal((HttpStatusCode.NotFound, "closed"), (answer.Status, answer.Text("outcome")));
    }

    /// <summary>The plain save of the same page, whose script gave it a number.</summary>
    private static async Task<Page> SavePlainlyAsync(Browse site, Page page, string number, string words)
    {
        var (form, _) = page.FormOf(Save);
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
            .Append(KeyValuePair.Create("page", number))
            .Append(KeyValuePair.Create("OverallComment", words));
        return await site.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent(fields) }
        );
    }

    private static (string Mark, string Comment, int Count) FieldsOf(Page page)
    {
        var comments = page
            .Document.QuerySelectorAll("textarea[name^='Marks']")
            .Select(field => field.GetAttribute("name")!)
            .ToList();
        return (comments[0].Replace("Comment", "Value", StringComparison.Ordinal), comments[0], comments.Count);
    }

    private Task LockAsync(string path) =>
        session.InDatabaseAsync(async db =>
        {
            var id = Guid.Parse(path[^36..]);
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var grid = await db.CollectiveSheets.SingleAsync(row => row.SlotId == id);
            var marks = cohort.Criteria.Select(criterion => new MarkText(criterion.Key, 2, false, ""));
            Assert.Empty(
                grid.Write(
                    [.. marks],
                    Opinion.Favorable,
                    grid.OverallComment,
                    cohort,
                    grid.SavedBy!.Value,
                    session.Clock.Now,
                    grid.SavedByPage
                ).Errors
            );
            Assert.Empty(grid.Lock(SlotState.Heard, cohort, session.Clock.Now).Errors);
            return await db.SaveChangesAsync();
        });

    /// <summary>The address of a hearing that the demo's juror will take notes for.</summary>
    private Task<string> WaitingAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var id = await db
                .Slots.Where(slot =>
                    slot.State == SlotState.Confirmed
                    && db.Panels.Any(panel =>
                        panel.Id == slot.PanelId
                        && panel.Members.Any(member =>
                            member.IsNoteTaker
                            && member.LeftAt == null
                            && db.Jurors.Any(row =>
                                row.Id == member.JurorId
                                && db.Accounts.Any(account =>
                                    account.Id == row.AccountId && account.Email == DemoAccounts.Juror.Email
                                )
                            )
                        )
                    )
                )
                .OrderBy(slot => slot.StartsAt)
                .Select(slot => slot.Id)
                .FirstAsync();
            return $"/admin/jury/auditions/{id}";
        });

    private async Task GivePenAsync(Guid slotId, Guid jurorId)
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var panelId = await session.InDatabaseAsync(db =>
            db.Slots.Where(slot => slot.Id == slotId).Select(slot => slot.PanelId).SingleAsync()
        );
        var saved = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/auditions/jurys/{panelId}"),
            "Enregistrer",
            ("NoteTaker", $"{jurorId}")
        );
        Assert.Equal(HttpStatusCode.OK, saved.Status);
    }
}
