using System.Globalization;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Hearings;
using EigPortal.Services.Selection.Forming;
using EigPortal.Services.Text;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>The minimum mark as it is typed: empty for none, with a comma or a point.</summary>
public sealed class MinimumInput
{
    public const string Usual = "12";

    private static readonly DomainError Refusal = new(
        "teams.minimum",
        "Saisissez une note de 0 à 20, ou rien pour ne pas fixer de minimum.",
        "Minimum"
    );

    public string? Minimum { get; init; }

    public Result<decimal?[]> Parse()
    {
        if (string.IsNullOrWhiteSpace(Minimum))
        {
            return new decimal?[] { null };
        }

        return
            decimal.TryParse(
                Minimum.Trim().Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var mark
            ) && mark is >= 0 and <= 20
            ? new decimal?[] { mark }
            : Refusal;
    }
}

/// <param name="OpenProposal">What the jury works on.</param>
/// <param name="Block">Why the computation just asked for has no solution.</param>
public sealed record FormingModel(
    string? Minimum,
    TeamInputs Inputs,
    IReadOnlyList<TeamCondition> Conditions,
    IReadOnlyList<TeamComputationLine> Computations,
    Guid? OpenProposal,
    TeamBlock? Block
)
{
    public TeamWords Words { get; } = new(Inputs.Problem, Inputs);

    /// <summary>Lists that nobody who may join asks for with a mark.</summary>
    public IReadOnlyList<ListKey> WithoutAnybody =>
        [.. Inputs.Problem.Lists.Where(list => Inputs.Problem.Options.All(option => option.List != list))];

    /// <summary>What keeps a condition from doing what it says today; null when nothing does.</summary>
    public string? Warning(TeamCondition condition)
    {
        if (condition.Kind == TeamConditionKind.OtherProfile)
        {
            return null;
        }

        var rule = condition.ToRule(Inputs.People.Keys.ToHashSet());
        if (rule is null)
        {
            return "Elle ne s’applique plus : personne de ceux qu’elle nomme n’est encore en lice. Levez-la, ou nommez d’autres personnes.";
        }

        var warnings = new List<string>();
        if (rule is TeamRule.OneOf left && left.People.Count < condition.People.Count)
        {
            var gone = condition.People.Count - left.People.Count;
            warnings.Add(
                $"{FrenchNumbers.Count(gone, "personne nommée n’est plus en lice", "personnes nommées ne sont plus en lice")} : elle compte sur les autres."
            );
        }

        if (rule is TeamRule.OneOf needed && Inputs.Problem.Emptying.Contains(needed))
        {
            warnings.Add(
                "Personne de ceux qui restent ne peut y entrer, à cause de la note minimale ou d’une exclusion : l’équipe resterait vide."
            );
        }

        return warnings.Count == 0 ? null : string.Join(" ", warnings);
    }

    public string About(TeamCondition condition) =>
        condition is { Kind: TeamConditionKind.OneOf } ? Words.Of((TeamRule.OneOf)condition.ToRule()!, condition.Sought)
        : condition.ToRule() is { } rule ? Words.Of(rule)
        : $"Un siège {Words.List(new ListKey(condition.ChallengeId!.Value, condition.Profile!))} est ouvert à {Words.Person(condition.CandidatureId!.Value)}.";
}

