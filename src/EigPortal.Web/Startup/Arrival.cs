using System.Globalization;
using System.Net;
using EigPortal.Services.Time;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Startup;

/// <summary>Stamps every request before anything else touches it: a closing is decided by the arrival of the headers.</summary>
public static class Arrival
{
    /// <summary>When the headers of this request reached the first hop that we trust.</summary>
    public static RequestArrival Of(HttpContext context) =>
        context.Features.Get<RequestArrival>() ?? throw new InvalidOperationException("The arrival middleware must run first.");

    internal static void UseArrivalStamp(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<ProgrammeClock>();
        var machine = app.Services.GetRequiredService<TimeProvider>();
        var proxies = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        app.Use(
            (context, next) =>
            {
                var now = machine.GetUtcNow();
                // A proxy can have waited, never received in the future.
                var arrived = FromProxy(context, proxies) is { } stamped && stamped < now ? stamped : now;
                context.Features.Set(new RequestArrival(clock.At(arrived), arrived));
                return next(context);
            }
        );
    }

    private static DateTimeOffset? FromProxy(HttpContext context, ProxyOptions proxies)
    {
        if (proxies.ArrivalHeader.Length == 0 || !IsKnown(context.Connection.RemoteIpAddress, proxies))
        {
            return null;
        }

        var text = context.Request.Headers[proxies.ArrivalHeader].ToString();
        var digits = text.StartsWith("t=", StringComparison.Ordinal) ? text[2..] : text;
        return
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }

    private static bool IsKnown(IPAddress? peer, ProxyOptions proxies)
    {
        if (peer is null)
        {
            return false;
        }

        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return proxies.KnownProxies.Any(proxy => IPAddress.Parse(proxy).Equals(address))
            || proxies.KnownNetworks.Any(network => IPNetwork.Parse(network).Contains(address));
    }
}
