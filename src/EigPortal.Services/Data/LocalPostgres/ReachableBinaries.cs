namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>Copies the PostgreSQL programs where the unprivileged account can run them, when it cannot read the repository.</summary>
internal static class ReachableBinaries
{
    public static async Task<PostgresBinaries> EnsureAsync(
        PostgresBinaries binaries,
        UnprivilegedAccount account,
        string copyFolder,
        CancellationToken ct
    )
    {
        if (binaries.Root is null || await account.CanEnterAsync(binaries.BinFolder, ct))
        {
            return binaries;
        }

        var complete = Path.Combine(copyFolder, $"complete-{binaries.Major}");
        if (!File.Exists(complete))
        {
            if (Directory.Exists(copyFolder))
            {
                Directory.Delete(copyFolder, recursive: true);
            }

            Directory.CreateDirectory(copyFolder);
            string[] copy = ["cp", "-R", "-p", Path.Combine(binaries.Root, "."), copyFolder];
            var (exitCode, output) = await PostgresCommand.RunAsync(copy, ct);
            if (exitCode != 0)
            {
                throw new LocalPostgresException(
                    $"Les programmes de PostgreSQL n’ont pas pu être copiés dans {copyFolder} : {output}"
                );
            }

            await File.WriteAllTextAsync(complete, binaries.Root, ct);
        }

        return binaries with
        {
            BinFolder = Path.Combine(copyFolder, "bin"),
            Root = copyFolder,
        };
    }
}
