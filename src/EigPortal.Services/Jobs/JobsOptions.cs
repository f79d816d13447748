namespace EigPortal.Services.Jobs;

/// <summary>Configuration section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>False on a node that only serves pages, and in tests, which run the work themselves.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Jobs run at once on this node.</summary>
    public int Workers { get; set; } = 2;
}
