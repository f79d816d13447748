using EigPortal.Benchmarks;
using EigPortal.Benchmarks.Floors;

// `floors` is the child process that the load generator compares the portal with; without it, the whole bench runs.
return args is ["floors", var url, var connectionString]
    ? await FloorsServer.RunAsync(url, connectionString)
    : await Bench.RunAsync(BenchOptions.Parse(args));
