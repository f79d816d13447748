using EigPortal.Services.Data;
using EigPortal.Services.Files.Scanning;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EigPortal.Web.Startup;

/// <summary>Reasons for which the portal refuses to serve people. Each sentence names the configuration key to set.</summary>
public static class ProductionGuard
{
    private static readonly string[] DefaultSecrets = ["postgres", "password", "portail", "changez-moi", "secret", "eig"];

    /// <summary>Anything that is neither Development nor a test is taken for production: a misspelt environment must not open a door.</summary>
    public static bool AppliesTo(IHostEnvironment environment) =>
        !environment.IsDevelopment() && !environment.IsEnvironment("Testing");

    /// <summary>What is missing or dangerous in the configuration; empty when the portal may start.</summary>
    public static IEnumerable<string> ConfigurationProblems(IConfiguration configuration) =>
        DatabaseSettings(configuration)
            .Concat(KeySettings(configuration))
            .Concat(ScannerSettings(configuration))
            .Concat(MailSettings(configuration))
            .Concat(LegalSettings(configuration))
            .Concat(DemoSettings(configuration));

    /// <summary>What the database holds that only a demo may hold; empty when the portal may start.</summary>
    public static async Task<IReadOnlyList<string>> DatabaseProblemsAsync(EigDbContext db, CancellationToken ct)
    {
        var problems = new List<string>();
        var time = await db.Set<ProgrammeTime>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (time is { IsSimulated: true })
        {
            problems.Add(
                "L’heure du programme est simulée dans cette base (table programme_time). Changez de base avec ConnectionStrings:Portal : la production suit l’heure réelle."
            );
        }

        if (time is { IsDemo: true })
        {
            problems.Add(
                "Cette base est celle d’une démonstration (table programme_time). Indiquez une base de production avec ConnectionStrings:Portal."
            );
        }

        if (await db.Accounts.AnyAsync(account => account.IsDemo, ct))
        {
            problems.Add(
                "Cette base contient des comptes de démonstration, dont le mot de passe est public. Indiquez une base de production avec ConnectionStrings:Portal."
            );
        }

        return problems;
    }

    private static IEnumerable<string> DatabaseSettings(IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Portal");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            yield return "Aucune base de données n’est indiquée. Renseignez ConnectionStrings:Portal.";
            yield break;
        }

        var password = new NpgsqlConnectionStringBuilder(connectionString).Password;
        if (password is not null && DefaultSecrets.Contains(password, StringComparer.OrdinalIgnoreCase))
        {
            yield return "Le mot de passe de la base de données est une valeur par défaut. Changez-le dans ConnectionStrings:Portal.";
        }
    }

    private static IEnumerable<string> KeySettings(IConfiguration configuration)
    {
        var path = configuration[KeyCertificate.PathKey];
        if (string.IsNullOrWhiteSpace(path))
        {
            yield return $"Les clés qui protègent les sessions ne seraient pas chiffrées. Indiquez un certificat PKCS#12 avec {KeyCertificate.PathKey}.";
        }
        else if (!File.Exists(path))
        {
            yield return $"Le certificat indiqué par {KeyCertificate.PathKey} est introuvable : {path}.";
        }

        if (string.IsNullOrWhiteSpace(configuration["Files:Path"]))
        {
            yield return "Aucun dossier n’est prévu pour les documents déposés. Renseignez Files:Path.";
        }
    }

    // Jurors open on their own machines what strangers send: doing without an antivirus is a decision, never an oversight.
    private static IEnumerable<string> ScannerSettings(IConfiguration configuration)
    {
        var scanner = configuration.GetSection(ScannerOptions.Section).Get<ScannerOptions>() ?? new();
        if (scanner.Host.Length == 0 && !scanner.Disabled)
        {
            yield return "Les documents envoyés ne seraient pas analysés. Renseignez Scanner:Host (ClamAV), ou Scanner:Disabled=true pour vous en passer : chaque document dira alors qu’il n’est pas analysé.";
        }
    }

    private static IEnumerable<string> MailSettings(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["Mail:Host"]))
        {
            yield return "Aucun serveur n’est prévu pour envoyer les courriers. Renseignez Mail:Host.";
        }

        if (string.IsNullOrWhiteSpace(configuration["Mail:From"]))
        {
            yield return "L’adresse d’expédition des courriers manque. Renseignez Mail:From.";
        }

        if (
            !Uri.TryCreate(configuration["Portal:PublicUrl"], UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
        )
        {
            yield return "Les liens des courriers n’auraient pas d’adresse. Renseignez Portal:PublicUrl, par exemple https://portail.example.fr.";
        }
    }

    private static IEnumerable<string> LegalSettings(IConfiguration configuration)
    {
        var legal = configuration.GetSection(LegalOptions.Section).Get<LegalOptions>() ?? new();
        (string Key, string Value, string Meaning)[] needed =
        [
            (nameof(legal.Publisher), legal.Publisher, "l’éditeur du site"),
            (nameof(legal.PublisherAddress), legal.PublisherAddress, "l’adresse de l’éditeur"),
            (nameof(legal.PublicationDirector), legal.PublicationDirector, "la personne qui dirige la publication"),
            (nameof(legal.Host), legal.Host, "l’hébergeur"),
            (nameof(legal.ContactEmail), legal.ContactEmail, "l’adresse de contact"),
            (nameof(legal.DataProtectionOfficer), legal.DataProtectionOfficer, "le contact pour la protection des données"),
        ];
        return needed
            .Where(value => string.IsNullOrWhiteSpace(value.Value))
            .Select(value =>
                $"Les mentions légales n’indiquent pas {value.Meaning}. Renseignez {LegalOptions.Section}:{value.Key}."
            );
    }

    private static IEnumerable<string> DemoSettings(IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["scenario"]))
        {
            yield return "Un scénario de démonstration est demandé. Retirez --scenario : il n’existe qu’en développement.";
        }
    }
}
