using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Selection.Forming;

/// <summary>What staff may impose on teams, or ask of them, on behalf of the jury.</summary>
public enum TeamConditionKind
{
    /// <summary>This person takes a seat of this list.</summary>
    Lock,

    /// <summary>This person never joins this team.</summary>
    Barred,

    /// <summary>Two people never in one team.</summary>
    Apart,

    /// <summary>Two people in one team, or neither in any.</summary>
    Together,

    /// <summary>Two people rather in one team.</summary>
    Complementary,

    /// <summary>All seats of this team filled.</summary>
    Complete,

    /// <summary>As if this challenge were withdrawn.</summary>
    Without,

    /// <summary>At least one of these people in this team, if it has anybody.</summary>
    OneOf,

    /// <summary>A seat of a challenge that this person asked for, opened to them although its profile is another.</summary>
    OtherProfile,
}

/// <summary>What a condition is about; what its kind does not need is ignored.</summary>
/// <param name="Profile">Of the seats, with the challenge: a list.</param>
public sealed record TeamConditionText(
    TeamConditionKind Kind,
    Guid? CandidatureId,
    Guid? OtherCandidatureId,
    Guid? ChallengeId,
    string? Profile,
    string Reason
)
{
    /// <summary>People of whom one is enough.</summary>
    public IReadOnlyCollection<Guid> People { get; init; } = [];

    /// <summary>What the jury looks for in one of them, such as « connaît le terrain ».</summary>
    public string Sought { get; init; } = "";
}

/// <summary>A condition on teams, with its reason. Lifted rather than deleted: the minutes tell what was imposed, and when.</summary>
public sealed class TeamCondition : Entity
{
    public const int ReasonMaxLength = 1_000;
    public const int SoughtMaxLength = 150;

    private TeamCondition() { }

    public Guid CohortId { get; private set; }
    public TeamConditionKind Kind { get; private set; }
    public Guid? CandidatureId { get; private set; }
    public Guid? OtherCandidatureId { get; private set; }
    public Guid? ChallengeId { get; private set; }
    public string? Profile { get; private set; }

    /// <summary>People of whom one is enough; empty for other kinds.</summary>
    public List<Guid> People { get; private set; } = [];

