using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Cohorts;

/// <summary>Where the publication of results stands. Two people are needed: one prepares, another confirms.</summary>
public enum ResultsState
{
    NotPrepared,
    Prepared,
    Confirmed,
}

/// <summary>Public figures of a promotion; a figure that no source states is null.</summary>
public sealed record CohortFigures(int? Candidates, int? Heard, int? Recruited, int? ChallengesFiled, int? Challenges);

/// <summary>A promotion of entrepreneurs d'intérêt général: its timetable, its criteria and the state of its results.</summary>
public sealed partial class Cohort : Entity
{
    public const int ReasonMaxLength = 1_000;

    private readonly List<Criterion> criteria = [];

    private Cohort() { }

    public Cohort(string slug, string name, int year, Timetable timetable, CohortFigures figures, bool isCurrent)
    {
        Slug = slug;
        Name = name;
        Year = year;
        Timetable = timetable;
        Figures = figures;
        IsCurrent = isCurrent;
    }

    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>Year in which the people of the promotion work.</summary>
    public int Year { get; private set; }
    public bool IsCurrent { get; private set; }
    public Timetable Timetable { get; private set; } = new();
    public CohortFigures Figures { get; private set; } = new(null, null, null, null, null);

    /// <summary>Key of the pseudonyms of its people. It never leaves the portal.</summary>
    public Guid PseudonymSalt { get; private set; } = Guid.NewGuid();

    /// <summary>Marks go from 0 to this value.</summary>
    public int ScaleMax { get; private set; } = ScoringDefaults.ScaleMax;

    /// <summary>Whether the rules of the promotion published the scale. Promotion 3 published none: the scale is this portal's proposal.</summary>
    public bool ScaleIsPublished { get; private set; }
    public IReadOnlyList<Criterion> Criteria => criteria;

    /// <summary>A later closing that waits for a second person; null without one.</summary>
    public DateTimeOffset? ClosingProposedUntil { get; private set; }
    public string? ClosingProposalReason { get; private set; }
    public Guid? ClosingProposedBy { get; private set; }
    public DateTimeOffset? ClosingProposedAt { get; private set; }

    /// <summary>When jurors began to read without knowing who wrote; null when this promotion never asked for it.</summary>
    public DateTimeOffset? BlindSince { get; private set; }

    /// <summary>When identities were shown again, for good.</summary>
    public DateTimeOffset? RevealedAt { get; private set; }
    public string? RevealReason { get; private set; }

    /// <summary>Jurors read without name, address, city, nor documents that staff have not redacted.</summary>
    public bool IsBlind => BlindSince is not null && RevealedAt is null;

    public ResultsState Results { get; private set; }
    public Guid? ResultsPreparedBy { get; private set; }
    public DateTimeOffset? ResultsPreparedAt { get; private set; }
    public Guid? ResultsConfirmedBy { get; private set; }
    public DateTimeOffset? ResultsConfirmedAt { get; private set; }

    /// <summary>When the answers to the diversity questionnaire were counted for good, and their key destroyed.</summary>
    public DateTimeOffset? StageCountsFrozenAt { get; private set; }

    /// <summary>Results are public once a second person has confirmed them and the announced instant has come.</summary>
    public bool ResultsArePublicAt(DateTimeOffset now) => Results == ResultsState.Confirmed && Timetable.ResultsAt <= now;

    public void AddCriterion(string key, string title, string question, IReadOnlyList<string> anchors, decimal weight = 1m) =>
        criteria.Add(new Criterion(Id, key, title, question, anchors, weight, criteria.Count + 1));

