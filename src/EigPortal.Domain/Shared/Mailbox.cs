namespace EigPortal.Domain.Shared;

/// <summary>The mailbox behind an address: two addresses that reach the same one are the same person's.</summary>
public static class Mailbox
{
    /// <summary>Lower case, without the tag after "+"; mailboxes of Gmail also ignore dots.</summary>
    public static string Of(string address)
    {
        var lower = address.Trim().ToLowerInvariant();
        var at = lower.LastIndexOf('@');
        if (at < 0)
        {
            return lower;
        }

        var (mailbox, domain) = (lower[..at].Split('+')[0], lower[(at + 1)..]);
        return domain is "gmail.com" or "googlemail.com" ? $"{mailbox.Replace(".", "")}@gmail.com" : $"{mailbox}@{domain}";
    }
}