    /// <summary>What is looked for in one of them; empty for other kinds.</summary>
    public string Sought { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public Guid AddedBy { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public Guid? LiftedBy { get; private set; }

    public static bool IsAboutOne(TeamConditionKind kind) =>
        kind is TeamConditionKind.Lock or TeamConditionKind.Barred or TeamConditionKind.OtherProfile;

    public static bool IsAboutTwo(TeamConditionKind kind) =>
        kind is TeamConditionKind.Apart or TeamConditionKind.Together or TeamConditionKind.Complementary;

    public static bool IsAboutSome(TeamConditionKind kind) => kind == TeamConditionKind.OneOf;

    public static bool IsAboutList(TeamConditionKind kind) => kind is TeamConditionKind.Lock or TeamConditionKind.OtherProfile;

    /// <summary>Refuses a condition without its people, its challenge or its reason; all refusals at once.</summary>
    public static Result<TeamCondition> Add(Guid cohortId, TeamConditionText text, Guid by, DateTimeOffset now)
    {
        var (one, two) = (IsAboutOne(text.Kind), IsAboutTwo(text.Kind));
        var errors = Refusals(text, one, two).ToList();
        if (errors.Count > 0)
        {
            return Result<TeamCondition>.Refuse(errors);
        }

        var condition = new TeamCondition
        {
            CohortId = cohortId,
            Kind = text.Kind,
            CandidatureId = one || two ? text.CandidatureId : null,
            OtherCandidatureId = two ? text.OtherCandidatureId : null,
            ChallengeId = two ? null : text.ChallengeId,
            Profile = IsAboutList(text.Kind) ? text.Profile : null,
            People = IsAboutSome(text.Kind) ? [.. text.People.Distinct().Order()] : [],
            Sought = IsAboutSome(text.Kind) ? PlainText.CleanLine(text.Sought) : "",
            Reason = PlainText.Clean(text.Reason).Trim(),
            AddedBy = by,
            AddedAt = now,
        };
        condition.Raise(new TeamConditionAdded(cohortId));
        return condition;
    }

    public Result Lift(Guid by, DateTimeOffset now)
    {
        if (LiftedAt is not null)
        {
            return FormingErrors.AlreadyLifted;
        }

        (LiftedAt, LiftedBy) = (now, by);
        Raise(new TeamConditionLifted(CohortId));
        return Result.Ok;
    }

    /// <summary>The rule that the solver keeps; null for a seat opened to another profile, which is a possibility and not a rule.</summary>
    public TeamRule? ToRule() =>
        Kind switch
        {
            TeamConditionKind.Lock => new TeamRule.Lock(CandidatureId!.Value, new ListKey(ChallengeId!.Value, Profile!)),
            TeamConditionKind.Barred => new TeamRule.Barred(CandidatureId!.Value, ChallengeId!.Value),
            TeamConditionKind.Apart => new TeamRule.Apart(CandidatureId!.Value, OtherCandidatureId!.Value),
            TeamConditionKind.Together => new TeamRule.Together(CandidatureId!.Value, OtherCandidatureId!.Value),
            TeamConditionKind.Complementary => new TeamRule.Complementary(CandidatureId!.Value, OtherCandidatureId!.Value),
            TeamConditionKind.Complete => new TeamRule.Complete(ChallengeId!.Value),
            TeamConditionKind.Without => new TeamRule.Without(ChallengeId!.Value),
            TeamConditionKind.OneOf => new TeamRule.OneOf(ChallengeId!.Value, People),
            TeamConditionKind.OtherProfile => null,
        };

    /// <summary>The rule as it holds for the people who can still be placed; null when it has nobody left to speak of.</summary>
    /// <param name="known">Everybody who can be placed.</param>
    public TeamRule? ToRule(IReadOnlySet<Guid> known) =>
        ToRule() switch
        {
            TeamRule.OneOf some => People.Exists(known.Contains)
                ? some with
                {
                    People = [.. People.Where(known.Contains)],
                }
                : null,
            _ when CandidatureId is { } one && !known.Contains(one) => null,
            _ when OtherCandidatureId is { } other && !known.Contains(other) => null,
            var rule => rule,
        };

    private static IEnumerable<DomainError> Refusals(TeamConditionText text, bool one, bool two)
    {
        if ((one || two) && text.CandidatureId is null)
        {
            yield return new("condition.person", "Choisissez la personne concernée.", "CandidatureId");
        }

        if (two && text.OtherCandidatureId is null)
        {
            yield return new("condition.other", "Choisissez la seconde personne.", "OtherCandidatureId");
        }
        else if (two && text.OtherCandidatureId == text.CandidatureId)
        {
            yield return new("condition.same", "Choisissez deux personnes différentes.", "OtherCandidatureId");
        }

        if (IsAboutSome(text.Kind) && text.People.Count == 0)
        {
            yield return new("condition.people", "Choisissez au moins une personne.", "People");
        }

        if (IsAboutSome(text.Kind) && PlainText.CleanLine(text.Sought).Length is 0 or > SoughtMaxLength)
        {
            yield return new(
                "condition.sought",
                $"Dites ce que le jury cherche, en {SoughtMaxLength} caractères au plus.",
                "Sought"
            );
        }

        if (!two && (text.ChallengeId is null || (IsAboutList(text.Kind) && string.IsNullOrEmpty(text.Profile))))
        {
            yield return new("condition.challenge", "Choisissez le défi ou le poste concerné.", "Place");
        }

        if (string.IsNullOrWhiteSpace(text.Reason))
        {
            yield return new("condition.reason", "Donnez la raison : elle figurera au procès-verbal.", "Reason");
        }
        else if (text.Reason.Length > ReasonMaxLength)
        {
            yield return new("condition.reason-long", $"Donnez la raison en {ReasonMaxLength} caractères au plus.", "Reason");
        }
    }
}

public static class FormingErrors
{
    public static readonly DomainError AlreadyLifted = new(
        "condition.lifted",
        "Cette condition est déjà levée : rechargez la page."
    );
    public static readonly DomainError NotOpen = new(
        "proposal.not-open",
        "Cette proposition de travail n’est plus ouverte : rechargez la page."
    );
    public static readonly DomainError Reason = new(
        "proposal.reason",
        "Dites pourquoi le jury s’écarte de la proposition.",
        "Reason"
    );
    public static readonly DomainError NothingMoves = new(
        "proposal.nothing",
        "Cette personne est déjà à cette place : il n’y a rien à changer.",
        "CandidatureId"
    );
}

public sealed record TeamConditionAdded(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Condition ajoutée à la formation des équipes";
}

public sealed record TeamConditionLifted(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Condition levée dans la formation des équipes";
}
