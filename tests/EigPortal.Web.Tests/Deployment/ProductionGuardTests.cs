using EigPortal.Web.Startup;
using Microsoft.Extensions.Configuration;

namespace EigPortal.Web.Tests.Deployment;

public sealed class ProductionGuardTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["ConnectionStrings:Portal"] = "Host=db;Username=eig;Password=un-vrai-secret-1234",
        ["DataProtection:CertificatePath"] = typeof(ProductionGuardTests).Assembly.Location,
        ["Files:Path"] = "/data/fichiers",
        ["Mail:Host"] = "smtp.exemple.fr",
        ["Mail:From"] = "portail@exemple.fr",
        ["Portal:PublicUrl"] = "https://portail.exemple.fr",
        ["Legal:Publisher"] = "Une administration",
        ["Legal:PublisherAddress"] = "1 rue de l’Exemple, Paris",
        ["Legal:PublicationDirector"] = "Camille Durand",
        ["Legal:Host"] = "Un hébergeur",
        ["Legal:ContactEmail"] = "contact@exemple.fr",
        ["Legal:DataProtectionOfficer"] = "dpo@exemple.fr",
    };

    public static TheoryData<string> Keys => [.. Complete.Keys];

    [Fact]
    public void A_complete_configuration_starts() => Assert.Empty(Problems(Complete));

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_is_missing_is_named_with_its_key(string key)
    {
        var problem = Assert.Single(Problems(new Dictionary<string, string?>(Complete) { [key] = "" }));
        Assert.Contains(key, problem, StringComparison.Ordinal);
        Assert.EndsWith(".", problem);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("Password")]
    public void A_default_secret_does_not_start(string password) =>
        Assert.Equal(
            ["Le mot de passe de la base de données est une valeur par défaut. Changez-le dans ConnectionStrings:Portal."],
            Problems(new Dictionary<string, string?>(Complete) { ["ConnectionStrings:Portal"] = $"Host=db;Password={password}" })
        );

    [Fact]
    public void A_scenario_of_the_demo_does_not_start() =>
        Assert.Single(Problems(new Dictionary<string, string?>(Complete) { ["scenario"] = "appel" }));

    private static List<string> Problems(Dictionary<string, string?> values) =>
        [.. ProductionGuard.ConfigurationProblems(new ConfigurationBuilder().AddInMemoryCollection(values).Build())];
}
