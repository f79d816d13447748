using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Candidate.Documents;

/// <summary>A kind of document, with the one attached when there is one.</summary>
public sealed record DocumentSlot(DocumentKind Kind, string Title, string Hint, Document? Current)
{
    /// <summary>Part of the address, such as "cv".</summary>
    public string Key => Kind.ToString().ToLowerInvariant();
}

public sealed record DocumentsModel(IReadOnlyList<DocumentSlot> Slots, StandingModel Standing, DateTimeOffset? Late = null)
{
    private static readonly long MaxMegabytes = Document.MaxLength / (1024 * 1024);

    public static DocumentsModel From(CandidatureFile file, DateTimeOffset now) =>
        new(
            [
                Slot(file, DocumentKind.Cv, $"PDF, {MaxMegabytes}\u00a0Mo au plus, sans mot de passe. Deux pages suffisent."),
                Slot(
                    file,
                    DocumentKind.Portfolio,
                    $"PDF, {MaxMegabytes}\u00a0Mo au plus. Une sélection de vos travaux, si votre métier s’y prête."
                ),
            ],
            StandingModel.From(file, now)
        );

    private static DocumentSlot Slot(CandidatureFile file, DocumentKind kind, string hint) =>
        new(
            kind,
            DocumentLabels.Of(kind),
            hint,
            file.Candidature.CurrentDocuments.SingleOrDefault(document => document.Kind == kind)
        );
}
