using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Files;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Candidate.Documents;

/// <summary>A kind of document, with the one attached when there is one.</summary>
/// <param name="Scan">What is known of the safety of the attached one.</param>
/// <param name="Begun">An upload that stopped in the middle.</param>
public sealed record DocumentSlot(DocumentKind Kind, string Title, string Hint, Document? Current, ScanState Scan, Upload? Begun)
{
    /// <summary>As it reads in the middle of a sentence.</summary>
    public string Name => Kind == DocumentKind.Cv ? "CV" : "portfolio";

    /// <summary>Part of the address, such as "cv".</summary>
    public string Key => Kind.ToString().ToLowerInvariant();
}

public sealed record DocumentsModel(IReadOnlyList<DocumentSlot> Slots, StandingModel Standing, DateTimeOffset? Late = null)
{
    public static DocumentsModel From(
        CandidatureFile file,
        IReadOnlyDictionary<Guid, ScanState> scans,
        IReadOnlyList<Upload> begun,
        DateTimeOffset now
    ) =>
        new(
            [
                Slot(file, scans, begun, DocumentKind.Cv, $"{UploadLimits.Sentence}, sans mot de passe. Deux pages suffisent."),
                Slot(
                    file,
                    scans,
                    begun,
                    DocumentKind.Portfolio,
                    $"{UploadLimits.Sentence}. Une sélection de vos travaux, si votre métier s’y prête."
                ),
            ],
            StandingModel.From(file, now)
        );

    private static DocumentSlot Slot(
        CandidatureFile file,
        IReadOnlyDictionary<Guid, ScanState> scans,
        IReadOnlyList<Upload> begun,
        DocumentKind kind,
        string hint
    )
    {
        var current = file.Candidature.CurrentDocuments.SingleOrDefault(document => document.Kind == kind);
        return new DocumentSlot(
            kind,
            DocumentLabels.Of(kind),
            hint,
            current,
            current is null ? ScanState.NotScanned : scans[current.FileId],
            begun.SingleOrDefault(upload => upload.Kind == kind)
        );
    }
}
