namespace EigPortal.Domain.Selection.Forming;

/// <summary>What a solution puts first. None is the right one: people choose.</summary>
public enum TeamGoal
{
    /// <summary>Nobody passed over who would rather be there, then seats filled.</summary>
    Lists,

    /// <summary>People where they asked to be, the first wish before the second, then seats filled.</summary>
    Wishes,

    /// <summary>Teams that can start with everybody, then seats filled.</summary>
    Teams,

    /// <summary>The places known today, then seats filled.</summary>
    Changes,
}

/// <summary>What solutions are compared on, each a whole number.</summary>
public enum TeamCriterion
{
    /// <summary>Current places that stay: more is better.</summary>
    Kept,

    /// <summary>People with a justified complaint: fewer is better.</summary>
    Complaining,

    /// <summary>Seats filled: more is better.</summary>
    Filled,

    /// <summary>Complete teams: more is better.</summary>
    Complete,

    /// <summary>3 for a first wish, 2 for another: more is better.</summary>
    Wishes,

    /// <summary>Pairs that the jury would like in one team: more is better.</summary>
    Complementary,

    /// <summary>Sum of marks in hundredths, rounded half up: more is better.</summary>
    Marks,
}

public static class TeamGoals
{
    /// <summary>Worth of a wish among <see cref="TeamCriterion.Wishes"/>.</summary>
    public static int WorthOf(int? wish) =>
        wish switch
        {
            null => 0,
            1 => 3,
            _ => 2,
        };

    /// <summary>Criteria of a goal: what comes first never yields to what comes after.</summary>
    public static IReadOnlyList<TeamCriterion> Criteria(TeamGoal goal) =>
        goal switch
        {
            TeamGoal.Lists =>
            [
                TeamCriterion.Complaining,
                TeamCriterion.Filled,
                TeamCriterion.Complete,
                TeamCriterion.Wishes,
                TeamCriterion.Complementary,
                TeamCriterion.Marks,
            ],
            TeamGoal.Wishes =>
            [
                TeamCriterion.Wishes,
                TeamCriterion.Filled,
                TeamCriterion.Complete,
                TeamCriterion.Complaining,
                TeamCriterion.Complementary,
                TeamCriterion.Marks,
            ],
            TeamGoal.Teams =>
            [
                TeamCriterion.Complete,
                TeamCriterion.Filled,
                TeamCriterion.Complaining,
                TeamCriterion.Wishes,
                TeamCriterion.Complementary,
                TeamCriterion.Marks,
            ],
            TeamGoal.Changes =>
            [
                TeamCriterion.Kept,
                TeamCriterion.Filled,
                TeamCriterion.Complete,
                TeamCriterion.Complaining,
                TeamCriterion.Wishes,
                TeamCriterion.Complementary,
                TeamCriterion.Marks,
            ],
        };

    public static bool IsMoreBetter(TeamCriterion criterion) => criterion != TeamCriterion.Complaining;

    /// <summary>The figure of places on a criterion.</summary>
    public static long Value(TeamCriterion criterion, TeamProblem problem, IReadOnlyList<TeamPlace> places)
    {
        var review = TeamReview.Of(problem, places);
        var seats = problem.Seats.ToDictionary(seat => seat.PostId);
        var options = places.Select(place => problem.Option(place.CandidatureId, seats[place.PostId].List)).OfType<TeamOption>();
        return criterion switch
        {
            TeamCriterion.Kept => review.Figures.Kept,
            TeamCriterion.Complaining => review.Complaining,
            TeamCriterion.Filled => review.Figures.Filled,
            TeamCriterion.Complete => review.Figures.Complete,
            TeamCriterion.Wishes => options.Sum(option => (long)WorthOf(option.Wish)),
            TeamCriterion.Complementary => review.Figures.Complementary,
            TeamCriterion.Marks => options.Sum(option => Hundredths(option.Mark)),
        };
    }

    public static long Hundredths(decimal mark) => (long)Math.Round(mark * 100, MidpointRounding.AwayFromZero);
}

/// <summary>The first criterion whose optimum was not proven in the time allowed: the best possible lies between the two.</summary>
public sealed record TeamGap(TeamCriterion Criterion, long Reached, long Bound);

/// <summary>Places that keep every rule.</summary>
/// <param name="Places">In order of seat.</param>
/// <param name="Gap">Null when no other places do better on the criteria of the goal, in their order: proven.</param>
public sealed record TeamSolution(TeamGoal Goal, IReadOnlyList<TeamPlace> Places, TeamReview Review, TeamGap? Gap);

/// <summary>Why no places keep every rule: the smallest set of rules that can't hold together. No smaller one exists.</summary>
public sealed record TeamBlock(IReadOnlyList<TeamRule> Conflicting);

/// <summary>A solution, or why there is none: exactly one of the two.</summary>
public sealed record TeamOutcome(TeamSolution? Solution, TeamBlock? Block);

/// <summary>What putting this person there would change.</summary>
/// <param name="Solution">The best places with them there, as near as possible to the solution asked about; null when rules forbid it.</param>
/// <param name="Lost">Criterion that would be worse, the first in the order of the goal; null when all are equal: only the lot separates.</param>
/// <param name="Before">Figure of that criterion in the solution.</param>
/// <param name="After">Figure with the person there.</param>
/// <param name="Block">Rules that forbid it.</param>
public sealed record TeamCounterfactual(TeamSolution? Solution, TeamCriterion? Lost, long Before, long After, TeamBlock? Block);

/// <summary>Teams when a wish is worth so much: most seats, then marks plus the worth of wishes.</summary>
/// <param name="Worth">Points, out of 20, that a second wish adds to a mark; a first adds half as much again.</param>
public sealed record TeamTradeOff(decimal Worth, TeamReview Review, IReadOnlyList<TeamPlace> Places);

/// <summary>Forms teams. The solver is behind it; its answer is the same on every machine, and it decides nothing.</summary>
public interface ITeamFormer
{
    /// <summary>Name and version of what computes, for the minutes.</summary>
    string Version { get; }

    TeamOutcome Form(TeamProblem problem, TeamGoal goal);

    /// <param name="solution">Of the same problem.</param>
    /// <param name="option">Of the problem: a seat that the person may take and has not got.</param>
    TeamCounterfactual WhyNot(TeamProblem problem, TeamSolution solution, TeamOption option);

    /// <summary>One point per worth, in the order given; empty when no places keep every rule.</summary>
    IReadOnlyList<TeamTradeOff> TradeOffs(TeamProblem problem, IReadOnlyList<decimal> worths);
}
