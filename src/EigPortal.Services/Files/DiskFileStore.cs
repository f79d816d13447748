using System.Security.Cryptography;
using EigPortal.Services.Files.Scanning;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Files;

public sealed class FilesOptions
{
    public const string Section = "Files";

    /// <summary>Folder of the files. Every node must see the same one.</summary>
    public string Path { get; set; } = "";
}

/// <summary>
/// Files in a folder, named by their identifier only: no name typed by a person reaches the disk. A file appears whole or not at
/// all, because it is written beside, flushed to the disk, then renamed.
/// </summary>
public sealed class DiskFileStore(IOptions<FilesOptions> options, IFileScanner scanner, TimeProvider machine) : IFileStore
{
    /// <summary>Folder of the beginnings of files, beside the whole ones.</summary>
    public const string UploadsFolder = "envois";

    private const string AsideFolder = "corbeille";
    private const string HalfExtension = ".tmp";
    private const int BufferSize = 81_920;

    public async Task<StoredFile> SaveAsync(Stream content, string contentType, Guid? storedBy, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}{HalfExtension}";
        try
        {
            var (length, sha256) = await WriteAsync(content, temporary, ct);
            File.Move(temporary, path);
            return Described(new StoredFile(id, contentType, length, sha256, storedBy, machine.GetUtcNow()));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Task<Stream?> OpenReadAsync(Guid id, CancellationToken ct)
    {
        var path = PathOf(id);
        return Task.FromResult<Stream?>(
            File.Exists(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous)
                : null
        );
    }

    public IEnumerable<StoredBytes> List() =>
        from path in Shards()
        let id = Guid.TryParseExact(Path.GetFileName(path), "N", out var parsed) ? parsed : (Guid?)null
        where id is not null
        select new StoredBytes(id.Value, File.GetLastWriteTimeUtc(path));

    public void SetAside(Guid id)
    {
        var aside = Path.Combine(options.Value.Path, AsideFolder, id.ToString("N"));
        Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
        File.Move(PathOf(id), aside, overwrite: true);
        // Its month starts now, not when it was written.
        File.SetLastWriteTimeUtc(aside, machine.GetUtcNow().UtcDateTime);
    }

    public void Sweep(DateTimeOffset halvesBefore, DateTimeOffset asideBefore)
    {
        var aside = new DirectoryInfo(Path.Combine(options.Value.Path, AsideFolder));
        Delete(Shards().Where(path => path.EndsWith(HalfExtension, StringComparison.Ordinal)), halvesBefore);
        Delete(aside.Exists ? aside.EnumerateFiles().Select(file => file.FullName) : [], asideBefore);
    }

    private static void Delete(IEnumerable<string> paths, DateTimeOffset before)
    {
        foreach (var path in paths.Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime).ToList())
        {
            File.Delete(path);
        }
    }

    /// <summary>Files of the folders of two letters, and of no other folder.</summary>
    private IEnumerable<string> Shards() =>
        Directory.Exists(options.Value.Path)
            ? Directory
                .EnumerateDirectories(options.Value.Path, "??")
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            : [];

    // In quarantine from the start: a use case that forgot to ask for an analysis would otherwise open a hole.
    private StoredFile Described(StoredFile stored)
    {
        if (scanner.IsConfigured)
        {
            stored.AwaitScan(stored.StoredAt);
        }

        return stored;
    }

    public Task DeleteAsync(Guid id, CancellationToken ct)
    {
        var path = PathOf(id);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private static async Task<(long Length, string Sha256)> WriteAsync(Stream content, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            BufferSize,
            FileOptions.Asynchronous
        );
        var buffer = new byte[BufferSize];
        long length = 0;
        while (await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            length += read;
        }

        file.Flush(flushToDisk: true);
        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // The end of a UUID v7 is random, its start is a date: sharding by the end spreads the files.
    private string PathOf(Guid id)
    {
        if (string.IsNullOrWhiteSpace(options.Value.Path))
        {
            throw new InvalidOperationException($"Set {FilesOptions.Section}:Path to the folder that keeps the files.");
        }

        var name = id.ToString("N");
        return Path.Combine(options.Value.Path, name[^2..], name[^4..^2], name);
    }
}
