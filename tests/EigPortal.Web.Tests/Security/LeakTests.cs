using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Screening;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Security;

/// <summary>
/// The same rights through every other door: searches, totals, exports, downloads, the register of mails, the dashboard (E16, B21 to
/// B24, B26). Everything asked here is also asked by somebody who may see, so that an empty page can't pass for a discreet one.
/// </summary>
[Collection(PermissionWorld.Collection)]
public sealed partial class LeakTests(PermissionWorld world)
{
    [Fact]
    public async Task B21_B22_B26_E16_staff_with_a_tie_find_the_person_through_no_door()
    {
        using var tied = await world.AsAsync(Persona.TiedStaff);
        using var staff = await world.AsAsync(Persona.Staff);
        var needles = world.TiedSecrets;
        var leaks = new List<string>();
        var seen = new HashSet<string>();
        foreach (var door in Doors())
        {
            var (mine, theirs) = (await door.OpenAsync(tied), await door.OpenAsync(staff));
            leaks.AddRange(
                needles
                    .Where(needle => mine.Contains(needle, StringComparison.OrdinalIgnoreCase))
                    .Select(needle => $"{door.Name} : {needle}")
            );
            seen.UnionWith(needles.Where(needle => theirs.Contains(needle, StringComparison.OrdinalIgnoreCase)));
        }

        Assert.True(
            leaks.Count == 0,
            $"Un lien d’intérêts doit cacher cette personne partout. Partez de ForStaff(actor, db) dans la requête :\n{string.Join('\n', leaks)}"
        );
        // The two others are met on the pages of the file itself: PermissionTests.
        Assert.Equal(needles.Except([$"{world.Tied.DocumentId}", $"{world.Tied.DecisionId}"]).Order(), seen.Order());
    }

    [Fact]
    public async Task B21_totals_leave_out_what_lists_leave_out()
    {
        await world.InDatabaseAsync(async db =>
        {
            var failed = Mail(world.Tied.DecisionId, "DecisionNotice");
            failed.MarkAttemptFailed("550 inconnue", permanent: true, DateTimeOffset.UtcNow);
            db.AddRange(failed, Mail((Guid)world.TiedContract[0], "ContractToSignMail"));
            db.LateAttempts.Add(new LateAttempt(world.Tied.Id, "save", world.Clock.Now));
            await db.SaveChangesAsync();
        });
        var (mine, theirs) = (await FiguresAsync(world.TiedStaffAccountId), await FiguresAsync(await StaffIdAsync()));

        Assert.Equal(theirs.ByState.Values.Sum() - 1, mine.ByState.Values.Sum());
        Assert.Equal(theirs.MailsFailed - 1, mine.MailsFailed);
        Assert.Equal(theirs.LateAttempts - 1, mine.LateAttempts);
        Assert.True(mine.SheetsAssigned < theirs.SheetsAssigned);
        using var tied = await world.AsAsync(Persona.TiedStaff);
        using var staff = await world.AsAsync(Persona.Staff);
        Assert.Equal(Count(await staff.GetAsync("/admin/candidatures")) - 1, Count(await tied.GetAsync("/admin/candidatures")));
    }

    [Fact]
    public async Task B16_B21_facts_about_a_hidden_person_are_counted_neither_as_facts_nor_as_mails()
    {
        var flows = await world.InScopeAsync(services =>
            services
                .GetRequiredService<MailRegister>()
                .FlowsAsync(TimeSpan.FromDays(1), Staff(world.TiedStaffAccountId), CancellationToken.None)
        );
        var others = await world.InScopeAsync(async services =>
            await services
                .GetRequiredService<MailRegister>()
                .FlowsAsync(TimeSpan.FromDays(1), Staff(await StaffIdAsync()), CancellationToken.None)
        );
        var offers = (
            Mine: flows.Single(flow => flow.Label == "Proposition de poste"),
            Theirs: others.Single(flow => flow.Label == "Proposition de poste")
        );
        Assert.Equal(offers.Theirs.Facts - 1, offers.Mine.Facts);
        Assert.Equal(offers.Theirs.Written - 1, offers.Mine.Written);
    }

