using System.Security.Cryptography;
using System.Text;

namespace EigPortal.Web.Shared;

/// <summary>The place of a warning under a text, filled or not.</summary>
/// <param name="Field">Name of the text's field.</param>
public sealed record RemarkNotice(string Field, IReadOnlyList<string> Sentences)
{
    public static RemarkNotice Of(string field, string? text) => new(field, RemarkWarning.Of(text));
}

/// <summary>
/// Words to read again before an act that tells them or keeps them for good. The act waits once, until the page has shown them; sent again
/// it is done, with the same words or others: a warning, never a block.
/// </summary>
/// <param name="Notices">Texts that hold a remark, with what is said of each.</param>
public sealed record RemarksToRead(IReadOnlyList<RemarkNotice> Notices)
{
    public static RemarksToRead Of(params IEnumerable<(string Field, string? Text)> texts) =>
        new([.. texts.Select(text => RemarkNotice.Of(text.Field, text.Text)).Where(notice => notice.Sentences.Count > 0)]);

    public bool IsEmpty => Notices.Count == 0;

    /// <summary>What a form sends back to say that its page showed these remarks; empty without any.</summary>
    public string Seen =>
        IsEmpty
            ? ""
            : Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Notices.SelectMany(notice => notice.Sentences))))
            )[..16];

    /// <param name="seen">What the form sent.</param>
    public bool AreUnread(string? seen) => !IsEmpty && seen != Seen;
}
