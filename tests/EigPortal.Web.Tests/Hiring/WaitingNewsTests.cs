using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mailings;
using EigPortal.Services.Selection;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>News to the people who wait, what they read on their own page, and leaving a list.</summary>
public sealed class WaitingNewsTests : IAsyncLifetime
{
    private readonly PromotionPortal portal = new();
    private Browse author = null!;
    private Browse second = null!;

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        author = await portal.SignedInAsync(DemoAccounts.Staff);
        second = await portal.SignedInAsync(DemoAccounts.SecondStaff);
    }

    public Task DisposeAsync() => ((IAsyncLifetime)portal).DisposeAsync();

    [Fact]
    public async Task E12_B13_B15_news_are_proposed_on_the_dashboard_sent_once_by_another_and_read_by_the_person()
    {
        var waiting = await WaitingAsync();
        var dashboard = await author.GetAsync("/admin");
        var todo = $"{waiting.Count} personnes attendent sans nouvelle depuis plus de 14 jours";
        Assert.Single(dashboard.Texts(".portal-tasks a"), todo);

        var link = dashboard.Document.QuerySelectorAll(".portal-tasks a").Single(found => Plain(found.TextContent) == todo);
        var form = await author.GetAsync(link.GetAttribute("href")!);
        Assert.Equal("Vous êtes toujours sur liste d’attente", form.One("#Subject").GetAttribute("value"));
        var refused = await author.SubmitAsync(form, "Voir les destinataires", ("NextNewsOn", "2019-02-03"), ("Subject", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Choisissez un jour à venir.", "Donnez un objet d’une ligne, de 200 caractères au plus."], refused.Errors);
        Assert.Equal("2019-02-03", refused.One("#NextNewsOn").GetAttribute("value"));
        var preview = await author.SubmitAsync(
            refused,
            "Voir les destinataires",
            ("NextNewsOn", "2019-02-18"),
            ("Subject", "Où en est la liste d’attente")
        );
        Assert.Equal([.. waiting.Select(person => person.Name)], preview.Texts("tbody th"));

        var asked = await author.SubmitAsync(preview, "Demander l’envoi à une seconde personne");
        Assert.False(asked.Has("form[action$='/accord']"));
        var read = await second.GetAsync(asked.Path);
        var button = $"Envoyer à {waiting.Count} personnes";
        await Task.WhenAll(second.SubmitAsync(read, button), second.SubmitAsync(read, button), second.SubmitAsync(read, button));

        Assert.Equal(
            [.. waiting.Select(person => person.DecisionId).Order()],
            (await MailsAsync()).Select(mail => mail.AboutId).Order()
        );
        Assert.DoesNotContain(
            "sans nouvelle",
            string.Join('\n', (await author.GetAsync("/admin")).Texts(".portal-tasks a")),
            StringComparison.Ordinal
        );
        using var person = await portal.SignedInAsync(DemoPersonOf(waiting[0]));
        var own = await person.GetAsync("/candidature");
        Assert.Equal([.. waiting[0].Lists], own.Texts("#attente ~ ul li a:first-child"));
        Assert.Equal(["lundi 18 février 2019"], own.Texts("#attente ~ p > strong:only-child").Take(1));
        Assert.Contains("Vous êtes toujours sur liste d’attente", own.One("blockquote").TextContent, StringComparison.Ordinal);

        await portal.Clock.SetAsync("2019-02-19T09:00:00");
        Assert.Single((await author.GetAsync("/admin")).Texts(".portal-tasks a"), todo);
        Assert.Contains(
            "ne l’a pas encore fait",
            (await person.GetAsync("/candidature")).One("main").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task B14_B15_whoever_stops_waiting_is_left_out_and_named_and_whoever_comes_or_new_words_are_not_sent_unread()
    {
        var waiting = await WaitingAsync();
        var asked = await AskAsync();
        var read = await second.GetAsync(asked.Path);
        // The author changes the words and asks again: what the second person has on their screen is no longer what would leave.
        var edit = await author.GetAsync($"{asked.Path}/modifier");
        await author.SubmitAsync(
            await author.SubmitAsync(edit, "Voir les destinataires", ("Subject", "Un autre objet")),
            "Demander l’envoi à une seconde personne"
        );
        var button = $"Envoyer à {waiting.Count} personnes";
        Assert.Equal(HttpStatusCode.Conflict, (await second.SubmitAsync(read, button)).Status);
        Assert.Empty(await MailsAsync());

        read = await second.GetAsync(asked.Path);
        await portal.InDatabaseAsync(async db =>
        {
            var decision = await db.Decisions.SingleAsync(row => row.Id == waiting[0].DecisionId);
            Assert.True(decision.Cancel("Une place lui est proposée", portal.Clock.Now).IsOk);
            await db.SaveChangesAsync();
        });
        var sent = await second.SubmitAsync(read, button);

        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Equal(["1 personne laissée de côté"], sent.Texts("#partis"));
        Assert.Equal([waiting[0].Name], sent.Texts("#partis ~ ul li"));
        Assert.Equal(
            [.. waiting.Skip(1).Select(person => person.DecisionId).Order()],
            (await MailsAsync()).Select(mail => mail.AboutId).Order()
        );
    }

    [Fact]
    public async Task B14_news_that_have_not_left_are_cancelled_with_the_decision_they_are_about()
    {
        var waiting = await WaitingAsync();
        var asked = await AskAsync();
        await second.SubmitAsync(await second.GetAsync(asked.Path), $"Envoyer à {waiting.Count} personnes");

        var page = await author.GetAsync($"/admin/decisions/{waiting[0].CandidatureId}");
        await author.SubmitAsync(page, "Annuler la décision", ("Reason", "Elle rejoint un autre programme"));

        Assert.Equal(
            [MailState.Cancelled],
            (await MailsAsync()).Where(mail => mail.AboutId == waiting[0].DecisionId).Select(mail => mail.State)
        );
    }

    [Fact]
    public async Task E12_B21_before_the_results_nothing_leaves_and_a_tie_or_an_unsent_notice_hides_the_person()
    {
        var waiting = await WaitingAsync();
        await portal.InDatabaseAsync(async db =>
        {
            var colleague = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.SecondStaff.Email);
            db.Conflicts.Add(
                new ConflictOfInterest(
                    colleague.Id,
                    waiting[0].CandidatureId,
                    ConflictLevel.ReadsOnly,
                    "Ancienne collègue",
                    colleague.Id,
                    portal.Clock.Now
                )
            );
            await db.SaveChangesAsync();
            await db
                .Mails.Where(mail => mail.Template == nameof(DecisionNotice) && mail.AboutId == waiting[1].DecisionId)
                .ExecuteUpdateAsync(mail =>
                    mail.SetProperty(row => row.State, MailState.Held).SetProperty(row => row.SentAt, (DateTimeOffset?)null)
                );
        });
        var asked = await AskAsync();
        var theirs = waiting.Skip(2).Select(person => person.Name).ToList();
        Assert.Equal([waiting[0].Name, .. theirs], asked.Texts("tbody th"));
        var read = await second.GetAsync(asked.Path);
        Assert.Equal(theirs, read.Texts("tbody th"));
        Assert.False(read.Has("#partis"));

        var before = await portal.InDatabaseAsync(db =>
            db.Cohorts.Where(row => row.IsCurrent).Select(row => row.Timetable.ResultsAt).SingleAsync()
        );
        await portal.Clock.FreezeAsync(before!.Value.AddSeconds(-1));
        var button = $"Envoyer à {theirs.Count} personnes";
        var refused = await second.SubmitAsync(read, button);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["Les résultats ne sont pas publics : personne n’apprend avant cela être en liste d’attente."],
            refused.Errors
        );
        Assert.False(refused.Has("form[action$='/accord']"));
        Assert.Empty(await MailsAsync());

        await portal.Clock.SetAsync(PromotionPortal.AtWork);
        var sent = await second.SubmitAsync(read, button);
        Assert.False(sent.Has("#partis"));
        Assert.Equal([$"{theirs.Count} sur {theirs.Count}"], sent.Texts(".portal-figures dd"));
        Assert.Equal([waiting[0].Name], (await author.GetAsync(asked.Path)).Texts("#partis ~ ul li"));
    }

    [Fact]
    public async Task E12_a_person_leaves_one_list_and_keeps_the_rest_and_is_told_so_once()
    {
        var person = (await WaitingAsync()).First(found => found.Lists.Count > 1);
        using var site = await portal.SignedInAsync(DemoPersonOf(person));
        var link = LeavingOf(await site.GetAsync("/candidature"));
        var confirm = await site.GetAsync(link);
        Assert.Equal("Quitter une liste d’attente", confirm.Heading);

        await Task.WhenAll(site.SubmitAsync(confirm, "Quitter cette liste"), site.SubmitAsync(confirm, "Quitter cette liste"));

        var after = (await WaitingAsync()).Single(found => found.DecisionId == person.DecisionId);
        Assert.Equal(person.Lists.Count - 1, after.Lists.Count);
        Assert.Equal(
            1,
            await portal.InDatabaseAsync(db => db.Mails.CountAsync(mail => mail.Template == nameof(WaitingListLeftMail)))
        );
        Assert.Equal("/candidature", (await site.GetAsync(link)).Path);

        foreach (var _ in after.Lists)
        {
            var next = LeavingOf(await site.GetAsync("/candidature"));
            await site.SubmitAsync(await site.GetAsync(next), "Quitter cette liste");
        }

        Assert.Equal(
            "Vous avez quitté la liste d’attente",
            (await site.GetAsync("/candidature")).One("main .fr-alert__title").TextContent.Trim()
        );
        Assert.DoesNotContain(person.DecisionId, (await WaitingAsync()).Select(found => found.DecisionId));
    }

    [Fact]
    public async Task E12_a_person_who_leaves_while_a_seat_is_proposed_to_them_meets_one_outcome()
    {
        var person = (await WaitingAsync())[0];
        using var site = await portal.SignedInAsync(DemoPersonOf(person));
        var confirm = await site.GetAsync(LeavingOf(await site.GetAsync("/candidature")));
        await portal.InDatabaseAsync(async db =>
        {
            var decision = await db.Decisions.SingleAsync(row => row.Id == person.DecisionId);
            Assert.True(decision.Cancel("Une place lui est proposée", portal.Clock.Now).IsOk);
            await db.SaveChangesAsync();
        });

        var told = await site.SubmitAsync(confirm, "Quitter cette liste");

        Assert.Equal([WaitingErrors.LeftAlready.Message], told.Texts(".fr-alert--error p"));
        Assert.Equal(
            person.Lists.Count,
            await portal.InDatabaseAsync(db => db.WaitingPlaces.CountAsync(place => place.DecisionId == person.DecisionId))
        );
    }

    private static string Plain(string text) => text.Trim().Replace('\u00a0', ' ');

    /// <summary>Where the first list of the page is left.</summary>
    private static string LeavingOf(Page page) => page.Document.QuerySelector("main a[href$='/quitter']")!.GetAttribute("href")!;

    private async Task<Page> AskAsync()
    {
        var form = await author.GetAsync("/admin/courriels/envois/nouveau?attente=true");
        var preview = await author.SubmitAsync(form, "Voir les destinataires");
        return await author.SubmitAsync(preview, "Demander l’envoi à une seconde personne");
    }

    private Task<List<OutboxMail>> MailsAsync() =>
        portal.InDatabaseAsync(db => db.Mails.AsNoTracking().Where(mail => mail.Template == MailingDesk.Template).ToListAsync());

    private static DemoPerson DemoPersonOf(Waits person) => new("", "", person.Email, "");

    /// <summary>Everybody who waits, in the order of names.</summary>
    private Task<List<Waits>> WaitingAsync() =>
        portal.InDatabaseAsync(async db =>
        {
            var rows = await (
                from place in db.WaitingPlaces
                join decision in db.Decisions on place.DecisionId equals decision.Id
                join candidature in db.Candidatures on decision.CandidatureId equals candidature.Id
                join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
                join account in db.Accounts on candidate.AccountId equals account.Id
                join challenge in db.Challenges on place.ChallengeId equals challenge.Id
                where decision.State == DecisionState.Validated
                orderby candidate.FamilyName, candidate.GivenName, candidature.Id, challenge.Name, place.Profile
                select new
                {
                    decision.Id,
                    decision.CandidatureId,
                    candidate.GivenName,
                    candidate.FamilyName,
                    account.Email,
                    challenge.Name,
                }
            ).ToListAsync();
            return rows.GroupBy(row => row.Id)
                .Select(person => new Waits(
                    person.Key,
                    person.First().CandidatureId,
                    $"{person.First().GivenName} {person.First().FamilyName}",
                    person.First().Email!,
                    [.. person.Select(row => row.Name)]
                ))
                .ToList();
        });

    private sealed record Waits(Guid DecisionId, Guid CandidatureId, string Name, string Email, IReadOnlyList<string> Lists);
}
