using System.Security.Cryptography;
using System.Text;

namespace EigPortal.Domain.Shared;

/// <summary>
/// Ids that stand for people where nobody is named: HMAC-SHA256 of the id, keyed by a salt that never leaves the portal. Without the salt
/// they lead back to nobody; with it, the same person always has the same one. As a comparer, it orders by pseudonym: computations that
/// depend on an order take this one, so that they come out the same from papers that name nobody.
/// </summary>
public sealed class Pseudonyms(Guid salt) : IComparer<Guid>
{
    private readonly Dictionary<Guid, Guid> known = [];

    public Guid Of(Guid id)
    {
        if (!known.TryGetValue(id, out var pseudonym))
        {
            known[id] = pseudonym = new Guid(
                HMACSHA256.HashData(salt.ToByteArray(), Encoding.ASCII.GetBytes($"{id:N}")).AsSpan(0, 16)
            );
        }

        return pseudonym;
    }

    /// <summary>The pseudonym as text, for what is ordered or drawn by text.</summary>
    public string KeyOf(Guid id) => $"{Of(id):N}";

    public int Compare(Guid x, Guid y) => Of(x).CompareTo(Of(y));
}
