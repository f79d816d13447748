namespace EigPortal.Services.Files;

/// <summary>A file behind the file store seam. Its bytes never change.</summary>
public sealed class StoredFile
{
    private StoredFile() { }

    public StoredFile(Guid id, string contentType, long length, string sha256, Guid? storedBy, DateTimeOffset storedAt)
    {
        Id = id;
        ContentType = contentType;
        Length = length;
        Sha256 = sha256;
        StoredBy = storedBy;
        StoredAt = storedAt;
    }

    public Guid Id { get; private set; }

    /// <summary>Type found in the content, not the one announced.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";
    public Guid? StoredBy { get; private set; }
    public DateTimeOffset StoredAt { get; private set; }
}
