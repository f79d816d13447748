using System.Diagnostics;

namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>Runs one short PostgreSQL or system command and collects what it said.</summary>
internal static class PostgresCommand
{
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> command, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            // The account that runs PostgreSQL may not be allowed to read the current folder.
            WorkingDirectory = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/",
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C";
        start.Environment.Remove("PGDATA");
        using var process =
            Process.Start(start) ?? throw new LocalPostgresException($"La commande {command[0]} n’a pas pu être lancée.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, (await output + await error).Trim());
    }

    /// <summary>Full path of a program in PATH or in the system folders that an ordinary PATH leaves out; null when absent.</summary>
    public static string? Locate(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        string[] usual = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
        return folders.Concat(usual).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}
