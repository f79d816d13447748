using EigPortal.Benchmarks;
using EigPortal.Benchmarks.Floors;
using EigPortal.Benchmarks.Selection;

// `floors` is the child process that the load generator compares the portal with; `selection` judges rankings on simulated
// promotions; without either, the whole bench runs.
return args switch
{
    ["floors", var url, var connectionString, var files] => await FloorsServer.RunAsync(url, connectionString, files),
    ["selection"] => await SelectionReport.RunAsync(),
    _ => await Bench.RunAsync(BenchOptions.Parse(args)),
};
