using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EigPortal.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection that does as little as possible, so that the two cores go to what is measured: writes prepared
/// bytes, reads the status, and counts the body by Content-Length or by chunks.
/// </summary>
internal sealed class RawConnection(Uri server) : IAsyncDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[2 * 1024 * 1024];
    private int filled;
    private int headLength;

    public Task ConnectAsync() => socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));

    /// <summary>Sends a request; answers the status and the bytes on the wire.</summary>
    public async ValueTask<(int Status, int Bytes)> SendAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        filled = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync();
        }

        headLength = headEnd + 2;
        var bodyStart = headEnd + 4;
        var status = int.Parse(buffer.AsSpan(9, 3));
        var length = ContentLength(buffer.AsSpan(0, headEnd));
        if (length is { } known)
        {
            while (filled < bodyStart + known)
            {
                await ReceiveAsync();
            }
        }
        else
        {
            while (!buffer.AsSpan(bodyStart, filled - bodyStart).EndsWith("0\r\n\r\n"u8))
            {
                await ReceiveAsync();
            }
        }

        return (status, filled);
    }

    /// <summary>Whether the head of the last response holds this text.</summary>
    public bool HeadHolds(string text)
    {
        Span<byte> sought = stackalloc byte[text.Length];
        Encoding.ASCII.GetBytes(text, sought);
        return buffer.AsSpan(0, headLength).IndexOf(sought) >= 0;
    }

    public string LastResponse => Encoding.UTF8.GetString(buffer, 0, filled);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask ReceiveAsync()
    {
        if (filled == buffer.Length)
        {
            throw new IOException($"The answer is longer than {buffer.Length} bytes: no page should be.");
        }

        var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
        filled += read > 0 ? read : throw new IOException("The server closed the connection.");
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var start = head.IndexOf("\r\nContent-Length: "u8);
        return start >= 0 && Utf8Parser.TryParse(head[(start + 18)..], out int length, out _) ? length : null;
    }
}
