using EigPortal.Domain.Shared;

namespace EigPortal.Services.Files;

/// <summary>What is known of a file's safety. People may open it in the first three states only.</summary>
public enum ScanState
{
    /// <summary>No scanner is configured: said as it is, since nobody looked.</summary>
    NotScanned,

    /// <summary>Written by the portal itself.</summary>
    Trusted,
    Clean,

    /// <summary>Waits for the scanner: in quarantine.</summary>
    Pending,

    /// <summary>Malicious software was found: blocked for everybody.</summary>
    Infected,
}

/// <summary>A file behind the file store seam. Its bytes never change; what is known of their safety does.</summary>
public sealed class StoredFile
{
    public const int SignatureMaxLength = 200;
    public const int ErrorMaxLength = 300;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private StoredFile() { }

    public StoredFile(Guid id, string contentType, long length, string sha256, Guid? storedBy, DateTimeOffset storedAt)
    {
        Id = id;
        ContentType = contentType;
        Length = length;
        Sha256 = sha256;
        StoredBy = storedBy;
        StoredAt = storedAt;
    }

    public Guid Id { get; private set; }

    /// <summary>Type found in the content, not the one announced.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";
    public Guid? StoredBy { get; private set; }

    /// <summary>Machine time, as all instants of a file.</summary>
    public DateTimeOffset StoredAt { get; private set; }
    public ScanState Scan { get; private set; }

    /// <summary>When the scanner answered for good.</summary>
    public DateTimeOffset? ScannedAt { get; private set; }

    /// <summary>When a waiting file is due; null for a file that does not wait.</summary>
    public DateTimeOffset? NextScanAt { get; private set; }
    public int ScanAttempts { get; private set; }

    /// <summary>Why the last analysis gave no answer.</summary>
    public string? ScanError { get; private set; }

    /// <summary>Name that the scanner gives to what it found.</summary>
    public string? Signature { get; private set; }

    /// <summary>Puts the file in quarantine until the scanner has answered. Also asks again about a file that had an answer.</summary>
    public void AwaitScan(DateTimeOffset now) =>
        (Scan, ScannedAt, NextScanAt, ScanAttempts, ScanError, Signature) = (ScanState.Pending, null, now, 0, null, null);

    /// <summary>The portal wrote these bytes: nothing to analyse.</summary>
    public void Trust() => (Scan, NextScanAt) = (ScanState.Trusted, null);

    /// <summary>Keeps the file for one node while it is being analysed; another takes over when this one dies.</summary>
    public void BeginScan(DateTimeOffset until) => (NextScanAt, ScanAttempts) = (until, ScanAttempts + 1);

    public void MarkClean(DateTimeOffset now) =>
        (Scan, ScannedAt, NextScanAt, ScanError, Signature) = (ScanState.Clean, now, null, null, null);

    public void MarkInfected(string signature, DateTimeOffset now) =>
        (Scan, ScannedAt, NextScanAt, ScanError, Signature) = (
            ScanState.Infected,
            now,
            null,
            null,
            Shortened(PlainText.CleanLine(signature), SignatureMaxLength)
        );

    /// <summary>The scanner gave no answer. Tried again after 15 s, then twice as long each time, up to a quarter of an hour, for ever.</summary>
    public void NoteScanFailed(string error, DateTimeOffset now)
    {
        var wait = TimeSpan.FromSeconds(15 * Math.Pow(2, Math.Clamp(ScanAttempts - 1, 0, 10)));
        (ScanError, NextScanAt) = (Shortened(error, ErrorMaxLength), now + (wait < LongestWait ? wait : LongestWait));
    }

    private static string Shortened(string text, int max) => text.Length > max ? text[..max] : text;
}

/// <summary>Who may open a file, by what is known of its safety.</summary>
public static class Quarantine
{
    /// <summary>Whether anybody with the right to the document may open it.</summary>
    public static bool Opens(this ScanState state) =>
        state switch
        {
            ScanState.NotScanned or ScanState.Trusted or ScanState.Clean => true,
            ScanState.Pending or ScanState.Infected => false,
        };

    /// <param name="isSender">The person who sent the file may look at what they sent while it waits.</param>
    public static bool Opens(this ScanState state, bool isSender) => state.Opens() || (isSender && state == ScanState.Pending);
}
