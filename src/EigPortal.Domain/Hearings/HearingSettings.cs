using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Hearings;

/// <summary>How somebody who wishes for two challenges is heard.</summary>
public enum TwoWishes
{
    /// <summary>Once, in front of a mentor of each.</summary>
    Once,

    /// <summary>Once per wish.</summary>
    Twice,
}

/// <summary>Hours of one day, in Paris.</summary>
public sealed record HearingHours(DateOnly Day, TimeOnly StartsAt, TimeOnly LunchFrom, TimeOnly LunchTo, TimeOnly EndsAt);

/// <summary>What staff say of the hearings of a promotion.</summary>
/// <param name="SlotMinutes">Length of a usual hearing.</param>
/// <param name="GapMinutes">Between two hearings: time to fill the grid.</param>
/// <param name="Rooms">Panels that sit at the same time.</param>
/// <param name="MembersPerPanel">Who sits there the whole day, mentors aside.</param>
/// <param name="MaxPerDay">Hearings per day and person of the jury, at most.</param>
/// <param name="MaxInARow">Hearings without a pause, at most.</param>
public sealed record HearingText(
    int SlotMinutes,
    int GapMinutes,
    int Rooms,
    int MembersPerPanel,
    int MaxPerDay,
    int MaxInARow,
    TwoWishes TwoWishes,
    IReadOnlyList<HearingHours> Days
)
{
    public const int MostRooms = 60;
    public const int MostMembers = 8;
    public const int MostPerDay = 30;

    /// <summary>Nine to six with an hour for lunch, half an hour each, ten minutes to fill the grid.</summary>
    public static HearingText Usual(Timetable timetable) =>
        new(
            30,
            10,
            4,
            2,
            10,
            4,
            TwoWishes.Once,
            [
                .. DaysOf(timetable)
                    .Select(day => new HearingHours(
                        day,
                        new TimeOnly(9, 0),
                        new TimeOnly(13, 0),
                        new TimeOnly(14, 0),
                        new TimeOnly(18, 0)
                    )),
            ]
        );

    /// <summary>Days that the timetable gives to hearings.</summary>
    public static IEnumerable<DateOnly> DaysOf(Timetable timetable)
    {
        if (timetable is { HearingsFrom: { } from, HearingsTo: { } to })
        {
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                yield return day;
            }
        }
    }

    internal IReadOnlyList<DomainError> Check(Timetable timetable)
    {
        var errors = new List<DomainError>();
        Between(SlotMinutes, 10, 120, nameof(SlotMinutes), "minutes par audition");
        Between(GapMinutes, 0, 60, nameof(GapMinutes), "minutes entre deux auditions");
        Between(Rooms, 1, MostRooms, nameof(Rooms), "jurys en parallèle");
        Between(MembersPerPanel, 1, MostMembers, nameof(MembersPerPanel), "membres par jury");
        Between(MaxPerDay, 1, MostPerDay, nameof(MaxPerDay), "auditions par personne et par jour");
        Between(MaxInARow, 1, MostPerDay, nameof(MaxInARow), "auditions d’affilée");
        if (Days.Count == 0)
        {
            errors.Add(new DomainError("hearings.days", "Donnez les heures d’au moins une journée.", nameof(Days)));
        }

        var known = DaysOf(timetable).ToHashSet();
        foreach (var (place, hours) in Days.Index())
        {
            if (!known.Contains(hours.Day))
            {
                errors.Add(
                    new DomainError(
                        "hearings.other-day",
                        "Cette journée n’est pas dans le calendrier de la promotion.",
                        $"{nameof(Days)}[{place}].StartsAt"
                    )
                );
            }
            else if (hours.StartsAt >= hours.LunchFrom || hours.LunchFrom > hours.LunchTo || hours.LunchTo >= hours.EndsAt)
            {
                errors.Add(
                    new DomainError(
                        "hearings.hours",
                        "Donnez des heures dans l’ordre : début, début et fin du déjeuner, fin.",
                        $"{nameof(Days)}[{place}].StartsAt"
                    )
                );
            }
        }

        return errors;

        void Between(int value, int least, int most, string field, string what)
        {
            if (value < least || value > most)
            {
                errors.Add(new DomainError("hearings.number", $"Choisissez de {least} à {most} {what}.", field));
            }
        }
    }
}

/// <summary>
/// The hearings of one promotion: days, lengths, limits, and the version of their plan. A version is released by two people, one who
/// prepares and another who confirms.
/// </summary>
public sealed class HearingSettings : Entity
{
    private readonly List<HearingDay> days = [];

    private HearingSettings() { }

    private HearingSettings(Guid cohortId) => CohortId = cohortId;

    public Guid CohortId { get; private set; }
    public int SlotMinutes { get; private set; }
    public int GapMinutes { get; private set; }
    public int Rooms { get; private set; }
    public int MembersPerPanel { get; private set; }
    public int MaxPerDay { get; private set; }
    public int MaxInARow { get; private set; }
    public TwoWishes TwoWishes { get; private set; }

    /// <summary>Grows each time a place changes; printed on every running order.</summary>
    public int Version { get; private set; }
    public DateTimeOffset? VersionAt { get; private set; }

    /// <summary>The version that one person has read and that waits for another; null without one.</summary>
    public int? PreparedVersion { get; private set; }
    public Guid? PreparedBy { get; private set; }
    public DateTimeOffset? PreparedAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public IReadOnlyList<HearingDay> Days => days;

