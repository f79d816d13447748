using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EigPortal.TestKit.Processes;

/// <summary>A server in a process of its own, so that it can be killed, and its start, its memory and its processor time measured.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    // A start is measured, never refused: only a server that hangs is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process process;
    private readonly StringBuilder log;

    private ServerProcess(Process process, StringBuilder log, Uri address, TimeSpan startedIn) =>
        (this.process, this.log, Address, StartedIn) = (process, log, address, startedIn);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first page.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Resident memory, in bytes.</summary>
    public long ResidentMemory => Status("VmRSS");

    /// <summary>The most that was resident since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakMemory => Status("VmHWM");

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What it printed.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    /// <param name="argumentsOf">Arguments of `dotnet`, given the address to listen on.</param>
    /// <param name="firstPage">The page whose answer ends the start.</param>
    /// <param name="at">The address that an earlier one had; null for one of its own.</param>
    public static async Task<ServerProcess> StartAsync(
        Func<Uri, IEnumerable<string>> argumentsOf,
        string workingDirectory,
        IReadOnlyDictionary<string, string> environment,
        string firstPage,
        Uri? at = null
    )
    {
        var address = at ?? new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", argumentsOf(address))
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var log = new StringBuilder();
        _ = DrainAsync(process.StandardOutput, log);
        _ = DrainAsync(process.StandardError, log);
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        while (clock.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(firstPage)).IsSuccessStatusCode)
                {
                    return new ServerProcess(process, log, address, clock.Elapsed);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        throw new InvalidOperationException($"The server did not start:{Environment.NewLine}{log}");
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Ends it at once, as a machine that loses power does: it learns nothing and finishes nothing.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    // Reads in large pieces: a line at a time would take from the two cores what is being measured.
    private static async Task DrainAsync(StreamReader output, StringBuilder log)
    {
        const int kept = 4_000_000;
        var buffer = new char[64 * 1024];
        for (int read; (read = await output.ReadAsync(buffer)) > 0; )
        {
            lock (log)
            {
                if (log.Length < kept)
                {
                    log.Append(buffer, 0, read);
                }
            }
        }
    }

    private long Status(string field)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
