namespace EigPortal.Web.Startup;

/// <summary>
/// Takes NUL characters out of posted forms before anything reads them. A paste may hold one; the framework refuses the whole form for
/// it, and everything typed would be lost (E2).
/// </summary>
internal static class NulFreeForms
{
    private const string FormType = "application/x-www-form-urlencoded";

    public static void UseFormsWithoutNul(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true)
                {
                    // Our pages are in UTF-8, and so are their forms; an encoding that the framework does not know would fail.
                    context.Request.ContentType = FormType;
                    context.Request.Body = new NulFreeStream(context.Request.Body);
                }

                return next(context);
            }
        );
}

/// <summary>A urlencoded body without its <c>%00</c>: a percent sign that was typed is itself encoded, so nothing else looks so.</summary>
internal sealed class NulFreeStream(Stream inner) : Stream
{
    private readonly byte[] chunk = new byte[8_192];

    // [start, ready) can be given out; [ready, end) may be the beginning of an encoded NUL.
    private int start;
    private int ready;
    private int end;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (start == ready && buffer.Length > 0)
        {
            var carried = end - ready;
            Array.Copy(chunk, ready, chunk, 0, carried);
            var read = await inner.ReadAsync(chunk.AsMemory(carried), cancellationToken);
            (start, end) = (0, Compact(carried + read));
            ready = read == 0 ? end : end - Unfinished();
            if (read == 0)
            {
                break;
            }
        }

        var given = Math.Min(buffer.Length, ready - start);
        chunk.AsSpan(start, given).CopyTo(buffer.Span);
        start += given;
        return given;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Compact(int length)
    {
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            if (chunk.AsSpan(i, length - i).StartsWith("%00"u8))
            {
                i += 2;
            }
            else
            {
                chunk[kept++] = chunk[i];
            }
        }

        return kept;
    }

    private int Unfinished()
    {
        var text = chunk.AsSpan(0, end);
        return text.EndsWith("%0"u8) ? 2
            : text.EndsWith("%"u8) ? 1
            : 0;
    }
}
