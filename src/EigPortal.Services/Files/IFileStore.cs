namespace EigPortal.Services.Files;

/// <summary>Bytes in the store, as the store knows them.</summary>
public sealed record StoredBytes(Guid Id, DateTimeOffset WrittenAt);

/// <summary>Where the bytes of files live. What is stored never changes; reading asks nobody for permission: callers do.</summary>
public interface IFileStore
{
    /// <summary>
    /// Stores the bytes durably and describes them. The caller adds the returned row to the database in its own transaction: bytes
    /// whose row was never committed are unreachable. With a scanner, the file starts in quarantine; a caller that wrote the bytes
    /// itself says so with <see cref="StoredFile.Trust"/>.
    /// </summary>
    /// <param name="contentType">Type found in the content, not the one announced.</param>
    /// <param name="storedBy">Account that sent the file; null for files the portal makes.</param>
    Task<StoredFile> SaveAsync(Stream content, string contentType, Guid? storedBy, CancellationToken ct);

    /// <summary>The bytes from their start, or null when the store does not have them.</summary>
    Task<Stream?> OpenReadAsync(Guid id, CancellationToken ct);

    /// <summary>Everything that is stored, named by a row or not. What is set aside is not listed.</summary>
    IEnumerable<StoredBytes> List();

    /// <summary>Takes bytes out of the store without losing them: the runbook says how to bring them back.</summary>
    void SetAside(Guid id);

    /// <summary>Throws away halves of writes and what was set aside, older than these instants of machine time.</summary>
    void Sweep(DateTimeOffset halvesBefore, DateTimeOffset asideBefore);

    /// <summary>Destroys the bytes. Does nothing when they are already gone.</summary>
    Task DeleteAsync(Guid id, CancellationToken ct);
}
