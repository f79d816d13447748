namespace EigPortal.Services.Time;

/// <summary>
/// The single row that says what time it is in the programme. Offset zero and not frozen: real time, the only setting production accepts.
/// </summary>
public sealed class ProgrammeTime
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Added to machine time.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>When set, programme time stands still at this instant.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    /// <summary>Scenario the demo was built for; null outside a demo.</summary>
    public string? Scenario { get; private set; }

    /// <summary>Marks a database that holds only fictitious people, hence one that a change of scenario may rebuild.</summary>
    public bool IsDemo { get; private set; }

    public bool IsSimulated => Offset != TimeSpan.Zero || FrozenAt is not null;

    /// <summary>From now on, the clock ticks from <paramref name="programmeNow"/>.</summary>
    public void TickFrom(DateTimeOffset programmeNow, DateTimeOffset machineNow)
    {
        Offset = Kept(programmeNow - machineNow);
        FrozenAt = null;
    }

    public void FreezeAt(DateTimeOffset programmeNow)
    {
        var instant = programmeNow.ToUniversalTime();
        FrozenAt = instant - (instant.TimeOfDay - Kept(instant.TimeOfDay));
    }

    public void ReturnToRealTime()
    {
        Offset = TimeSpan.Zero;
        FrozenAt = null;
    }

    public void MarkAsDemo(string scenario)
    {
        IsDemo = true;
        Scenario = scenario;
    }

    // What PostgreSQL keeps, so that the row read again says exactly what was set: else the clock would seem moved a second time.
    private static TimeSpan Kept(TimeSpan span) => TimeSpan.FromMicroseconds(span.Ticks / TimeSpan.TicksPerMicrosecond);
}
