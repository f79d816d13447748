using System.Net;
using EigPortal.Domain.Accounts;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Services.Text;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Admin;

/// <summary>« Voir le portail comme cette personne »: read-only, with a reason, for a while, and both names in the history (B34).</summary>
public sealed class PortalViewTests(ViewedPortal portal) : IClassFixture<ViewedPortal>
{
    private const string Begun = "Portail vu comme cette personne, en lecture seule";
    private const string Ended = "Fin de la vue du portail comme cette personne";
    private const string Back = "Revenir à mon compte";

    [Fact]
    public async Task B34_an_administrator_looks_with_a_reason_under_a_banner_and_comes_back_by_its_button()
    {
        var subject = await portal.AccountOfAsync(await portal.SubmittedAsync("Regardée"));
        var (site, viewer) = await portal.AdministratorAsync();
        var person = await site.GetAsync($"/admin/utilisateurs/{subject.Id}");
        var form = await site.FollowAsync(person, "Voir le portail comme cette personne");

        var refused = await site.SubmitAsync(form, "Voir le portail comme Camille Regardée", ("Reason", " \n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Dites pourquoi vous regardez le portail comme cette personne : elle le lira."], refused.Errors);
        Assert.True(refused.Has("#Reason[aria-describedby]"));
        Assert.Empty(await portal.HistoryOfViewsAsync(subject));

        var seen = await site.SubmitAsync(refused, "Voir le portail comme Camille Regardée", ("Reason", ViewedPortal.Why));
        Assert.Equal(("/candidature", HttpStatusCode.OK), (seen.Path, seen.Status));
        var until = FrenchDates.Time(portal.Time.GetUtcNow().AddMinutes(30)).Replace('\u00a0', ' ');
        Assert.Equal(
            [
                "Vous voyez le portail comme Camille Regardée",
                $"Vous pouvez lire, rien d’autre, jusqu’à {until}, heure de Paris. Votre raison : « {ViewedPortal.Why} »",
            ],
            seen.Texts("section.portal-view p")
        );
        Assert.True(seen.Document.QuerySelector("section.portal-view + main") is not null, "Le bandeau précède le contenu.");
        // Nothing is kept on the device in their name.
        Assert.Equal("", seen.One("form[data-portal-account]").GetAttribute("data-portal-account"));

        var back = await site.SubmitAsync(seen, Back);
        Assert.Equal(($"/admin/utilisateurs/{subject.Id}", false), (back.Path, back.Has(".portal-view")));
        Assert.Contains("Vous êtes de nouveau sur votre compte.", back.Texts(".fr-alert p"));
        Assert.Equal([(Begun, ViewedPortal.Why, viewer.Id), (Ended, null, viewer.Id)], await portal.HistoryOfViewsAsync(subject));
        Assert.Equal(
            2,
            back.Texts(".portal-timeline li").Count(line => line.Contains($"({viewer.FullName})", StringComparison.Ordinal))
        );
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task B34_a_view_lasts_thirty_minutes_whatever_is_visited_and_the_next_page_says_that_it_is_over()
    {
        var subject = await portal.AccountOfAsync(await portal.SubmittedAsync("Minutée"));
        var (site, viewer) = await portal.AdministratorAsync();
        var seen = await ViewedPortal.BeginAsync(site, subject);
        portal.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.True((await site.GetAsync("/candidature")).Has(".portal-view"));

        portal.Time.Advance(TimeSpan.FromSeconds(1));
        // The button of a page left open must not meet an error of a form that is no longer theirs.
        var over = await site.SubmitAsync(seen, Back);
        Assert.Equal(($"/admin/utilisateurs/{subject.Id}", HttpStatusCode.OK), (over.Path, over.Status));
        Assert.Contains("La vue est terminée : vous êtes de nouveau sur votre compte.", over.Texts(".fr-alert p"));
        Assert.False((await site.GetAsync("/candidature")).Has(".portal-view"));
        Assert.Equal(PortalViewEnd.TimeOut, await portal.EndOfAsync(viewer));
        Assert.Equal(
            [(Begun, ViewedPortal.Why, viewer.Id), ($"{Ended} : temps écoulé", null, viewer.Id)],
            await portal.HistoryOfViewsAsync(subject)
        );
    }

    [Fact]
    public async Task B34_a_script_that_asks_after_the_end_is_told_that_its_session_is_over()
    {
        var (site, _) = await portal.AdministratorAsync();
        await ViewedPortal.BeginAsync(site, await portal.AccountOfAsync(await portal.SubmittedAsync("Scriptée")));
        portal.Time.Advance(PortalView.Lasts);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/candidature/etat");
        request.Headers.Add("X-Requested-With", "fetch");
        using var answer = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task B34_the_end_is_written_even_when_nobody_comes_back()
    {
        var subject = await portal.AccountOfAsync(await portal.SubmittedAsync("Laissée"));
        var (site, viewer) = await portal.AdministratorAsync();
        await ViewedPortal.BeginAsync(site, subject);
        await ExpireAsync();
        Assert.Null(await portal.EndOfAsync(viewer));

        portal.Time.Advance(PortalView.Lasts);
        await ExpireAsync();
        Assert.Equal(PortalViewEnd.TimeOut, await portal.EndOfAsync(viewer));
        Assert.Equal(($"{Ended} : temps écoulé", null, viewer.Id), (await portal.HistoryOfViewsAsync(subject))[^1]);

        Task ExpireAsync() =>
            portal.InScopeAsync(services => services.GetRequiredService<ExpirePortalViews>().RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("the administrator is one no longer")]
    [InlineData("the security stamp changed")]
    [InlineData("the person joined the team")]
    [InlineData("a tie was recorded")]
    public async Task B34_E16_a_view_ends_at_the_next_request_when(string change)
    {
        var candidature = await portal.SubmittedAsync("Interrompue");
        var subject = await portal.AccountOfAsync(candidature);
        var (site, viewer) = await portal.AdministratorAsync();
        await ViewedPortal.BeginAsync(site, subject);
        var unknown = await NotFoundAsync(site);
        await portal.InDatabaseAsync(async db =>
        {
            var (mine, theirs) = (
                await db.Accounts.SingleAsync(row => row.Id == viewer.Id),
                await db.Accounts.SingleAsync(row => row.Id == subject.Id)
            );
            switch (change)
            {
                case "the administrator is one no longer":
                    mine.StaffRole = StaffRole.Staff;
                    break;
                case "the security stamp changed":
                    mine.SecurityStamp = Guid.NewGuid().ToString();
                    break;
                case "the person joined the team":
                    theirs.StaffRole = StaffRole.Staff;
                    break;
            }

            await db.SaveChangesAsync();
        });
        if (change == "a tie was recorded")
        {
            await portal.TieAsync(viewer, candidature);
        }

        var answer = await site.GetAsync("/candidature");
        Assert.Equal((HttpStatusCode.NotFound, unknown, false), (answer.Status, answer.Heading, answer.Has(".portal-view")));
        Assert.Equal(PortalViewEnd.NoLongerAllowed, await portal.EndOfAsync(viewer));
        // The history doesn't say which: a tie is nobody's business there.
        Assert.Equal(($"{Ended} : elle n’est plus permise", null, viewer.Id), (await portal.HistoryOfViewsAsync(subject))[^1]);
        Assert.False((await site.GetAsync("/candidature")).Has(".portal-view"));
    }

    [Fact]
    public async Task B21_B34_somebody_whose_file_a_tie_hides_is_as_unknown_as_nobody()
    {
        var candidature = await portal.SubmittedAsync("Cachée");
        var subject = await portal.AccountOfAsync(candidature);
        var (site, viewer) = await portal.AdministratorAsync();
        var (other, _) = await portal.AdministratorAsync("Ysé");
        await other.SubmitAsync(await ViewedPortal.BeginAsync(other, subject, "Une candidature qui coince"), Back);
        var form = await site.GetAsync(ViewedPortal.FormOf(subject));
        await portal.TieAsync(viewer, candidature);

        var asked = await site.GetAsync(ViewedPortal.FormOf(subject));
        var sent = await site.SubmitAsync(form, "Voir le portail comme Camille Cachée", ("Reason", "Raison"));
        var unknown = await site.GetAsync($"/admin/utilisateurs/{Guid.CreateVersion7()}/vue");
        Assert.Equal(
            [(HttpStatusCode.NotFound, "Page introuvable"), (HttpStatusCode.NotFound, "Page introuvable")],
            [(asked.Status, asked.Heading), (sent.Status, sent.Heading)]
        );
        Assert.Equal((asked.Status, asked.Title, asked.Heading), (unknown.Status, unknown.Title, unknown.Heading));

        // The page of the person is the same for everybody, but for what others wrote of the file.
        var person = await site.GetAsync($"/admin/utilisateurs/{subject.Id}");
        Assert.True(person.Has($"a[href='{ViewedPortal.FormOf(subject)}']"));
        Assert.DoesNotContain("Une candidature qui coince", person.Body, StringComparison.Ordinal);
        Assert.Contains(
            "Une candidature qui coince",
            (await other.GetAsync($"/admin/utilisateurs/{subject.Id}")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task B34_nobody_of_a_jury_is_viewed_while_a_tie_excludes_from_a_file_of_its_promotion()
    {
        var (read, tied) = (await portal.SubmittedAsync("Lue"), await portal.SubmittedAsync("Liée"));
        var (site, viewer) = await portal.AdministratorAsync();
        var (_, juror, _) = await portal.JurorAsync(read, viewer.Id);
        var form = await site.GetAsync(ViewedPortal.FormOf(juror));
        var tie = await portal.TieAsync(viewer, tied);

        var asked = await site.GetAsync(ViewedPortal.FormOf(juror));
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Equal([PortalViewErrors.Tie.Message], asked.Texts(".fr-alert--warning p"));
        Assert.False(asked.Has("main textarea"));
        var sent = await site.SubmitAsync(form, $"Voir le portail comme {juror.FullName}", ("Reason", "Raison"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, false), (sent.Status, sent.Has(".portal-view")));
        Assert.Empty(await portal.HistoryOfViewsAsync(juror));

        // A candidate reaches no file but their own.
        var candidate = await portal.AccountOfAsync(read);
        await site.SubmitAsync(await ViewedPortal.BeginAsync(site, candidate), Back);

        await portal.InDatabaseAsync(async db =>
        {
            Assert.True((await db.Conflicts.SingleAsync(row => row.Id == tie.Id)).Lift(portal.Clock.Now).IsOk);
            await db.SaveChangesAsync();
        });
        Assert.Equal("/admin/jury", (await ViewedPortal.BeginAsync(site, juror)).Path);
    }

    [Fact]
    public async Task B34_neither_oneself_nor_the_team_nor_a_closed_account_is_viewed()
    {
        var (site, viewer) = await portal.AdministratorAsync();
        var (_, staff) = await portal.StaffAsync("Basile");
        var (_, administrator) = await portal.AdministratorAsync("Ombline");
        var closed = await portal.InDatabaseAsync(async db =>
        {
            var account = Account.Pseudonym(portal.Clock.Now);
            db.Add(account);
            await db.SaveChangesAsync();
            return account;
        });
        var answers = new List<string>();
        foreach (var account in (Account[])[viewer, staff, administrator, closed])
        {
            var page = await site.GetAsync(ViewedPortal.FormOf(account));
            Assert.False(page.Has("main textarea"));
            answers.AddRange(page.Texts(".fr-alert--warning p"));
        }

        Assert.Equal(
            [
                PortalViewErrors.Oneself.Message,
                PortalViewErrors.OfTheTeam.Message,
                PortalViewErrors.OfTheTeam.Message,
                PortalViewErrors.Closed.Message,
            ],
            answers
        );
    }

    [Fact]
    public async Task B34_the_person_learns_when_and_why_and_nothing_of_theirs_has_moved()
    {
        var candidature = await portal.SubmittedAsync("Témoin");
        var subject = await portal.AccountOfAsync(candidature);
        var owner = await portal.OwnerAsync(candidature);
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(FileMessage.Write(candidature.Id, subject.Id, isFromStaff: true, "Bonjour", portal.Clock.Now).Value);
            await db.SaveChangesAsync();
        });
        var before = await TracesAsync(subject);
        var (site, viewer) = await portal.AdministratorAsync();
        var seen = await ViewedPortal.BeginAsync(site, subject);
        Assert.Contains("Messages avec l’équipe (1 nouveau)", seen.Texts("a"));
        foreach (var path in (string[])["/candidature/messages", "/candidature/passeport", "/candidature/depot/1", "/espaces"])
        {
            Assert.Equal((path, true), (path, (await site.GetAsync(path)).Has(".portal-view")));
        }

        await site.SubmitAsync(seen, Back);
        Assert.Equal(before, await TracesAsync(subject));
        Assert.Contains("Messages avec l’équipe (1 nouveau)", (await owner.GetAsync("/candidature")).Texts("a"));

        const string when = "lundi 8 octobre 2018 à 10 h, heure de Paris";
        string[] line = [$"{when} Administration du portail {ViewedPortal.Why}"];
        var passport = await owner.GetAsync("/candidature/passeport");
        Assert.Equal(
            [$"{when} Équipe du programme Vos pages, vues comme vous les voyez", .. line],
            passport.Texts("[aria-labelledby=ouvertures] tbody tr")
        );
        var sessions = await owner.GetAsync("/compte/sessions");
        Assert.Equal(line, sessions.Texts("#vues ~ * tbody tr"));
        foreach (var page in (Page[])[passport, sessions])
        {
            Assert.DoesNotContain(viewer.FamilyName, page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(viewer.Email!, page.Body, StringComparison.Ordinal);
        }

        Assert.Equal(
            [(viewer.Id, FileReader.Staff, OpenedPart.Pages)],
            (await OpeningsAsync(candidature)).Select(opening => (opening.ReaderId, opening.Role, opening.Part))
        );
    }

    [Fact]
    public async Task B34_what_is_read_as_a_juror_is_read_by_the_team()
    {
        var candidature = await portal.SubmittedAsync("Confiée");
        var (site, viewer) = await portal.AdministratorAsync();
        var (_, juror, sheetId) = await portal.JurorAsync(candidature, viewer.Id);
        await ViewedPortal.BeginAsync(site, juror);

        var reading = await site.GetAsync($"/admin/jury/lectures/{sheetId}");
        Assert.Equal((HttpStatusCode.OK, true), (reading.Status, reading.Has(".portal-view")));
        Assert.Equal(
            [(viewer.Id, FileReader.Staff, OpenedPart.File)],
            (await OpeningsAsync(candidature)).Select(opening => (opening.ReaderId, opening.Role, opening.Part))
        );
        Assert.Contains(
            $"GET /admin/jury/lectures/{sheetId} : compte {viewer.Id}, vu comme {juror.Id}",
            portal.Log,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(juror.Email!, portal.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(ViewedPortal.Why, portal.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B34_pages_of_administration_and_another_view_wait_for_the_end_of_this_one()
    {
        var (subject, other) = (
            await portal.AccountOfAsync(await portal.SubmittedAsync("Première")),
            await portal.AccountOfAsync(await portal.SubmittedAsync("Seconde"))
        );
        var (site, viewer) = await portal.AdministratorAsync();
        var elsewhere = await portal.SignInAsync(viewer.Email!);
        var form = await elsewhere.GetAsync(ViewedPortal.FormOf(other));
        await ViewedPortal.BeginAsync(site, subject);
        foreach (
            var path in (string[])["/admin", $"/admin/utilisateurs/{other.Id}", ViewedPortal.FormOf(other), "/compte/sessions"]
        )
        {
            var page = await site.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden, "Vous regardez, sans agir"), (path, page.Status, page.Heading));
            Assert.True(page.Has(".portal-view button"));
        }

        var twice = await elsewhere.SubmitAsync(form, "Voir le portail comme Camille Seconde", ("Reason", "Raison"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        await elsewhere.SubmitAsync(twice, "Mettre fin à cette vue");
        Assert.Equal(PortalViewEnd.Left, await portal.EndOfAsync(viewer));
        Assert.True((await ViewedPortal.BeginAsync(elsewhere, other)).Has(".portal-view"));
        // The first browser finds its own view over, not the other one.
        Assert.Equal($"/admin/utilisateurs/{subject.Id}", (await site.GetAsync("/candidature")).Path);
    }

    [Fact]
    public async Task B34_signing_out_ends_the_view_and_the_administrator_s_own_session()
    {
        var candidature = await portal.SubmittedAsync("Quittée");
        var subject = await portal.AccountOfAsync(candidature);
        var owner = await portal.OwnerAsync(candidature);
        var (site, viewer) = await portal.AdministratorAsync();
        var seen = await ViewedPortal.BeginAsync(site, subject);

        Assert.Equal("/", (await site.SubmitAsync(seen, "Se déconnecter")).Path);
        Assert.StartsWith("/connexion", (await site.GetAsync("/candidature")).Path, StringComparison.Ordinal);
        Assert.Equal(PortalViewEnd.SignedOut, await portal.EndOfAsync(viewer));
        Assert.Equal((0, 1), (await OpenSessionsAsync(viewer), await OpenSessionsAsync(subject)));
        Assert.Equal("/candidature", (await owner.GetAsync("/candidature")).Path);
    }

    [Fact]
    public async Task B34_the_cookie_of_a_view_opens_nothing_for_anybody_else()
    {
        var subject = await portal.AccountOfAsync(await portal.SubmittedAsync("Volée"));
        var (site, viewer) = await portal.AdministratorAsync();
        var form = await site.GetAsync(ViewedPortal.FormOf(subject));
        var token = form.One("form[action$='/vue'] [name=__RequestVerificationToken]").GetAttribute("value")!;
        using var begun = await site.Client.PostAsync(
            ViewedPortal.FormOf(subject),
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Reason", ViewedPortal.Why)])
        );
        var cookie = begun.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("eig.vue=", StringComparison.Ordinal));
        Assert.Equal(["path=/", "samesite=strict", "httponly"], cookie.Split("; ").Skip(1));

        var (other, _) = await portal.AdministratorAsync("Ysé");
        var (staff, _) = await portal.StaffAsync();
        foreach (var stranger in (Browse[])[other, staff, portal.Browse()])
        {
            foreach (var value in (string[])[cookie.Split(';')[0], "eig.vue=nimporte-quoi"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/promotions/3");
                request.Headers.TryAddWithoutValidation("Cookie", value);
                using var answer = await stranger.Client.SendAsync(request);
                Assert.DoesNotContain("portal-view", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<string> NotFoundAsync(Browse site) => (await site.GetAsync("/nulle-part")).Heading;

    private Task<List<FileOpening>> OpeningsAsync(Candidature candidature) =>
        portal.InDatabaseAsync(db => db.FileOpenings.Where(opening => opening.CandidatureId == candidature.Id).ToListAsync());

    private Task<int> OpenSessionsAsync(Account account) =>
        portal.InDatabaseAsync(db =>
            db.Sessions.CountAsync(session => session.AccountId == account.Id && session.ClosedAt == null)
        );

    /// <summary>What a visit of the person's own would leave behind.</summary>
    private Task<string> TracesAsync(Account account) =>
        portal.InDatabaseAsync(async db =>
        {
            var row = await db.Accounts.SingleAsync(person => person.Id == account.Id);
            var sessions = await db
                .Sessions.Where(session => session.AccountId == account.Id)
                .OrderBy(session => session.Id)
                .Select(session => $"{session.Id} {session.SeenAt:O} {session.ClosedAt:O}")
                .ToListAsync();
            var unread = await db.Messages.CountAsync(message =>
                message.HandledAt == null
                && db.Candidatures.Any(file =>
                    file.Id == message.CandidatureId
                    && db.Candidates.Any(person => person.Id == file.CandidateId && person.AccountId == account.Id)
                )
            );
            return $"{row.SecurityStamp} {row.ConcurrencyStamp} {row.AccessFailedCount} {unread} {string.Join(", ", sessions)}";
        });
}
