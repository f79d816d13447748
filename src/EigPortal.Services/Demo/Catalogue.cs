using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>
/// Fills a database with the public facts of the programme: promotions, criteria, host administrations and the hundred challenges of
/// promotions 1 to 6. No person. Running it again changes nothing.
/// </summary>
public static class Catalogue
{
    /// <summary>Promotion 3, the one whose call the portal runs.</summary>
    public const string CurrentSlug = "3";

    /// <summary>Day of the rules of promotion 3, which made its challenges public.</summary>
    private static readonly DateTimeOffset RulesPublishedAt = new(2018, 9, 10, 9, 0, 0, TimeSpan.FromHours(2));

    public static async Task ImportAsync(EigDbContext db, CancellationToken ct)
    {
        if (await db.Cohorts.AnyAsync(cohort => cohort.Slug == CurrentSlug, ct))
        {
            return;
        }

        var cohorts = CatalogueFiles.Read<List<CatalogueFiles.Promotion>>("promotions.json").ToDictionary(p => p.Slug, Make);
        AddCriteria(cohorts[CurrentSlug]);
        var full = CatalogueFiles.Read<CatalogueFiles.CurrentPromotion>("promotion-3.json").Challenges.ToDictionary(c => c.Slug);
        var listed = CatalogueFiles.Read<List<CatalogueFiles.ListedChallenge>>("defis.json");
        var hosts = MakeHosts(listed.Select(c => c.Host).Concat(full.Values.Select(c => c.Host)));
        var taken = new HashSet<string>();

        db.Cohorts.AddRange(cohorts.Values);
        db.JuryPhases.AddRange(cohorts.Values.Select(cohort => new JuryPhases(cohort.Id)));
        db.FormVersions.Add(FormVersion.First(cohorts[CurrentSlug].Id, RulesPublishedAt));
        db.Hosts.AddRange(hosts.Values);
        foreach (var entry in listed.OrderByDescending(entry => entry.Promotion == CurrentSlug))
        {
            db.Challenges.Add(
                entry.Promotion == CurrentSlug
                    ? MakeCurrent(full[entry.Slug], entry.Summary, cohorts[CurrentSlug], hosts, taken)
                    : MakePast(entry, cohorts[entry.Promotion], hosts, taken)
            );
        }

        await db.SaveChangesAsync(ct);
    }

    private static Cohort Make(CatalogueFiles.Promotion promotion) =>
        new(
            promotion.Slug,
            promotion.Name,
            promotion.Year,
            Utc(promotion.Timetable ?? new()),
            promotion.Figures,
            promotion.Current
        );

    // The files write instants in Paris time, as the rules do; the database wants them in UTC.
    private static Timetable Utc(Timetable timetable) =>
        timetable with
        {
            CallOpensAt = timetable.CallOpensAt?.ToUniversalTime(),
            CallClosesAt = timetable.CallClosesAt?.ToUniversalTime(),
            ReadingClosesAt = timetable.ReadingClosesAt?.ToUniversalTime(),
            ResultsAt = timetable.ResultsAt?.ToUniversalTime(),
        };

    private static void AddCriteria(Cohort cohort)
    {
        foreach (var criterion in ProgrammeTexts.Of(cohort.Timetable).Criteria)
        {
            cohort.AddCriterion(
                criterion.Key,
                criterion.Title,
                criterion.Question,
                [.. criterion.Anchors.OrderBy(anchor => anchor.Key).Select(anchor => anchor.Value)]
            );
        }
    }

    /// <summary>One host per name. Ministries changed names over the years: the last one known is kept.</summary>
    private static Dictionary<string, HostAdministration> MakeHosts(IEnumerable<CatalogueFiles.Host?> hosts) =>
        hosts
            .OfType<CatalogueFiles.Host>()
            .GroupBy(host => host.Name)
            .ToDictionary(
                same => same.Key,
                same => new HostAdministration(
                    same.Key,
                    same.Last().ShortName,
                    same.LastOrDefault(host => host.Ministries is { Count: > 0 })?.Ministries ?? []
                )
            );

    private static Challenge MakeCurrent(
        CatalogueFiles.FullChallenge source,
        string summary,
        Cohort cohort,
        Dictionary<string, HostAdministration> hosts,
        HashSet<string> taken
    )
    {
        var text = new ChallengeText(
            source.Name,
            source.Tagline,
            summary,
            source.Problem,
            source.Goal,
            source.Impact,
            source.DataAndMeans,
            source.Places,
            source.Themes,
            // Two people may hold the same role: the page names roles, not people.
            [.. source.MentorRoles.Distinct()],
            source.SecurityClearance
        );
        var challenge = new Challenge(cohort.Id, hosts[source.Host.Name].Id, FreeSlug(source.Slug, cohort, taken), text);
        foreach (var post in source.Posts)
        {
            Check(challenge.AddPost(new PostText(post.Profile, post.Label, post.Mission, post.Skills)));
        }

        Check(challenge.Publish(RulesPublishedAt.ToUniversalTime()));
        return challenge;
    }

    private static Challenge MakePast(
        CatalogueFiles.ListedChallenge source,
        Cohort cohort,
        Dictionary<string, HostAdministration> hosts,
        HashSet<string> taken
    )
    {
        var text = new ChallengeText(source.Name, "", source.Summary, "", "", "", "", source.Places ?? [], [], [], false);
        var challenge = new Challenge(cohort.Id, hosts[source.Host!.Name].Id, FreeSlug(source.Slug, cohort, taken), text);
        challenge.RecordPastPositions(source.Positions, source.Profiles ?? []);
        // The day isn't in the sources; the database wants one, and no page shows it.
        Check(challenge.Publish(new DateTimeOffset(cohort.Year, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        return challenge;
    }

    /// <summary>The current promotion comes first and keeps bare addresses; namesakes of others are suffixed.</summary>
    private static string FreeSlug(string slug, Cohort cohort, HashSet<string> taken)
    {
        var free = taken.Contains(slug) ? $"{slug}-promotion-{cohort.Slug}" : slug;
        taken.Add(free);
        return free;
    }

    private static void Check(Domain.Shared.Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The catalogue is refused: {result.Error.Code}.");
        }
    }
}
