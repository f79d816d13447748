using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Forming;

/// <summary>Solutions were computed and kept, or rules that can't hold together: exactly one of the two.</summary>
public sealed record FormedTeams(Guid? ComputationId, TeamBlock? Block);

/// <summary>A computation with what is known today.</summary>
/// <param name="Inputs">Read now: names, and the problem as it would be computed today.</param>
/// <param name="IsStale">Something that the solutions depend on has changed since.</param>
public sealed record TeamComputationDetail(TeamComputation Computation, TeamInputs Inputs, bool IsStale);

public sealed record TeamComputationLine(Guid Id, DateTimeOffset ComputedAt, string By, string Hash);

/// <summary>Computes the named solutions and keeps them with their problem.</summary>
public sealed class FormTeams(EigDbContext db, TeamFacts facts, ITeamFormer former, ProgrammeNow now)
{
    public async Task<FormedTeams> ExecuteAsync(Guid cohortId, decimal? minimum, Actor actor, CancellationToken ct)
    {
        var problem = (await facts.LoadAsync(cohortId, minimum, actor, ct)).Problem;
        var working = await TeamComputations
            .Visible(db, actor)
            .Where(computation => computation.CohortId == cohortId)
            .Join(
                db.TeamProposals.Where(proposal => proposal.State == TeamProposalState.Open),
                computation => computation.Id,
                proposal => proposal.ComputationId,
                (computation, proposal) => proposal
            )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (working is not null)
        {
            problem = problem.With(current: working.Places);
        }

        var solutions = new List<TeamSolution>();
        foreach (var goal in GoalsOf(problem))
        {
            var outcome = former.Form(problem, goal);
            if (outcome.Block is { } block)
            {
                return new FormedTeams(null, block);
            }

            solutions.Add(outcome.Solution!);
        }

        var made = new TeamComputation(cohortId, problem, solutions, former.Version, actor.AccountId, now());
        db.TeamComputations.Add(made);
        await db.SaveChangesAsync(ct);
        return new FormedTeams(made.Id, null);
    }

    /// <summary>Staying close to today's places is a goal only when there are some.</summary>
    private static IEnumerable<TeamGoal> GoalsOf(TeamProblem problem) =>
        Enum.GetValues<TeamGoal>().Where(goal => goal != TeamGoal.Changes || problem.Current.Count > 0);
}

/// <summary>Computations kept, shown whole or not at all: those that a file hidden from the viewer weighed on don't exist for them (B21).</summary>
public sealed class TeamComputations(EigDbContext db, TeamFacts facts, ITeamFormer former)
{
    /// <summary>Computations that a list shows.</summary>
    private const int Listed = 10;

    public Task<List<TeamComputationLine>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (
            from computation in Visible(db, actor)
            join account in db.Accounts on computation.ComputedBy equals account.Id
            where computation.CohortId == cohortId
            orderby computation.ComputedAt descending, computation.Id descending
            select new TeamComputationLine(
                computation.Id,
                computation.ComputedAt,
                account.GivenName + " " + account.FamilyName,
                computation.Hash
            )
        )
            .Take(Listed)
            .ToListAsync(ct);

    public async Task<TeamComputationDetail?> FindAsync(Guid cohortId, Guid id, Actor actor, CancellationToken ct)
    {
        var computation = await Visible(db, actor)
            .AsNoTracking()
            .SingleOrDefaultAsync(found => found.Id == id && found.CohortId == cohortId, ct);
        if (computation is null)
        {
            return null;
        }

        var inputs = await facts.LoadAsync(cohortId, computation.Problem.MinimumMark, actor, ct);
        return new TeamComputationDetail(computation, inputs, IsStale(computation, inputs));
    }

    /// <summary>Why this person has not this seat in this solution; null when the question has no sense.</summary>
    public TeamCounterfactual? WhyNot(TeamComputation computation, TeamGoal goal, Guid candidatureId, ListKey list) =>
        computation.Find(goal) is { } solution && computation.Problem.Option(candidatureId, list) is { } option
            ? former.WhyNot(computation.Problem, solution, option)
            : null;

    public IReadOnlyList<TeamTradeOff> TradeOffs(TeamComputation computation, IReadOnlyList<decimal> worths) =>
        former.TradeOffs(computation.Problem, worths);

    /// <summary>The places to stay close to are not a fact that the other solutions depend on: working on them makes nothing stale.</summary>
    internal static bool IsStale(TeamComputation computation, TeamInputs inputs) =>
        inputs.Problem.With(current: computation.Problem.Current).Hash() != computation.Hash;

    internal static IQueryable<TeamComputation> Visible(EigDbContext db, Actor actor) =>
        db.TeamComputations.Where(computation =>
            actor.IsStaff
            && !db.Conflicts.Any(tie =>
                tie.AccountId == actor.AccountId
                && tie.LiftedAt == null
                && tie.Level != ConflictLevel.Declared
                && computation.CandidatureIds.Contains(tie.CandidatureId)
            )
        );
}

