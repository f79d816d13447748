using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Screening;

/// <summary>What two files have in common, from what says most to what says least.</summary>
public enum DuplicateClue
{
    /// <summary>Addresses that reach the same mailbox.</summary>
    SameMailbox,

    /// <summary>The same telephone number, however it is written.</summary>
    SamePhone,

    /// <summary>The same document, byte for byte.</summary>
    SameDocument,

    /// <summary>The same names, in any order and with or without accents: namesakes exist.</summary>
    SameName,
}

/// <summary>What is compared of a file.</summary>
/// <param name="Addresses">Of the account and of the submission.</param>
/// <param name="Phone">As typed.</param>
/// <param name="DocumentHashes">SHA-256 of what was submitted.</param>
public sealed record PersonOfFile(
    Guid CandidatureId,
    string Number,
    string FullName,
    IReadOnlyCollection<string> Addresses,
    string Phone,
    IReadOnlyCollection<string> DocumentHashes
);

/// <summary>Two files that may be one person's. The first number comes first.</summary>
public sealed record LikelyDuplicate(Guid FirstId, Guid SecondId, IReadOnlyList<DuplicateClue> Clues);

/// <summary>
/// Finds files of the same person under two accounts (E4). It only proposes: staff say which are one person. Pure, the same for any
/// order of its input, and linear in the number of files but for what they share.
/// </summary>
public static class Duplicates
{
    /// <summary>Digits of a French number without its prefix; shorter ones say nothing.</summary>
    private const int PhoneDigits = 9;

    /// <summary>What more files than this share is a switchboard or an example copied, and tells of nobody.</summary>
    private const int MostFilesOfOnePerson = 5;

    public static IReadOnlyList<LikelyDuplicate> Find(IEnumerable<PersonOfFile> files)
    {
        var ordered = files.OrderBy(file => file.Number, StringComparer.Ordinal).ThenBy(file => file.CandidatureId).ToList();
        var places = ordered.Select((file, place) => (file.CandidatureId, place)).ToDictionary();
        var pairs =
            from clue in Enum.GetValues<DuplicateClue>()
            from pair in PairsSharing(ordered, file => KeysOf(file, clue))
            group clue by pair into found
            orderby places[found.Key.First], places[found.Key.Second]
            select new LikelyDuplicate(found.Key.First, found.Key.Second, [.. found.Order()]);
        return [.. pairs];
    }

    private static IEnumerable<(Guid First, Guid Second)> PairsSharing(
        IEnumerable<PersonOfFile> ordered,
        Func<PersonOfFile, IEnumerable<string>> keysOf
    )
    {
        var groups =
            from file in ordered
            from key in keysOf(file).Distinct()
            group file.CandidatureId by key into sharing
            where sharing.Count() <= MostFilesOfOnePerson
            select sharing.ToList();
        return groups
            .SelectMany(ids => ids.SelectMany((first, place) => ids.Skip(place + 1).Select(second => (first, second))))
            .Distinct();
    }

    private static IEnumerable<string> KeysOf(PersonOfFile file, DuplicateClue clue) =>
        clue switch
        {
            DuplicateClue.SameMailbox => file.Addresses.Where(address => address.Contains('@')).Select(Mailbox.Of),
            DuplicateClue.SamePhone => PhoneKey(file.Phone),
            DuplicateClue.SameDocument => file.DocumentHashes,
            DuplicateClue.SameName => NameKey(file.FullName),
        };

    private static IEnumerable<string> PhoneKey(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length < PhoneDigits ? [] : [digits[^PhoneDigits..]];
    }

    private static IEnumerable<string> NameKey(string name)
    {
        var words = PlainText
            .Words(name)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal)
            .ToList();
        return words.Count < 2 ? [] : [string.Join(' ', words)];
    }
}
