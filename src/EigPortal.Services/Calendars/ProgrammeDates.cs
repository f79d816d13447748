using EigPortal.Domain.Cohorts;

namespace EigPortal.Services.Calendars;

/// <summary>The dates of a promotion for a calendar, from its timetable only.</summary>
public static class ProgrammeDates
{
    private const string Prefix = "eig-promotion";

    /// <summary>Every date known, in order.</summary>
    public static IReadOnlyList<CalendarEntry> Of(Cohort cohort)
    {
        var timetable = cohort.Timetable;
        return
        [
            .. Instant(cohort, "ouverture", "Ouverture de l’appel à candidatures", timetable.CallOpensAt),
            .. Days(cohort, "information", "Réunion d’information", timetable.InformationEventOn, timetable.InformationEventOn),
            .. Instant(cohort, "cloture", "Clôture de l’appel à candidatures", timetable.CallClosesAt),
            .. Days(cohort, "auditions", "Auditions", timetable.HearingsFrom, timetable.HearingsTo),
            .. Instant(cohort, "resultats", "Publication des résultats", timetable.ResultsAt),
            .. Days(cohort, "debut", "Début des défis", timetable.WorkStartsOn, timetable.WorkStartsOn),
        ];
    }

    /// <summary>The closing that holds for one person.</summary>
    public static CalendarEntry Closing(Cohort cohort, DateTimeOffset closes) =>
        new CalendarInstant(
            Key(cohort, "cloture"),
            Title(cohort, "Clôture de l’appel à candidatures"),
            "Dernier instant pour déposer votre candidature.",
            closes
        );

    private static IEnumerable<CalendarEntry> Instant(Cohort cohort, string key, string title, DateTimeOffset? at) =>
        at is { } known
            ? [new CalendarInstant(Key(cohort, key), Title(cohort, title), $"Calendrier de la {cohort.Name}.", known)]
            : [];

    private static IEnumerable<CalendarEntry> Days(Cohort cohort, string key, string title, DateOnly? from, DateOnly? to) =>
        from is { } first
            ? [new CalendarDays(Key(cohort, key), Title(cohort, title), $"Calendrier de la {cohort.Name}.", first, to ?? first)]
            : [];

    private static string Key(Cohort cohort, string key) => $"{Prefix}-{cohort.Slug}-{key}";

    private static string Title(Cohort cohort, string title) => $"{title}, {cohort.Name} EIG";
}
