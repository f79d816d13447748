using EigPortal.Domain.Shared;

namespace EigPortal.Services.Juries;

/// <summary>The ways by which a person is recognised under two accounts: the account itself, and every address known for it (B29).</summary>
internal sealed record SamePerson(Guid AccountId, IReadOnlyList<string?> Addresses)
{
    private readonly HashSet<string> mailboxes = [.. Addresses.OfType<string>().Select(Mailbox.Of)];

    public bool Is(SamePerson other) => AccountId == other.AccountId || mailboxes.Overlaps(other.mailboxes);
}
