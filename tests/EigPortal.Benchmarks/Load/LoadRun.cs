using System.Diagnostics;
using System.Text;

namespace EigPortal.Benchmarks.Load;

/// <param name="PerSecond">Answers with the wanted status a second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Failures">Answers with another status.</param>
/// <param name="Bytes">Bytes on the wire of the last answer.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99, int Failures, int Bytes);

/// <summary>16 connections, each sending its next request when the last was answered.</summary>
internal static class LoadRun
{
    /// <param name="requestOf">The bytes of the n-th request of a connection; called outside the measured time when constant.</param>
    public static async Task<LoadResult> RunAsync(
        Uri server,
        Func<int, int, ReadOnlyMemory<byte>> requestOf,
        int wantedStatus,
        TimeSpan duration
    )
    {
        var clock = Stopwatch.StartNew();
        var perConnection = await Task.WhenAll(
            Enumerable
                .Range(0, BenchOptions.Connections)
                .Select(connection => Task.Run(() => LoopAsync(server, connection, requestOf, wantedStatus, duration, clock)))
        );
        var seconds = clock.Elapsed.TotalSeconds;
        var times = perConnection.SelectMany(one => one.Times).Order().ToList();
        return new LoadResult(
            times.Count / seconds,
            At(times, 0.5),
            At(times, 0.99),
            perConnection.Sum(one => one.Failures),
            perConnection.Max(one => one.Bytes)
        );
    }

    public static ReadOnlyMemory<byte> Get(Uri server, string path, string? cookie = null) =>
        Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: text/html\r\nAccept-Encoding: br, gzip\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n"
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

    private static async Task<(List<double> Times, int Failures, int Bytes)> LoopAsync(
        Uri server,
        int connection,
        Func<int, int, ReadOnlyMemory<byte>> requestOf,
        int wantedStatus,
        TimeSpan duration,
        Stopwatch clock
    )
    {
        await using var raw = new RawConnection(server);
        await raw.ConnectAsync();
        var times = new List<double>();
        var (failures, bytes) = (0, 0);
        for (var n = 0; clock.Elapsed < duration; n++)
        {
            var request = requestOf(connection, n);
            var start = Stopwatch.GetTimestamp();
            var (status, length) = await raw.SendAsync(request);
            if (status == wantedStatus)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                bytes = length;
            }
            else
            {
                failures++;
            }
        }

        return (times, failures, bytes);
    }
}
