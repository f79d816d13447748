using System.Text.RegularExpressions;

namespace EigPortal.Services.Mail;

/// <summary>What a mail server says when it sends a message back (RFC 3464), read from the report as staff paste it.</summary>
/// <param name="MailId">The mail of the outbox that came back.</param>
/// <param name="Reason">What the server says, in one line.</param>
/// <param name="IsPermanent">False when the server only says that it still tries.</param>
public sealed partial record BounceReport(Guid MailId, string Reason, bool IsPermanent)
{
    /// <summary>Null when the text names none of our mails.</summary>
    public static BounceReport? Parse(string text)
    {
        if (MessageId().Match(text) is not { Success: true } named)
        {
            return null;
        }

        var status = Status().Match(text);
        var diagnostic = Diagnostic().Match(text);
        var reason =
            diagnostic.Success ? diagnostic.Groups["said"].Value.Trim()
            : status.Success ? status.Groups["code"].Value
            : "Revenu sans explication";
        return new BounceReport(
            Guid.ParseExact(named.Groups["id"].Value, "N"),
            reason,
            !status.Success || status.Groups["code"].Value[0] == '5'
        );
    }

    [GeneratedRegex(@"\b(?<id>[0-9a-f]{32})@portail\.eig\b", RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"^\s*Status:\s*(?<code>[245]\.\d{1,3}\.\d{1,3})", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Status();

    [GeneratedRegex(@"^\s*Diagnostic-Code:\s*(?:smtp\s*;)?(?<said>.+)$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Diagnostic();
}
