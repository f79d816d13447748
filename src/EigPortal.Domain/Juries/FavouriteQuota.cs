namespace EigPortal.Domain.Juries;

/// <summary>
/// The « coups de cœur » of one juror in a promotion (E8). One is held by a locked sheet that counts: opening the sheet again, taking the
/// reading away, a tie that keeps from scoring or a file that leaves the running frees it.
/// </summary>
/// <param name="Most">How many may be locked; 0 when the promotion offers none.</param>
/// <param name="Numbers">Of the files that carry one. More than <paramref name="Most"/> when the quota was lowered since.</param>
public sealed record FavouriteQuota(int Most, IReadOnlyList<string> Numbers)
{
    public int Left => Math.Max(0, Most - Numbers.Count);

    /// <summary>"EIG3-0001, EIG3-0004 et EIG3-0007".</summary>
    public string Names =>
        Numbers.Count < 2 ? string.Concat(Numbers) : $"{string.Join(", ", Numbers.Take(Numbers.Count - 1))} et {Numbers[^1]}";
}
