using System.Security.Cryptography;
using System.Text;
using EigPortal.Services.Files;
using EigPortal.Services.Files.Scanning;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Tests.Files;

public sealed class DiskFileStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eig-files-").FullName;
    private readonly DiskFileStore store;

    public DiskFileStoreTests() =>
        store = new DiskFileStore(Options.Create(new FilesOptions { Path = folder }), new NoScanner(), TimeProvider.System);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Bytes_come_back_as_they_were_with_their_length_and_hash()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var stored = await store.SaveAsync(new MemoryStream(bytes), "application/pdf", null, CancellationToken.None);
        await using var read = await store.OpenReadAsync(stored.Id, CancellationToken.None);
        var memory = new MemoryStream();
        await read!.CopyToAsync(memory);
        Assert.Equal(bytes, memory.ToArray());
        Assert.Equal(bytes.Length, stored.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256);
    }

    [Fact]
    public async Task An_unknown_file_is_null() =>
        Assert.Null(await store.OpenReadAsync(Guid.CreateVersion7(), CancellationToken.None));

    [Fact]
    public async Task A_stream_that_breaks_leaves_no_file_behind()
    {
        await Assert.ThrowsAsync<IOException>(() =>
            store.SaveAsync(new BreakingStream(), "application/pdf", null, CancellationToken.None)
        );
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    private sealed class BreakingStream : MemoryStream
    {
        private bool first = true;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!first)
            {
                throw new IOException("The connection broke.");
            }

            first = false;
            Encoding.ASCII.GetBytes("%PDF-1.4").CopyTo(buffer);
            return ValueTask.FromResult(8);
        }
    }
}
