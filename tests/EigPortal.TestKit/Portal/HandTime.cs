namespace EigPortal.TestKit.Portal;

/// <summary>Machine time that only moves when a test says so.</summary>
public sealed class HandTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public void Advance(TimeSpan by) => now += by;

    public override DateTimeOffset GetUtcNow() => now;
}