    [Fact]
    public async Task B21_the_list_of_people_does_not_tell_that_a_hidden_person_applied()
    {
        using var tied = await world.AsAsync(Persona.TiedStaff);
        using var staff = await world.AsAsync(Persona.Staff);
        var path = $"/admin/utilisateurs?q={Uri.EscapeDataString(world.Tied.FullName)}";
        Assert.Equal("Candidature, Promotion", (await staff.GetAsync(path)).Texts("tbody td:nth-child(3)").Single());
        Assert.Equal("Aucun", (await tied.GetAsync(path)).Texts("tbody td:nth-child(3)").Single());
    }

    [Fact]
    public async Task B22_a_juror_meets_the_numbers_of_no_other_file_than_theirs()
    {
        using var juror = await world.AsAsync(Persona.Juror);
        var mine = await world.InDatabaseAsync(async db =>
        {
            var own = db
                .Jurors.Where(link => db.Accounts.Any(a => a.Id == link.AccountId && a.Email == "jury@demo.test"))
                .Select(link => link.Id);
            return await (
                from sheet in db.ScoreSheets
                join file in db.Candidatures on sheet.CandidatureId equals file.Id
                where own.Contains(sheet.JurorId)
                select file.Number!
            ).ToListAsync();
        });
        var pages = new List<Page>
        {
            await juror.GetAsync("/admin/jury"),
            await juror.GetAsync($"/admin/jury/lectures/{world.OwnSheet.SheetId}"),
        };
        var met = pages.SelectMany(page => Number().Matches(page.Body).Select(match => match.Value)).ToHashSet();
        Assert.NotEmpty(met);
        Assert.Empty(met.Except(mine));
    }

