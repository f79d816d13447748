using System.Diagnostics;
using System.Text;

namespace EigPortal.Benchmarks.Load;

/// <param name="PerSecond">Wanted answers a second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Bytes">Bytes on the wire of an answer.</param>
/// <param name="Answers">How many there were.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99, int Bytes, int Answers);

/// <param name="Location">How the address of a redirect begins: one to the sign-in page is not a save.</param>
internal sealed record Wanted(int Status, string? Location = null)
{
    public static readonly Wanted Page = new(200);

    public static Wanted RedirectTo(string location) => new(302, $"\r\nLocation: {location}");
}

/// <summary>The n-th request of a connection; empty when there is nothing left to ask.</summary>
internal delegate ReadOnlyMemory<byte> RequestOf(int connection, int n);

/// <summary>16 connections, each sending its next request when the last was answered.</summary>
internal static class LoadRun
{
    /// <exception cref="InvalidOperationException">An answer is not the wanted one: a figure with errors in it says nothing.</exception>
    public static async Task<LoadResult> RunAsync(Uri server, RequestOf requestOf, Wanted wanted, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var perConnection = await Task.WhenAll(
            Enumerable
                .Range(0, BenchOptions.Connections)
                .Select(connection => Task.Run(() => LoopAsync(server, connection, requestOf, wanted, duration, clock)))
        );
        var seconds = clock.Elapsed.TotalSeconds;
        var times = perConnection.SelectMany(one => one.Times).Order().ToList();
        return new LoadResult(
            times.Count / seconds,
            At(times, 0.5),
            At(times, 0.99),
            perConnection.Max(one => one.Bytes),
            times.Count
        );
    }

    /// <param name="compressed">False for somebody signed in: over HTTPS their pages are not compressed.</param>
    public static ReadOnlyMemory<byte> Get(Uri server, string path, string? cookie = null, bool compressed = true) =>
        Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: text/html\r\n{(compressed ? "Accept-Encoding: br, gzip\r\n" : "")}{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n"
        );

    public static ReadOnlyMemory<byte> Post(Uri server, string path, string body, string? cookie = null)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {content.Length}\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n"
        );
        return head.Concat(content).ToArray();
    }

    private static double At(List<double> ordered, double share) =>
        ordered.Count == 0 ? 0 : ordered[(int)Math.Min(ordered.Count - 1, ordered.Count * share)];

    private static async Task<(List<double> Times, int Bytes)> LoopAsync(
        Uri server,
        int connection,
        RequestOf requestOf,
        Wanted wanted,
        TimeSpan duration,
        Stopwatch clock
    )
    {
        await using var raw = new RawConnection(server);
        await raw.ConnectAsync();
        var times = new List<double>();
        var bytes = 0;
        for (var n = 0; clock.Elapsed < duration; n++)
        {
            var request = requestOf(connection, n);
            if (request.IsEmpty)
            {
                break;
            }

            var start = Stopwatch.GetTimestamp();
            var (status, length) = await raw.SendAsync(request);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = length;
            if (status != wanted.Status || (wanted.Location is { } location && !raw.HeadHolds(location)))
            {
                throw new InvalidOperationException(
                    $"{status} instead of {wanted.Status}{wanted.Location} to {Encoding.ASCII.GetString(request.Span[..Math.Min(80, request.Length)])}:{Environment.NewLine}{raw.LastResponse}"
                );
            }
        }

        return (times, bytes);
    }
}
