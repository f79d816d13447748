using EigPortal.Services.Matching;
using EigPortal.Services.Selection.Sealing;
using EigPortal.Services.Selection.Sealing.Verifying;

namespace EigPortal.Web.Startup;

/// <summary>
/// The command <c>-- verify</c>: makes sealed minutes again on any machine. It needs neither database, nor configuration, nor network, and
/// so runs before any of them.
/// </summary>
internal static class Verification
{
    private const int Conform = 0;
    private const int Different = 1;
    private const int Unknown = 2;

    /// <summary>Differences told of one point; the others are counted.</summary>
    private const int Told = 5;

    public static bool IsAsked(string[] args) => args.FirstOrDefault() == "verify";

    /// <returns>0 when every point is conform.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args.Length != 2)
        {
            await errors.WriteLineAsync("Indiquez le fichier : verify proces-verbal-promotion-3-….json");
            return Unknown;
        }

        var read = await MinutesFile.ReadAsync(args[1], CancellationToken.None);
        if (!read.IsOk)
        {
            await errors.WriteLineAsync(read.Error.Message);
            return Different;
        }

        await output.WriteLineAsync($"Procès-verbal de la promotion {read.Value.Parts.Rules.Cohort}");
        await output.WriteLineAsync($"Empreinte : {read.Value.Digest}");
        await output.WriteLineAsync($"Établi le {read.Value.MadeAt:yyyy-MM-dd HH:mm} UTC (date déclarée, hors sceau)");
        var checks = new VerifyMinutes(new CpSatTeamFormer()).Check(read.Value);
        foreach (var check in checks)
        {
            await output.WriteLineAsync(Line(check));
        }

        await output.WriteLineAsync(HeadOf(read.Value.Parts.History));
        var different = checks.Count(check => !check.IsConform);
        await output.WriteLineAsync(
            different == 0
                ? $"{checks.Count} points vérifiés, tous conformes."
                : $"{checks.Count} points vérifiés, {different} différents."
        );
        return different == 0 ? Conform : Different;
    }

    private static string Line(MinutesCheck check) =>
        check.IsConform
            ? $"{check.Name} : conforme"
            : $"{check.Name} : différent : {string.Join(" ; ", check.Differences.Take(Told))}{Others(check.Differences.Count - Told)}";

    private static string Others(int count) =>
        count switch
        {
            <= 0 => "",
            1 => " ; et une autre",
            _ => $" ; et {count} autres",
        };

    private static string HeadOf(MinutesHistory history) =>
        history.Cohort is { } head
            ? $"À comparer avec l’historique de la promotion : ligne {head.Sequence}, {head.Hash}"
            : "L’historique de la promotion était vide.";
}
