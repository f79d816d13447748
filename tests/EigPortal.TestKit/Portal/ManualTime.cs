namespace EigPortal.TestKit.Portal;

/// <summary>Machine time that goes on only when a test says so: a page can be kept and asked for again later, without waiting.</summary>
public sealed class ManualTime : TimeProvider
{
    private long ticks = System.GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