/// <summary>The solutions of one computation, side by side.</summary>
/// <param name="Hearings">What each person's hearings came to.</param>
public sealed record SolutionsModel(
    TeamComputationDetail Detail,
    IReadOnlyList<TeamSolution> Solutions,
    ILookup<Guid, HeardLine> Hearings
)
{
    public TeamWords Words { get; } = new(Detail.Computation.Problem, Detail.Inputs);

    public TeamProblem Problem => Detail.Computation.Problem;

    public string Path => $"/admin/equipes/calculs/{Detail.Computation.Id}";

    public static SolutionsModel From(TeamComputationDetail detail, ILookup<Guid, HeardLine> hearings) =>
        new(detail, [.. detail.Computation.Solutions.Select(kept => detail.Computation.Find(kept.Goal)!)], hearings);

    public static Guid? Holder(TeamSolution solution, Guid postId) =>
        solution.Places.FirstOrDefault(place => place.PostId == postId)?.CandidatureId;

    /// <summary>Whether the solutions don't give this seat to the same person.</summary>
    public bool Differs(Guid postId) => Solutions.Select(solution => Holder(solution, postId)).Distinct().Count() > 1;

    /// <summary>People who have a mark and no seat in any solution.</summary>
    public IReadOnlyList<Guid> Nowhere =>
        [
            .. Problem
                .Candidates.OrderBy(candidate => candidate.Number, StringComparer.Ordinal)
                .Select(candidate => candidate.CandidatureId)
                .Where(id =>
                    Problem.OptionsOf(id).Any()
                    && Solutions.All(solution => solution.Places.All(place => place.CandidatureId != id))
                ),
        ];

    /// <summary>Rows of the comparison: a figure of each solution.</summary>
    public IReadOnlyList<(string Label, IReadOnlyList<string> Values)> Rows()
    {
        IReadOnlyList<string> Each(Func<TeamSolution, string> value) => [.. Solutions.Select(value)];
        var rows = new List<(string, IReadOnlyList<string>)>
        {
            ("Sièges pourvus", Each(s => $"{s.Review.Figures.Filled} sur {s.Review.Figures.Seats}")),
            ("Équipes complètes", Each(s => $"{s.Review.Figures.Complete} sur {s.Review.Figures.Teams}")),
            ("Premiers vœux", Each(s => $"{s.Review.Figures.FirstWishes}")),
            ("Vœux, premier ou second", Each(s => $"{s.Review.Figures.AnyWishes}")),
            ("Note moyenne", Each(s => s.Review.Figures.MeanMark is { } mean ? TeamWords.Mark(mean) : "")),
            ("Personnes avec une réclamation justifiée", Each(s => $"{s.Review.Complaining}")),
        };
        if (Problem.Tells(TeamCriterion.Complementary))
        {
            rows.Add(("Complémentarités réunies", Each(s => $"{s.Review.Figures.Complementary}")));
        }

        if (Problem.Tells(TeamCriterion.Kept))
        {
            rows.Add(("Places inchangées", Each(s => $"{s.Review.Figures.Kept} sur {Problem.Current.Count}")));
        }

        rows.Add(("Preuve", Each(s => s.Gap is { } gap ? TeamWords.Gap(gap) : "Prouvée : rien de mieux, critère après critère")));
        return rows;
    }
}

/// <summary>Question in the address, so that it can be shared.</summary>
public sealed class WhyNotQuery
{
    public TeamGoal? Solution { get; init; }
    public Guid? Personne { get; init; }
    public Guid? Siege { get; init; }
}

/// <param name="Answer">Null before a question is asked.</param>
public sealed record WhyNotModel(SolutionsModel Solutions, WhyNotQuery Query, string? Answer, TeamSolution? Instead)
{
    public TeamGoal Goal => Query.Solution ?? Solutions.Solutions[0].Goal;

    public IReadOnlyList<Choice> Goals =>
        [.. Solutions.Solutions.Select(solution => new Choice(solution.Goal.ToString(), Labels.Of(solution.Goal)))];

    public IReadOnlyList<Choice> People =>
        [
            .. Solutions.Problem.Candidates.Select(candidate => new Choice(
                candidate.CandidatureId.ToString(),
                Solutions.Words.Person(candidate.CandidatureId)
            )),
        ];

    public IReadOnlyList<Choice> Seats => FormingChoices.Seats(Solutions.Words);
}

/// <param name="Points">One per worth of a wish.</param>
public sealed record TradeOffModel(SolutionsModel Solutions, IReadOnlyList<TeamTradeOff> Points)
{
    public IReadOnlyList<CurvePoint> Curve =>
        [
            .. Points
                .Where(point => point.Review.Figures.Filled > 0)
                .Select(point => new CurvePoint(
                    100m * point.Review.Figures.FirstWishes / point.Review.Figures.Filled,
                    point.Review.Figures.MeanMark!.Value,
                    FrenchNumbers.Number(point.Worth)
                )),
        ];
}

public static class FormingChoices
{
    public static IReadOnlyList<Choice> Seats(TeamWords words) =>
        [.. words.Problem.Seats.Select(seat => new Choice(seat.PostId.ToString(), words.Seat(seat.PostId)))];

    public static IReadOnlyList<Choice> People(TeamInputs inputs) =>
        [
            .. inputs
                .People.Values.OrderBy(person => person.Number, StringComparer.Ordinal)
                .Select(person => new Choice(person.CandidatureId.ToString(), person.Label)),
        ];
}
