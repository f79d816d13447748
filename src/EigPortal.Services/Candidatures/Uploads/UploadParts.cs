using EigPortal.Services.Files;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Candidatures.Uploads;

/// <summary>Where the beginnings of files wait, beside the file store that every node shares. Named by identifier only.</summary>
public sealed class UploadParts(IOptions<FilesOptions> options)
{
    private const string Extension = ".partie";
    private const int BufferSize = 81_920;

    private string Folder => Path.Combine(options.Value.Path, DiskFileStore.UploadsFolder);

    /// <summary>Writes a piece at its place and forgets whatever followed; durable when it returns.</summary>
    /// <returns>What is there now; less than the end of the piece when what should precede it is lost.</returns>
    public async Task<long> WriteAsync(Guid id, long position, ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        await using var file = new FileStream(
            PathOf(id),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.None,
            BufferSize,
            FileOptions.Asynchronous
        );
        if (file.Length < position)
        {
            return file.Length;
        }

        file.SetLength(position);
        file.Position = position;
        await file.WriteAsync(piece, ct);
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    /// <summary>What was received, from its start; nothing when it is no longer there.</summary>
    public Stream Read(Guid id)
    {
        try
        {
            return new FileStream(
                PathOf(id),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                BufferSize,
                FileOptions.Asynchronous
            );
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return Stream.Null;
        }
    }

    public void Delete(Guid id)
    {
        if (Directory.Exists(Folder))
        {
            File.Delete(PathOf(id));
        }
    }

    public IReadOnlyList<Guid> All() =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(Folder, $"*{Extension}")
                    .Select(path => Guid.ParseExact(Path.GetFileNameWithoutExtension(path), "N")),
            ]
            : [];

    private string PathOf(Guid id) => Path.Combine(Folder, $"{id:N}{Extension}");
}
