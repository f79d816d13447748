using System.Net;
using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.Web.Tests.Security;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>
/// Role × relation × channel: who meets one file, generated from the three lists below and asked over HTTP. Each channel is also asked by
/// somebody who may see, so that an empty page can't pass for a discreet one (B21, B22, B24).
/// </summary>
public sealed class ConflictMatrixTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private enum Role
    {
        Visitor,
        OtherCandidate,
        Host,
        Mentor,
        Juror,
        Staff,

        /// <summary>Of the team, and sits on the jury.</summary>
        StaffAndJuror,
    }

    /// <summary>How the person stands to the file.</summary>
    private enum Relation
    {
        None,
        Assigned,
        Declared,
        ReadsOnly,
        Excluded,

        /// <summary>Excluded, then the tie was lifted: staff see again, a juror has to be given the file again.</summary>
        Lifted,
    }

    private sealed record Subject(
        Guid Id,
        Guid DocumentId,
        string Number,
        string FullName,
        string Email,
        string List,
        Guid SlotId,
        Guid PanelId,
        Guid SittingId,
        Guid NeighbourId
    );

    private sealed record Somebody(Browse Site, Guid AccountId, Guid? SheetId);

    /// <param name="For">Roles that may meet the file there, when their relation lets them.</param>
    /// <param name="AskAsync">Whether the file is met.</param>
    /// <param name="PathOf">Of what a browser could keep; null when it is asked by a form.</param>
    private sealed record Channel(
        string Name,
        Role[] For,
        Func<Somebody, Subject, Task<bool>> AskAsync,
        Func<Somebody, Subject, string>? PathOf = null
    );

    private static readonly Role[] Team = [Role.Staff, Role.StaffAndJuror];
    private static readonly Role[] Readers = [Role.Juror, Role.StaffAndJuror];

    private static readonly string[] Deciding =
    [
        "sitting",
        "vote",
        "decisions",
        "decision page",
        "conditions of teams (choices)",
    ];

    private static readonly Channel[] Channels =
    [
        Page("page", Team, file => $"/admin/candidatures/{file.Id}"),
        Page("readings page", Team, file => $"/admin/jurys/dossiers/{file.Id}"),
        Page("search by name", Team, file => $"/admin/candidatures?q={Uri.EscapeDataString(file.FullName.Split(' ')[^1])}"),
        Page("search by number", Team, file => $"/admin/candidatures?q={file.Number.Split('-')[1]}"),
        Page("list to assign", Team, _ => "/admin/jurys/lectures"),
        Page("ties", Team, _ => "/admin/jurys/liens"),
        Page("recorded ties", Team, _ => "/admin/jurys"),
        Page("plan", Team, _ => "/admin/jurys/plan?lectures=6&metier=0&charge=60&mode=garder"),
        Page("ranking", Team, file => file.List),
        Page("mail", Team, file => $"/admin/courriels?q={Uri.EscapeDataString(file.Email)}"),
        new("count", Team, CountsAsync),
        Opening("file", Team, (_, file) => $"/admin/candidatures/{file.Id}/documents/{file.DocumentId}"),
        new("export CSV", Team, (person, file) => ExportsAsync(person, file, "/admin/candidatures/export", "csv")),
        new("export XLSX", Team, (person, file) => ExportsAsync(person, file, "/admin/candidatures/export", "xlsx")),
        new("export of the ranking", Team, (person, file) => ExportsAsync(person, file, $"{file.List}/export", "csv")),
        Page("own list", Readers, _ => "/admin/jury"),
        Page("hearings", Team, _ => "/admin/auditions"),
        Page("hearings of the day", Team, _ => "/admin/auditions/jour"),
        Page("running order to print", Team, _ => "/admin/auditions/programme"),
        Page("hearing plan", Team, _ => "/admin/auditions/plan?mode=garder"),
        Page("hearing page", Team, file => $"/admin/auditions/dossiers/{file.Id}"),
        Page("ranking of the jury", Readers, file => file.List.Replace("/admin", "/admin/jury", StringComparison.Ordinal)),
        new(
            "export of the ranking of the jury",
            Readers,
            (person, file) =>
                ExportsAsync(
                    person,
                    file,
                    $"{file.List.Replace("/admin", "/admin/jury", StringComparison.Ordinal)}/export",
                    "csv"
                )
        ),
        Page("own running order", Readers, _ => "/admin/jury/auditions"),
        Opening("own hearing", Readers, (_, file) => $"/admin/jury/auditions/{file.SlotId}"),
        Opening("own reading", Readers, (person, _) => $"/admin/jury/lectures/{person.SheetId}"),
        Opening("own document", Readers, (person, file) => $"/admin/jury/lectures/{person.SheetId}/documents/{file.DocumentId}"),
        Page("swap with a neighbour (choices)", Team, file => $"/admin/auditions/dossiers/{file.NeighbourId}"),
        Page("sitting", Team, file => $"/admin/deliberations/{file.SittingId}"),
        Page("vote", Team, file => $"/admin/deliberations/{file.SittingId}/candidatures/{file.Id}"),
        Page("decisions", Team, _ => "/admin/decisions"),
        Page("decision page", Team, file => $"/admin/decisions/{file.Id}"),
        Page("conditions of teams (choices)", Team, _ => "/admin/equipes/conditions"),
        Page("duplicates", Team, _ => "/admin/candidatures/doublons"),
        Page("late attempts", Team, _ => "/admin/candidatures/retards"),
        Page("messages", Team, _ => "/admin/messages"),
        Page("messages of the file", Team, file => $"/admin/candidatures/{file.Id}/messages"),
        Page("more time (page of the file)", Team, file => $"/admin/candidatures/{file.Id}/delai"),
    ];

    [Fact]
    public async Task B21_B22_B24_nobody_meets_a_file_through_a_channel_that_their_role_and_relation_do_not_open()
    {
        var file = await SubjectAsync();
        await DeliberateAsync();
        var (wrong, opened, cells) = (new List<string>(), new HashSet<string>(), 0);
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var relation in Enum.GetValues<Relation>().Where(relation => IsPossible(role, relation)))
            {
                var person = await SomebodyAsync(role, relation, file);
                foreach (var channel in Channels)
                {
                    cells++;
                    var (expected, met) = (Sees(role, relation, channel), await channel.AskAsync(person, file));
                    if (expected != met)
                    {
                        wrong.Add(
                            $"{role} × {relation} × {channel.Name} : {(met ? "rencontre" : "ne rencontre pas")} le dossier"
                        );
                    }

                    if (met)
                    {
                        opened.Add(channel.Name);
                    }
                }

                person.Site.Dispose();
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(Channels.Select(channel => channel.Name).Order(), opened.Order());
        Assert.True(cells > 550, $"{cells} cases");
    }

    [Fact]
    public async Task B22_no_channel_met_before_the_tie_is_kept_by_a_browser_nor_met_after_it()
    {
        var file = await SubjectAsync();
        await DeliberateAsync();
        foreach (var role in (Role[])[Role.Staff, Role.Juror])
        {
            var person = await SomebodyAsync(role, role == Role.Juror ? Relation.Assigned : Relation.None, file);
            string[] paths =
            [
                .. Channels
                    .Where(channel => channel.PathOf is not null && channel.For.Contains(role))
                    .Select(channel => channel.PathOf!(person, file)),
            ];
            foreach (var path in paths)
            {
                using var answer = await person.Site.Client.GetAsync(path);
                Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
                Assert.True(answer.Headers.CacheControl?.NoStore, path);
                Assert.Null(answer.Headers.ETag);
                Assert.Null(answer.Content.Headers.LastModified);
            }

            await session.InDatabaseAsync(db => TieAsync(db, person.AccountId, file.Id, ConflictLevel.Excluded));
            foreach (var path in paths)
            {
                // As a browser that had kept it would ask.
                using var again = new HttpRequestMessage(HttpMethod.Get, path);
                again.Headers.TryAddWithoutValidation("If-None-Match", "*");
                again.Headers.TryAddWithoutValidation("If-Modified-Since", DateTimeOffset.UtcNow.AddDays(1).ToString("R"));
                using var answer = await person.Site.Client.SendAsync(again);
                Assert.NotEqual((path, HttpStatusCode.NotModified), (path, answer.StatusCode));
                Assert.False(Meets(await answer.Content.ReadAsStringAsync(), file, path), path);
            }

            person.Site.Dispose();
        }
    }

    /// <summary>The rule of roles.md, in one place.</summary>
    private static bool Sees(Role role, Relation relation, Channel channel) =>
        channel.For.Contains(role)
        && (
            // A seat in the panel outlives a tie that is lifted; a reading taken away has to be given again.
            channel.Name
                is "own running order"
                    or "own hearing"
                ? relation is not (Relation.None or Relation.Excluded)
            : channel.Name.StartsWith("own", StringComparison.Ordinal)
                ? relation is Relation.Assigned or Relation.Declared or Relation.ReadsOnly
            // Reads, does not decide.
            : Deciding.Contains(channel.Name) ? relation is not (Relation.Excluded or Relation.ReadsOnly)
            : relation != Relation.Excluded
        );

    private static bool IsPossible(Role role, Relation relation) =>
        role switch
        {
            Role.Juror or Role.StaffAndJuror => true,
            Role.Staff => relation != Relation.Assigned,
            _ => relation == Relation.None,
        };

    /// <summary>The phase that shows most: PhaseMatrixTests ask the same of each.</summary>
    private Task<Guid> DeliberateAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var staff = await db.Accounts.SingleAsync(account => account.Email == DemoAccounts.Staff.Email);
            await new JuryBuilder(db).PhaseAsync(JuryPhase.Deliberation, staff.Id);
            return staff.Id;
        });

    private static Channel Page(string name, Role[] roles, Func<Subject, string> path) =>
        new(
            name,
            roles,
            async (person, file) => Meets((await person.Site.GetAsync(path(file))).Body, file, path(file)),
            (_, file) => path(file)
        );

    /// <summary>Met as soon as it opens.</summary>
    private static Channel Opening(string name, Role[] roles, Func<Somebody, Subject, string> path) =>
        new(name, roles, (person, file) => OpensAsync(person, path(person, file)), path);

    /// <summary>Whether an answer tells of the file. What was asked for is no answer.</summary>
    private static bool Meets(string body, Subject file, string asked = "")
    {
        var text = WebUtility.HtmlDecode(body);
        return ((string[])[file.FullName, file.Number, file.Email, $"{file.Id}"]).Any(needle =>
            !Uri.UnescapeDataString(asked).Contains(needle, StringComparison.OrdinalIgnoreCase)
            && text.Contains(needle, StringComparison.OrdinalIgnoreCase)
        );
    }

    private static async Task<bool> OpensAsync(Somebody person, string path)
    {
        using var answer = await person.Site.Client.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>The total of the list: one less tells as much as a name.</summary>
    private static async Task<bool> CountsAsync(Somebody person, Subject file)
    {
        var page = await person.Site.GetAsync("/admin/candidatures");
        return page.Status == HttpStatusCode.OK && page.Texts("caption").FirstOrDefault()?.Split(' ')[0] == "170";
    }

    private static async Task<bool> ExportsAsync(Somebody person, Subject file, string path, string format)
    {
        var account = await person.Site.GetAsync("/compte");
        var token = account.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["format"] = format, ["__RequestVerificationToken"] = token }
        );
        using var answer = await person.Site.Client.PostAsync(path, form);
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            return false;
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return Meets(bytes is [(byte)'P', (byte)'K', ..] ? Unzipped(bytes) : Encoding.UTF8.GetString(bytes), file);
    }

    private static string Unzipped(byte[] workbook)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(workbook));
        return string.Concat(
            archive.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            })
        );
    }

    private async Task<Somebody> SomebodyAsync(Role role, Relation relation, Subject file)
    {
        if (role == Role.Visitor)
        {
            return new Somebody(session.Browse(), Guid.Empty, null);
        }

        if (role is Role.OtherCandidate or Role.Host)
        {
            var email = role == Role.Host ? DemoAccounts.Host.Email : await OtherCandidateAsync(file);
            return new Somebody(await session.SignInAsync(email), Guid.Empty, null);
        }

        var address = $"{role}-{relation}-{Guid.NewGuid():N}@exemple.test".ToLowerInvariant();
        var (accountId, sheetId) = await session.InDatabaseAsync(db => JoinAsync(db, role, relation, file, address));
        return new Somebody(await session.SignInAsync(address), accountId, sheetId);
    }

    private async Task<(Guid AccountId, Guid? SheetId)> JoinAsync(
        EigDbContext db,
        Role role,
        Relation relation,
        Subject file,
        string address
    )
    {
        var builder = new JuryBuilder(db, PermissionWorld.PasswordHash);
        var staffRole = role is Role.Staff or Role.StaffAndJuror ? StaffRole.Staff : StaffRole.None;
        var account = await builder.AccountAsync("Personne", $"{role}{relation}", address, staffRole);
        Guid? sheetId = null;
        if (role == Role.Mentor)
        {
            await builder.MentorAsync(
                account,
                await db.Challenges.FirstAsync(challenge => challenge.Slug == file.List.Split('/')[3])
            );
        }

        if (role is Role.Juror or Role.StaffAndJuror)
        {
            var juror = await builder.JurorAsync(account);
            if (relation != Relation.None)
            {
                var sheet = new ScoreSheet(juror.Id, file.Id, account.Id, session.Clock.Now);
                db.Add(sheet);
                var panel = await db.Panels.SingleAsync(row => row.Id == file.PanelId);
                List<Guid> members = [.. panel.PresentIds, juror.Id];
                Assert.True(panel.Describe(panel.Room, false, "", [], members, panel.NoteTakerId, session.Clock.Now).IsOk);
                await db.SaveChangesAsync();
                sheetId = sheet.Id;
            }
        }

        if (relation is not (Relation.None or Relation.Assigned))
        {
            var level = relation switch
            {
                Relation.Declared => ConflictLevel.Declared,
                Relation.ReadsOnly => ConflictLevel.ReadsOnly,
                _ => ConflictLevel.Excluded,
            };
            await TieAsync(db, account.Id, file.Id, level, lift: relation == Relation.Lifted);
        }

        return (
            account.Id,
            sheetId
                ?? await db
                    .ScoreSheets.Where(sheet => sheet.CandidatureId == file.Id)
                    .Select(sheet => (Guid?)sheet.Id)
                    .FirstOrDefaultAsync()
        );
    }

    private static async Task<int> TieAsync(EigDbContext db, Guid accountId, Guid fileId, ConflictLevel level, bool lift = false)
    {
        var tie = new ConflictOfInterest(accountId, fileId, level, "Ancienne collègue", accountId, DateTimeOffset.UtcNow);
        if (level == ConflictLevel.Excluded)
        {
            var own = db.Jurors.Where(juror => juror.AccountId == accountId).Select(juror => juror.Id);
            foreach (
                var sheet in await db
                    .ScoreSheets.Where(row => row.CandidatureId == fileId && own.Contains(row.JurorId))
                    .ToListAsync()
            )
            {
                Assert.True(sheet.PutAside("Lien d’intérêts déclaré", DateTimeOffset.UtcNow).IsOk);
            }
        }

        if (lift)
        {
            Assert.True(tie.Lift(DateTimeOffset.UtcNow).IsOk);
        }

        db.Add(tie);
        return await db.SaveChangesAsync();
    }

    private Task<string> OtherCandidateAsync(Subject file) =>
        session.InDatabaseAsync(db =>
            (
                from other in db.Candidatures
                join person in db.Candidates on other.CandidateId equals person.Id
                join account in db.Accounts on person.AccountId equals account.Id
                where other.Id != file.Id && other.SubmittedAt != null
                orderby other.Number
                select account.Email!
            ).FirstAsync()
        );

    /// <summary>A file that one juror named, so that a tie is proposed, and that has one tie on record and one mail.</summary>
    private async Task<Subject> SubjectAsync()
    {
        var subject = await session.InDatabaseAsync(async db =>
        {
            var row = await (
                from file in db.Candidatures
                join person in db.Candidates on file.CandidateId equals person.Id
                join account in db.Accounts on person.AccountId equals account.Id
                where file.Number == "EIG3-0050"
                select new
                {
                    file.Id,
                    file.Number,
                    person.GivenName,
                    person.FamilyName,
                    account.Email,
                    Document = db
                        .Documents.Where(document => document.CandidatureId == file.Id)
                        .Select(document => document.Id)
                        .First(),
                }
            ).SingleAsync();
            var wish = (await db.Snapshots.SingleAsync(snapshot => snapshot.CandidatureId == row.Id)).Content.Wishes[0];
            var slug = await db
                .Challenges.Where(challenge => challenge.Id == wish.ChallengeId)
                .Select(challenge => challenge.Slug)
                .SingleAsync();
            var name = $"{row.GivenName} {row.FamilyName}";
            var witness = await db.Jurors.OrderBy(juror => juror.Id).FirstAsync();
            Assert.True(witness.StateInterests(new Interests([], [], [name]), session.Clock.Now).IsOk);
            await db.SaveChangesAsync();
            if (!await db.Conflicts.AnyAsync(tie => tie.CandidatureId == row.Id))
            {
                var other = await db.Jurors.OrderBy(juror => juror.Id).Skip(1).FirstAsync();
                await TieAsync(db, other.AccountId, row.Id, ConflictLevel.Declared);
            }

            var list = $"/admin/classements/{slug}/{Domain.Challenges.Slugs.From(wish.Profile)}";
            var slot = await HearAsync(db, row.Id, [.. (await WishesAsync(db, row.Id))]);
            var neighbour = await db.Slots.SingleAsync(other => other.PanelId == slot.PanelId && other.Id != slot.Id);
            var sitting = await db.Deliberations.SingleOrDefaultAsync() ?? await TellAsync(db, row.Id, row.Email!);
            return new Subject(
                row.Id,
                row.Document,
                row.Number!,
                name,
                row.Email!,
                list,
                slot.Id,
                slot.PanelId,
                sitting.Id,
                neighbour.CandidatureId
            );
        });
        return subject;
    }

    /// <summary>The same CV as in another file, an attempt that came late, a question to the team, and a sitting that votes.</summary>
    private async Task<Deliberation> TellAsync(EigDbContext db, Guid fileId, string email)
    {
        var now = session.Clock.Now;
        var author = await db.Accounts.SingleAsync(account => account.Email == email);
        var documents = await db
            .Documents.Where(document => document.Kind == DocumentKind.Cv && document.Sha256 != "")
            .OrderBy(document => document.CandidatureId != fileId)
            .ThenBy(document => document.Id)
            .Take(2)
            .ToListAsync();
        await db
            .Documents.Where(document => document.Id == documents[1].Id)
            .ExecuteUpdateAsync(row => row.SetProperty(document => document.Sha256, documents[0].Sha256));
        var members = await db
            .Accounts.Where(account => account.StaffRole != StaffRole.None)
            .OrderBy(row => row.Id)
            .ToListAsync();
        var called = members.Select(member => new CalledMember(member.Id, member.FullName)).ToList();
        var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
        var sitting = Deliberation.Convene(cohort.Id, "Jury", FrenchDates.ParisDay(now), 2, members[0].Id, called).Value;
        Assert.True(sitting.Attend([.. members.Select(member => member.Id)]).IsOk);
        Assert.True(sitting.Open(now).IsOk);
        db.AddRange(
            new LateAttempt(fileId, "save", now),
            FileMessage.Write(fileId, author.Id, isFromStaff: false, "Une question", now).Value,
            sitting
        );
        await db.SaveChangesAsync();
        return sitting;
    }

    private static async Task<IEnumerable<Guid>> WishesAsync(EigDbContext db, Guid fileId) =>
        (await db.Snapshots.SingleAsync(snapshot => snapshot.CandidatureId == fileId)).Content.Wishes.Select(wish =>
            wish.ChallengeId
        );

    /// <summary>Preselected, and heard this very day by a panel of one witness; another panel sits later, so that there is a plan to make.</summary>
    private async Task<Slot> HearAsync(EigDbContext db, Guid fileId, IReadOnlyList<Guid> challengeIds)
    {
        if (await db.Slots.SingleOrDefaultAsync(other => other.CandidatureId == fileId) is { } known)
        {
            return known;
        }

        var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
        // The subject, and somebody heard after them.
        var files = await db
            .Candidatures.Where(row => row.State == CandidatureState.Submitted)
            .OrderBy(row => row.Id != fileId)
            .ThenBy(row => row.Number)
            .Take(2)
            .ToListAsync();
        foreach (var file in files)
        {
            Assert.True(file.Admit(cohort.Timetable, session.Clock.Now).IsOk);
            Assert.True(file.Preselect("", session.Clock.Now).IsOk);
        }

        db.Add(HearingSettings.Open(cohort.Id, HearingText.Usual(cohort.Timetable), cohort.Timetable).Value);
        // The last of them mentor no challenge.
        var witnesses = await db.Jurors.OrderByDescending(juror => juror.Id).Take(2).Select(juror => juror.Id).ToListAsync();
        var today = new Panel(cohort.Id, FrenchDates.ParisDay(session.Clock.Now), "Salle 1");
        var later = new Panel(cohort.Id, cohort.Timetable.HearingsFrom!.Value, "Salle 1");
        foreach (var (panel, witness) in new[] { today, later }.Zip(witnesses))
        {
            Assert.True(panel.Describe("Salle 1", false, "", [], [witness], witness, session.Clock.Now).IsOk);
        }

        var slots = files
            .Select(
                (file, index) =>
                    new Slot(
                        cohort.Id,
                        new HearingPlace(new HearingKey(file.Id, 1), today.Id, session.Clock.Now.AddHours(5 + index), 30, []),
                        challengeIds,
                        HearingMode.InRoom
                    )
            )
            .ToList();
        Assert.All(slots, slot => Assert.True(slot.Invite(session.Clock.Now).IsOk));
        db.AddRange(today, later);
        db.AddRange(slots);
        await db.SaveChangesAsync();
        return slots[0];
    }
}
