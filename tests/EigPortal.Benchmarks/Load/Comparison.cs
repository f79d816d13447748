namespace EigPortal.Benchmarks.Load;

/// <summary>What to ask of a server, and what it has to answer.</summary>
internal sealed record Target(ServerProcess Server, RequestOf RequestOf, Wanted Wanted)
{
    public static Target Page(ServerProcess server, string path, string? cookie = null) =>
        new(server, Same(LoadRun.Get(server.Address, path, cookie, compressed: cookie is null)), Wanted.Page);

    private static RequestOf Same(ReadOnlyMemory<byte> request) => (_, _) => request;
}

/// <summary>
/// Runs of the portal, each right after a run of its floor: what disturbs the machine disturbs both, so the ratio of a pair holds
/// where the figures themselves would not.
/// </summary>
internal sealed record Comparison(IReadOnlyList<(LoadResult Floor, LoadResult Portal)> Pairs, double FloorCpu, double PortalCpu)
{
    public double Ratio => Figures.Median(Ratios);
    public double P99 => Figures.Median(Pairs.Select(pair => pair.Portal.P99));

    /// <summary>« 0.81 [0.79–0.84] of raw; 20,100 req/s against 24,800; p99 2.1 ms; 31 µs of processor against 22 ».</summary>
    public string Say(string floor) =>
        $"{Figures.Spread(Ratios, 2)} of {floor}; {Figures.Of(Figures.Median(Pairs.Select(pair => pair.Portal.PerSecond)))} req/s against {Figures.Of(Figures.Median(Pairs.Select(pair => pair.Floor.PerSecond)))}; p99 {Figures.Of(P99, 1)} ms; {Figures.Of(PortalCpu)} µs of processor a request against {Figures.Of(FloorCpu)}";

    private IEnumerable<double> Ratios => Pairs.Select(pair => pair.Portal.PerSecond / pair.Floor.PerSecond);

    /// <param name="prepareAsync">Before each run of the portal, its warm-up included.</param>
    public static async Task<Comparison> RunAsync(
        BenchOptions options,
        Target floor,
        Target portal,
        Func<Task>? prepareAsync = null
    )
    {
        await (prepareAsync?.Invoke() ?? Task.CompletedTask);
        await RunAsync(portal, options.WarmUp);
        await RunAsync(floor, options.WarmUp);
        var pairs = new List<(LoadResult, LoadResult)>();
        var (floorCpu, portalCpu) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            await (prepareAsync?.Invoke() ?? Task.CompletedTask);
            var (below, cpuBelow) = await RunAsync(floor, options.Run);
            var (result, cpu) = await RunAsync(portal, options.Run);
            pairs.Add((below, result));
            floorCpu.Add(cpuBelow);
            portalCpu.Add(cpu);
        }

        return new Comparison(pairs, Figures.Median(floorCpu), Figures.Median(portalCpu));
    }

    // Processor time of the server for one answer, in microseconds: what the others on the machine do hardly changes it.
    private static async Task<(LoadResult Result, double Cpu)> RunAsync(Target target, TimeSpan duration)
    {
        var before = target.Server.ProcessorTime;
        var result = await LoadRun.RunAsync(target.Server.Address, target.RequestOf, target.Wanted, duration);
        return (result, (target.Server.ProcessorTime - before).TotalMicroseconds / Math.Max(1, result.Answers));
    }
}