    [Fact]
    public async Task B22_B24_a_juror_who_has_a_tie_and_one_who_has_left_lose_list_file_and_documents_at_once()
    {
        var (site, juror, reading, number) = await SomeJurorAsync();
        using (site)
        {
            string[] paths =
            [
                $"/admin/jury/lectures/{reading.SheetId}",
                $"/admin/jury/lectures/{reading.SheetId}/documents/{reading.DocumentId}",
            ];
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await StatusesAsync(site, paths));
            Assert.Contains(number, (await site.GetAsync("/admin/jury")).Body, StringComparison.Ordinal);

            await world.InDatabaseAsync(async db =>
            {
                var sheet = await db.ScoreSheets.SingleAsync(row => row.Id == reading.SheetId);
                db.Add(
                    new ConflictOfInterest(
                        juror.AccountId,
                        sheet.CandidatureId,
                        ConflictLevel.Excluded,
                        "Ami",
                        juror.AccountId,
                        world.Clock.Now
                    )
                );
                await db.SaveChangesAsync();
            });
            Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], await StatusesAsync(site, paths));
            Assert.DoesNotContain(number, (await site.GetAsync("/admin/jury")).Body, StringComparison.Ordinal);

            await world.InDatabaseAsync(async db =>
            {
                Assert.True((await db.Jurors.SingleAsync(row => row.Id == juror.Id)).Leave(world.Clock.Now).IsOk);
                await db.SaveChangesAsync();
            });
            Assert.Equal(
                [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
                await StatusesAsync(site, [.. paths, "/admin/jury"])
            );
        }
    }

    [Fact]
    public async Task B22_hosts_and_mentors_meet_the_people_of_their_own_teams_only()
    {
        var people = await world.InDatabaseAsync(db =>
            (
                from fellow in db.Fellows
                join team in db.Teams on fellow.TeamId equals team.Id
                join challenge in db.Challenges on team.ChallengeId equals challenge.Id
                select new
                {
                    fellow.FullName,
                    IsOfHost = challenge.HostId == world.HostId,
                    IsOfMentor = challenge.Id == world.MentoredChallengeId,
                }
            ).ToListAsync()
        );
        await AssertMeetsAsync(
            Persona.Host,
            people.Where(person => person.IsOfHost).Select(person => person.FullName),
            people.Where(person => !person.IsOfHost).Select(person => person.FullName)
        );
        await AssertMeetsAsync(
            Persona.Mentor,
            people.Where(person => person.IsOfMentor).Select(person => person.FullName),
            people.Where(person => !person.IsOfMentor).Select(person => person.FullName)
        );
    }

    [Fact]
    public async Task E16_somebody_who_left_the_team_keeps_a_cookie_that_opens_nothing_of_it()
    {
        var email = "partante@demo.test";
        await world.InDatabaseAsync(db =>
            new JuryBuilder(db, PermissionWorld.PasswordHash).AccountAsync("Ève", "Partante", email, StaffRole.Administrator)
        );
        using var site = await world.AsAsync(email);
        string[] paths = ["/admin", "/admin/candidatures", $"/admin/candidatures/{world.Own.Id}", "/admin/utilisateurs"];
        Assert.All(await StatusesAsync(site, paths), status => Assert.Equal(HttpStatusCode.OK, status));
        var form = await site.GetAsync("/admin/candidatures");

        await world.InDatabaseAsync(db =>
            db.Accounts.Where(row => row.Email == email)
                .ExecuteUpdateAsync(row => row.SetProperty(a => a.StaffRole, StaffRole.None))
        );

        Assert.All(await StatusesAsync(site, paths), status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal(HttpStatusCode.NotFound, (await site.SubmitAsync(form, "Exporter en CSV")).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/compte")).Status);
    }

    private async Task AssertMeetsAsync(Persona persona, IEnumerable<string> own, IEnumerable<string> others)
    {
        using var site = await world.AsAsync(persona);
        var body = WebUtility.HtmlDecode((await site.GetAsync("/accueil")).Body);
        Assert.All(own, name => Assert.Contains(name, body, StringComparison.Ordinal));
        Assert.All(others, name => Assert.DoesNotContain(name, body, StringComparison.Ordinal));
        Assert.DoesNotMatch(Number(), body);
    }

    private IEnumerable<Door> Doors()
    {
        // Part of the name and of the number: the page repeats what was searched.
        var name = Uri.EscapeDataString(world.Tied.FullName.Split(' ')[^1]);
        string[] pages =
        [
            .. PermissionTable
                .Rows.Where(row => row is { Method: "GET", Targets.Count: 0 } && row.Audience == Audience.Staff)
                // An account is no secret: see the list of people above.
                .Where(row => row.Pattern != "/admin/utilisateurs")
                .Select(row => row.Pattern),
            $"/admin/candidatures?q={name}",
            $"/admin/candidatures?q={world.Tied.Number.Split('-')[1]}",
            "/admin/candidatures?tri=nom&page=2",
            "/admin/candidatures?tri=nom&page=3",
            "/admin/candidatures?tri=depot&page=4",
            .. Enumerable.Range(2, 5).Select(page => $"/admin/decisions?page={page}"),
            "/admin/courriels?q=%40exemple.test&page=2",
            .. Enumerable.Range(1, 12).Select(page => $"/admin/courriels?page={page}"),
        ];
        foreach (var path in pages)
        {
            yield return new Door(path, async site => (await site.GetAsync(path)).Body);
        }

        foreach (var format in (string[])["csv", "xlsx"])
        {
            yield return new Door($"export {format}", site => PostAsync(site, "/admin/candidatures/export", ("format", format)));
        }

        yield return new Door("procès-verbal", site => PostAsync(site, "/admin/proces-verbal", mayBeRefused: true));
        yield return new Door("classements", RankingsAsync);
        yield return new Door(
            "lot",
            site =>
                PostAsync(
                    site,
                    "/admin/candidatures/lot",
                    ("Ids", $"{world.Tied.Id}"),
                    ("Ids", $"{world.Own.Id}"),
                    ("Act", "Preselect")
                )
        );
        yield return new Door(
            "lectures",
            async site =>
                (
                    await PostAsync(
                        site,
                        "/admin/jurys/lectures/apercu",
                        ("CandidatureIds", $"{world.Tied.Id}"),
                        ("CandidatureIds", $"{world.Own.Id}"),
                        ("JurorIds", $"{await world.InDatabaseAsync(db => db.Jurors.Select(juror => juror.Id).FirstAsync())}")
                    )
                )
                // The form to confirm repeats what was sent.
                .Replace($"{world.Tied.Id}", "", StringComparison.Ordinal)
        );
    }

    private async Task<string> RankingsAsync(Browse site)
    {
        var lists = (await site.GetAsync("/admin/classements")).Document.QuerySelectorAll("a[href^='/admin/classements/']");
        var text = new StringBuilder();
        foreach (var path in lists.Select(link => link.GetAttribute("href")!).Where(IsRanking).Distinct())
        {
            text.Append((await site.GetAsync(path)).Body).Append(await PostAsync(site, $"{path}/export", ("format", "csv")));
        }

        return text.ToString();
    }

    // A challenge, then a profile.
    private static bool IsRanking(string path) => path.Split('/').Length == 5;

    private static Task<string> PostAsync(Browse site, string path, params (string Name, string Value)[] fields) =>
        PostAsync(site, path, mayBeRefused: false, fields);

    private static async Task<string> PostAsync(
        Browse site,
        string path,
        bool mayBeRefused,
        params (string Name, string Value)[] fields
    )
    {
        var token = (await site.GetAsync("/compte"))
            .Document.QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))
        );
        using var answer = await site.Client.PostAsync(path, form);
        var isRefused = mayBeRefused && answer.StatusCode == HttpStatusCode.UnprocessableEntity;
        Assert.Equal((path, HttpStatusCode.OK), (path, isRefused ? HttpStatusCode.OK : answer.StatusCode));
        var body = await answer.Content.ReadAsByteArrayAsync();
        return body is [(byte)'P', (byte)'K', ..] ? Unzip(body) : Encoding.UTF8.GetString(body);
    }

    private static string Unzip(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(
            zip.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            })
        );
    }

    private async Task<(Browse Site, Juror Juror, ReadingOf Reading, string Number)> SomeJurorAsync()
    {
        var (juror, reading, number) = await world.InDatabaseAsync(async db =>
        {
            var row = await (
                from link in db.Jurors
                join account in db.Accounts on link.AccountId equals account.Id
                join sheet in db.ScoreSheets on link.Id equals sheet.JurorId
                join file in db.Candidatures on sheet.CandidatureId equals file.Id
                where account.Email == "jury3@demo.test" && file.Id != world.Own.Id && file.Id != world.Tied.Id
                orderby sheet.Id
                select new
                {
                    link,
                    sheet.Id,
                    file.Number,
                    Document = db.Documents.First(document => document.CandidatureId == file.Id).Id,
                }
            ).FirstAsync();
            return (row.link, new ReadingOf(row.Id, row.Document), row.Number!);
        });
        return (await world.AsAsync("jury3@demo.test"), juror, reading, number);
    }

    private Task<DashboardFigures> FiguresAsync(Guid accountId) =>
        world.InScopeAsync(async services =>
        {
            var cohort = await world.InDatabaseAsync(db =>
                db.Cohorts.Where(row => row.IsCurrent).Select(row => row.Id).SingleAsync()
            );
            return await services
                .GetRequiredService<StaffDashboard>()
                .FiguresAsync(cohort, Staff(accountId), world.Clock.Now, CancellationToken.None);
        });

    private Task<Guid> StaffIdAsync() =>
        world.InDatabaseAsync(db =>
            db.Accounts.Where(account => account.Email == "equipe2@demo.test").Select(account => account.Id).SingleAsync()
        );

    private static Actor Staff(Guid accountId) =>
        new(
            accountId,
            "",
            "",
            StaffRole.Staff,
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>()
        );

    private OutboxMail Mail(Guid aboutId, string template) =>
        new MailText("Un message")
            .Paragraph("Un texte.")
            .ToOutbox(template, aboutId, null, "accueil@exemple.fr", DateTimeOffset.UtcNow);

    private static async Task<List<HttpStatusCode>> StatusesAsync(Browse site, IEnumerable<string> paths)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var path in paths)
        {
            statuses.Add((await site.GetAsync(path)).Status);
        }

        return statuses;
    }

    private static int Count(Page page) =>
        int.Parse(page.Texts("caption").Single().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"EIG3-\d{4}")]
    private static partial Regex Number();

    private sealed record Door(string Name, Func<Browse, Task<string>> OpenAsync);
}
