using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.Services.Juries;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The closing of marking over HTTP, from the last second to what staff do about it (E8).</summary>
public sealed class MarkingClosingTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private const string Words = "Écrit pendant la dernière minute, mot pour mot.";

    [Fact]
    public async Task E8_what_arrives_at_the_closing_is_refused_kept_word_for_word_and_taken_back_after_a_reopening()
    {
        var closes = await ClosesAsync();
        await session.Clock.FreezeAsync(closes.AddSeconds(-1));
        var (path, fileId) = await session.AssignAsync("EIG3-0040");
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        Assert.Contains("La notation se clôt le", (await juror.GetAsync("/admin/jury")).Body, StringComparison.Ordinal);
        var page = await juror.GetAsync(path);
        var saved = await juror.SubmitAsync(page, "Enregistrer le brouillon", ("OverallComment", "À temps"));
        Assert.Empty(saved.Errors);

        foreach (var seconds in (int[])[0, 1, 5])
        {
            await session.Clock.FreezeAsync(closes.AddSeconds(seconds));
            var refused = await juror.SubmitAsync(
                saved,
                "Enregistrer le brouillon",
                [.. ReadingSession.FullMarks(saved), ("OverallComment", $"{Words} {seconds}")]
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.StartsWith("La notation est close.", Assert.Single(refused.Errors), StringComparison.Ordinal);
            Assert.Contains($"{Words} {seconds}", WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        }

        var sheet = await session.SheetAsync(path);
        Assert.Equal((SheetState.Draft, "À temps"), (sheet.State, sheet.OverallComment));
        await AssertNotLockedAsync(juror, path);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        await AssertShownAsync(staff, fileId);
        await ReopenAsync(staff, closes);
        await TakeAsync(juror, path);
        await AssertEndsAsync(juror, closes);
    }

    /// <summary>A draft never counts silently: it is refused, and told to its juror.</summary>
    private static async Task AssertNotLockedAsync(Browse juror, string path)
    {
        var page = await juror.GetAsync(path);
        Assert.Contains("Cette fiche n’était pas verrouillée", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.False(page.Has("form#grille"));
        var home = await juror.GetAsync("/admin/jury");
        Assert.Contains("1 fiche n’est pas verrouillée et ne compte pas", Decoded(home), StringComparison.Ordinal);
    }

    private static async Task AssertShownAsync(Browse staff, Guid fileId)
    {
        var page = await staff.GetAsync("/admin/jurys/cloture");
        var row = page.One($"tr:has(a[href='/admin/jurys/dossiers/{fileId}'])").QuerySelectorAll("td");
        Assert.Equal(["EIG3-0040", "0 / 5", "Pas encore"], row.Take(3).Select(cell => cell.TextContent.Trim()));
        Assert.Equal("1", page.Texts(".portal-figures dd")[0]);
        Assert.Equal("1", page.Texts(".portal-figures dd")[2]);
    }

    private async Task ReopenAsync(Browse staff, DateTimeOffset closes)
    {
        await session.Clock.FreezeAsync(closes.AddHours(1));
        var page = await staff.GetAsync("/admin/jurys/cloture");
        var button = page.Texts("button")
            .Single(text =>
                text.StartsWith("Rouvrir la notation pour ", StringComparison.Ordinal)
                && text != "Rouvrir la notation pour cette personne"
            );
        var refused = await staff.SubmitAsync(page, button, ("Until", "2018-11-02T18:30"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(2, refused.Errors.Count);
        Assert.Equal("2018-11-02T18:30", refused.One("#Until").GetAttribute("value"));
        var reopened = await staff.SubmitAsync(
            page,
            button,
            ("Until", "2018-11-03T12:00"),
            ("Reason", "Le train n’avait pas de réseau.")
        );
        Assert.Contains("Notation rouverte", reopened.Body, StringComparison.Ordinal);
        Assert.Equal(
            "Vous pouvez de nouveau noter, jusqu’au samedi 3 novembre 2018 à 12 h, heure de Paris",
            (
                await session.InDatabaseAsync(db =>
                    db.Mails.Where(mail => mail.Template == nameof(MarkingReopenedMail))
                        .Select(mail => mail.Subject)
                        .SingleAsync()
                )
            ).Replace('\u00a0', ' ')
        );
    }

    private async Task TakeAsync(Browse juror, string path)
    {
        var page = await juror.GetAsync(path);
        Assert.Equal("À temps", page.One("[name=OverallComment]").TextContent);
        // Three plain saves arrived: each is kept, the last one first.
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("form[action$='/reprendre']")!;
        using var entries = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            }
        );
        var taken = await juror.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = entries }
        );
        Assert.Equal($"{Words} 5", taken.One("[name=OverallComment]").TextContent);
        var confirm = await juror.SubmitAsync(taken, "Relire et verrouiller");
        await juror.SubmitAsync(confirm, "Verrouiller la fiche");
        Assert.Equal(SheetState.Locked, (await session.SheetAsync(path)).State);
        Assert.Equal(
            1,
            await session.InDatabaseAsync(db => db.AuditEvents.CountAsync(row => row.Kind == nameof(LateSheetTaken)))
        );
    }

    /// <summary>The time of one person ends on its instant as well; what the script sends is kept and told so.</summary>
    private async Task AssertEndsAsync(Browse juror, DateTimeOffset closes)
    {
        var (path, _) = await session.AssignAsync("EIG3-0041");
        var page = await juror.GetAsync(path);
        Assert.True(page.Has("form#grille"));
        await session.Clock.FreezeAsync(closes.AddHours(18));
        var (form, _) = page.FormOf("Enregistrer le brouillon");
        var entries = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["Version"] = form.QuerySelector("[name=Version]")!.GetAttribute("value")!,
            ["OverallComment"] = Words,
        };
        using var content = new FormUrlEncodedContent(entries);
        using var answer = await juror.Client.PostAsync($"{path}/brouillon", content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("closed-kept", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(Words, WebUtility.HtmlDecode((await juror.GetAsync(path)).Body), StringComparison.Ordinal);
    }

    private static string Decoded(Page page) => WebUtility.HtmlDecode(page.Body).Replace('\u00a0', ' ');

    private Task<DateTimeOffset> ClosesAsync() =>
        session.InDatabaseAsync(db =>
            db.Cohorts.Where(cohort => cohort.IsCurrent).Select(cohort => cohort.Timetable.ReadingClosesAt!.Value).SingleAsync()
        );
}