/// <summary>Adds and lifts conditions on teams.</summary>
public sealed class TeamConditions(EigDbContext db, TeamFacts facts, ITeamFormer former, ProgrammeNow now)
{
    /// <summary>What a condition would change, before it is added: the best solution of each goal with it, or why there would be none.</summary>
    public async Task<Result<TeamConditionPreview>> PreviewAsync(
        Guid cohortId,
        TeamConditionText text,
        decimal? minimum,
        Actor actor,
        CancellationToken ct
    )
    {
        var inputs = await facts.LoadAsync(cohortId, minimum, actor, ct);
        var problem = inputs.Problem;
        if (Refuse(problem, inputs, text) is { } refusal)
        {
            return refusal;
        }

        // The reason is asked for when the condition is added.
        var added = TeamCondition.Add(cohortId, text with { Reason = "?" }, actor.AccountId, now());
        if (!added.IsOk)
        {
            return Result<TeamConditionPreview>.Refuse(added.Errors);
        }

        if (added.Value.Sought.Length > 0)
        {
            inputs = inputs with
            {
                Sought = new Dictionary<TeamRule, string>(inputs.Sought) { [added.Value.ToRule()!] = added.Value.Sought },
            };
        }

        var with = added.Value.ToRule() is { } rule
            ? problem.With(rules: problem.Rules.Append(rule))
            : problem.With(
                options: problem.Options.Append(Opened(problem, text)).DistinctBy(option => (option.CandidatureId, option.List))
            );
        return new TeamConditionPreview(inputs, former.Form(problem, TeamGoal.Teams).Solution, former.Form(with, TeamGoal.Teams));
    }

    public async Task<Result> AddAsync(Guid cohortId, TeamConditionText text, Actor actor, CancellationToken ct)
    {
        var inputs = await facts.LoadAsync(cohortId, null, actor, ct);
        var added = TeamCondition.Add(cohortId, text, actor.AccountId, now());
        if (!added.IsOk)
        {
            return Result.Refuse(added.Errors);
        }

        if (Refuse(inputs.Problem, inputs, text) is { } refusal)
        {
            return refusal;
        }

        db.TeamConditions.Add(added.Value);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    public async Task<Result> LiftAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var condition = await TeamFacts.Visible(db.TeamConditions, db, actor).SingleOrDefaultAsync(found => found.Id == id, ct);
        if (condition is null || !actor.IsStaff)
        {
            return SelectionRefusals.NotFound;
        }

        var lifted = condition.Lift(actor.AccountId, now());
        if (lifted.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return lifted;
    }

    public Task<List<TeamCondition>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        TeamFacts
            .Visible(db.TeamConditions, db, actor)
            .AsNoTracking()
            .Where(condition => condition.CohortId == cohortId && condition.LiftedAt == null)
            .OrderBy(condition => condition.AddedAt)
            .ThenBy(condition => condition.Id)
            .ToListAsync(ct);

    private static DomainError? Refuse(TeamProblem problem, TeamInputs inputs, TeamConditionText text)
    {
        var people = new[] { text.CandidatureId, text.OtherCandidatureId }.OfType<Guid>().Concat(text.People);
        if (people.Any(person => !inputs.People.ContainsKey(person)))
        {
            return SelectionRefusals.NotFound;
        }

        if (text.ChallengeId is { } challenge && problem.Seats.All(seat => seat.ChallengeId != challenge))
        {
            return SelectionRefusals.NotFound;
        }

        if (text.Kind == TeamConditionKind.OneOf)
        {
            // What is missing is told with the rest, by the condition itself.
            return
                text is { ChallengeId: null } or { People.Count: 0 }
                || text.People.Any(person => problem.OptionsOf(person).Any(option => option.List.ChallengeId == text.ChallengeId))
                ? null
                : new DomainError(
                    "condition.nobody-asked",
                    "Aucune de ces personnes ne peut rejoindre ce défi : elles ne l’ont pas demandé, ou n’ont pas de note.",
                    "People"
                );
        }

        if (text is not { CandidatureId: { } candidature, ChallengeId: { } asked, Profile: { } profile })
        {
            return null;
        }

        var list = new ListKey(asked, profile);
        if (!problem.Lists.Contains(list))
        {
            return SelectionRefusals.NotFound;
        }

        if (inputs.People[candidature].Mark is null)
        {
            return new DomainError(
                "condition.unmarked",
                "Cette personne n’a pas encore de note : aucun classement ne la place.",
                "CandidatureId"
            );
        }

        var option = problem.Option(candidature, list);
        return text.Kind switch
        {
            TeamConditionKind.Lock when option is null => new DomainError(
                "condition.not-asked",
                "Cette personne n’a pas demandé ce poste : ouvrez-le d’abord à son profil, ou demandez-lui si elle l’accepterait.",
                "Place"
            ),
            TeamConditionKind.OtherProfile when option is not null => new DomainError(
                "condition.already-open",
                "Cette personne peut déjà prendre ce poste.",
                "Place"
            ),
            TeamConditionKind.OtherProfile
                when problem.OptionsOf(candidature).All(other => other.List.ChallengeId != asked || other.Wish is null) =>
                new DomainError(
                    "condition.other-challenge",
                    "Cette personne n’a pas demandé ce défi : il faut d’abord lui demander si elle l’accepterait.",
                    "Place"
                ),
            _ => null,
        };
    }

    private static TeamOption Opened(TeamProblem problem, TeamConditionText text)
    {
        var asked = problem.OptionsOf(text.CandidatureId!.Value).First(option => option.List.ChallengeId == text.ChallengeId);
        return asked with { List = new ListKey(text.ChallengeId!.Value, text.Profile!), Basis = TeamBasis.OtherProfile };
    }
}

/// <param name="Before">Without the condition; null when no places keep the rules already there.</param>
public sealed record TeamConditionPreview(TeamInputs Inputs, TeamSolution? Before, TeamOutcome After);
