using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Files.Scanning;

/// <summary>
/// Speaks to clamd: the command zINSTREAM, the file in pieces that each start with their length on four bytes, a piece of no length,
/// then one answer that ends with a zero byte. See the manual page clamd(8).
/// </summary>
public sealed class ClamAvScanner(IOptions<ScannerOptions> options) : IFileScanner
{
    private const int PieceLength = 64 * 1024;
    private const int LengthPrefix = 4;
    private const int MaxAnswer = 4096;

    public bool IsConfigured => true;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        using var client = new TcpClient();
        try
        {
            await ConnectAsync(client, limit.Token);
        }
        catch (Exception unreachable) when (unreachable is SocketException || IsTimeout(unreachable, ct))
        {
            return new ScanVerdict.Failed("L’antivirus ne répond pas.", IsDown: true);
        }

        try
        {
            var connection = client.GetStream();
            await SendAsync(connection, content, limit.Token);
            return Read(await AnswerAsync(connection, limit.Token));
        }
        catch (Exception late) when (IsTimeout(late, ct))
        {
            return new ScanVerdict.Failed("L’antivirus n’a pas répondu à temps.", IsDown: false);
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            return new ScanVerdict.Failed("La liaison avec l’antivirus s’est rompue.", IsDown: false);
        }
    }

    private async Task ConnectAsync(TcpClient client, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.ConnectSeconds));
        await client.ConnectAsync(options.Value.Host, options.Value.Port, limit.Token);
    }

    private static async Task SendAsync(NetworkStream connection, Stream content, CancellationToken ct)
    {
        await connection.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var piece = new byte[LengthPrefix + PieceLength];
        try
        {
            while (await content.ReadAsync(piece.AsMemory(LengthPrefix), ct) is var read and > 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(piece, read);
                await connection.WriteAsync(piece.AsMemory(0, LengthPrefix + read), ct);
            }

            await connection.WriteAsync(new byte[LengthPrefix], ct);
        }
        catch (IOException)
        {
            // clamd answers and hangs up in the middle of a file that exceeds its own limit: its answer says so.
        }
    }

    private static async Task<string> AnswerAsync(NetworkStream connection, CancellationToken ct)
    {
        var answer = new byte[MaxAnswer];
        var length = 0;
        while (length < answer.Length && await connection.ReadAsync(answer.AsMemory(length), ct) is var read and > 0)
        {
            length += read;
            if (answer.AsSpan(0, length).IndexOf((byte)0) is var end and >= 0)
            {
                return Encoding.UTF8.GetString(answer, 0, end);
            }
        }

        throw new IOException("clamd hung up before the end of its answer.");
    }

    private static ScanVerdict Read(string answer)
    {
        const string Prefix = "stream: ";
        const string Found = " FOUND";
        if (answer == "stream: OK")
        {
            return new ScanVerdict.Clean();
        }

        return answer.StartsWith(Prefix, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal)
            ? new ScanVerdict.Infected(answer[Prefix.Length..^Found.Length])
            : new ScanVerdict.Failed($"L’antivirus a répondu : {answer}", IsDown: false);
    }

    private static bool IsTimeout(Exception problem, CancellationToken ct) =>
        problem is OperationCanceledException && !ct.IsCancellationRequested;
}
