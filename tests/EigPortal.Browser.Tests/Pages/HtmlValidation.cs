using System.Diagnostics;
using System.Text.Json;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>Checks the HTML that was kept with html-validate, all of it in one process of Node.</summary>
internal static class HtmlValidation
{
    // The menu of the header becomes a dialog on phones, by script: its markup is the design system's.
    private const string HeaderMenu = "#header-menu";

    /// <returns>Every problem, with its file and line.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string folder)
    {
        var root = PostgresServer.RepositoryRoot;
        var report = Path.Combine(folder, "html-validate.json");
        var start = new ProcessStartInfo("node") { WorkingDirectory = Path.Combine(root, "src/EigPortal.Web") };
        start.ArgumentList.Add("node_modules/html-validate/bin/html-validate.mjs");
        start.ArgumentList.Add("--config");
        start.ArgumentList.Add(Path.Combine(root, "tests/EigPortal.Browser.Tests/Pages/html-rules.mjs"));
        start.ArgumentList.Add("--formatter");
        start.ArgumentList.Add($"json={report}");
        start.ArgumentList.Add(folder);
        using var node = Process.Start(start)!;
        await node.WaitForExitAsync();
        // A pipe would cut a long report: Node does not wait for it when it exits.
        using var problems = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        return [.. problems.RootElement.EnumerateArray().SelectMany(file => Problems(file, folder))];
    }

    private static IEnumerable<string> Problems(JsonElement file, string folder)
    {
        var name = Path.GetRelativePath(folder, file.GetProperty("filePath").GetString()!);
        return file.GetProperty("messages")
            .EnumerateArray()
            .Where(message => message.GetProperty("selector").GetString() != HeaderMenu)
            .Select(message =>
                $"{name}:{message.GetProperty("line").GetInt32()} {message.GetProperty("ruleId").GetString()} : {message.GetProperty("message").GetString()}"
            );
    }
}
