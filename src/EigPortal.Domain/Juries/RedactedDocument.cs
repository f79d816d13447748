using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>A copy of a document, made by staff, that jurors may read while identities are hidden. The last one of a document counts.</summary>
public sealed class RedactedDocument : Entity
{
    private RedactedDocument() { }

    public RedactedDocument(
        Guid candidatureId,
        Guid documentId,
        Guid fileId,
        long length,
        string sha256,
        Guid by,
        DateTimeOffset now
    )
    {
        CandidatureId = candidatureId;
        DocumentId = documentId;
        FileId = fileId;
        Length = length;
        Sha256 = sha256;
        UploadedBy = by;
        UploadedAt = now;
        Raise(new DocumentRedacted(candidatureId));
    }

    public Guid CandidatureId { get; private set; }

    /// <summary>The document that it stands for.</summary>
    public Guid DocumentId { get; private set; }
    public Guid FileId { get; private set; }

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";
    public Guid UploadedBy { get; private set; }
    public DateTimeOffset UploadedAt { get; private set; }

    /// <summary>When a later copy took its place.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    public RedactedCopy Copy => new(DocumentId, FileId, Length, Sha256);

    public void Replace(DateTimeOffset now) => ReplacedAt ??= now;
}

public sealed record DocumentRedacted(Guid CandidatureId) : DomainEvent(nameof(Candidatures.Candidature), CandidatureId)
{
    public override string Sentence => "Copie anonymisée d’un document déposée pour le jury";
}
