using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection.Forming;

/// <summary>Solutions computed together from one problem, kept so that the minutes can compute them again.</summary>
public sealed class TeamComputation : Entity
{
    private TeamComputation() { }

    public TeamComputation(
        Guid cohortId,
        TeamProblem problem,
        IEnumerable<TeamSolution> solutions,
        string solver,
        Guid by,
        DateTimeOffset now
    )
    {
        (CohortId, Problem, Hash, Solver) = (cohortId, problem, problem.Hash(), solver);
        Solutions = [.. solutions.Select(solution => new KeptSolution(solution.Goal, solution.Places, solution.Gap))];
        CandidatureIds = [.. problem.Candidates.Select(candidate => candidate.CandidatureId)];
        (ComputedBy, ComputedAt) = (by, now);
        Raise(new TeamsComputed(cohortId, Hash[..12]));
    }

    public Guid CohortId { get; private set; }
    public TeamProblem Problem { get; private set; } = null!;

    /// <summary>SHA-256 of the problem.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Name and version of the solver.</summary>
    public string Solver { get; private set; } = "";
    public IReadOnlyList<KeptSolution> Solutions { get; private set; } = [];

    /// <summary>Everybody whose file weighed on the teams: a tie with one of them hides the whole.</summary>
    public List<Guid> CandidatureIds { get; private set; } = [];
    public Guid ComputedBy { get; private set; }
    public DateTimeOffset ComputedAt { get; private set; }

    public TeamSolution? Find(TeamGoal goal) =>
        Solutions.SingleOrDefault(kept => kept.Goal == goal) is { } kept
            ? new TeamSolution(kept.Goal, kept.Places, TeamReview.Of(Problem, kept.Places), kept.Gap)
            : null;
}

/// <summary>What a computation found for one goal; the rest is computed again from the problem.</summary>
public sealed record KeptSolution(TeamGoal Goal, IReadOnlyList<TeamPlace> Places, TeamGap? Gap);

public enum TeamProposalState
{
    /// <summary>The jury works on it.</summary>
    Open,

    /// <summary>Its decisions are recorded, and wait for a second person.</summary>
    Prepared,

    /// <summary>Left aside for another.</summary>
    Dropped,
}

public enum TeamProposalVerb
{
    Edit,
    Prepare,
    Drop,
}

/// <summary>The teams that the jury works on: a solution it chose, changed by hand with a reason each time. It decides nothing.</summary>
public sealed class TeamProposal : Entity
{
    public static readonly Transitions<TeamProposalState, TeamProposalVerb> Allowed = new([
        (TeamProposalState.Open, TeamProposalVerb.Edit, TeamProposalState.Open),
        (TeamProposalState.Open, TeamProposalVerb.Prepare, TeamProposalState.Prepared),
        (TeamProposalState.Open, TeamProposalVerb.Drop, TeamProposalState.Dropped),
    ]);

    private readonly List<TeamEdit> edits = [];

    private TeamProposal() { }

    public TeamProposal(TeamComputation computation, TeamSolution chosen, Guid by, DateTimeOffset now)
    {
        (CohortId, ComputationId, Goal, Places) = (computation.CohortId, computation.Id, chosen.Goal, chosen.Places);
        (ChosenBy, ChosenAt) = (by, now);
        Raise(new TeamsChosen(CohortId));
    }

    public Guid CohortId { get; private set; }
    public Guid ComputationId { get; private set; }

    /// <summary>Of the solution it comes from.</summary>
    public TeamGoal Goal { get; private set; }
    public TeamProposalState State { get; private set; }
    public IReadOnlyList<TeamPlace> Places { get; private set; } = [];
    public Guid ChosenBy { get; private set; }
    public DateTimeOffset ChosenAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public IReadOnlyList<TeamEdit> Edits => edits;

    /// <summary>
    /// Gives a seat to somebody, or to nobody. Who had it has none any more, and the seat that the newcomer leaves is empty: each further
    /// move is another choice of people.
    /// </summary>
    /// <param name="candidatureId">Null to leave the seat empty.</param>
    public static IReadOnlyList<TeamPlace> Moved(IReadOnlyList<TeamPlace> places, Guid postId, Guid? candidatureId) =>
        [
            .. places.Where(place => place.PostId != postId && place.CandidatureId != candidatureId),
            .. candidatureId is { } id ? new[] { new TeamPlace(postId, id) } : [],
        ];

    public Result Edit(Guid postId, Guid? candidatureId, string reason, Guid by, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, TeamProposalVerb.Edit))
        {
            return FormingErrors.NotOpen;
        }

        var holder = Places.FirstOrDefault(place => place.PostId == postId)?.CandidatureId;
        if (holder == candidatureId)
        {
            return FormingErrors.NothingMoves;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return FormingErrors.Reason;
        }

        edits.Add(new TeamEdit(Id, edits.Count + 1, postId, holder, candidatureId, PlainText.Clean(reason).Trim(), by, now));
        Places = Moved(Places, postId, candidatureId);
        Raise(new TeamsEdited(CohortId));
        return Result.Ok;
    }

    /// <summary>Closes it once its decisions are recorded.</summary>
    public Result Prepare(int decisions, DateTimeOffset now)
    {
        if (!Allowed.Allows(State, TeamProposalVerb.Prepare))
        {
            return FormingErrors.NotOpen;
        }

        (State, ClosedAt) = (TeamProposalState.Prepared, now);
        Raise(new TeamsPrepared(CohortId, decisions));
        return Result.Ok;
    }

    public Result Drop(DateTimeOffset now)
    {
        if (!Allowed.Allows(State, TeamProposalVerb.Drop))
        {
            return FormingErrors.NotOpen;
        }

        (State, ClosedAt) = (TeamProposalState.Dropped, now);
        Raise(new TeamsDropped(CohortId));
        return Result.Ok;
    }
}

/// <summary>A seat changed by hand.</summary>
public sealed class TeamEdit : Entity
{
    public const int ReasonMaxLength = 1_000;

    private TeamEdit() { }

    internal TeamEdit(
        Guid proposalId,
        int position,
        Guid postId,
        Guid? formerId,
        Guid? candidatureId,
        string reason,
        Guid by,
        DateTimeOffset at
    )
    {
        (ProposalId, Position, PostId, FormerId, CandidatureId) = (proposalId, position, postId, formerId, candidatureId);
        (Reason, By, At) = (reason, by, at);
    }

    public Guid ProposalId { get; private set; }
    public int Position { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>Who had the seat; null when it was empty.</summary>
    public Guid? FormerId { get; private set; }

    /// <summary>Who has it; null when nobody.</summary>
    public Guid? CandidatureId { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid By { get; private set; }
    public DateTimeOffset At { get; private set; }
}

public sealed record TeamsComputed(Guid CohortId, string Print) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => $"Équipes calculées, empreinte {Print}";
}

public sealed record TeamsChosen(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Proposition d’équipes choisie pour y travailler";
}

public sealed record TeamsEdited(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Proposition d’équipes modifiée à la main";
}

public sealed record TeamsPrepared(Guid CohortId, int Decisions) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => $"Décisions préparées d’après la proposition d’équipes : {Decisions}";
}

public sealed record TeamsDropped(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Proposition d’équipes abandonnée";
}
