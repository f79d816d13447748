using Microsoft.Extensions.Configuration;

namespace EigPortal.Web.Tests;

internal static class StartupConfiguration
{
    public static IConfiguration From(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
