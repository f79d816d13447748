namespace EigPortal.Services.Matching;

/// <summary>
/// Throws that are the same on every machine and under every runtime: SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014. For searches, never for secrets.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <returns>From zero to <paramref name="sides"/>, excluded.</returns>
    public int Next(int sides)
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)(((mixed >> 32) * (ulong)sides) >> 32);
    }

    public T Of<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