    /// <summary>Replaces the timetable. Refuses dates out of order, and shortening a window that is open or past.</summary>
    public Result Reschedule(Timetable timetable, string reason, DateTimeOffset now)
    {
        var order = timetable.CheckOrder();
        if (!order.IsOk)
        {
            return order;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError(
                "timetable.reason",
                "Dites pourquoi le calendrier change : les personnes concernées le liront.",
                "Reason"
            );
        }

        var state = Timetable.CallAt(now);
        if (state is CallState.Open or CallState.Closed && timetable.CallOpensAt != Timetable.CallOpensAt)
        {
            return new DomainError(
                "timetable.opened",
                "L’appel a déjà ouvert : sa date d’ouverture ne change plus.",
                nameof(timetable.CallOpensAt)
            );
        }

        if (state is CallState.Open or CallState.Closed && !(timetable.CallClosesAt >= Timetable.CallClosesAt))
        {
            return new DomainError(
                "timetable.shortened",
                "L’appel est ouvert : sa clôture peut être repoussée, jamais avancée.",
                nameof(timetable.CallClosesAt)
            );
        }

        if (state is CallState.Open or CallState.Closed && timetable.CallClosesAt != Timetable.CallClosesAt)
        {
            return new DomainError(
                "timetable.second-person",
                "L’appel est ouvert : sa clôture se repousse depuis la page « Pannes et prolongation », avec l’accord d’une seconde personne.",
                nameof(timetable.CallClosesAt)
            );
        }

        if (timetable.ReadingClosesAt != Timetable.ReadingClosesAt && timetable.ReadingClosesAt <= now)
        {
            return new DomainError(
                "timetable.reading-past",
                "Choisissez un instant à venir pour la clôture de la notation : le jury doit la connaître avant.",
                nameof(timetable.ReadingClosesAt)
            );
        }

        if (ResultsArePublicAt(now) && timetable.ResultsAt != Timetable.ResultsAt)
        {
            return new DomainError(
                "timetable.results-public",
                "Les résultats sont publics : leur date ne change plus.",
                nameof(timetable.ResultsAt)
            );
        }

        Timetable = timetable;
        Raise(new TimetableChanged(Id, reason.Trim()));
        return Result.Ok;
    }

    /// <summary>
    /// First half of a later closing for everybody, before or after the present one (E1). Refuses what would shorten the window, an
    /// instant already past, one that comes after the results, and a proposal without a reason. Replaces a former proposal.
    /// </summary>
    public Result ProposeClosing(DateTimeOffset until, string reason, Guid by, DateTimeOffset now)
    {
        DomainError[] refusals = [.. new[] { CheckClosing(until, now), CheckClosingReason(reason) }.OfType<DomainError>()];
        if (refusals.Length > 0)
        {
            return Result.Refuse(refusals);
        }

        var why = PlainText.Clean(reason).Trim();
        (ClosingProposedUntil, ClosingProposalReason, ClosingProposedBy, ClosingProposedAt) = (until, why, by, now);
        Raise(new ClosingProposed(Id, until, why));
        return Result.Ok;
    }

    /// <summary>What is wrong with the reason of a later closing; null when it may be read.</summary>
    public static DomainError? CheckClosingReason(string reason)
    {
        var why = PlainText.Clean(reason).Trim();
        return why.Length switch
        {
            0 => new DomainError(
                "timetable.reason",
                "Dites pourquoi la clôture change : les personnes concernées le liront.",
                "Reason"
            ),
            > ReasonMaxLength => new DomainError(
                "timetable.reason-too-long",
                $"Raccourcissez la raison : {ReasonMaxLength} caractères au plus.",
                "Reason"
            ),
            _ => null,
        };
    }

    /// <summary>Second half, by another person: from here on every date of the programme follows.</summary>
    /// <param name="until">The instant that the person read.</param>
    public Result ConfirmClosing(DateTimeOffset until, Guid by, DateTimeOffset now)
    {
        if (ClosingProposedUntil is not { } proposed)
        {
            return CohortErrors.NoClosingProposed;
        }

        if (by == ClosingProposedBy)
        {
            return CohortErrors.SecondPersonNeeded;
        }

        if (proposed != until)
        {
            return new DomainError(
                "timetable.other-proposal",
                "La proposition a changé depuis que vous l’avez lue. Relisez-la avant de donner votre accord."
            );
        }

        if (CheckClosing(proposed, now) is { } refusal)
        {
            return refusal;
        }

        var why = ClosingProposalReason!;
        Timetable = Timetable with { CallClosesAt = proposed };
        ForgetClosing();
        Raise(new CallProlonged(Id, proposed, why));
        return Result.Ok;
    }

