using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>A person who reads and scores for one promotion. Works only after accepting the charter.</summary>
public sealed class Juror : Entity
{
    public const int ReasonMaxLength = 1_000;

    private Juror() { }

    public Juror(Guid accountId, Guid cohortId)
    {
        AccountId = accountId;
        CohortId = cohortId;
        Raise(new JurorAdded(Id));
    }

    public Guid AccountId { get; private set; }
    public Guid CohortId { get; private set; }

    /// <summary>When the charter (confidentiality, neutrality, probity, equal treatment) was accepted.</summary>
    public DateTimeOffset? CharterAcceptedAt { get; private set; }

    /// <summary>When the juror left the session; their sheets stay.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>Employers of the last five years, as the juror names them.</summary>
    public List<string> Employers { get; private set; } = [];

    /// <summary>Schools and universities where the juror studied or teaches.</summary>
    public List<string> Schools { get; private set; } = [];

    /// <summary>Names or addresses of people the juror knows and who might apply.</summary>
    public List<string> KnownPeople { get; private set; } = [];

    /// <summary>When the juror last stated their interests; null when they never did.</summary>
    public DateTimeOffset? InterestsStatedAt { get; private set; }

    /// <summary>Families of trades that this juror can judge; empty when nobody said.</summary>
    public List<Family> Families { get; private set; } = [];

    /// <summary>Files that this juror takes at most, below the limit of the plan; null without a limit of their own.</summary>
    public int? MaxReadings { get; private set; }

    /// <summary>Until when this juror marks after the closing; null when staff gave no more time.</summary>
    public DateTimeOffset? ReopenedUntil { get; private set; }

    /// <summary>
    /// Gives this juror more time, once marking is closed, with a reason. Refuses before the closing, an instant past or not later than
    /// what they have, and somebody who has left.
    /// </summary>
    public Result ReopenMarking(Result<DateTimeOffset> typed, string? reason, Timetable timetable, DateTimeOffset now)
    {
        var errors = new List<DomainError>(typed.Errors);
        var window = MarkingWindow.Of(timetable, ReopenedUntil);
        if (MarkingWindow.Of(timetable, null).IsOpenAt(now))
        {
            errors.Add(MarkingErrors.StillOpen);
        }
        else if (LeftAt is not null)
        {
            errors.Add(MarkingErrors.Left);
        }
        else if (typed.IsOk && typed.Value <= now)
        {
            errors.Add(MarkingErrors.Past);
        }
        else if (typed.IsOk && typed.Value <= window.ClosesAt)
        {
            errors.Add(MarkingErrors.NotLater);
        }

        var why = PlainText.Clean(reason).Trim();
        if (why.Length is 0 or > ReasonMaxLength)
        {
            errors.Add(new("marking.reason", $"Dites pourquoi, en {ReasonMaxLength} caractères au plus.", "Reason"));
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        ReopenedUntil = typed.Value;
        Raise(new MarkingReopened(Id, typed.Value, why));
        return Result.Ok;
    }

    /// <summary>What the reading plan needs to know. Refuses a limit that means nothing; the same words again are no change.</summary>
    public Result Describe(IReadOnlyCollection<Family> families, int? maxReadings)
    {
        if (maxReadings is < 0 or > PlanRules.MostFiles)
        {
            return new DomainError(
                "juror.limit",
                $"Donnez une limite de 0 à {PlanRules.MostFiles} dossiers, ou laissez la case vide.",
                $"Limits[{Id}]"
            );
        }

        var ordered = families.Distinct().Order().ToList();
        if (ordered.SequenceEqual(Families) && maxReadings == MaxReadings)
        {
            return Result.Ok;
        }

        (Families, MaxReadings) = (ordered, maxReadings);
        Raise(new JurorDescribed(Id));
        return Result.Ok;
    }

    /// <summary>Keeps what ties are inferred from. Empty lists say that there is nothing to state.</summary>
    public Result StateInterests(Interests interests, DateTimeOffset now)
    {
        if (interests.Check() is { Count: > 0 } errors)
        {
            return Result.Refuse(errors);
        }

        (Employers, Schools, KnownPeople) = ([.. interests.Employers], [.. interests.Schools], [.. interests.KnownPeople]);
        InterestsStatedAt = now;
        Raise(new InterestsStated(Id));
        return Result.Ok;
    }

    public Result AcceptCharter(DateTimeOffset now)
    {
        if (CharterAcceptedAt is not null)
        {
            return new DomainError("charter.accepted", "Vous avez déjà accepté la charte.");
        }

        CharterAcceptedAt = now;
        Raise(new CharterAccepted(Id));
        return Result.Ok;
    }

    public Result Leave(DateTimeOffset now)
    {
        if (LeftAt is not null)
        {
            return new DomainError("juror.left", "Cette personne ne fait déjà plus partie du jury.");
        }

        LeftAt = now;
        Raise(new JurorLeft(Id));
        return Result.Ok;
    }

    public Result Return()
    {
        if (LeftAt is null)
        {
            return new DomainError("juror.present", "Cette personne fait déjà partie du jury.");
        }

        LeftAt = null;
        Raise(new JurorAdded(Id));
        return Result.Ok;
    }
}

public sealed record JurorAdded(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Membre du jury ajouté";
}

public sealed record JurorLeft(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Membre du jury sorti de la session";
}

public sealed record CharterAccepted(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Charte du jury acceptée";
}

/// <summary>The audit keeps that something was stated, never what.</summary>
public sealed record InterestsStated(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Déclaration d’intérêts enregistrée";
}

public sealed record JurorDescribed(Guid JurorId) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Métiers et charge d’un membre du jury modifiés";
}
