namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>Digests.</summary>
internal static class SealChecks
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["rules"] = "règles",
        ["readings"] = "lectures",
        ["lists"] = "classements",
        ["hearings"] = "auditions",
        ["teams"] = "équipes",
        ["sittings"] = "séances",
        ["decisions"] = "décisions",
        ["history"] = "historique",
    };

    public static IEnumerable<MinutesCheck> Of(ReadMinutes minutes) =>
        Labels
            .Select(part => new MinutesCheck(
                $"Sceau, partie « {part.Value} »",
                minutes.BrokenParts.Contains(part.Key) ? ["le contenu n’est pas celui qui a été scellé"] : []
            ))
            .Append(
                new MinutesCheck(
                    "Sceau de l’ensemble",
                    minutes.IsWhole ? [] : ["l’empreinte n’est pas celle des empreintes des parties"]
                )
            );
}
