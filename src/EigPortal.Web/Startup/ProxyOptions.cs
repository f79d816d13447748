namespace EigPortal.Web.Startup;

/// <summary>Configuration section <c>Proxy</c>. Without a known proxy, forwarded headers are ignored: anybody can write them.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses of the proxies in front of the portal.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Networks of the proxies, such as 10.0.0.0/8.</summary>
    public string[] KnownNetworks { get; set; } = [];

    /// <summary>Header in which a known proxy writes when it received the request, as milliseconds since 1970 UTC, with an optional
    /// <c>t=</c> before. Empty: the portal stamps requests itself.</summary>
    public string ArrivalHeader { get; set; } = "";

    public bool IsUsed => KnownProxies.Length > 0 || KnownNetworks.Length > 0;
}
