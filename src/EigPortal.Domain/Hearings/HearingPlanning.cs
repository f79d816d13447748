using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EigPortal.Domain.Hearings;

public enum HalfDay
{
    Morning,
    Afternoon,
}

/// <summary>What staff ask of a plan.</summary>
/// <param name="StepMinutes">From the beginning of a usual hearing to the beginning of the next one in the same room.</param>
/// <param name="GapMinutes">At least so long between two hearings of a room or of a person.</param>
/// <param name="MaxPerDay">Hearings that nobody of the jury attends more than in a day.</param>
/// <param name="MaxInARow">Hearings that a panel or a person holds at most without a pause: a step of the grid left free.</param>
/// <param name="KeepsPlaced">Moves as few placed hearings as possible; else those that nobody has confirmed may all move.</param>
public sealed record HearingRules(int StepMinutes, int GapMinutes, int MaxPerDay, int MaxInARow, bool KeepsPlaced);

/// <summary>A half of a day of hearings.</summary>
/// <param name="Starts">When a hearing may begin, in order, a step apart.</param>
/// <param name="EndsAt">When the last one must be over.</param>
public sealed record HearingHalf(DateOnly Day, HalfDay Half, IReadOnlyList<DateTimeOffset> Starts, DateTimeOffset EndsAt);

/// <param name="JurorIds">Members who sit there the whole day.</param>
/// <param name="ChallengeIds">The only challenges heard there; empty for any.</param>
/// <param name="IsRemote">Sits online: hears only people who are heard at a distance.</param>
public sealed record PanelToFill(
    Guid PanelId,
    DateOnly Day,
    string Room,
    bool IsRemote,
    IReadOnlyList<Guid> JurorIds,
    IReadOnlySet<Guid> ChallengeIds
);

/// <param name="Turn">1, or 2 for the second hearing of a person heard once per wish.</param>
public readonly record struct HearingKey(Guid CandidatureId, int Turn);

/// <summary>A hearing to place.</summary>
/// <param name="ChallengeIds">Judged at this hearing: a mentor of each is present.</param>
/// <param name="Impossible">Half-days when the person can't come.</param>
/// <param name="CivilStarts">For somebody far away, the only starts at a decent hour there; null for anybody else.</param>
public sealed record HearingToPlace(
    HearingKey Key,
    string Number,
    IReadOnlyList<Guid> ChallengeIds,
    int Minutes,
    bool IsRemote,
    IReadOnlySet<(DateOnly Day, HalfDay Half)> Impossible,
    IReadOnlySet<DateTimeOffset>? CivilStarts
);

/// <summary>A hearing in its place.</summary>
/// <param name="MentorIds">Who comes for this hearing besides the members of the panel.</param>
public sealed record HearingPlace(
    HearingKey Key,
    Guid PanelId,
    DateTimeOffset StartsAt,
    int Minutes,
    IReadOnlyList<Guid> MentorIds
);

/// <summary>Who can't be heard by whom: an excluding tie.</summary>
public readonly record struct HearingTie(Guid CandidatureId, Guid JurorId);

/// <summary>Everything that a plan depends on. The same problem always has the same plan.</summary>
public sealed class HearingProblem
{
    private static readonly IReadOnlyList<Guid> Nobody = [];
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> mentors;
    private readonly HashSet<HearingTie> ties;
    private readonly Dictionary<Guid, PanelToFill> panelOf;

