using EigPortal.Domain.Cohorts;
using EigPortal.Services.Cohorts;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Shared;

/// <summary>One step of the selection, with its place in time: <c>done</c>, <c>current</c> or <c>next</c>.</summary>
public sealed record SelectionStep(string Title, string Dates, string Text, string State)
{
    /// <summary>The steps that the programme's texts tell, placed on the timetable.</summary>
    public static IReadOnlyList<SelectionStep> Of(Cohort cohort, DateTimeOffset now)
    {
        var timetable = cohort.Timetable;
        var today = FrenchDates.ParisDay(now);
        var resultsArePublic = cohort.ResultsArePublicAt(now);
        (bool Begun, bool Over)[] places =
        [
            (timetable.CallOpensAt <= now, timetable.CallClosesAt <= now),
            (timetable.CallClosesAt <= now, timetable.HearingsFrom <= today),
            (timetable.HearingsFrom <= today, timetable.HearingsTo < today),
            (timetable.HearingsTo < today, resultsArePublic),
            (resultsArePublic, resultsArePublic),
            (resultsArePublic, timetable.WorkStartsOn <= today),
        ];
        return
        [
            .. ProgrammeTexts
                .Of(timetable)
                .HowSelectionWorks.Zip(
                    places,
                    (step, place) =>
                        new SelectionStep(
                            step.Title,
                            step.Dates,
                            step.Text,
                            place.Over ? "done"
                                : place.Begun ? "current"
                                : "next"
                        )
                ),
        ];
    }
}
