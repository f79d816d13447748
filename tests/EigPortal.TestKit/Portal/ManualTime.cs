namespace EigPortal.TestKit.Portal;

/// <summary>Machine time that goes on only when a test says so: a page can be kept and asked for again later, without waiting.</summary>
public sealed class ManualTime : TimeProvider
{
    // A whole second, so that programme time reaches the instants of a timetable exactly.
    private long ticks = System.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
