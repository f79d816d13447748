using System.Globalization;
using EigPortal.Services.Time;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.TestKit.Portal;

/// <summary>Moves the programme clock of a portal under test. Machine time goes on.</summary>
public sealed class ClockControl(PortalFactory portal)
{
    public static TimeZoneInfo Paris { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public DateTimeOffset Now => Clock.Now;

    private ProgrammeClock Clock => portal.Services.GetRequiredService<ProgrammeClock>();

    /// <summary>Freezes programme time at a local time such as <c>2018-10-15T16:59:59</c>, in Paris unless told otherwise.</summary>
    public Task SetAsync(string local, TimeZoneInfo? zone = null) => FreezeAsync(Instant(local, zone));

    public Task FreezeAsync(DateTimeOffset instant) =>
        Clock.ChangeAsync((time, _) => time.FreezeAt(instant), CancellationToken.None);

    /// <summary>Lets programme time run from an instant.</summary>
    public Task TickFromAsync(DateTimeOffset instant) =>
        Clock.ChangeAsync((time, machineNow) => time.TickFrom(instant, machineNow), CancellationToken.None);

    /// <summary>The instant of a local time, in Paris unless told otherwise.</summary>
    public static DateTimeOffset Instant(string local, TimeZoneInfo? zone = null)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, (zone ?? Paris).GetUtcOffset(time)).ToUniversalTime();
    }
}
