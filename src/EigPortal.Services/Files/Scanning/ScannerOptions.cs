namespace EigPortal.Services.Files.Scanning;

/// <summary>Configuration section <c>Scanner</c>.</summary>
public sealed class ScannerOptions
{
    public const string Section = "Scanner";

    /// <summary>Host of clamd. Empty: files are not analysed, which production only accepts with <see cref="Disabled"/>.</summary>
    public string Host { get; set; } = "";
    public int Port { get; set; } = 3310;

    /// <summary>True to let a production run without a scanner. Every document then says that it is not analysed.</summary>
    public bool Disabled { get; set; }

    /// <summary>Time given to the connection.</summary>
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>Time given to one file, its answer included.</summary>
    public int TimeoutSeconds { get; set; } = 60;
}
