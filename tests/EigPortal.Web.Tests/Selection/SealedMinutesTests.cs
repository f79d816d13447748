using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Matching;
using EigPortal.Services.Selection.Sealing;
using EigPortal.Services.Selection.Sealing.Verifying;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Selection;

/// <summary>Minutes are sealed on the page, name nobody, and are made again without the portal; whatever is altered in them is named.</summary>
public sealed partial class SealedMinutesTests(SealedSession session) : IClassFixture<SealedSession>
{
    private static readonly Regex Digest = new("^[0-9a-f]{64}$", RegexOptions.CultureInvariant);

    [Fact]
    public async Task E11_minutes_are_made_again_to_the_same_result()
    {
        var minutes = Read(await SealAsync());
        var checks = Verify(minutes);
        Assert.All(checks, check => Assert.True(check.IsConform, $"{check.Name} : {string.Join(" ; ", check.Differences)}"));
        // A verification that looks at nothing would agree with anything.
        var parts = minutes.Parts;
        Assert.Equal(
            [MinutesSheetStatus.Counted, MinutesSheetStatus.Conflict, MinutesSheetStatus.SetAside, MinutesSheetStatus.Reopened],
            parts.Readings.Sheets.Select(sheet => sheet.Status).Distinct().Order()
        );
        Assert.Equal(86, parts.Readings.Files.Count(file => file.State == Domain.Candidatures.CandidatureState.Preselected));
        Assert.NotNull(parts.Lists.Calibration);
        Assert.Contains(parts.Lists.Lists.SelectMany(list => list.Rows), row => row.Calibrated is { IsToDeliberate: true });
        Assert.Equal(3, parts.Teams.Computations.Single().Solutions.Count);
        Assert.Single(parts.Teams.Proposals.Single().Edits);
        Assert.Single(parts.Sittings.Single().Votes);
        Assert.NotEmpty(parts.Decisions.Decisions);
        Assert.Contains(parts.Decisions.Waiting.Designations, seat => seat.FileId is not null);
    }

