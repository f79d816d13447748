using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>What two people seem to have in common.</summary>
public enum ConflictClue
{
    /// <summary>The juror named this person among those they know.</summary>
    NamedByThem,

    /// <summary>The file tells of an employer of the juror; the administration that a mentor or a contact works for is one.</summary>
    SameEmployer,

    /// <summary>Addresses of the same organisation.</summary>
    SameAddressDomain,

    /// <summary>Both were in, or accompanied, the same team of an earlier promotion.</summary>
    FormerTeam,

    /// <summary>The file tells of a school of the juror.</summary>
    SameSchool,

    /// <summary>The person asks for a challenge that the juror accompanies or whose administration they handle.</summary>
    HostOfWish,
}

/// <param name="AccountId">A juror, or a member of staff.</param>
/// <param name="Employers">As they named them, and the administration they work for as a mentor or a contact.</param>
/// <param name="TeamIds">Teams of earlier promotions, as a fellow or a mentor.</param>
/// <param name="HostedChallengeIds">Challenges they accompany, or of the administration they are a contact of.</param>
public sealed record PersonTies(
    Guid AccountId,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Employers,
    IReadOnlyList<string> Schools,
    IReadOnlyList<string> KnownPeople,
    IReadOnlyList<Guid> TeamIds,
    IReadOnlyList<Guid> HostedChallengeIds
);

/// <param name="Background">Where a person tells of their past: not what they would bring to a challenge, which names its host.</param>
public sealed record FileTies(
    Guid CandidatureId,
    Guid AccountId,
    string FullName,
    IReadOnlyList<string> Addresses,
    string Background,
    IReadOnlyList<Guid> TeamIds,
    IReadOnlyList<Guid> WishedChallengeIds
);

/// <summary>A tie that nobody has declared, for staff to confirm or waive.</summary>
/// <param name="Level">What is usual for this clue; staff may choose another.</param>
/// <param name="Evidence">What was found: the name of an employer, a domain. Empty for a team or a challenge.</param>
public sealed record ConflictProposal(
    Guid AccountId,
    Guid CandidatureId,
    ConflictClue Clue,
    ConflictLevel Level,
    string Evidence
);

/// <summary>
/// Finds ties in what is known of jurors and files. It only proposes: names alike are not people alike, and a person may have left
/// an employer long ago. Pure, and the same for any order of its input.
/// </summary>
public static class ConflictInference
{
    private const int ShortestName = 3;

    /// <summary>Names that many share without knowing each other, compared after <see cref="PlainText.Words"/>.</summary>
    private static readonly HashSet<string> SaysNothing =
    [
        "association",
        "auto entrepreneur",
        "auto entrepreneuse",
        "chomage",
        "ecole",
        "etat",
        "etudes",
        "freelance",
        "independant",
        "independante",
        "lycee",
        "mairie",
        "ministere",
        "neant",
        "prefecture",
        "sans objet",
        "start up",
        "startup",
        "universite",
    ];

    /// <summary>Providers that lend an address to anybody: the name before the first dot.</summary>
    private static readonly HashSet<string> PublicMail =
    [
        "aliceadsl",
        "aol",
        "bbox",
        "club-internet",
        "fastmail",
        "free",
        "gmail",
        "gmx",
        "googlemail",
        "hey",
        "hotmail",
        "icloud",
        "laposte",
        "live",
        "mac",
        "mail",
        "mailo",
        "me",
        "msn",
        "neuf",
        "numericable",
        "orange",
        "outlook",
        "pm",
        "posteo",
        "proton",
        "protonmail",
        "riseup",
        "sfr",
        "tuta",
        "tutanota",
        "voila",
        "wanadoo",
        "yahoo",
        "ymail",
        "zoho",
    ];

    /// <summary>Under these, the next label names the organisation.</summary>
    private static readonly HashSet<string> SharedSuffixes = ["gouv.fr", "asso.fr", "co.uk", "ac.uk", "gov.uk", "com.br"];

    /// <summary>Domains that can't exist (RFC 2606, RFC 6761): the demonstration's.</summary>
    private static readonly string[] ReservedSuffixes = ["test", "example", "invalid", "localhost"];