    public int StepMinutes => SlotMinutes + GapMinutes;

    public HearingText Text =>
        new(
            SlotMinutes,
            GapMinutes,
            Rooms,
            MembersPerPanel,
            MaxPerDay,
            MaxInARow,
            TwoWishes,
            [.. days.Select(day => day.Hours).OrderBy(hours => hours.Day)]
        );

    public HearingRules ToRules(bool keepsPlaced) => new(StepMinutes, GapMinutes, MaxPerDay, MaxInARow, keepsPlaced);

    public static Result<HearingSettings> Open(Guid cohortId, HearingText text, Timetable timetable)
    {
        var settings = new HearingSettings(cohortId);
        var written = settings.Write(text, timetable);
        return written.IsOk ? settings : Result<HearingSettings>.Refuse(written.Errors);
    }

    /// <summary>Refuses figures out of bounds, hours out of order and days that are not those of the timetable, all at once.</summary>
    public Result Write(HearingText text, Timetable timetable)
    {
        if (text.Check(timetable) is { Count: > 0 } errors)
        {
            return Result.Refuse(errors);
        }

        (SlotMinutes, GapMinutes, Rooms, MembersPerPanel) = (text.SlotMinutes, text.GapMinutes, text.Rooms, text.MembersPerPanel);
        (MaxPerDay, MaxInARow, TwoWishes) = (text.MaxPerDay, text.MaxInARow, text.TwoWishes);
        days.RemoveAll(day => text.Days.All(hours => hours.Day != day.On));
        foreach (var hours in text.Days)
        {
            if (days.SingleOrDefault(day => day.On == hours.Day) is { } known)
            {
                known.Write(hours);
            }
            else
            {
                days.Add(new HearingDay(Id, hours));
            }
        }

        Raise(new HearingsConfigured(CohortId));
        return Result.Ok;
    }

    /// <summary>A place changed: what was printed or prepared before is no longer the plan.</summary>
    public void NoteChange(DateTimeOffset now)
    {
        (Version, VersionAt) = (Version + 1, now);
        (PreparedVersion, PreparedBy, PreparedAt) = (null, null, null);
    }

    /// <summary>First half of a release: one person has read who is invited when. Refuses when nobody is to be invited.</summary>
    /// <param name="waiting">Hearings placed and not announced.</param>
    public Result Prepare(int waiting, Guid by, DateTimeOffset now)
    {
        if (waiting == 0)
        {
            return HearingErrors.NothingToRelease;
        }

        (PreparedVersion, PreparedBy, PreparedAt) = (Version, by, now);
        Raise(new HearingReleasePrepared(CohortId, Version, waiting));
        return Result.Ok;
    }

    /// <summary>Second half, by another person: invitations leave.</summary>
    /// <param name="version">The version that the person read.</param>
    public Result Release(int version, int invited, Guid by, DateTimeOffset now)
    {
        if (PreparedVersion is not { } prepared)
        {
            return HearingErrors.NotPrepared;
        }

        if (prepared != version)
        {
            return HearingErrors.Stale;
        }

        if (by == PreparedBy)
        {
            return CohortErrors.SecondPersonNeeded;
        }

        (PreparedVersion, PreparedBy, PreparedAt, ReleasedAt) = (null, null, null, now);
        Raise(new HearingsReleased(CohortId, prepared, invited));
        return Result.Ok;
    }

    public Result DropRelease()
    {
        if (PreparedVersion is null)
        {
            return HearingErrors.NotPrepared;
        }

        (PreparedVersion, PreparedBy, PreparedAt) = (null, null, null);
        Raise(new HearingReleaseDropped(CohortId));
        return Result.Ok;
    }
}

/// <summary>Hours of a day of hearings, in Paris.</summary>
public sealed class HearingDay : Entity
{
    private HearingDay() { }

    internal HearingDay(Guid settingsId, HearingHours hours)
    {
        (SettingsId, On) = (settingsId, hours.Day);
        Write(hours);
    }

    public Guid SettingsId { get; private set; }
    public DateOnly On { get; private set; }
    public TimeOnly StartsAt { get; private set; }
    public TimeOnly LunchFrom { get; private set; }
    public TimeOnly LunchTo { get; private set; }
    public TimeOnly EndsAt { get; private set; }

    public HearingHours Hours => new(On, StartsAt, LunchFrom, LunchTo, EndsAt);

    internal void Write(HearingHours hours) =>
        (StartsAt, LunchFrom, LunchTo, EndsAt) = (hours.StartsAt, hours.LunchFrom, hours.LunchTo, hours.EndsAt);
}

public sealed record HearingsConfigured(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Organisation des auditions enregistrée";
}

public sealed record HearingReleasePrepared(Guid CohortId, int Version, int Count) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => $"Convocations aux auditions préparées : version {Version}, {Count} audition(s)";
}

public sealed record HearingsReleased(Guid CohortId, int Version, int Count) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence =>
        $"Convocations aux auditions confirmées par une seconde personne : version {Version}, {Count} audition(s)";
}

public sealed record HearingReleaseDropped(Guid CohortId) : DomainEvent(nameof(Cohort), CohortId)
{
    public override string Sentence => "Préparation des convocations abandonnée";
}