    [Fact]
    public async Task B31_E9_minutes_and_the_export_say_the_figures_of_the_page_of_a_list_and_no_draft()
    {
        var minutes = Read(await SealAsync());
        var list = minutes.Parts.Lists.Lists.First(found => found.Rows.Count > 3);
        var post = minutes.Parts.Rules.Posts.First(found => found.ChallengeId == list.ChallengeId);
        var slug = await session.InDatabaseAsync(db =>
            db.Challenges.Where(challenge => challenge.Id == post.ChallengeId).Select(challenge => challenge.Slug).SingleAsync()
        );
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var page = await staff.GetAsync($"/admin/classements/{slug}/{list.Profile}");
        Assert.Equal(
            page.Texts("#classement tbody td:nth-child(5)").Where(text => text.Length > 0).Order(),
            list.Rows.Where(row => row.Score is not null).Select(row => $"{row.Score:0.00}".Replace('.', ',')).Order()
        );
        var csv = await staff.SubmitAsync(page, "Exporter en CSV");
        Assert.Equal(
            list.Rows.Where(row => row.Score is not null).Select(row => row.Score!.Value).Order(),
            csv.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => line.Split(';')[5])
                .Where(figure => figure.Length > 0)
                .Select(figure => decimal.Parse(figure, System.Globalization.CultureInfo.GetCultureInfo("fr-FR")))
                .Order()
        );
        var locked = await session.InDatabaseAsync(db => db.ScoreSheets.CountAsync(sheet => sheet.LockedAt != null));
        var reopened = await session.InDatabaseAsync(db => db.SheetVersions.CountAsync());
        Assert.Equal(locked + reopened, minutes.Parts.Readings.Sheets.Count);
    }

    [Fact]
    public async Task B30_minutes_name_nobody()
    {
        var text = Encoding.UTF8.GetString(await SealAsync());
        var (known, ids, words) = await session.InDatabaseAsync(async db =>
            (await PublicTextsAsync(db), await PrivateIdsAsync(db), await PersonalWordsAsync(db))
        );
        var leaves = Leaves(JsonNode.Parse(text)!).Where(leaf => !known.Contains(leaf)).Distinct().ToList();

        // Everything written is a pseudonym, a digest, a word of the domain or a public text.
        Assert.DoesNotContain(leaves, leaf => !IsPlain(leaf));
        Assert.DoesNotContain(leaves, leaf => Guid.TryParse(leaf, out var id) && ids.Contains(id));
        Assert.True(words.Count > 500, $"{words.Count} mots");
        var found = words.Where(word => leaves.Exists(leaf => leaf.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Minutes_sealed_twice_differ_by_the_instant_alone_and_the_history_tells_both()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var first = await SealedSession.SealAsync(staff);
        await session.Clock.FreezeAsync(DemoScenario.Jury.StartsAt.AddMinutes(5));
        var second = await SealedSession.SealAsync(staff);
        await session.Clock.FreezeAsync(DemoScenario.Jury.StartsAt);
        var (before, after) = (Encoding.UTF8.GetString(first).Split('\n'), Encoding.UTF8.GetString(second).Split('\n'));
        var different = before.Zip(after).Where(lines => lines.First != lines.Second).Select(lines => lines.First).ToList();
        Assert.StartsWith("\"madeAt\"", Assert.Single(different), StringComparison.Ordinal);

        var page = await staff.GetAsync("/admin/proces-verbal");
        var digest = Read(first).Digest;
        Assert.Equal([digest, digest], page.Texts("td code").Take(2));
        Assert.Equal(
            $"Procès-verbal vérifiable établi, empreinte {digest}",
            await session.InDatabaseAsync(db =>
                db.AuditEvents.Where(line => line.Kind == SealMinutes.Sealed)
                    .OrderByDescending(line => line.Sequence)
                    .Select(line => line.Sentence)
                    .FirstAsync()
            )
        );
    }

    [Fact]
    public async Task The_head_of_the_history_is_the_one_of_the_portal()
    {
        var head = Read(await SealAsync()).Parts.History.Cohort!;
        Assert.Equal(
            head.Hash,
            await session.InDatabaseAsync(db =>
                db.AuditEvents.Where(line =>
                        line.Sequence == head.Sequence && db.Cohorts.Any(cohort => cohort.IsCurrent && cohort.Id == line.ObjectId)
                    )
                    .Select(line => line.Hash)
                    .SingleAsync()
            )
        );
    }

    /// <summary>One act of tampering, the part it is in, and the point that must name it.</summary>
    public static TheoryData<string, string, string> Tampering =>
        new()
        {
            { "mark", "lectures", "Totaux des fiches" },
            { "counted", "lectures", "Fiches comptées et mises de côté" },
            { "score", "classements", "Scores" },
            { "rank", "classements", "Rangs" },
            { "band", "classements", "Scores calibrés, intervalles et zones à délibérer" },
            { "severity", "classements", "Calibration du jury" },
            { "missing", "classements", "Dossiers de chaque classement" },
            { "place", "équipes", "Équipes, calcul" },
            { "problem", "équipes", "Équipes, calcul" },
            { "proposal", "équipes", "Équipes, proposition" },
            { "vote", "séances", "Votes" },
            { "decision", "décisions", "Décisions" },
            { "alone", "décisions", "Décisions" },
            { "designated", "décisions", "Liste d’attente, personnes désignées" },
            { "waiting", "décisions", "Liste d’attente, places libres et personnes" },
            { "weight", "règles", "Totaux des fiches" },
        };

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Each_tampering_breaks_the_seal_and_is_named_even_when_sealed_again(string what, string part, string point)
    {
        var original = await SealAsync();
        var root = JsonNode.Parse(original)!;
        Alter(root["parts"]!, what);
        var altered = Read(Encoding.UTF8.GetBytes(root.ToJsonString()));
        var broken = Verify(altered).Where(check => !check.IsConform).Select(check => check.Name).ToList();
        Assert.Contains($"Sceau, partie « {part} »", broken);
        Assert.Contains(broken, name => name.StartsWith(point, StringComparison.Ordinal));

        var resealed = Read(MinutesFile.Write(altered.Parts, altered.MadeAt).Content);
        var named = Verify(resealed).Where(check => !check.IsConform).ToList();
        Assert.Contains(named, check => check.Name.StartsWith(point, StringComparison.Ordinal));
        Assert.DoesNotContain(named, check => check.Name.StartsWith("Sceau", StringComparison.Ordinal));
        Assert.NotEqual(Read(original).Digest, resealed.Digest);
    }

    [Fact]
    public async Task A_digest_that_was_changed_is_named()
    {
        var root = JsonNode.Parse(await SealAsync())!;
        root["seal"]!["parts"]!["hearings"] = new string('0', 64);
        var broken = Verify(Read(Encoding.UTF8.GetBytes(root.ToJsonString()))).Where(check => !check.IsConform).ToList();
        Assert.Contains(broken, check => check.Name == "Sceau, partie « auditions »");
        Assert.Contains(broken, check => check.Name == "Sceau de l’ensemble");

        root = JsonNode.Parse(await SealAsync())!;
        root["seal"]!["whole"] = new string('0', 64);
        var whole = Verify(Read(Encoding.UTF8.GetBytes(root.ToJsonString())))
            .Where(check => check.Name.StartsWith("Sceau", StringComparison.Ordinal) && !check.IsConform);
        Assert.Equal("Sceau de l’ensemble", whole.First(check => check.Name == "Sceau de l’ensemble").Name);
    }

    [Fact]
    public async Task What_is_truncated_of_another_version_or_something_else_is_refused_in_a_sentence()
    {
        var content = await SealAsync();
        const string NotMinutes =
            "Ce fichier n’est pas un procès-verbal vérifiable : il est tronqué, altéré, ou c’est autre chose.";
        var random = new Random(2018);
        foreach (var length in Enumerable.Range(0, 40).Select(_ => random.Next(content.Length - 2)))
        {
            Assert.Equal(NotMinutes, MinutesFile.Read(content[..length]).Error.Message);
        }

        Assert.Equal(NotMinutes, MinutesFile.Read(Encoding.UTF8.GetBytes("{\"format\":\"autre\",\"version\":1}")).Error.Message);
        var root = JsonNode.Parse(content)!;
        root["version"] = 2;
        Assert.Equal(
            "Ce procès-verbal est de la version 2, et ce portail vérifie la version 1 : prenez le portail de la version qui l’a établi.",
            MinutesFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString())).Error.Message
        );
    }

    /// <summary>Any value of the file put out of place: refused or told, never thrown.</summary>
    [Fact]
    public async Task No_alteration_throws()
    {
        var content = await SealAsync();
        var random = new Random(2018);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var root = JsonNode.Parse(content)!;
            var values = Values(root["parts"]!).ToList();
            var (parent, key) = values[random.Next(values.Count)];
            JsonNode? value = (attempt % 4) switch
            {
                0 => null,
                1 => 999,
                2 => $"{Guid.NewGuid()}",
                _ => new JsonArray(),
            };
            if (parent is JsonObject named)
            {
                named[(string)key] = value;
            }
            else
            {
                parent.AsArray()[(int)key] = value;
            }

            var read = MinutesFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString()));
            Assert.True(!read.IsOk || Verify(read.Value).Any(check => !check.IsConform));
        }
    }

    [Fact]
    public async Task The_command_verifies_without_database_and_says_each_point()
    {
        var folder = Directory.CreateTempSubdirectory("minutes-");
        try
        {
            var content = await SealAsync();
            var path = Path.Combine(folder.FullName, "pv.json");
            await File.WriteAllBytesAsync(path, content);
            var (exit, output, _) = await CommandAsync(folder, "verify", path);
            Assert.Equal(0, exit);
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal($"Empreinte : {Read(content).Digest}", lines[1].TrimEnd());
            Assert.Equal(
                Verify(Read(content)).Count,
                lines.Count(line => line.TrimEnd().EndsWith(" : conforme", StringComparison.Ordinal))
            );

            var root = JsonNode.Parse(content)!;
            Alter(root["parts"]!, "mark");
            await File.WriteAllTextAsync(path, root.ToJsonString());
            (exit, output, _) = await CommandAsync(folder, "verify", path);
            Assert.Equal(1, exit);
            Assert.Contains("Sceau, partie « lectures » : différent : ", output, StringComparison.Ordinal);

            await File.WriteAllBytesAsync(path, content[..1_000]);
            Assert.Equal(
                (1, "", "Ce fichier n’est pas un procès-verbal vérifiable : il est tronqué, altéré, ou c’est autre chose."),
                await CommandAsync(folder, "verify", path)
            );
            Assert.Equal(2, (await CommandAsync(folder, "verify")).Exit);
            Assert.Equal(1, (await CommandAsync(folder, "verify", Path.Combine(folder.FullName, "absent.json"))).Exit);
            // Nothing else was started: no database was put in the folder.
            Assert.Equal(["pv.json"], folder.EnumerateFileSystemInfos().Select(file => file.Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task B21_a_member_of_the_team_with_a_tie_leaves_minutes_to_a_colleague()
    {
        using var tied = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var open = await tied.GetAsync("/admin/proces-verbal");
        var tie = await session.InDatabaseAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.SecondStaff.Email);
            var file = await db.Candidatures.Where(row => row.Number != null).OrderBy(row => row.Id).FirstAsync();
            var added = new ConflictOfInterest(
                account.Id,
                file.Id,
                ConflictLevel.Excluded,
                "Cousin",
                account.Id,
                session.Clock.Now
            );
            db.Add(added);
            await db.SaveChangesAsync();
            return added.Id;
        });
        var refused = await tied.SubmitAsync(open, "Établir et télécharger le procès-verbal");
        var closed = await tied.GetAsync("/admin/proces-verbal");
        await session.InDatabaseAsync(async db =>
        {
            (await db.Conflicts.SingleAsync(row => row.Id == tie)).Lift(session.Clock.Now);
            await db.SaveChangesAsync();
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([SealMinutes.Tied.Message], refused.Errors.Select(error => error.Replace('\u00a0', ' ')));
        Assert.False(closed.Has("form[action='/admin/proces-verbal']"));
    }

    private Task<byte[]> SealAsync() => session.MinutesAsync();

    private static ReadMinutes Read(byte[] content)
    {
        var read = MinutesFile.Read(content);
        Assert.True(read.IsOk);
        return read.Value;
    }

    private static IReadOnlyList<MinutesCheck> Verify(ReadMinutes minutes) =>
        new VerifyMinutes(new CpSatTeamFormer()).Check(minutes);

    private static void Alter(JsonNode parts, string what)
    {
        var rows = parts["lists"]!["lists"]!.AsArray().First(list => list!["rows"]!.AsArray().Count > 3)!["rows"]!;
        var sheets = parts["readings"]!["sheets"]!.AsArray();
        var decisions = parts["decisions"]!["decisions"]!.AsArray();
        var waiting = parts["decisions"]!["waiting"]!;
        switch (what)
        {
            case "mark":
                var mark = sheets[0]!["marks"]![0]!;
                mark["value"] = mark["value"]?.GetValue<int>() == 4 ? 3 : 4;
                break;
            case "counted":
                sheets.First(sheet => $"{sheet!["status"]}" == "Conflict")!["status"] = "Counted";
                break;
            case "score":
                rows[0]!["score"] = 19.99m;
                break;
            case "rank":
                (rows[0]!["rank"], rows[1]!["rank"]) = (2, 1);
                break;
            case "band":
                rows[0]!["calibrated"]!["isToDeliberate"] = !rows[0]!["calibrated"]!["isToDeliberate"]!.GetValue<bool>();
                break;
            case "severity":
                parts["lists"]!["calibration"]!["jurors"]![0]!["leniency"] = 9.5m;
                break;
            case "missing":
                rows.AsArray().RemoveAt(0);
                break;
            case "place":
                parts["teams"]!["computations"]![0]!["solutions"]![0]!["places"]!.AsArray().RemoveAt(0);
                break;
            case "problem":
                parts["teams"]!["computations"]![0]!["problem"]!["options"]![0]!["mark"] = 1;
                break;
            case "proposal":
                parts["teams"]!["proposals"]![0]!["places"]!.AsArray().RemoveAt(0);
                break;
            case "vote":
                parts["sittings"]![0]!["votes"]![0]!["outcome"] = "Rejected";
                break;
            case "decision":
                decisions.First(decision => $"{decision!["kind"]}" == "Retained")!["kind"] = "NotRetained";
                break;
            case "alone":
                var alone = decisions.First(decision => $"{decision!["state"]}" == "Validated")!;
                alone["validatedBy"] = alone["recordedBy"]!.GetValue<string>();
                break;
            case "designated":
                waiting["designations"]!.AsArray().First(seat => seat!["fileId"] is not null)!["fileId"] = null;
                break;
            case "waiting":
                waiting["people"]!.AsArray().RemoveAt(0);
                break;
            case "weight":
                parts["rules"]!["criteria"]![0]!["weight"] = 3;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
    }

    /// <summary>The command, as anybody would run it, in a folder of its own.</summary>
    private static async Task<(int Exit, string Output, string Errors)> CommandAsync(
        DirectoryInfo folder,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["ConnectionStrings__Portal"] = "Host=absent.invalid";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }

    private static IEnumerable<string> Leaves(JsonNode node) =>
        Values(node)
            .Select(value => value.Parent is JsonObject named ? named[(string)value.Key] : value.Parent.AsArray()[(int)value.Key])
            .OfType<JsonValue>()
            .Where(value => value.GetValueKind() == JsonValueKind.String)
            .Select(value => value.GetValue<string>());

    /// <summary>Everything in a document that is no object and no list.</summary>
    private static IEnumerable<(JsonNode Parent, object Key)> Values(JsonNode node) =>
        node switch
        {
            JsonObject named => named.SelectMany(pair =>
                pair.Value is JsonObject or JsonArray ? Values(pair.Value) : [((JsonNode)named, (object)pair.Key)]
            ),
            JsonArray list => list.SelectMany(
                (item, index) => item is JsonObject or JsonArray ? Values(item) : [((JsonNode)list, (object)index)]
            ),
            _ => [],
        };

    private static bool IsPlain(string leaf) =>
        leaf.Length == 0
        || Digest.IsMatch(leaf)
        || Guid.TryParse(leaf, out _)
        || DateOnly.TryParse(leaf, out _)
        || DateTimeOffset.TryParse(leaf, out _)
        || leaf == "eig-proces-verbal-verifiable"
        || leaf == new CpSatTeamFormer().Version
        || Words.Contains(leaf);

    /// <summary>Names of values of the domain's enumerations and of rules about teams.</summary>
    private static readonly HashSet<string> Words =
    [
        .. new[] { typeof(Opinion), typeof(MinutesSheetStatus) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsEnum)
            .SelectMany(Enum.GetNames),
        .. typeof(Domain.Selection.Forming.TeamRule).GetNestedTypes().Select(type => type.Name),
    ];

    private static async Task<HashSet<string>> PublicTextsAsync(EigDbContext db)
    {
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.IsCurrent);
        return
        [
            cohort.Slug,
            .. cohort.Criteria.SelectMany(criterion =>
                (string[])[criterion.Key, criterion.Title, criterion.Question, .. criterion.Anchors]
            ),
            .. await db.Challenges.Select(challenge => challenge.Name).ToListAsync(),
            .. await db.Posts.Select(post => post.Profile).ToListAsync(),
        ];
    }

    private static async Task<HashSet<Guid>> PrivateIdsAsync(EigDbContext db) =>
        [
            .. await db.Accounts.Select(row => row.Id).ToListAsync(),
            .. await db.Candidates.Select(row => row.Id).ToListAsync(),
            .. await db.Candidatures.Select(row => row.Id).ToListAsync(),
            .. await db.Jurors.Select(row => row.Id).ToListAsync(),
            .. await db.ScoreSheets.Select(row => row.Id).ToListAsync(),
            .. await db.Decisions.Select(row => row.Id).ToListAsync(),
            .. await db.TeamComputations.Select(row => row.Id).ToListAsync(),
            .. await db.Deliberations.Select(row => row.Id).ToListAsync(),
            .. await db.Cohorts.Select(row => row.PseudonymSalt).ToListAsync(),
        ];

    /// <summary>What people are called, where they are written to, what they typed and sent, of four letters at least.</summary>
    private static async Task<HashSet<string>> PersonalWordsAsync(EigDbContext db)
    {
        string?[] words =
        [
            .. await db.Accounts.Select(row => row.GivenName).ToListAsync(),
            .. await db.Accounts.Select(row => row.FamilyName).ToListAsync(),
            .. await db.Accounts.Select(row => row.Email).ToListAsync(),
            .. await db.Candidates.Select(row => row.GivenName).ToListAsync(),
            .. await db.Candidates.Select(row => row.FamilyName).ToListAsync(),
            .. await db.Candidatures.Select(row => row.Number).ToListAsync(),
            .. await db.Documents.Select(row => row.FileName).ToListAsync(),
            .. (await db.ScoreSheets.AsNoTracking().ToListAsync()).SelectMany(sheet =>
                sheet.Marks.Select(mark => mark.Comment).Append(sheet.OverallComment).Append(sheet.SetAsideReason)
            ),
            .. await db.SheetVersions.Select(row => row.Reason).ToListAsync(),
            .. await db.Conflicts.Select(row => row.Reason).ToListAsync(),
            .. await db.Decisions.Select(row => row.Reason).ToListAsync(),
            .. await db.Deliberations.Select(row => row.Title).ToListAsync(),
            .. await db.Wishes.Select(row => row.Contribution).ToListAsync(),
            .. (await db.TeamProposals.AsNoTracking().Include(row => row.Edits).ToListAsync()).SelectMany(row =>
                row.Edits.Select(edit => edit.Reason)
            ),
        ];
        return [.. words.OfType<string>().Where(word => word.Length >= 4)];
    }
}
