using System.Diagnostics;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.TestKit.Postgres;
using EigPortal.Web.Startup;

namespace EigPortal.Web.Tests.Startup;

public sealed class ProductionGuardTests
{
    private static readonly DateTimeOffset Now = new(2018, 10, 8, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_complete_configuration_is_accepted()
    {
        Assert.Empty(Problems(Complete()));
    }

    [Theory]
    [InlineData("ConnectionStrings:Portal")]
    [InlineData("DataProtection:CertificatePath")]
    [InlineData("Files:Path")]
    [InlineData("Scanner:Host")]
    [InlineData("Mail:Host")]
    [InlineData("Mail:From")]
    [InlineData("Portal:PublicUrl")]
    [InlineData("Legal:Publisher")]
    [InlineData("Legal:PublisherAddress")]
    [InlineData("Legal:PublicationDirector")]
    [InlineData("Legal:Host")]
    [InlineData("Legal:ContactEmail")]
    [InlineData("Legal:DataProtectionOfficer")]
    public void A_missing_value_is_refused_with_a_sentence_that_names_its_key(string key)
    {
        var configuration = Complete();
        configuration[key] = "";

        var problem = Assert.Single(Problems(configuration));

        Assert.Contains(key, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("Changez-moi")]
    [InlineData("portail")]
    public void A_default_secret_is_refused(string password)
    {
        var configuration = Complete();
        configuration["ConnectionStrings:Portal"] = $"Host=db;Password={password}";

        Assert.Equal(
            ["Le mot de passe de la base de données est une valeur par défaut. Changez-le dans ConnectionStrings:Portal."],
            Problems(configuration)
        );
    }

    [Fact]
    public void A_certificate_that_is_not_there_is_refused()
    {
        var configuration = Complete();
        configuration["DataProtection:CertificatePath"] = "/nulle/part.pfx";

        Assert.Equal(
            ["Le certificat indiqué par DataProtection:CertificatePath est introuvable : /nulle/part.pfx."],
            Problems(configuration)
        );
    }

    [Fact]
    public void Doing_without_a_scanner_is_accepted_when_the_configuration_says_so()
    {
        var configuration = Complete();
        configuration["Scanner:Host"] = "";
        configuration["Scanner:Disabled"] = "true";

        Assert.Empty(Problems(configuration));
    }

    [Fact]
    public void A_demo_scenario_is_refused()
    {
        var configuration = Complete();
        configuration["scenario"] = "appel";

        Assert.Equal(
            ["Un scénario de démonstration est demandé. Retirez --scenario : il n’existe qu’en développement."],
            Problems(configuration)
        );
    }

    [Fact]
    public async Task An_empty_database_on_real_time_is_accepted()
    {
        Assert.Empty(await DatabaseProblemsAsync(_ => { }));
    }

    [Fact]
    public async Task A_simulated_clock_is_refused()
    {
        var problems = await DatabaseProblemsAsync(db =>
        {
            var time = new ProgrammeTime();
            time.FreezeAt(Now);
            db.Add(time);
        });

        Assert.StartsWith("L’heure du programme est simulée", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_database_is_refused()
    {
        var problems = await DatabaseProblemsAsync(db =>
        {
            var time = new ProgrammeTime();
            time.MarkAsDemo("appel");
            db.Add(time);
        });

        Assert.StartsWith("Cette base est celle d’une démonstration", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_account_is_refused()
    {
        var problems = await DatabaseProblemsAsync(db =>
            db.Add(
                new Account
                {
                    UserName = "demo@eig.test",
                    Email = "demo@eig.test",
                    IsDemo = true,
                    CreatedAt = Now,
                }
            )
        );

        Assert.StartsWith("Cette base contient des comptes de démonstration", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_stops_at_once_and_says_what_to_set()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProductionGuard).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(
            "Le portail ne démarre pas. Aucune base de données n’est indiquée. Renseignez ConnectionStrings:Portal.",
            said,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<string> Problems(Dictionary<string, string?> configuration) =>
        ProductionGuard.ConfigurationProblems(StartupConfiguration.From(configuration));

    private static async Task<IReadOnlyList<string>> DatabaseProblemsAsync(Action<Services.Data.EigDbContext> fill)
    {
        var server = await PostgresServer.GetAsync();
        await using var db = PortalDatabase.Open(await server.CreatePortalDatabaseAsync());
        fill(db);
        await db.SaveChangesAsync();
        return await ProductionGuard.DatabaseProblemsAsync(db, CancellationToken.None);
    }

    private static Dictionary<string, string?> Complete() =>
        new()
        {
            ["ConnectionStrings:Portal"] = "Host=db;Username=portail;Password=k3p-9xQ;Database=eig_portal",
            ["DataProtection:CertificatePath"] = typeof(ProductionGuardTests).Assembly.Location,
            ["Files:Path"] = "/data/files",
            ["Scanner:Host"] = "antivirus.test",
            ["Mail:Host"] = "smtp.test",
            ["Mail:From"] = "portail@eig.test",
            ["Portal:PublicUrl"] = "https://portail.test",
            ["Legal:Publisher"] = "Une direction",
            ["Legal:PublisherAddress"] = "1 rue de l’Essai, Paris",
            ["Legal:PublicationDirector"] = "Une directrice",
            ["Legal:Host"] = "Un hébergeur",
            ["Legal:ContactEmail"] = "contact@eig.test",
            ["Legal:DataProtectionOfficer"] = "dpo@eig.test",
        };
}
