using EigPortal.Services.Data;
using EigPortal.Services.Files;

namespace EigPortal.Services.Demo;

/// <summary>Puts made-up documents where real ones go.</summary>
internal static class DemoFiles
{
    public static async Task<StoredFile> StoreAsync(
        EigDbContext db,
        IFileStore files,
        byte[] content,
        string contentType,
        Guid owner,
        CancellationToken ct
    )
    {
        using var stream = new MemoryStream(content);
        var stored = await files.SaveAsync(stream, contentType, owner, ct);
        stored.Trust();
        db.Files.Add(stored);
        return stored;
    }
}
