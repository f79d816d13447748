using EigPortal.Domain.Challenges;

namespace EigPortal.Services.Demo;

/// <summary>What becomes of a planned candidature once the call has closed.</summary>
internal enum DemoFate
{
    /// <summary>Never submitted.</summary>
    Abandoned,
    Inadmissible,
    NotPreselected,
    Heard,
    WaitingList,
    Recruited,
}

/// <param name="Seat">Post that the person is recruited for, or waits for.</param>
/// <param name="Quality">Between 0 and 4: what readers find, before each reader's own noise.</param>
internal sealed record DemoCandidature(
    DemoPerson Person,
    DemoFate Fate,
    Post FirstWish,
    Post? SecondWish,
    Post? Seat,
    double Quality,
    DateTimeOffset StartedAt,
    DateTimeOffset? SubmittedAt
);

/// <summary>
/// The funnel of the real promotion 3 with made-up people: 170 candidatures, 86 heard, 32 recruited on 32 posts (18 data, 9
/// développement, 5 design: one seat of développement goes to a data scientist, by recorded decision).
/// </summary>
internal sealed class DemoPlan
{
    public const int Submitted = 170;
    public const int Heard = 86;
    public const int Inadmissible = 12;
    public const int WaitingList = 10;
    public const int Abandoned = 34;

    private readonly Random random = new(3_2019);
    private readonly IReadOnlyList<Challenge> challenges;
    private readonly DateTimeOffset opens;
    private readonly DateTimeOffset closes;

    public DemoPlan(IReadOnlyList<Challenge> challenges, DateTimeOffset opens, DateTimeOffset closes)
    {
        (this.challenges, this.opens, this.closes) = (
            [.. challenges.OrderBy(challenge => challenge.Slug, StringComparer.Ordinal)],
            opens,
            closes
        );
        Posts = [.. this.challenges.SelectMany(challenge => challenge.Posts.OrderBy(post => post.Position))];
        Candidatures = [.. Recruits().Concat(Others()).OrderBy(planned => planned.SubmittedAt ?? planned.StartedAt)];
    }

    /// <summary>Makes up whoever else is needed, namesake of no candidate.</summary>
    public DemoPeople People { get; } = new();

    public IReadOnlyList<Post> Posts { get; }

    /// <summary>In order of submission.</summary>
    public IReadOnlyList<DemoCandidature> Candidatures { get; }

    /// <summary>Two files, neither admissible, give the same number: for whoever looks for a person who applied twice.</summary>
    public bool SharesPhone(DemoCandidature planned) =>
        Candidatures.Where(other => other.Fate == DemoFate.Inadmissible).Take(2).Contains(planned);

    private IEnumerable<DemoCandidature> Recruits()
    {
        // The seat of développement of PolyGraphe is filled by a person who applied for its seat of data science.
        var crossed = Posts.Last(post => post.Family == Family.Developpement && Sibling(post, Family.Data) is not null);
        foreach (var post in Posts)
        {
            var appliedFor = post == crossed ? Sibling(post, Family.Data)! : post;
            var person = post == Posts[0] ? DemoAccounts.Candidate : People.Next();
            yield return Plan(person, DemoFate.Recruited, appliedFor, SecondWishFor(appliedFor), post, 2.9 + random.NextDouble());
        }
    }

    private IEnumerable<DemoCandidature> Others()
    {
        var fates = Enumerable
            .Repeat(DemoFate.WaitingList, WaitingList)
            .Concat(Enumerable.Repeat(DemoFate.Heard, Heard - Posts.Count - WaitingList))
            .Concat(Enumerable.Repeat(DemoFate.Inadmissible, Inadmissible))
            .Concat(Enumerable.Repeat(DemoFate.NotPreselected, Submitted - Heard - Inadmissible))
            .Concat(Enumerable.Repeat(DemoFate.Abandoned, Abandoned));
        var turn = 0;
        foreach (var fate in fates)
        {
            // Every post gets its share before popularity decides, so that no list is a list of one.
            var post = turn < Posts.Count ? Posts[turn * 7 % Posts.Count] : Popular();
            turn++;
            var quality = fate switch
            {
                DemoFate.WaitingList => 2.4 + random.NextDouble(),
                DemoFate.Heard => 1.6 + 1.6 * random.NextDouble(),
                _ => 0.6 + 1.8 * random.NextDouble(),
            };
            yield return Plan(
                People.Next(),
                fate,
                post,
                SecondWishFor(post),
                fate == DemoFate.WaitingList ? post : null,
                quality
            );
        }
    }

    private DemoCandidature Plan(DemoPerson person, DemoFate fate, Post first, Post? second, Post? seat, double quality)
    {
        // Half of the files arrive in the last week, as in every call. To the minute, and never at a round hour of the closing day.
        var window = (closes - opens).TotalMinutes - 10;
        var submitted = opens.AddMinutes(Math.Floor(window * Math.Pow(random.NextDouble(), 0.35))).AddSeconds(random.Next(60));
        var started = submitted.AddMinutes(-random.Next(90, 9 * 24 * 60));
        if (started < opens)
        {
            started = opens.AddMinutes(random.Next(1, 30)) is var early && early < submitted ? early : opens;
        }

        return new DemoCandidature(
            person,
            fate,
            first,
            second,
            seat,
            Math.Min(quality, 3.9),
            started,
            fate == DemoFate.Abandoned ? null : submitted
        );
    }

    private Post Popular() => Posts[(int)(Posts.Count * Math.Pow(random.NextDouble(), 1.4))];

    private Post? SecondWishFor(Post first)
    {
        var others = Posts.Where(post => post.Family == first.Family && post.ChallengeId != first.ChallengeId).ToList();
        return random.NextDouble() < 0.65 && others.Count > 0 ? others[random.Next(others.Count)] : null;
    }

    private Post? Sibling(Post post, Family family) =>
        challenges.Single(challenge => challenge.Id == post.ChallengeId).Posts.FirstOrDefault(other => other.Family == family);
}
