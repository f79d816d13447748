namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>The account that PostgreSQL runs under when the portal itself runs as root, which initdb and postgres refuse.</summary>
internal sealed class UnprivilegedAccount
{
    private readonly string? name;
    private readonly string? switcher;

    private UnprivilegedAccount(string? name, string? switcher)
    {
        this.name = name;
        this.switcher = switcher;
    }

    public static bool ProcessIsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public string? Name => name;

    /// <exception cref="LocalPostgresException">The portal runs as root and the machine has no way to become somebody else.</exception>
    public static UnprivilegedAccount Choose()
    {
        if (!ProcessIsRoot)
        {
            return new UnprivilegedAccount(null, null);
        }

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        var account = new[] { "postgres", "nobody" }.FirstOrDefault(known.Contains);
        var program = new[] { "setpriv", "runuser", "su" }
            .Select(PostgresCommand.Locate)
            .FirstOrDefault(path => path is not null);
        return account is null || program is null
            ? throw new LocalPostgresException(
                "Le portail est lancé en tant que root, ce que PostgreSQL refuse, et cette machine n’a ni compte « postgres » ou « nobody », ni setpriv, runuser ou su. Lancez le portail sous un compte ordinaire."
            )
            : new UnprivilegedAccount(account, program);
    }

    public Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> command, CancellationToken ct) =>
        PostgresCommand.RunAsync(Wrap(command), ct);

    /// <summary>Gives a folder and what is in it to the account. Nothing to do for an ordinary user.</summary>
    public async Task OwnAsync(string path, CancellationToken ct)
    {
        if (name is not null)
        {
            var (exitCode, output) = await PostgresCommand.RunAsync(["chown", "-R", name, path], ct);
            if (exitCode != 0)
            {
                throw new LocalPostgresException($"Le dossier {path} n’a pas pu être confié au compte {name} : {output}");
            }
        }
    }

    /// <summary>Whether the account can enter this folder, which it cannot below a private home such as /root.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken ct) =>
        name is null || (await RunAsync(["/bin/sh", "-c", "cd \"$0\" && test -r .", folder], ct)).ExitCode == 0;

    private IReadOnlyList<string> Wrap(IReadOnlyList<string> command)
    {
        if (name is null || switcher is null)
        {
            return command;
        }

        return Path.GetFileName(switcher) switch
        {
            "setpriv" => [switcher, $"--reuid={name}", "--regid", GroupOf(name), "--clear-groups", "--", .. command],
            "runuser" => [switcher, "-u", name, "--", .. command],
            _ => [switcher, "-s", "/bin/sh", name, "-c", string.Join(' ', command.Select(Quote))],
        };
    }

    private static string GroupOf(string account) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == account)[3];

    private static string Quote(string argument) => $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
