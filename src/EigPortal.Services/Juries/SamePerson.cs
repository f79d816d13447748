namespace EigPortal.Services.Juries;

/// <summary>The ways by which a person is recognised under two accounts: the account itself, and every address known for it (B29).</summary>
internal sealed record SamePerson(Guid AccountId, IReadOnlyList<string?> Addresses)
{
    private readonly HashSet<string> normalised = [.. Addresses.OfType<string>().Select(Normalise)];

    public bool Is(SamePerson other) => AccountId == other.AccountId || normalised.Overlaps(other.normalised);

    /// <summary>Lower case, without the tag after "+"; mailboxes of Gmail also ignore dots.</summary>
    private static string Normalise(string address)
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
