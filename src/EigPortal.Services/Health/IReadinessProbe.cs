namespace EigPortal.Services.Health;

/// <summary>One thing without which this node must not receive traffic.</summary>
public interface IReadinessProbe
{
    /// <summary>Stable short name, shown by <c>/sante/pret</c>.</summary>
    string Name { get; }

    /// <summary>What is wrong, for the person on duty; null when all is well. An exception counts as a problem.</summary>
    Task<string?> ProblemAsync(CancellationToken ct);
}
