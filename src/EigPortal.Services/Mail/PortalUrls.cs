using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Mail;

/// <summary>Configuration section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Address under which people reach the portal, such as "https://portail.exemple.gouv.fr". Required in production.</summary>
    public string PublicUrl { get; set; } = "";
}

/// <summary>Absolute addresses, for mails and feeds. Never made from the Host header, which a stranger chooses.</summary>
public sealed class PortalUrls(IOptions<PortalOptions> options, IServiceProvider services)
{
    private const string WithoutServer = "http://localhost:5080";

    /// <summary>Without a trailing slash.</summary>
    public string Root => options.Value.PublicUrl is { Length: > 0 } configured ? configured.TrimEnd('/') : ListeningAddress();

    /// <param name="path">Path and query of a page, from the root: "/candidature".</param>
    public string Absolute(string path) => $"{Root}/{path.TrimStart('/')}";

    private string ListeningAddress()
    {
        var address = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return address is null
            ? WithoutServer
            : address
                .Replace("[::]", "localhost", StringComparison.Ordinal)
                .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
                .Replace("//*", "//localhost", StringComparison.Ordinal)
                .Replace("//+", "//localhost", StringComparison.Ordinal)
                .TrimEnd('/');
    }
}
