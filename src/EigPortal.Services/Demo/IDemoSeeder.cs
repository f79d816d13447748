namespace EigPortal.Services.Demo;

/// <summary>Fills a Development database with fictitious people. Never registered outside Development.</summary>
public interface IDemoSeeder
{
    /// <summary>Makes sure the database shows this scenario. Rebuilds only a database marked as demo, and says so.</summary>
    Task EnsureAsync(string scenario, CancellationToken ct);
}
