using System.Diagnostics;

namespace EigPortal.Browser.Tests.Browsers;

/// <summary>Finds a Chromium on this machine, or brings one: tests never skip for want of a browser.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private static readonly string[] UsualPaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];

    public static IEnumerable<string> Arguments =>
        [
            .. Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? ["--no-sandbox"] : Array.Empty<string>(),
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ];

    /// <returns>The path to launch; null for the browser that Playwright keeps itself.</returns>
    /// <exception cref="InvalidOperationException">There is none and none can be brought; says how to provide one.</exception>
    public static string? FindOrInstall()
    {
        var named = Environment.GetEnvironmentVariable("PORTAL_CHROMIUM");
        if (!string.IsNullOrWhiteSpace(named))
        {
            return File.Exists(named)
                ? named
                : throw new InvalidOperationException($"PORTAL_CHROMIUM indique « {named} », qui n’existe pas.");
        }

        return Find() ?? Install();
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .Concat(UsualPaths)
            .FirstOrDefault(File.Exists);

    private static string? Install()
    {
        Console.WriteLine("Aucun Chromium sur cette machine : téléchargement par Playwright.");
        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
        {
            return null;
        }

        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            Console.WriteLine("Playwright n’a pas pu télécharger Chromium : installation du paquet « chromium » par apt-get.");
            if (Run("apt-get", "update") && Run("apt-get", "install", "-y", "chromium") && Find() is { } installed)
            {
                return installed;
            }
        }

        throw new InvalidOperationException(
            "Aucun navigateur : installez Chromium ou Chrome, ou indiquez son chemin dans la variable PORTAL_CHROMIUM."
        );
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
