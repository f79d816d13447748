using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EigPortal.TestKit.Files;

/// <summary>How the scanner behaves for the next files.</summary>
public enum ClamMood
{
    Working,

    /// <summary>Takes the file and never answers.</summary>
    Slow,

    /// <summary>Hangs up in the middle of its answer.</summary>
    Broken,

    /// <summary>Says something that the protocol does not foresee.</summary>
    Confused,

    /// <summary>Answers, then hangs up, before the file is wholly sent: what clamd does past its own limit.</summary>
    TooSmall,
}

/// <summary>A small real server that speaks the INSTREAM command of clamd, and finds the test string of EICAR.</summary>
public sealed class ClamServer : IAsyncDisposable
{
    /// <summary>The middle of the test string: enough for this server, and no scanner of a developer's machine takes this file for a threat.</summary>
    public const string Eicar = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

    public const string Signature = "Win.Test.EICAR_HDB-1";

    private readonly CancellationTokenSource stopping = new();
    private readonly List<byte[]> files = [];
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    public ClamServer()
    {
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    public int Port { get; }
    public ClamMood Mood { get; set; }

    /// <summary>What was wholly received, in order.</summary>
    public IReadOnlyList<byte[]> Files
    {
        get
        {
            lock (files)
            {
                return [.. files];
            }
        }
    }

    /// <summary>Refuses connections until <see cref="Start"/>.</summary>
    public async Task StopAsync()
    {
        listener?.Stop();
        listener = null;
        await accepting;
    }

    public void Start()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await StopAsync();
        stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await from.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream connection)
    {
        var command = new byte["zINSTREAM\0"u8.Length];
        await connection.ReadExactlyAsync(command, stopping.Token);
        if (!command.AsSpan().SequenceEqual("zINSTREAM\0"u8))
        {
            await SayAsync(connection, "UNKNOWN COMMAND");
            return;
        }

        if (Mood == ClamMood.TooSmall)
        {
            await SayAsync(connection, "INSTREAM size limit exceeded. ERROR");
            return;
        }

        var file = await ReceiveAsync(connection);
        switch (Mood)
        {
            case ClamMood.Slow:
                // Until the client gives up.
                await connection.CopyToAsync(Stream.Null, stopping.Token);
                break;
            case ClamMood.Broken:
                await connection.WriteAsync("stream: O"u8.ToArray(), stopping.Token);
                break;
            case ClamMood.Confused:
                await SayAsync(connection, "stream: Can't allocate memory ERROR");
                break;
            default:
                await SayAsync(
                    connection,
                    file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Eicar)) >= 0 ? $"stream: {Signature} FOUND" : "stream: OK"
                );
                break;
        }
    }

    private async Task<byte[]> ReceiveAsync(NetworkStream connection)
    {
        using var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await connection.ReadExactlyAsync(length, stopping.Token);
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (piece.Length == 0)
            {
                break;
            }

            await connection.ReadExactlyAsync(piece, stopping.Token);
            file.Write(piece);
        }

        lock (files)
        {
            files.Add(file.ToArray());
        }

        return file.ToArray();
    }

    private Task SayAsync(NetworkStream connection, string answer) =>
        connection.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"), stopping.Token).AsTask();
}
