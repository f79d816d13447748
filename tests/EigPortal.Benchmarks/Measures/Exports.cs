using System.Diagnostics;
using EigPortal.Benchmarks.World;

namespace EigPortal.Benchmarks.Measures;

/// <summary>Every candidature of a very large promotion, as a file.</summary>
internal static class Exports
{
    private const double FirstByteMilliseconds = 500;
    private const double Megabytes = 50;

    public static async Task MeasureAsync(BenchWorld world, Table table)
    {
        var database = await world.SizedAsync(20_000);
        await using var portal = await world.PortalAsync(database);
        var staff = (await Sessions.OpenAsync(database, Personas.Staff))[0];
        using var http = new HttpClient { BaseAddress = portal.Address };
        // The first export pays for what every later one finds ready.
        await ExportAsync(http, staff, "csv");
        await ExportAsync(http, staff, "xlsx");
        foreach (var format in (string[])["csv", "xlsx"])
        {
            var (bytes, firstByte, grown) = (0L, new List<double>(), new List<double>());
            for (var run = 0; run < world.Options.Runs; run++)
            {
                await Task.Delay(500);
                portal.ForgetPeak();
                var before = portal.ResidentMemory;
                (bytes, var milliseconds) = await ExportAsync(http, staff, format);
                firstByte.Add(milliseconds);
                grown.Add((portal.PeakMemory - before) / 1_048_576d);
            }

            table.Add(
                $"export of 20,000 candidatures, {format.ToUpperInvariant()}, {Figures.Of(bytes / 1_048_576d, 1)} MB",
                $"first byte {Figures.Spread(firstByte)} ms, memory +{Figures.Spread(grown)} MB",
                $"first byte < {FirstByteMilliseconds} ms, memory <= +{Megabytes} MB",
                Figures.Median(firstByte) < FirstByteMilliseconds && Figures.Median(grown) <= Megabytes
            );
        }
    }

    private static async Task<(long Bytes, double FirstByte)> ExportAsync(HttpClient http, Session staff, string format)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/candidatures/export")
        {
            Content = new StringContent(
                $"format={format}&{staff.Token}",
                System.Text.Encoding.ASCII,
                "application/x-www-form-urlencoded"
            ),
        };
        request.Headers.Add("Cookie", staff.Cookie);
        var start = Stopwatch.GetTimestamp();
        using var response = (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long bytes = await body.ReadAsync(buffer);
        var firstByte = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        for (int read; (read = await body.ReadAsync(buffer)) > 0; )
        {
            bytes += read;
        }

        return (bytes, firstByte);
    }
}
