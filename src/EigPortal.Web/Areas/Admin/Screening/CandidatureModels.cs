using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Exports;
using EigPortal.Services.Screening;
using EigPortal.Services.Screening.Opinions;
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
    IReadOnlyList<ChallengeChoice> Challenges,
    IReadOnlyDictionary<Guid, OpinionCounts> Opinions
);

/// <summary>What mentors think of a file, in a few words.</summary>
public static class OpinionWords
{
    public static string Of(OpinionCounts counts) =>
        string.Join(
            ", ",
            new[]
            {
                counts.Favourable > 0 ? FrenchNumbers.Count(counts.Favourable, "favorable", "favorables") : "",
                counts.Reserved > 0 ? FrenchNumbers.Count(counts.Reserved, "réservé", "réservés") : "",
                counts.Unfavourable > 0 ? FrenchNumbers.Count(counts.Unfavourable, "défavorable", "défavorables") : "",
                counts.Waiting > 0 ? FrenchNumbers.Count(counts.Waiting, "avis attendu", "avis attendus") : "",
            }.Where(words => words.Length > 0)
        );
}

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

    /// <summary>When the act to undo was done: what somebody did since stays.</summary>
    public DateTimeOffset? Since { get; init; }

    public ScreenCommand ToCommand(Guid candidatureId) =>
        new(candidatureId, Act ?? CandidatureVerb.Edit, Reason ?? "", Article ?? "", Since);

    /// <summary>What is missing for the act, whichever the files; both errors at once.</summary>
    public IReadOnlyList<DomainError> Refuse() =>
        [
            .. Act == CandidatureVerb.Reject && string.IsNullOrWhiteSpace(Article)
                ?
                [
                    new DomainError(
                        "screening.article",
                        "Citez l’article du règlement sur lequel repose le refus.",
                        nameof(Article)
                    ),
                ]
                : Array.Empty<DomainError>(),
            .. NeedsReason && string.IsNullOrWhiteSpace(Reason)
                ?
                [
                    new DomainError(
                        "screening.reason",
                        "Donnez la raison : elle sera écrite dans chaque dossier.",
                        nameof(Reason)
                    ),
                ]
                : Array.Empty<DomainError>(),
        ];

    public bool NeedsReason => Act is CandidatureVerb.Reject or CandidatureVerb.SetAside or CandidatureVerb.Reconsider;
}

/// <param name="Opinions">What mentors think of the files, by candidature.</param>
public sealed record BulkModel(
    BulkInput Input,
    IReadOnlyList<CandidatureRow> Rows,
    IReadOnlyDictionary<Guid, OpinionCounts> Opinions
);

public sealed record BulkResult(CandidatureRow Row, string? Refusal);

/// <param name="At">Programme instant of the act, for whoever undoes it.</param>
/// <param name="Remarks">What the reason may not rest on.</param>
public sealed record BulkResults(
    CandidatureVerb Act,
    DateTimeOffset At,
    IReadOnlyList<BulkResult> Rows,
    IReadOnlyList<string> Remarks
)
{
    public bool CanBeUndone => Act != CandidatureVerb.Reconsider && Done.Any();

    public IEnumerable<BulkResult> Done => Rows.Where(row => row.Refusal is null);
}
