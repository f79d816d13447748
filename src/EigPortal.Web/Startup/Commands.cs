using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Privacy;
using EigPortal.Services.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Startup;

/// <summary>What <c>dotnet run -- …</c> can do. Without a command, the portal serves pages.</summary>
internal static class Commands
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int Unknown = 2;

    public static Task<int> RunPortalAsync(this WebApplication app, string[] args)
    {
        var command = args.FirstOrDefault(argument => !argument.StartsWith('-'));
        return args.FirstOrDefault() == command ? app.RunCommandAsync(command, args) : app.ServeAsync();
    }

    private static Task<int> RunCommandAsync(this WebApplication app, string? command, string[] args) =>
        command switch
        {
            null => app.ServeAsync(),
            "migrate" => app.InScopeAsync(MigrateAsync),
            "create-admin" => app.InScopeAsync(CreateAdministratorAsync),
            "check" => app.InScopeAsync(services => CheckAsync(services, allFiles: args.Contains("--files"))),
            "erase" => app.InScopeAsync(EraseAsync),
            _ => SayAsync(Unknown, $"Commande inconnue : {command}. Commandes : migrate, create-admin, check, erase, verify."),
        };

    private static async Task<int> ServeAsync(this WebApplication app)
    {
        if (ProductionGuard.AppliesTo(app.Environment) && await app.RefusesAsync())
        {
            return Refused;
        }

        if (app.Environment.IsDevelopment())
        {
            await app.InScopeAsync(PrepareDevelopmentAsync);
        }

        app.Lifetime.ApplicationStarted.Register(() => SayWhere(app));
        await app.RunAsync();
        return Done;
    }

    private static async Task<bool> RefusesAsync(this WebApplication app)
    {
        var problems = ProductionGuard.ConfigurationProblems(app.Configuration).ToList();
        if (problems.Count == 0)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<EigDbContext>();
            problems.AddRange(await ProductionGuard.DatabaseProblemsAsync(db, CancellationToken.None));
        }

        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync($"Le portail ne démarre pas. {problem}");
        }

        return problems.Count > 0;
    }

    private static async Task<int> PrepareDevelopmentAsync(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<Program>>();
        var db = services.GetRequiredService<EigDbContext>();
        log.LogInformation("Vérification du schéma de la base de données");
        if (
            await DatabaseSchema.ComesFromAnotherHistoryAsync(db, CancellationToken.None)
            && await DatabaseSchema.IsDemoAsync(db, CancellationToken.None)
        )
        {
            log.LogInformation("La base de démonstration date d’une version précédente du portail : elle est reconstruite");
            await DatabaseSchema.RebuildAsync(db, CancellationToken.None);
        }
        else
        {
            await DatabaseSchema.MigrateAsync(db, CancellationToken.None);
        }

        if (services.GetService<IDemoSeeder>() is { } demo)
        {
            var scenario = services.GetRequiredService<IConfiguration>()["scenario"];
            await demo.EnsureAsync(string.IsNullOrWhiteSpace(scenario) ? "appel" : scenario, CancellationToken.None);
        }

        return Done;
    }

    private static void SayWhere(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        app.Logger.LogInformation("Le portail répond sur {Addresses} (Ctrl+C pour l’arrêter)", string.Join(", ", addresses));
        if (app.Services.GetRequiredService<ProgrammeClock>().Scenario is not null)
        {
            Demo.SayAccounts(Console.Out);
        }
    }

    private static async Task<int> MigrateAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<EigDbContext>();
        await DatabaseSchema.MigrateAsync(db, CancellationToken.None);
        var applied = (await db.Database.GetAppliedMigrationsAsync()).Last();
        return await SayAsync(Done, $"La base de données est à jour (migration {applied}).");
    }

    // The password comes from standard input, so that it is neither in the history of the shell nor in the list of processes.
    private static async Task<int> CreateAdministratorAsync(IServiceProvider services)
    {
        var email = services.GetRequiredService<IConfiguration>()["email"];
        if (string.IsNullOrWhiteSpace(email))
        {
            return await SayAsync(Refused, "Indiquez l’adresse : create-admin --email prenom.nom@example.fr");
        }

        if (!Console.IsInputRedirected)
        {
            Console.Write("Mot de passe (12 caractères au moins) : ");
        }

        var password = await Console.In.ReadLineAsync() ?? "";
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var account = new Account
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            StaffRole = StaffRole.Administrator,
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var result = await accounts.CreateAsync(account, password);
        return result.Succeeded
            ? await SayAsync(Done, $"Le compte {email} administre le portail.")
            : await SayAsync(Refused, string.Join(Environment.NewLine, result.Errors.Select(error => error.Description)));
    }

    private static async Task<int> CheckAsync(IServiceProvider services, bool allFiles)
    {
        var rules = await DatabaseInvariants.CheckAsync(services.GetRequiredService<EigDbContext>(), CancellationToken.None);
        var files = await services.GetRequiredService<FileIntegrity>().CheckAsync(allFiles, CancellationToken.None);
        var outcomes = rules.Concat(files).ToList();
        foreach (var outcome in outcomes)
        {
            Console.WriteLine(outcome.Violations == 0 ? $"ok    {outcome.Name}" : $"{outcome.Violations, -5} {outcome.Name}");
        }

        var violations = outcomes.Sum(outcome => outcome.Violations);
        return violations == 0
            ? await SayAsync(Done, $"{outcomes.Count} règles vérifiées, aucune violation.")
            : await SayAsync(Refused, $"{outcomes.Count} règles vérifiées, {violations} violations.");
    }

    // For an erasure asked by post, and for those to make again after a backup was restored.
    private static async Task<int> EraseAsync(IServiceProvider services)
    {
        if (!Guid.TryParse(services.GetRequiredService<IConfiguration>()["candidature"], out var id))
        {
            return await SayAsync(Refused, "Indiquez l’identifiant du dossier : erase --candidature 0199…");
        }

        var erased = await services
            .GetRequiredService<EraseCandidature>()
            .ExecuteAsync(id, ErasureCause.Person, CancellationToken.None);
        return erased.IsOk ? await SayAsync(Done, "Le dossier est effacé.") : await SayAsync(Refused, erased.Error.Message);
    }

    private static async Task<int> InScopeAsync(this WebApplication app, Func<IServiceProvider, Task<int>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private static async Task<int> SayAsync(int exitCode, string sentence)
    {
        await (exitCode == Done ? Console.Out : Console.Error).WriteLineAsync(sentence);
        return exitCode;
    }
}
