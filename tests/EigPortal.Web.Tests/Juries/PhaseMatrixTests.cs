using System.Net;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.Web.Tests.Security;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>
/// Phase × viewer × channel, asked over HTTP and compared with the table that is stored: what a juror meets of the others' marks, of
/// their names, of ranks and of decisions (B22, B30, B31, E10, E16).
/// </summary>
public sealed class PhaseMatrixTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private const string Comment = "Aiguille du commentaire verrouillé";
    private const string Draft = "Aiguille du brouillon";
    private const string Ineligible = "Aiguille de la fiche écartée";
    private const string Other = "Solveig Témoin";
    private static readonly DateTimeOffset Published = new(2018, 12, 4, 9, 0, 0, TimeSpan.Zero);

    private enum Viewer
    {
        /// <summary>On the jury, without a reading of the file.</summary>
        Elsewhere,
        NotStarted,
        Drafting,
        Locked,

        /// <summary>May read, not score.</summary>
        ReadsOnly,
        Excluded,

        /// <summary>Had locked, then left the session.</summary>
        Left,
        Candidate,
    }

    private sealed record Subject(Guid FileId, string Number, string FullName, string List);

    private sealed record Somebody(Viewer Viewer, Browse Site, string Email, Guid? SheetId);

    private sealed record Channel(
        string Name,
        Func<Viewer, PhaseSight, bool, bool> IsSeen,
        Func<Somebody, Subject, Task<bool>> AskAsync
    );

    private static readonly Channel[] Channels =
    [
        new("others' marks", SeesOthers, (person, _) => MeetsAsync(person, Reading(person), Comment)),
        new(
            "others' names",
            (v, s, p) => SeesOthers(v, s, p) && s.Names,
            (person, _) => MeetsAsync(person, Reading(person), Other)
        ),
        new("count of others", SeesOthers, (person, _) => MeetsAsync(person, Reading(person), "id=\"fiche-1\"")),
        new("own list", Never, (person, _) => MeetsOneAsync(person, "/admin/jury")),
        new("running order", Never, (person, _) => MeetsOneAsync(person, "/admin/jury/auditions")),
        new("lists", SeesRanks, (person, _) => OpensAsync(person, "/admin/jury/classements")),
        new("link to the lists", SeesRanks, (person, _) => MeetsAsync(person, "/admin/jury", "href=\"/admin/jury/classements\"")),
        new("ranked list", SeesRanked, (person, file) => MeetsAsync(person, file.List, file.Number)),
        new("name in the list", SeesRanked, (person, file) => MeetsAsync(person, file.List, file.FullName)),
        new("export", SeesRanked, (person, file) => ExportsAsync(person, file, file.Number)),
        new("decision", SeesDecision, (person, file) => MeetsAsync(person, file.List, "Non retenue")),
        new("decision in the export", SeesDecision, (person, file) => ExportsAsync(person, file, "Non retenue")),
        new(
            "list of the team",
            Never,
            (person, file) => OpensAsync(person, file.List.Replace("/jury", "", StringComparison.Ordinal))
        ),
        new("search", Never, (person, file) => OpensAsync(person, $"/admin/candidatures?q={file.Number}")),
    ];

    private static bool Never(Viewer viewer, PhaseSight sight, bool isPublic) => false;

    private static bool SeesOthers(Viewer viewer, PhaseSight sight, bool isPublic) =>
        sight.OthersMarks switch
        {
            OthersMarks.Never => false,
            OthersMarks.AfterLockingOwn => viewer is Viewer.Locked,
            OthersMarks.Always => viewer is Viewer.NotStarted or Viewer.Drafting or Viewer.Locked,
        };

    private static bool SeesRanks(Viewer viewer, PhaseSight sight, bool isPublic) =>
        sight.Ranks && viewer is not (Viewer.Left or Viewer.Candidate);

    private static bool SeesRanked(Viewer viewer, PhaseSight sight, bool isPublic) =>
        SeesRanks(viewer, sight, isPublic) && viewer is not Viewer.Excluded;

    private static bool SeesDecision(Viewer viewer, PhaseSight sight, bool isPublic) =>
        isPublic && sight.FinalList && SeesRanked(viewer, sight, isPublic);

    [Fact]
    public async Task B22_B30_B31_E10_E16_a_juror_meets_what_the_table_of_phases_shows_and_nothing_else()
    {
        var file = await SubjectAsync();
        var people = new List<Somebody>();
        foreach (var viewer in Enum.GetValues<Viewer>())
        {
            people.Add(await EnterAsync(viewer, file));
        }

        var (wrong, met, cells) = (new List<string>(), new HashSet<string>(), 0);
        foreach (var table in (bool[])[true, false])
        {
            if (!table)
            {
                await DescribeAsync();
            }

            foreach (var phase in Enum.GetValues<JuryPhase>())
            {
                foreach (var isPublic in phase == JuryPhase.Results ? (bool[])[false, true] : [false])
                {
                    var sight = await SetAsync(phase, isPublic);
                    foreach (var (person, channel) in people.SelectMany(person => Channels.Select(channel => (person, channel))))
                    {
                        cells++;
                        var (expected, seen) = (
                            channel.IsSeen(person.Viewer, sight, isPublic),
                            await channel.AskAsync(person, file)
                        );
                        if (expected != seen)
                        {
                            wrong.Add(
                                $"{phase} × {person.Viewer} × {channel.Name} : {(seen ? "rencontre" : "ne rencontre pas")}"
                            );
                        }

                        if (seen)
                        {
                            met.Add(channel.Name);
                        }
                    }
                }
            }
        }

        people.ForEach(person => person.Site.Dispose());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(Channels.Where(channel => channel.IsSeen != Never).Select(channel => channel.Name).Order(), met.Order());
        Assert.Equal(2 * 6 * people.Count * Channels.Length, cells);
        await AssertMailsAsync(file, people);
    }

    /// <summary>No mail tells of marks or ranks, in any phase.</summary>
    private async Task AssertMailsAsync(Subject file, IReadOnlyList<Somebody> people)
    {
        var addresses = people.Select(person => person.Email).ToList();
        var texts = await session.InDatabaseAsync(db =>
            db.Mails.Where(mail => addresses.Contains(mail.To)).Select(mail => mail.Subject + mail.TextBody).ToListAsync()
        );
        Assert.All(
            texts,
            text =>
                Assert.All(
                    (string[])[Comment, Other, file.Number],
                    needle => Assert.DoesNotContain(needle, text, StringComparison.Ordinal)
                )
        );
    }

    private static string Reading(Somebody person) => $"/admin/jury/lectures/{person.SheetId}";

    /// <summary>Whether a page tells it. What is a draft or counts for nothing is told nowhere, and no page is kept by a cache.</summary>
    private static async Task<bool> MeetsAsync(Somebody person, string path, string needle)
    {
        using var answer = await person.Site.Client.GetAsync(path);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain(Draft, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Ineligible, text, StringComparison.Ordinal);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            Assert.Null(answer.Headers.ETag);
        }

        return answer.StatusCode == HttpStatusCode.OK && text.Contains(needle, StringComparison.Ordinal);
    }

    private static async Task<bool> MeetsOneAsync(Somebody person, string path) =>
        await MeetsAsync(person, path, Comment) || await MeetsAsync(person, path, Other);

    private static async Task<bool> OpensAsync(Somebody person, string path)
    {
        using var answer = await person.Site.Client.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<bool> ExportsAsync(Somebody person, Subject file, string needle)
    {
        var account = await person.Site.GetAsync("/compte");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = account
                    .Document.QuerySelector("input[name=__RequestVerificationToken]")!
                    .GetAttribute("value")!,
            }
        );
        using var answer = await person.Site.Client.PostAsync($"{file.List}/export", form);
        return answer.StatusCode == HttpStatusCode.OK
            && (await answer.Content.ReadAsStringAsync()).Contains(needle, StringComparison.Ordinal);
    }

    private Task<PhaseSight> SetAsync(JuryPhase phase, bool isPublic) =>
        session.InDatabaseAsync(async db =>
        {
            var builder = new JuryBuilder(db);
            var staff = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.Staff.Email);
            await builder.PhaseAsync(phase, staff.Id);
            await session.Clock.FreezeAsync(isPublic ? Published : DemoScenario.Reading.StartsAt);
            var cohort = await builder.CohortAsync();
            return (await db.JuryPhases.SingleAsync(row => row.CohortId == cohort.Id)).SightIn(phase);
        });

    /// <summary>Another table, as staff may state it: nothing of the others while marks are given, ranks for all afterwards.</summary>
    private Task<int> DescribeAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var cohort = await new JuryBuilder(db).CohortAsync();
            var phases = await db.JuryPhases.SingleAsync(row => row.CohortId == cohort.Id);
            var sights = new Dictionary<JuryPhase, PhaseSight>
            {
                [JuryPhase.Reading] = new(OthersMarks.Never, Names: false, Ranks: false, FinalList: false),
                [JuryPhase.Hearings] = new(OthersMarks.Always, Names: false, Ranks: true, FinalList: false),
                [JuryPhase.Deliberation] = new(OthersMarks.Always, Names: false, Ranks: false, FinalList: false),
                [JuryPhase.Decision] = new(OthersMarks.AfterLockingOwn, Names: true, Ranks: false, FinalList: false),
                [JuryPhase.Results] = new(OthersMarks.Always, Names: true, Ranks: true, FinalList: false),
            };
            Assert.True(phases.Describe(sights, "Autre règle").IsOk);
            return await db.SaveChangesAsync();
        });

    private async Task<Somebody> EnterAsync(Viewer viewer, Subject file)
    {
        if (viewer == Viewer.Candidate)
        {
            var email = await session.InDatabaseAsync(db =>
                (
                    from candidature in db.Candidatures
                    join person in db.Candidates on candidature.CandidateId equals person.Id
                    join account in db.Accounts on person.AccountId equals account.Id
                    where candidature.Number == "EIG3-0051"
                    select account.Email!
                ).SingleAsync()
            );
            return new Somebody(viewer, await session.SignInAsync(email), email, null);
        }

        var address = $"{viewer}@phases.test".ToLowerInvariant();
        var sheetId = await session.InDatabaseAsync(async db =>
        {
            var builder = new JuryBuilder(db, PermissionWorld.PasswordHash);
            var account = await builder.AccountAsync("Membre", $"{viewer}", address);
            var juror = await builder.JurorAsync(account);
            if (viewer == Viewer.Elsewhere)
            {
                return (Guid?)null;
            }

            var cohort = await builder.CohortAsync();
            var sheet = viewer switch
            {
                Viewer.NotStarted or Viewer.ReadsOnly or Viewer.Excluded => new ScoreSheet(
                    juror.Id,
                    file.FileId,
                    account.Id,
                    session.Clock.Now
                ),
                Viewer.Drafting => Write(juror.Id, file.FileId, cohort, "Le mien", isLocked: false),
                Viewer.Locked or Viewer.Left => Write(juror.Id, file.FileId, cohort, "Le mien", isLocked: true),
                Viewer.Elsewhere or Viewer.Candidate => throw new InvalidOperationException(),
            };
            db.Add(sheet);
            if (viewer is Viewer.ReadsOnly or Viewer.Excluded)
            {
                var level = viewer == Viewer.Excluded ? ConflictLevel.Excluded : ConflictLevel.ReadsOnly;
                db.Add(
                    new ConflictOfInterest(account.Id, file.FileId, level, "Ancienne collègue", account.Id, session.Clock.Now)
                );
            }

            if (viewer == Viewer.Left)
            {
                Assert.True(juror.Leave(session.Clock.Now).IsOk);
            }

            await db.SaveChangesAsync();
            return sheet.Id;
        });
        return new Somebody(viewer, await session.SignInAsync(address), address, sheetId);
    }

    private ScoreSheet Write(Guid jurorId, Guid fileId, Cohort cohort, string comment, bool isLocked)
    {
        var sheet = new ScoreSheet(jurorId, fileId, jurorId, session.Clock.Now);
        var marks = cohort.Criteria.Select(criterion => new MarkText(criterion.Key, 3, false, "")).ToList();
        Assert.True(sheet.Write(marks, Opinion.Favorable, comment, cohort, session.Clock.Now).IsOk);
        Assert.True(!isLocked || sheet.Lock(cohort, session.Clock.Now, []).IsOk);
        return sheet;
    }

    /// <summary>A file with a locked sheet, a draft and a sheet of somebody tied, and a decision under embargo until results are public.</summary>
    private Task<Subject> SubjectAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var builder = new JuryBuilder(db, PermissionWorld.PasswordHash);
            var cohort = await builder.CohortAsync();
            var row = await (
                from file in db.Candidatures
                join person in db.Candidates on file.CandidateId equals person.Id
                where file.Number == "EIG3-0050"
                select new
                {
                    File = file,
                    person.GivenName,
                    person.FamilyName,
                }
            ).SingleAsync();
            foreach (
                var (name, comment, isLocked) in (IEnumerable<(string, string, bool)>)
                    [("Témoin", Comment, true), ("Brouillon", Draft, false), ("Écarté", Ineligible, true)]
            )
            {
                var account = await builder.AccountAsync("Solveig", name, $"{Guid.NewGuid():N}@phases.test");
                var juror = await builder.JurorAsync(account);
                db.Add(Write(juror.Id, row.File.Id, cohort, comment, isLocked));
                if (name == "Écarté")
                {
                    db.Add(
                        new ConflictOfInterest(
                            account.Id,
                            row.File.Id,
                            ConflictLevel.ReadsOnly,
                            "Ancienne collègue",
                            account.Id,
                            session.Clock.Now
                        )
                    );
                }
            }

            var wish = (await db.Snapshots.SingleAsync(snapshot => snapshot.CandidatureId == row.File.Id)).Content.Wishes[0];
            var slug = await db.Challenges.Where(one => one.Id == wish.ChallengeId).Select(one => one.Slug).SingleAsync();
            await DecideAsync(db, cohort, row.File.Id);
            return new Subject(
                row.File.Id,
                row.File.Number!,
                $"{row.GivenName} {row.FamilyName}",
                $"/admin/jury/classements/{slug}/{Slugs.From(wish.Profile)}"
            );
        });

    private async Task DecideAsync(EigDbContext db, Cohort cohort, Guid fileId)
    {
        var first = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.Staff.Email);
        var second = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.SecondStaff.Email);
        var now = session.Clock.Now;
        var decision = Decision.Record(fileId, cohort.Id, DecisionKind.NotRetained, null, null, [], "", first.Id, now).Value;
        Assert.True(decision.Validate(second.Id, now).IsOk);
        db.Add(decision);
        Assert.True(cohort.Reschedule(cohort.Timetable with { ResultsAt = Published }, "Essai", now).IsOk);
        Assert.True(cohort.PrepareResults(first.Id, now).IsOk);
        Assert.True(cohort.ConfirmResults(second.Id, now).IsOk);
        await db.SaveChangesAsync();
    }
}