    public Result DropClosing()
    {
        if (ClosingProposedUntil is null)
        {
            return CohortErrors.NoClosingProposed;
        }

        ForgetClosing();
        Raise(new ClosingDropped(Id));
        return Result.Ok;
    }

    private void ForgetClosing() =>
        (ClosingProposedUntil, ClosingProposalReason, ClosingProposedBy, ClosingProposedAt) = (null, null, null, null);

    private DomainError? CheckClosing(DateTimeOffset until, DateTimeOffset now)
    {
        if (Timetable.CallAt(now) is CallState.NotOpen or CallState.Unscheduled)
        {
            return CohortErrors.CallNotOpen;
        }

        if (!(until > Timetable.CallClosesAt))
        {
            return new DomainError(
                "timetable.shortened",
                "Choisissez un instant plus tardif que la clôture actuelle : elle peut être repoussée, jamais avancée.",
                "Until"
            );
        }

        if (until <= now)
        {
            return new DomainError("timetable.past", "Choisissez un instant à venir.", "Until");
        }

        var order = (Timetable with { CallClosesAt = until }).CheckOrder();
        return order.IsOk ? null : order.Error with { Field = "Until" };
    }

    /// <summary>
    /// Hides identities from jurors. Refuses once somebody of the jury has opened a file: what was seen can't be hidden (B30).
    /// </summary>
    /// <param name="hasBeenRead">A juror has opened a file of this promotion.</param>
    public Result HideIdentities(bool hasBeenRead, DateTimeOffset now)
    {
        if (IsBlind)
        {
            return new DomainError("blind.already", "La première lecture est déjà anonyme.");
        }

        if (RevealedAt is not null)
        {
            return new DomainError(
                "blind.revealed",
                "Les identités ont été révélées au jury : elles ne peuvent plus être masquées."
            );
        }

        if (hasBeenRead)
        {
            return new DomainError(
                "blind.read",
                "Un membre du jury a déjà ouvert un dossier : la première lecture ne peut plus être anonyme."
            );
        }

        BlindSince = now;
        Raise(new IdentitiesHidden(Id));
        return Result.Ok;
    }

    /// <summary>Shows identities to the jury, for good, with a reason kept in the history.</summary>
    public Result RevealIdentities(string? reason, DateTimeOffset now)
    {
        if (!IsBlind)
        {
            return new DomainError("blind.none", "Les identités ne sont pas masquées.");
        }

        var why = PlainText.Clean(reason).Trim();
        if (why.Length is 0 or > ReasonMaxLength)
        {
            return new DomainError(
                "blind.reason",
                $"Dites pourquoi les identités sont révélées, en {ReasonMaxLength} caractères au plus.",
                "Reason"
            );
        }

        (RevealedAt, RevealReason) = (now, why);
        Raise(new IdentitiesRevealed(Id, why));
        return Result.Ok;
    }

    /// <summary>Counts by stage are final once results are public. Can't be undone: refuses before, and a second time.</summary>
    public Result FreezeStageCounts(DateTimeOffset now)
    {
        if (StageCountsFrozenAt is not null)
        {
            return new DomainError("cohort.counts-frozen", "Les comptages de cette promotion sont déjà arrêtés.");
        }

        if (!ResultsArePublicAt(now))
        {
            return new DomainError(
                "cohort.results-not-public",
                "Les comptages s’arrêtent une fois les résultats publics : d’ici là, des candidatures changent encore d’étape."
            );
        }

        StageCountsFrozenAt = now;
        Raise(new StageCountsFrozen(Id));
        return Result.Ok;
    }

