using EigPortal.Domain.Cohorts;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Radar;

/// <param name="Shown">The list whose days are drawn; null for all of them together.</param>
public sealed record CoverageModel(
    IReadOnlyList<CoverageList> Lists,
    CoverageList? Shown,
    IReadOnlyList<CoverageDay> Days,
    string TimeLeft,
    bool IsOpen
)
{
    public int Seats => Lists.Sum(list => list.Seats);
    public IReadOnlyList<CoverageList> Uncovered =>
        [.. Lists.Where(list => list.Alarm != CoverageAlarm.None).OrderBy(list => list.Alarm).ThenBy(list => list.Submitted)];

    public static CoverageModel From(
        Cohort cohort,
        IReadOnlyList<CoverageList> lists,
        string? slug,
        string? profile,
        DateTimeOffset now
    )
    {
        var shown = lists.SingleOrDefault(list => list.Slug == slug && list.Profile == profile);
        return new CoverageModel(
            lists,
            shown,
            shown?.Days ?? Together(lists),
            Left(cohort.Timetable, now),
            cohort.Timetable.CallAt(now) == CallState.Open
        );
    }

    private static IReadOnlyList<CoverageDay> Together(IReadOnlyList<CoverageList> lists) =>
        [
            .. lists
                .SelectMany(list => list.Days)
                .GroupBy(day => day.Day)
                .OrderBy(day => day.Key)
                .Select(day => new CoverageDay(day.Key, day.Sum(line => line.Drafts), day.Sum(line => line.Submitted))),
        ];

    private static string Left(Timetable timetable, DateTimeOffset now) =>
        timetable.CallAt(now) switch
        {
            CallState.Unscheduled => "L’appel n’a pas de date.",
            CallState.NotOpen => $"L’appel ouvre le {FrenchDates.Long(timetable.CallOpensAt!.Value)}.",
            CallState.Open =>
                $"Il reste {Remaining(timetable.CallClosesAt!.Value - now)} avant la clôture, {FrenchDates.Long(timetable.CallClosesAt.Value)}.",
            CallState.Closed => $"L’appel est clos depuis le {FrenchDates.Long(timetable.CallClosesAt!.Value)}.",
        };

    private static string Remaining(TimeSpan left) =>
        left.TotalDays >= 1 ? FrenchNumbers.Count((int)left.TotalDays, "jour", "jours")
        : left.TotalHours >= 1 ? FrenchNumbers.Count((int)left.TotalHours, "heure", "heures")
        : "moins d’une heure";
}

/// <summary>Where candidatures are missing, day by day, while there is time to do something about it.</summary>
public sealed class RadarController(CoverageRadar radar, CurrentCohort current, ProgrammeClock clock, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/couverture")]
    public async Task<IActionResult> Index(string? defi, string? profil, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var lists = await radar.OfAsync(cohort, await ActorAsync(ct), clock.Now, ct);
        return View("Index", CoverageModel.From(cohort, lists, defi, profil, clock.Now));
    }
}
