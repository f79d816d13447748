using System.Text.RegularExpressions;
using EigPortal.Services.Files;
using EigPortal.Services.Files.Scanning;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Postgres;
using EigPortal.Web.Startup;
using YamlDotNet.RepresentationModel;

namespace EigPortal.Web.Tests.Deployment;

/// <summary>Docker may be absent where tests run: what can be known of the composition without it is checked here.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Root = PostgresServer.RepositoryRoot;
    private static readonly YamlMappingNode Compose = Load();

    private static readonly Dictionary<string, Type> Sections = new()
    {
        [MailOptions.Section] = typeof(MailOptions),
        [PortalOptions.Section] = typeof(PortalOptions),
        [LegalOptions.Section] = typeof(LegalOptions),
        [FilesOptions.Section] = typeof(FilesOptions),
        [ScannerOptions.Section] = typeof(ScannerOptions),
    };

    private static readonly HashSet<string> OtherKeys =
    [
        "ASPNETCORE_ENVIRONMENT",
        "ASPNETCORE_URLS",
        "ConnectionStrings__Portal",
        "DataProtection__CertificatePath",
        "DataProtection__CertificatePassword",
    ];

    [Fact]
    public void Images_are_pinned()
    {
        var images = Services().Select(service => Text(service.Value, "image")).OfType<string>().ToList();
        var stages = File.ReadAllLines(Path.Combine(Root, "src", "Dockerfile"))
            .Where(line => line.StartsWith("FROM ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1])
            .ToList();
        Assert.Equal(["postgres:18.1", "clamav/clamav:1.4.3", "axllent/mailpit:v1.21.8"], images);
        Assert.All(images.Concat(stages), image => Assert.Matches(PinnedImage(), image));
    }

    [Fact]
    public void Every_path_exists()
    {
        foreach (var (name, service) in Services())
        {
            if (service.Children.TryGetValue("build", out var build))
            {
                Assert.True(File.Exists(Path.Combine(Root, Text((YamlMappingNode)build, "dockerfile")!)), name);
            }
        }

        Assert.True(File.Exists(Path.Combine(Root, ".env.example")));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("web")]
    public void Every_variable_is_known_to_the_portal(string service)
    {
        foreach (var key in Environment(service))
        {
            if (OtherKeys.Contains(key))
            {
                continue;
            }

            var parts = key.Split("__");
            Assert.True(Sections.TryGetValue(parts[0], out var options), key);
            Assert.NotNull(options.GetProperty(parts[1]));
        }
    }

    [Fact]
    public void Every_value_asked_for_is_in_the_example()
    {
        var example = File.ReadAllLines(Path.Combine(Root, ".env.example"))
            .Where(line => line.Contains('='))
            .Select(line => line.Split('=')[0])
            .ToHashSet();
        var asked = AskedValue()
            .Matches(File.ReadAllText(Path.Combine(Root, "docker-compose.yml")))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        Assert.Equal(example.Order(), asked.Order());
    }

    [Fact]
    public void Migrations_run_before_the_portal_serves()
    {
        var services = Services();
        Assert.Equal("service_completed_successfully", Condition(services["web"], "migrate"));
        Assert.Equal("service_healthy", Condition(services["migrate"], "db"));
        Assert.Equal("migrate", ((YamlSequenceNode)services["migrate"].Children["command"]).Children.Single().ToString());
    }

    private static string? Condition(YamlMappingNode service, string on) =>
        Text((YamlMappingNode)((YamlMappingNode)service.Children["depends_on"]).Children[on], "condition");

    private static Dictionary<string, YamlMappingNode> Services() =>
        ((YamlMappingNode)Compose.Children["services"]).Children.ToDictionary(
            pair => pair.Key.ToString(),
            pair => (YamlMappingNode)pair.Value
        );

    private static IEnumerable<string> Environment(string service)
    {
        var environment = (YamlMappingNode)Services()[service].Children["environment"];
        return environment.Children.SelectMany(pair =>
            pair.Key.ToString() == "<<"
                ? ((YamlMappingNode)pair.Value).Children.Keys.Select(key => key.ToString())
                : [pair.Key.ToString()]
        );
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? value.ToString() : null;

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Root, "docker-compose.yml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    [GeneratedRegex(@"^[a-z0-9./-]+:v?\d+\.\d+")]
    private static partial Regex PinnedImage();

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex AskedValue();
}
