using System.Globalization;
using EigPortal.Domain.Selection.Forming;

namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>One point of a verification.</summary>
/// <param name="Name">What was looked at, in French.</param>
/// <param name="Differences">Each in a few words; none when minutes and verification agree.</param>
public sealed record MinutesCheck(string Name, IReadOnlyList<string> Differences)
{
    public bool IsConform => Differences.Count == 0;
}

/// <summary>
/// Makes again, from sealed minutes and nothing else, everything that follows from something else in them: digests, totals, scores,
/// calibration, ranks, teams, votes, designations. The methods are the very ones of the portal.
/// </summary>
public sealed class VerifyMinutes(ITeamFormer former)
{
    /// <summary>Every point, in the order of the selection, whatever the outcome of the others.</summary>
    public IReadOnlyList<MinutesCheck> Check(ReadMinutes minutes)
    {
        var parts = minutes.Parts;
        return
        [
            .. SealChecks.Of(minutes),
            .. Guarded("Règles", () => [ReadingChecks.Rules(parts.Rules)]),
            .. Guarded("Fiches", () => ReadingChecks.Of(parts)),
            .. Guarded("Classements", () => ListChecks.Of(parts)),
            .. Guarded("Équipes", () => TeamChecks.Of(parts.Teams, former)),
            .. Guarded("Votes et décisions", () => DecisionChecks.Of(parts)),
            .. Guarded("Liste d’attente", () => WaitingChecks.Of(parts)),
        ];
    }

    // Whoever alters minutes may also seal them again: facts that no portal could have written must be told, not thrown.
    private static IReadOnlyList<MinutesCheck> Guarded(string name, Func<IEnumerable<MinutesCheck>> check)
    {
        try
        {
            return [.. check()];
        }
        catch (Exception failure)
            when (failure
                    is ArgumentException
                        or ArithmeticException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
                        or NullReferenceException
            )
        {
            return [new MinutesCheck(name, ["ces données se contredisent, rien ne peut en être recalculé"])];
        }
    }
}

/// <summary>How differences are said.</summary>
internal static class Said
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>The first letters of a pseudonym: enough to find it.</summary>
    public static string Id(Guid pseudonym) => $"{pseudonym:N}"[..8];

    public static string Figure(decimal? value) => value?.ToString("0.######", French) ?? "rien";

    public static string Rank(int? rank) => rank?.ToString(French) ?? "aucun";

    /// <summary>Null when both are the same.</summary>
    public static string? Difference<T>(string what, T written, T found, Func<T, string> say) =>
        EqualityComparer<T>.Default.Equals(written, found) ? null : $"{what} : {say(written)} au lieu de {say(found)}";
}
