using EigPortal.Domain.Candidatures;

namespace EigPortal.Services.Candidatures.Uploads;

/// <summary>
/// A document being sent in pieces, so that a cut connection costs a piece and not the file. Its fingerprint is announced at the
/// start: the same file chosen again goes on where it stopped, and nothing else can take its place after closing.
/// </summary>
public sealed class Upload
{
    public const int Sha256Length = 64;

    /// <summary>In bytes: what one request may bring.</summary>
    public const int MaxPiece = 512 * 1024;

    /// <summary>In machine time: after it, the parts are thrown away.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private Upload() { }

    public Upload(
        Guid accountId,
        Guid candidatureId,
        DocumentKind kind,
        string fileName,
        long length,
        string sha256,
        DateTimeOffset arrivedAt,
        DateTimeOffset startedAt
    )
    {
        AccountId = accountId;
        CandidatureId = candidatureId;
        Kind = kind;
        FileName = fileName;
        Length = length;
        Sha256 = sha256;
        ArrivedAt = arrivedAt;
        StartedAt = startedAt;
    }

    /// <summary>Random, so that nothing tells one from another.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();
    public Guid AccountId { get; private set; }
    public Guid CandidatureId { get; private set; }
    public DocumentKind Kind { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>Announced, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Announced, lower-case hexadecimal; checked at the end.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>
    /// Programme time at which the request that began it arrived. The document counts from then, however long the rest took: a slow
    /// connection at 16:59:59 is not late (E1).
    /// </summary>
    public DateTimeOffset ArrivedAt { get; private set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>In bytes: what is safely on the disk.</summary>
    public long Received { get; private set; }

    /// <summary>What it became; finishing again gives the same.</summary>
    public Guid? DocumentId { get; private set; }

    public bool IsComplete => Received == Length;

    /// <summary>For people, rounded down: 100 only when everything is there.</summary>
    public int Percent => (int)(Received * 100 / Length);

    internal void Note(long received) => Received = received;

    internal void Finish(Guid documentId) => DocumentId = documentId;
}
