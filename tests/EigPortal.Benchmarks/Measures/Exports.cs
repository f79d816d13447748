using System.Diagnostics;
using System.IO.Compression;
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
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = portal.Address,
        };
        // The first export pays for what every later one finds ready. It is also read, for the measured ones are only counted.
        var rows = await RowsAsync(http, staff);
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
                $"export of {Figures.Of(rows)} candidatures, {format.ToUpperInvariant()}, {Figures.Of(bytes / 1_048_576d, 1)} MB",
                $"first byte {Figures.Spread(firstByte)} ms, memory +{Figures.Spread(grown)} MB, {Figures.Of(portal.PeakMemory / 1_048_576d)} MB resident at its peak",
                $"first byte < {FirstByteMilliseconds} ms, memory <= +{Megabytes} MB",
                Figures.Median(firstByte) < FirstByteMilliseconds && Figures.Median(grown) <= Megabytes
            );
        }
    }

    /// <exception cref="InvalidOperationException">One of the files does not hold every candidature.</exception>
    private static async Task<int> RowsAsync(HttpClient http, Session staff)
    {
        using var csv = await SendAsync(http, staff, "csv");
        // The numbers of candidatures are the first column, and no other cell begins a line with one.
        var inCsv = (await csv.Content.ReadAsStringAsync())
            .Split('\n')
            .Count(line => line.StartsWith("EIG", StringComparison.Ordinal));
        using var xlsx = await SendAsync(http, staff, "xlsx");
        using var book = new ZipArchive(await xlsx.Content.ReadAsStreamAsync());
        using var sheet = new StreamReader(
            book.Entries.Single(entry => entry.FullName.Contains("/worksheets/", StringComparison.Ordinal)).Open()
        );
        var inXlsx = (await sheet.ReadToEndAsync()).Split("<x:row>").Length - 2;
        return inCsv >= 20_000 && inCsv == inXlsx
            ? inCsv
            : throw new InvalidOperationException($"The CSV holds {inCsv} candidatures, the XLSX {inXlsx}.");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, Session staff, string format)
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
        return (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
    }

    private static async Task<(long Bytes, double FirstByte)> ExportAsync(HttpClient http, Session staff, string format)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await SendAsync(http, staff, format);
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
