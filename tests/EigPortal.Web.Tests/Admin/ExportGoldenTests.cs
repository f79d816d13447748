using System.Reflection;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Exports;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>Every export, to the letter. Staff build on these columns: a change of them is a decision, not a slip (B31, B32).</summary>
public sealed class ExportGoldenTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    private const string Folder = "tests/EigPortal.Web.Tests/Admin/Golden";

    /// <summary>The class that lists the columns of an export, and its golden file.</summary>
    private static readonly Dictionary<string, string> Goldens = new()
    {
        ["CandidatureColumns"] = "candidatures.csv",
        ["RankingColumns"] = "classement.csv",
    };

    /// <summary>Exports without a golden file, and why.</summary>
    private static readonly Dictionary<string, string> Uncovered = new()
    {
        ["JurorRankingColumns"] = "a list cut by what the phase lets the jury see: the tests of phases compare it with its page",
    };

    [Fact]
    public void Every_export_has_a_golden_file()
    {
        var exports = typeof(Program)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Any(IsColumns)
            )
            .Select(type => type.Name)
            .ToList();
        Assert.True(
            exports.Order().SequenceEqual(Goldens.Keys.Concat(Uncovered.Keys).Order()),
            $"Exports : {string.Join(", ", exports.Order())}. Fichiers de référence : {string.Join(", ", Goldens.Keys.Order())}. Ajoutez l’export qui manque à Goldens, avec un test qui compare son fichier."
        );
    }

    [Fact]
    public async Task B32_the_exports_of_staff_are_those_that_were_agreed()
    {
        await portal.SubmittedAsync("d’Été");
        await portal.SubmittedAsync("=Formule");
        var (site, _) = await portal.StaffAsync();
        await CandidaturesAsync(site);
        await RankingAsync(site);
    }

    private static async Task CandidaturesAsync(Browse site)
    {
        var candidatures = await site.SubmitAsync(await site.GetAsync("/admin/candidatures"), "Exporter en CSV");
        await AssertGoldenAsync("CandidatureColumns", candidatures.Body);
    }

    /// <summary>
    /// Four files far apart, three of them read by a severe person too: intervals are then certain, whatever the draws. A fifth has one
    /// sheet with too few marks and one that waits.
    /// </summary>
    private async Task RankingAsync(Browse site)
    {
        var challengeId = await portal.InDatabaseAsync(db =>
            db.Challenges.Where(challenge => challenge.Slug == "cibnav").Select(challenge => challenge.Id).SingleAsync()
        );
        var files = new List<Candidature>();
        foreach (var name in (string[])["Arthaud", "Béranger", "Colomb", "Dutilleul", "Esnault"])
        {
            files.Add(await portal.SubmittedAsync(name, challengeId));
        }

        await portal.InDatabaseAsync(db => ReadAsync(db, files));
        var lists = await site.GetAsync("/admin/classements");
        var list = lists
            .Document.QuerySelectorAll("a[href^='/admin/classements/cibnav/']")
            .Single(link => link.Closest("tr")!.TextContent.Contains("12 / 13", StringComparison.Ordinal));
        var export = await site.SubmitAsync(await site.GetAsync(list.GetAttribute("href")!), "Exporter en CSV");
        await AssertGoldenAsync("RankingColumns", export.Body);
    }

    private static async Task ReadAsync(EigDbContext db, IReadOnlyList<Candidature> files)
    {
        var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
        var now = new DateTimeOffset(2018, 10, 20, 8, 0, 0, TimeSpan.Zero);
        foreach (var severity in (int[])[0, 0, 1])
        {
            var account = new Account
            {
                Email = $"{Guid.NewGuid():N}@exemple.fr",
                GivenName = "Alix",
                FamilyName = "Membre",
            };
            (account.UserName, account.SecurityStamp) = (account.Email, "timbre");
            var juror = new Juror(account.Id, cohort.Id);
            db.AddRange(account, juror);
            foreach (var (place, file) in files.Take(severity == 1 ? 3 : 4).Index())
            {
                var sheet = Write(juror, file, cohort, now, criterion => 4 - place - (criterion == 0 ? severity : 0));
                Assert.True(sheet.Lock(cohort, now, []).IsOk);
                db.Add(sheet);
            }

            if (severity == 1)
            {
                var partial = Write(juror, files[4], cohort, now, criterion => criterion < 2 ? 3 : null);
                Assert.True(partial.Lock(cohort, now, []).IsOk);
                db.Add(partial);
            }
            else if (
                files[4] is var last
                && !db.ChangeTracker.Entries<ScoreSheet>().Any(entry => entry.Entity.CandidatureId == last.Id)
            )
            {
                db.Add(new ScoreSheet(juror.Id, last.Id, account.Id, now));
            }
        }

        await db.SaveChangesAsync();
    }

    private static ScoreSheet Write(Juror juror, Candidature file, Cohort cohort, DateTimeOffset now, Func<int, int?> markOf)
    {
        var sheet = new ScoreSheet(juror.Id, file.Id, juror.AccountId, now);
        var marks = cohort
            .Criteria.OrderBy(criterion => criterion.Position)
            .Select((criterion, index) => new MarkText(criterion.Key, markOf(index), markOf(index) is null, ""));
        Assert.True(sheet.Write([.. marks], Opinion.Favorable, "", cohort, now).IsOk);
        return sheet;
    }

    private static async Task AssertGoldenAsync(string export, string actual)
    {
        var golden = Path.Combine(PostgresServer.RepositoryRoot, Folder, Goldens[export]);
        var received = Path.Combine(PostgresServer.RepositoryRoot, "artifacts", "golden", Goldens[export]);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        await File.WriteAllTextAsync(received, actual);
        Assert.True(
            File.Exists(golden) && Lines(await File.ReadAllTextAsync(golden)) == Lines(actual),
            $"L’export diffère de {Folder}/{Goldens[export]}. Comparez avec artifacts/golden/{Goldens[export]}, et remplacez le fichier si le changement est voulu."
        );
    }

    // Git stores one kind of line ending and no byte order mark: ExportTests see to both.
    private static string Lines(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n");

    private static bool IsColumns(MemberInfo member) =>
        member switch
        {
            FieldInfo field => IsColumns(field.FieldType),
            PropertyInfo property => IsColumns(property.PropertyType),
            MethodInfo method => IsColumns(method.ReturnType),
            _ => false,
        };

    private static bool IsColumns(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GetGenericArguments()[0] is { IsGenericType: true } column
        && column.GetGenericTypeDefinition() == typeof(Column<>);
}