    /// <summary>Every tie found, in order of file, person, clue and evidence; a person's own file is no tie.</summary>
    public static IReadOnlyList<ConflictProposal> Propose(IEnumerable<PersonTies> people, IEnumerable<FileTies> files)
    {
        var known = people.Select(person => new Prepared(person)).ToList();
        return
        [
            .. files
                .SelectMany(file => Of(file, known))
                .Distinct()
                .OrderBy(proposal => proposal.CandidatureId)
                .ThenBy(proposal => proposal.AccountId)
                .ThenBy(proposal => proposal.Clue)
                .ThenBy(proposal => proposal.Evidence, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is usual for a clue. A mentor's own challenge is declared, never excluded: the rules put mentors on the jury.</summary>
    public static ConflictLevel UsualLevel(ConflictClue clue) =>
        clue switch
        {
            ConflictClue.NamedByThem => ConflictLevel.Excluded,
            ConflictClue.SameEmployer => ConflictLevel.Excluded,
            ConflictClue.SameAddressDomain => ConflictLevel.Excluded,
            ConflictClue.FormerTeam => ConflictLevel.Excluded,
            ConflictClue.SameSchool => ConflictLevel.Declared,
            ConflictClue.HostOfWish => ConflictLevel.Declared,
        };

    private static IEnumerable<ConflictProposal> Of(FileTies file, IReadOnlyList<Prepared> people)
    {
        var background = $" {PlainText.Words(file.Background)} ";
        var name = PlainText.Words(file.FullName).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order().ToList();
        var domains = file.Addresses.Select(Organisation).OfType<string>().ToHashSet();
        foreach (var person in people.Where(person => person.Ties.AccountId != file.AccountId))
        {
            var found = person
                .Employers.Where(employer => background.Contains(employer.Needle, StringComparison.Ordinal))
                .Select(employer => (ConflictClue.SameEmployer, employer.Name))
                .Concat(
                    person
                        .Schools.Where(school => background.Contains(school.Needle, StringComparison.Ordinal))
                        .Select(school => (ConflictClue.SameSchool, school.Name))
                )
                .Concat(person.Domains.Where(domains.Contains).Select(domain => (ConflictClue.SameAddressDomain, domain)))
                .Concat(
                    person
                        .Ties.KnownPeople.Where(named => Names(named, name, file.Addresses))
                        .Select(named => (ConflictClue.NamedByThem, named))
                )
                .Concat(person.Ties.TeamIds.Intersect(file.TeamIds).Any() ? [(ConflictClue.FormerTeam, "")] : [])
                .Concat(
                    person.Ties.HostedChallengeIds.Intersect(file.WishedChallengeIds).Any() ? [(ConflictClue.HostOfWish, "")] : []
                );
            foreach (var (clue, evidence) in found)
            {
                yield return new ConflictProposal(person.Ties.AccountId, file.CandidatureId, clue, UsualLevel(clue), evidence);
            }
        }
    }

    /// <summary>The same words in any order, or one of the person's addresses.</summary>
    private static bool Names(string named, IReadOnlyList<string> name, IReadOnlyList<string> addresses) =>
        named.Contains('@', StringComparison.Ordinal)
            ? addresses.Any(address => string.Equals(address.Trim(), named.Trim(), StringComparison.OrdinalIgnoreCase))
            : name.Count > 1
                && PlainText.Words(named).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order().SequenceEqual(name);

    /// <summary>The domain that names an organisation, or null for an address that anybody could have.</summary>
    internal static string? Organisation(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..].Trim().TrimEnd('.').ToLowerInvariant();
        var labels = domain.Split('.');
        if (
            labels.Length < 2
            || ReservedSuffixes.Contains(labels[^1])
            || (labels[^2] == "example" && labels[^1] is "com" or "org" or "net")
        )
        {
            return null;
        }

        var shared = SharedSuffixes.Contains($"{labels[^2]}.{labels[^1]}");
        if (shared && labels.Length == 2)
        {
            return null;
        }

        var kept = shared ? labels[^3..] : labels[^2..];
        return PublicMail.Contains(kept[0]) ? null : string.Join('.', kept);
    }

    private sealed record Needled(string Name, string Needle);

    /// <summary>A person with what is looked for made ready once, however many files there are.</summary>
    private sealed class Prepared(PersonTies ties)
    {
        public PersonTies Ties => ties;
        public IReadOnlyList<Needled> Employers { get; } = Needles(ties.Employers);
        public IReadOnlyList<Needled> Schools { get; } = Needles(ties.Schools);
        public IReadOnlyList<string> Domains { get; } = [.. ties.Addresses.Select(Organisation).OfType<string>().Distinct()];

        /// <summary>« Institut national de la statistique (Insee) » is looked for under both names.</summary>
        private static List<Needled> Needles(IReadOnlyList<string> names) =>
            [
                .. names.SelectMany(name =>
                    name.Split(['(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(PlainText.Words)
                        .Where(words => words.Length >= ShortestName && !SaysNothing.Contains(words))
                        .Select(words => new Needled(name, $" {words} "))
                ),
            ];
    }
}
