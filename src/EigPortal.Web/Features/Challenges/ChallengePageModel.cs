using System.Globalization;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Challenges;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Challenges;

/// <param name="Call">State of the call; null for a past promotion and for a preview, where nobody can apply.</param>
/// <param name="Address">Absolute address of the page.</param>
public sealed record ChallengePageModel(
    ChallengeSheet Sheet,
    CallStatus? Call,
    IReadOnlyList<ChallengeCard> SimilarOnes,
    bool IsPreview,
    string Address
)
{
    private const int MostSimilar = 3;

    public Challenge Challenge => Sheet.Challenge;

    public bool IsWithdrawn => Challenge.State == ChallengeState.Withdrawn;

    public bool CanApply => !IsWithdrawn && !IsPreview && Call?.State == CallState.Open;

    public string ApplyHref => $"/candidature/commencer?defi={Challenge.Slug}";

    /// <summary>« Direction générale du travail (DGT) »; the short name is left out when it's only a part of the long one.</summary>
    public string HostName =>
        Sheet.Host.Name.Contains(Sheet.Host.ShortName, StringComparison.Ordinal)
            ? Sheet.Host.Name
            : $"{Sheet.Host.Name} ({Sheet.Host.ShortName})";

    /// <summary>Ministries of attachment; a ministry isn't attached to itself.</summary>
    public IReadOnlyList<string> Ministries => [.. Sheet.Host.Ministries.Where(ministry => ministry != Sheet.Host.Name)];

    /// <summary>« Mentor opérationnel, appui métier ».</summary>
    public string MentorRoles
    {
        get
        {
            var roles = string.Join(", ", Challenge.MentorRoles);
            return roles.Length == 0 ? "" : char.ToUpper(roles[0], CultureInfo.InvariantCulture) + roles[1..];
        }
    }

    /// <summary>The long texts that have facts, each with its heading. A past challenge has only its summary.</summary>
    public IEnumerable<(string Id, string Title, string Markdown)> Sections =>
        new[]
        {
            ("resume", "En bref", Challenge.Problem.Length == 0 ? Challenge.Summary : ""),
            ("probleme", "Le problème", Challenge.Problem),
            ("objectif", "L’objectif", Challenge.Goal),
            ("effets", "Les effets attendus", Challenge.Impact),
            ("moyens", "Les données et les moyens", Challenge.DataAndMeans),
        }.Where(section => section.Item3.Length > 0);

    /// <summary>One JobPosting per post while people can apply; nothing otherwise, so that no engine offers what is closed.</summary>
    public object? JobPostings =>
        CanApply
            ? Sheet
                .Posts.Select(post => new Dictionary<string, object?>
                {
                    ["@context"] = "https://schema.org",
                    ["@type"] = "JobPosting",
                    ["title"] = $"{post.Label} – {Challenge.Name}",
                    ["description"] = string.Join("\n\n", new[] { Sheet.Lead, post.Mission }.Where(text => text.Length > 0)),
                    ["skills"] = string.Join(", ", post.Skills),
                    ["identifier"] = new Dictionary<string, object?>
                    {
                        ["@type"] = "PropertyValue",
                        ["name"] = "EIG",
                        ["value"] = $"{Challenge.Slug}-{post.Position}",
                    },
                    ["datePosted"] = FrenchDates.Machine(Challenge.PublishedAt!.Value)[..10],
                    ["validThrough"] = FrenchDates.Machine(Call!.Timetable.CallClosesAt!.Value),
                    ["employmentType"] = new[] { "FULL_TIME", "TEMPORARY" },
                    ["hiringOrganization"] = new Dictionary<string, object?>
                    {
                        ["@type"] = "GovernmentOrganization",
                        ["name"] = Sheet.Host.Name,
                    },
                    ["jobLocation"] = Challenge.Places.Select(place => new Dictionary<string, object?>
                    {
                        ["@type"] = "Place",
                        ["address"] = new Dictionary<string, object?>
                        {
                            ["@type"] = "PostalAddress",
                            ["addressLocality"] = ChallengeFilter.Town(place),
                            ["addressCountry"] = "FR",
                        },
                    }),
                    ["directApply"] = true,
                    ["url"] = Address,
                })
                .ToList()
            : null;

    /// <summary>Other challenges that look for the same people or deal with the same subjects, closest first.</summary>
    public static IReadOnlyList<ChallengeCard> Similar(ChallengeSheet sheet, IReadOnlyList<ChallengeCard> others) =>
        [
            .. others
                .Where(other => other.Id != sheet.Challenge.Id)
                .Select(other =>
                    (
                        Card: other,
                        Closeness: 2 * other.Themes.Intersect(sheet.Challenge.Themes).Count()
                            + other.Profiles.Intersect(sheet.Challenge.ProfilesSought).Count()
                            + (other.HostName == sheet.Host.Name ? 1 : 0)
                    )
                )
                .Where(other => other.Closeness > 0)
                .OrderByDescending(other => other.Closeness)
                .ThenBy(other => other.Card.Name)
                .Take(MostSimilar)
                .Select(other => other.Card),
        ];
}
