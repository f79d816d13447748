namespace EigPortal.Services.Files.Scanning;

/// <summary>What a scanner says of a file.</summary>
public abstract record ScanVerdict
{
    private ScanVerdict() { }

    public sealed record Clean : ScanVerdict;

    /// <param name="Signature">Name the scanner gives to what it found.</param>
    public sealed record Infected(string Signature) : ScanVerdict;

    /// <summary>No answer: down, too slow, broken, or unwilling to read this file.</summary>
    /// <param name="IsDown">The scanner can't be reached: asking about another file is useless for now.</param>
    public sealed record Failed(string Reason, bool IsDown) : ScanVerdict;
}

/// <summary>Looks for malicious software in a file. Never called while somebody waits for a page (B12).</summary>
public interface IFileScanner
{
    /// <summary>False when nothing will ever look at files: they are said to be not analysed.</summary>
    bool IsConfigured { get; }

    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct);
}

/// <summary>No scanner: what Development has, and a production that said in its configuration that it does without.</summary>
public sealed class NoScanner : IFileScanner
{
    public bool IsConfigured => false;

    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct) =>
        throw new InvalidOperationException("No scanner is configured.");
}
