using EigPortal.Domain.Candidatures;

namespace EigPortal.Services.Files;

/// <summary>Reads what somebody sends.</summary>
public static class SentFile
{
    /// <summary>At most one byte past <see cref="Document.MaxLength"/>: enough to say that a file is too long.</summary>
    public static async Task<byte[]> ReadAsync(Stream content, CancellationToken ct)
    {
        // Uploads and files of forms know their length: one buffer, and no copy of it.
        if (content.CanSeek)
        {
            var whole = new byte[Math.Min(content.Length - content.Position, Document.MaxLength + 1)];
            await content.ReadExactlyAsync(whole, ct);
            return whole;
        }

        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        while (memory.Length <= Document.MaxLength && await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }
}

/// <summary>
/// Lets few files be whole in memory at once: one is checked as a whole, which takes some three times its length, and on the last
/// evening hundreds arrive together. The others wait their turn on the disk; the instant at which they arrived is theirs already.
/// </summary>
public sealed class FilesInMemory : IDisposable
{
    private const int AtOnce = 4;
    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Reads a file and works on it. Take no lock of the database before: whoever has a place may be waiting for that lock.</summary>
    public async Task<T> WithAsync<T>(Stream content, Func<byte[], Task<T>> work, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            return await work(await SentFile.ReadAsync(content, ct));
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
