using EigPortal.Domain.Candidatures;

namespace EigPortal.Services.Files;

/// <summary>Reads what somebody sends.</summary>
public static class SentFile
{
    /// <summary>At most a little past <see cref="Document.MaxLength"/>: enough to say that a file is too long.</summary>
    public static async Task<byte[]> ReadAsync(Stream content, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        while (memory.Length <= Document.MaxLength && await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }
}
