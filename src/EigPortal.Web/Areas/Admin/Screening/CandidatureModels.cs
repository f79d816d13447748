using EigPortal.Domain.Candidatures;
using EigPortal.Services.Exports;
using EigPortal.Services.Screening;
using EigPortal.Services.Text;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Filters as the address writes them.</summary>
public sealed class CandidatureQuery
{
    public CandidatureState? Etat { get; init; }
    public Guid? Defi { get; init; }
    public string? Profil { get; init; }
    public string? Q { get; init; }
    public string? Tri { get; init; }
    public int Page { get; init; } = 1;

    public CandidatureFilter ToFilter() =>
        new(
            Etat,
            Defi,
            string.IsNullOrWhiteSpace(Profil) ? null : Profil,
            Q,
            Tri switch
            {
                "nom" => CandidatureSort.Name,
                "depot" => CandidatureSort.SubmittedAt,
                _ => CandidatureSort.Number,
            },
            Page
        );

    /// <summary>The address of this list with another state.</summary>
    public string With(CandidatureState? state) => $"/admin/candidatures?{Pairs(state)}";

    private string Pairs(CandidatureState? state)
    {
        (string Key, string? Value)[] pairs =
        [
            ("etat", state?.ToString()),
            ("defi", Defi?.ToString()),
            ("profil", Profil),
            ("q", Q),
            ("tri", Tri),
        ];
        return string.Join(
            '&',
            pairs
                .Where(pair => !string.IsNullOrEmpty(pair.Value))
                .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}")
        );
    }
}

public sealed record CandidatureListModel(
    CandidatureQuery Query,
    CandidaturePage Found,
    IReadOnlyList<ChallengeChoice> Challenges
);

/// <summary>What the exports say of a candidature: the same rows and the same filters as the screen.</summary>
public static class CandidatureColumns
{
    public static readonly IReadOnlyList<Column<CandidatureRow>> All =
    [
        new("Numéro", row => row.Number),
        new("Prénom", row => row.GivenName),
        new("Nom", row => row.FamilyName),
        new("Adresse", row => row.Email),
        new("Ville", row => row.City),
        new("État", row => Labels.Of(row.State)),
        new("Déposée le", row => row.SubmittedAt),
        new("Vœu 1", row => row.FirstChallenge),
        new("Profil 1", row => row.FirstProfile),
        new("Vœu 2", row => row.SecondChallenge),
        new("Profil 2", row => row.SecondProfile),
        new("Complément", Completion),
    ];

    private static string? Completion(CandidatureRow row) =>
        row.Completion switch
        {
            null => null,
            CompletionState.Open =>
                $"{Labels.Of(CompletionState.Open)}, jusqu’au {FrenchDates.Short(row.CompletionUntil!.Value)}",
            { } state => $"{Labels.Of(state)}, {FrenchDates.Short(row.CompletionClosedAt!.Value)}",
        };
}

public sealed class ScreeningInput
{
    public CandidatureVerb? Act { get; init; }
    public string? Article { get; init; }
    public string? Reason { get; init; }
    public string? Remarks { get; init; }

    public ScreenCommand ToCommand(Guid candidatureId) =>
        new(
            candidatureId,
            Act ?? CandidatureVerb.Edit,
            (Act == CandidatureVerb.Preselect ? Remarks : Reason) ?? "",
            Article ?? ""
        );
}

public sealed record CandidatureModel(
    CandidatureDossier Dossier,
    SnapshotModel Snapshot,
    IReadOnlySet<CandidatureVerb> Acts,
    ScreeningInput Input
)
{
    public static CandidatureModel From(CandidatureDossier dossier, ScreeningInput input) =>
        new(
            dossier,
            SnapshotModel.From(
                dossier.Last,
                dossier.Form,
                SnapshotReader.Staff,
                dossier.Scans,
                $"/admin/candidatures/{dossier.Id}/documents/",
                heading: 3,
                dossier.Changes
            ),
            dossier.ErasedAt is null ? Candidature.Allowed.AllowedFrom(dossier.State).ToHashSet() : [],
            input
        );
}

public sealed class BulkInput
{
    public List<Guid> Ids { get; init; } = [];
    public CandidatureVerb? Act { get; init; }
    public string? Article { get; init; }
    public string? Reason { get; init; }
}

public sealed record BulkModel(BulkInput Input, IReadOnlyList<CandidatureRow> Rows);

public sealed record BulkResult(CandidatureRow Row, string? Refusal);