    /// <summary>First half of publishing. Refuses without an announced instant, or once confirmed.</summary>
    /// <param name="isPartial">Somebody who was heard waits for a decision, and results are published all the same (E10).</param>
    public Result PrepareResults(Guid by, DateTimeOffset now, bool isPartial = false)
    {
        if (Results == ResultsState.Confirmed)
        {
            return CohortErrors.ResultsAlreadyConfirmed;
        }

        if (Timetable.ResultsAt is null)
        {
            return new DomainError("results.no-instant", "Fixez d’abord l’instant de publication dans le calendrier.");
        }

        (Results, ResultsPreparedBy, ResultsPreparedAt) = (ResultsState.Prepared, by, now);
        Raise(new ResultsPrepared(Id, isPartial));
        return Result.Ok;
    }

    /// <summary>Second half of publishing, by another person than the one who prepared.</summary>
    /// <param name="isPartial">As for the first half.</param>
    public Result ConfirmResults(Guid by, DateTimeOffset now, bool isPartial = false)
    {
        if (Results == ResultsState.Confirmed)
        {
            return CohortErrors.ResultsAlreadyConfirmed;
        }

        if (Results == ResultsState.NotPrepared)
        {
            return new DomainError("results.not-prepared", "Une première personne doit préparer la publication.");
        }

        if (by == ResultsPreparedBy)
        {
            return CohortErrors.SecondPersonNeeded;
        }

        (Results, ResultsConfirmedBy, ResultsConfirmedAt) = (ResultsState.Confirmed, by, now);
        Raise(new ResultsConfirmed(Id, isPartial));
        return Result.Ok;
    }
}

/// <summary>Defaults where the rules of a promotion state nothing.</summary>
public static class ScoringDefaults
{
    /// <summary>Promotion 4 published "each criterion out of 4"; promotion 3 published no scale.</summary>
    public const int ScaleMax = 4;

    public const int ReadingsPerFile = 3;

    public const int FavouritesPerJuror = 2;
}

public static class CohortErrors
{
    public static readonly DomainError SecondPersonNeeded = new(
        "second-person",
        "Une autre personne que vous doit valider cet acte."
    );
    public static readonly DomainError NoClosingProposed = new(
        "timetable.no-proposal",
        "Aucune proposition de clôture n’attend : quelqu’un l’a peut-être déjà traitée."
    );
    public static readonly DomainError ResultsAlreadyConfirmed = new(
        "results.confirmed",
        "La publication des résultats est déjà confirmée."
    );
    public static readonly DomainError CallNotOpen = new("call.not-open", "L’appel à candidatures n’est pas encore ouvert.");
    public static readonly DomainError CallClosed = new(
        "call.closed",
        "L’appel à candidatures est clos. Ce que vous avez écrit est gardé dans votre brouillon."
    );
}

public sealed record TimetableChanged(Guid CohortId, string Why) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Calendrier modifié";
    public override string? Reason => Why;
}

public sealed record ClosingProposed(Guid CohortId, DateTimeOffset Until, string Why) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        FormattableString.Invariant($"Clôture proposée : {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    public override string? Reason => Why;
}

public sealed record ClosingDropped(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Proposition de clôture abandonnée";
}

/// <summary>The closing is postponed for everybody, by two people.</summary>
public sealed record CallProlonged(Guid CohortId, DateTimeOffset Until, string Why) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        FormattableString.Invariant(
            $"Clôture repoussée au {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC, avec l’accord d’une seconde personne"
        );
    public override string? Reason => Why;
}

public sealed record StageCountsFrozen(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Comptages du questionnaire facultatif arrêtés, réponses et clé détruites";
}

public sealed record ResultsPrepared(Guid CohortId, bool IsPartial = false) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        IsPartial
            ? "Publication des résultats préparée sans attendre toutes les décisions"
            : "Publication des résultats préparée";
}

public sealed record ResultsConfirmed(Guid CohortId, bool IsPartial = false) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        IsPartial
            ? "Publication des résultats confirmée par une seconde personne, sans attendre toutes les décisions"
            : "Publication des résultats confirmée par une seconde personne";
}

public sealed record IdentitiesHidden(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Première lecture anonyme : les identités sont masquées au jury";
}

public sealed record IdentitiesRevealed(Guid CohortId, string Why) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Identités révélées au jury";
    public override string? Reason => Why;
}