    /// <param name="kept">Confirmed, held, past, or hidden from whoever plans: nothing moves them.</param>
    /// <param name="current">Placed and still movable; of hearings to place only.</param>
    public HearingProblem(
        HearingRules rules,
        IEnumerable<HearingHalf> halves,
        IEnumerable<PanelToFill> panels,
        IEnumerable<HearingToPlace> hearings,
        IEnumerable<KeyValuePair<Guid, IReadOnlyList<Guid>>> mentorsByChallenge,
        IEnumerable<HearingTie> excluded,
        IEnumerable<HearingPlace> kept,
        IEnumerable<HearingPlace> current
    )
    {
        Rules = rules;
        Halves = [.. halves.OrderBy(half => half.Day).ThenBy(half => half.Half)];
        Panels =
        [
            .. panels
                .OrderBy(panel => panel.Day)
                .ThenBy(panel => panel.Room, StringComparer.Ordinal)
                .ThenBy(panel => panel.PanelId),
        ];
        Hearings = [.. hearings.OrderBy(hearing => hearing.Number, StringComparer.Ordinal).ThenBy(hearing => hearing.Key.Turn)];
        mentors = mentorsByChallenge.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Guid>)[.. pair.Value.Order()]);
        ties = [.. excluded];
        panelOf = Panels.ToDictionary(panel => panel.PanelId);
        Kept = Ordered(kept);
        var known = Hearings.Select(hearing => hearing.Key).ToHashSet();
        Current = Ordered(current.Where(place => known.Contains(place.Key)));
    }

    public HearingRules Rules { get; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<HearingHalf> Halves { get; }

    /// <summary>By day, then by room.</summary>
    public IReadOnlyList<PanelToFill> Panels { get; }

    /// <summary>In order of number.</summary>
    public IReadOnlyList<HearingToPlace> Hearings { get; }
    public IReadOnlyList<HearingPlace> Kept { get; }
    public IReadOnlyList<HearingPlace> Current { get; }

    public IReadOnlyList<Guid> MentorsOf(Guid challengeId) => mentors.GetValueOrDefault(challengeId, Nobody);

    public bool AreTied(Guid candidatureId, Guid jurorId) => ties.Contains(new HearingTie(candidatureId, jurorId));

    /// <summary>Null for a panel that is no longer there.</summary>
    public PanelToFill? Panel(Guid panelId) => panelOf.GetValueOrDefault(panelId);

    /// <summary>The same facts with other places: what a plan that moves little starts from.</summary>
    public HearingProblem With(
        IEnumerable<HearingToPlace> hearings,
        IEnumerable<HearingPlace> kept,
        IEnumerable<HearingPlace> current
    ) => new(Rules, Halves, Panels, hearings, mentors, ties, kept, current);

    public HearingProblem With(HearingRules rules) => new(rules, Halves, Panels, Hearings, mentors, ties, Kept, Current);

    /// <summary>SHA-256 of everything above: a plan made from other facts has another one.</summary>
    public string Hash()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Rules}\n");
        foreach (var half in Halves)
        {
            text.Append(CultureInfo.InvariantCulture, $"d {half.Day:O} {half.Half} {Instants(half.Starts)} {half.EndsAt:O}\n");
        }

        foreach (var panel in Panels)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"p {panel.PanelId} {panel.Day:O} {panel.Room} {panel.IsRemote} {Ids(panel.JurorIds)} {Ids(panel.ChallengeIds)}\n"
            );
        }

        foreach (var hearing in Hearings)
        {
            var impossible = string.Join(',', hearing.Impossible.Order().Select(half => $"{half.Day:O}/{half.Half}"));
            text.Append(
                CultureInfo.InvariantCulture,
                $"h {hearing.Key} {hearing.Number} {Ids(hearing.ChallengeIds)} {hearing.Minutes} {hearing.IsRemote} {impossible} {(hearing.CivilStarts is { } starts ? Instants(starts.Order()) : "any")}\n"
            );
        }

        foreach (var (challenge, people) in mentors.OrderBy(pair => pair.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"m {challenge} {Ids(people)}\n");
        }

        foreach (var tie in ties.OrderBy(tie => tie.CandidatureId).ThenBy(tie => tie.JurorId))
        {
            text.Append(CultureInfo.InvariantCulture, $"t {tie.CandidatureId} {tie.JurorId}\n");
        }

        foreach (var (kind, places) in new[] { ("k", Kept), ("c", Current) })
        {
            foreach (var place in places)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{kind} {place.Key} {place.PanelId} {place.StartsAt.UtcDateTime:O} {place.Minutes} {Ids(place.MentorIds)}\n"
                );
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static List<HearingPlace> Ordered(IEnumerable<HearingPlace> places) =>
        [
            .. places
                .OrderBy(place => place.StartsAt)
                .ThenBy(place => place.PanelId)
                .ThenBy(place => place.Key.CandidatureId)
                .ThenBy(place => place.Key.Turn),
        ];

    private static string Ids(IEnumerable<Guid> ids) => string.Join(',', ids.Order());

    private static string Instants(IEnumerable<DateTimeOffset> instants) =>
        string.Join(',', instants.Select(instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
}

/// <summary>A plan that keeps every rule.</summary>
/// <param name="Places">Of all hearings to place, in order of time.</param>
/// <param name="Moved">Keys of those that had another place.</param>
/// <param name="Added">How many had none.</param>
/// <param name="PresenceDays">Days of presence asked of people: of each member of an open panel, of each mentor, and the second day of somebody heard twice.</param>
/// <param name="PresenceBound">No plan asks for fewer; proven by the solver.</param>
/// <param name="MovedBound">No plan moves fewer.</param>
public sealed record PlannedHearings(
    IReadOnlyList<HearingPlace> Places,
    IReadOnlySet<HearingKey> Moved,
    int Added,
    int PresenceDays,
    int PresenceBound,
    int MovedBound
)
{
    /// <summary>How far the plan may be from the best one, as a share of itself; 0 when it is the best.</summary>
    public decimal Gap => PresenceDays == 0 ? 0m : (decimal)(PresenceDays - PresenceBound) / PresenceDays;
}

/// <summary>A rule that a plan may break against.</summary>
public enum HearingRule
{
    /// <summary>A mentor of each challenge judged is present.</summary>
    Mentors,

    /// <summary>Nobody with an excluding tie hears the person.</summary>
    Ties,
    DailyLoad,
    Breaks,

    /// <summary>Half-days when people can't come.</summary>
    ImpossibleHalves,

    /// <summary>People far away are heard between 8:00 and 20:00 there.</summary>
    CivilHours,

    /// <summary>Panels that only hear some challenges, or only at a distance.</summary>
    PanelScope,
}

/// <summary>Why there is no plan.</summary>
/// <param name="Conflicting">The smallest set of rules that can't hold together with the hours open; empty when rooms or hours lack whatever the rules.</param>
/// <param name="Hearings">Hearings that no place fits, or that are left over, in order of number.</param>
/// <param name="IsAlone">Each of these hearings has no place even by itself; else there are too many for the places.</param>
/// <param name="WorkableLoad">The lowest daily limit with which a plan exists, all else equal; null when no limit helps.</param>
/// <param name="IsProven">False when the solver found no plan in the time it is given, without proving that there is none.</param>
public sealed record HearingBlock(
    IReadOnlyList<HearingRule> Conflicting,
    IReadOnlyList<HearingToPlace> Hearings,
    bool IsAlone,
    int? WorkableLoad,
    bool IsProven = true
);

/// <summary>A plan, or why there is none: exactly one of the two.</summary>
public sealed record HearingOutcome(PlannedHearings? Plan, HearingBlock? Block);

/// <summary>Makes hearing plans. The solver is behind it; a plan is the same on every machine.</summary>
public interface IHearingPlanner
{
    HearingOutcome Plan(HearingProblem problem);
}
