using System.Reflection;
using EigPortal.Services.Exports;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Web.Tests.Admin;

/// <summary>Every export, to the letter. Staff build on these columns: a change of them is a decision, not a slip (B31, B32).</summary>
public sealed class ExportGoldenTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    private const string Folder = "tests/EigPortal.Web.Tests/Admin/Golden";

    /// <summary>The class that lists the columns of an export, and its golden file.</summary>
    private static readonly Dictionary<string, string> Goldens = new() { ["CandidatureColumns"] = "candidatures.csv" };

    /// <summary>Exports without a golden file, and why.</summary>
    private static readonly Dictionary<string, string> Uncovered = new()
    {
        ["RankingColumns"] = "JuryTests compare each figure of a list (B32); the columns of calibration are still moving",
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
    public async Task The_exports_of_staff_are_those_that_were_agreed()
    {
        await portal.SubmittedAsync("d’Été");
        await portal.SubmittedAsync("=Formule");
        var (site, _) = await portal.StaffAsync();

        var candidatures = await site.SubmitAsync(await site.GetAsync("/admin/candidatures"), "Exporter en CSV");
        await AssertGoldenAsync("CandidatureColumns", candidatures.Body);
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
