namespace EigPortal.Faults.Tests.World;

/// <summary>How much is thrown at the portal.</summary>
/// <param name="Clients">Candidates played by HTTP clients that behave like the page.</param>
/// <param name="Pages">Candidates in real Chromium pages.</param>
/// <param name="Kills">SIGKILLs of the portal, each followed by a start.</param>
/// <param name="Crashes">Immediate stops of PostgreSQL, each followed by a start.</param>
/// <param name="Between">Answers that must have been acknowledged between two faults.</param>
/// <param name="DocumentLength">Bytes of each CV.</param>
public sealed record Ordeal(int Clients, int Pages, int Kills, int Crashes, int Between, int DocumentLength)
{
    public const string Variable = "PORTAL_FAULTS";

    private static readonly Ordeal Short = new(6, 2, 3, 2, 20, 700_000);
    private static readonly Ordeal Long = new(12, 4, 10, 5, 60, 2_000_000);

    /// <summary>The short form, unless the environment asks for the long one.</summary>
    public static Ordeal Asked { get; } =
        Environment.GetEnvironmentVariable(Variable) switch
        {
            null or "" => Short,
            "long" => Long,
            var other => throw new InvalidOperationException($"{Variable} vaut « {other} » : « long », ou rien."),
        };
}
