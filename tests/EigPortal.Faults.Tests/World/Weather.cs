using System.Collections.Concurrent;

namespace EigPortal.Faults.Tests.World;

/// <summary>What everybody lives through: how often the portal broke, how much it has acknowledged, what it should never have said.</summary>
public sealed class Weather
{
    private readonly ConcurrentQueue<string> faults = new();
    private int acknowledged;
    private int broken;
    private int retries;

    /// <summary>Changes each time something was killed: what was acknowledged before must be read again.</summary>
    public int Broken => Volatile.Read(ref broken);

    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Requests that had no answer, or were asked to come back.</summary>
    public int Retries => Volatile.Read(ref retries);

    /// <summary>Answers of the portal that no fault excuses.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public void Broke() => Interlocked.Increment(ref broken);

    public void Acknowledge() => Interlocked.Increment(ref acknowledged);

    public void Retry() => Interlocked.Increment(ref retries);

    public void Blame(string fault) => faults.Enqueue(fault);

    /// <summary>Waits until so many more answers have been acknowledged: faults fall on people at work.</summary>
    public async Task WorkAsync(int answers, CancellationToken ct)
    {
        for (var until = Acknowledged + answers; Acknowledged < until; )
        {
            await Task.Delay(20, ct);
        }
    }
}
