using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Text;

namespace EigPortal.Web.Areas.Admin.Timetables;

/// <summary>The dates of a promotion as staff type them. Instants are local times in Paris.</summary>
public sealed class TimetableInput
{
    public string? CallOpensAt { get; init; }
    public string? CallClosesAt { get; init; }
    public DateOnly? InformationEventOn { get; init; }
    public string? ReadingClosesAt { get; init; }
    public DateOnly? HearingsFrom { get; init; }
    public DateOnly? HearingsTo { get; init; }
    public DateOnly? ResultsDueBefore { get; init; }
    public string? ResultsAt { get; init; }
    public DateOnly? WorkStartsOn { get; init; }
    public DateOnly? WorkEndsOn { get; init; }
    public string? Reason { get; init; }

    /// <summary>Version of the promotion that the form was filled from.</summary>
    public uint Version { get; init; }

    public static TimetableInput From(Timetable timetable, uint version, string? reason = null) =>
        new()
        {
            CallOpensAt = Field(timetable.CallOpensAt),
            CallClosesAt = Field(timetable.CallClosesAt),
            InformationEventOn = timetable.InformationEventOn,
            ReadingClosesAt = Field(timetable.ReadingClosesAt),
            HearingsFrom = timetable.HearingsFrom,
            HearingsTo = timetable.HearingsTo,
            ResultsDueBefore = timetable.ResultsDueBefore,
            ResultsAt = Field(timetable.ResultsAt),
            WorkStartsOn = timetable.WorkStartsOn,
            WorkEndsOn = timetable.WorkEndsOn,
            Reason = reason,
            Version = version,
        };

    /// <summary>Refuses a local time that doesn't exist or exists twice. Empty fields have no date.</summary>
    public Result<Timetable> ToTimetable()
    {
        var errors = new List<DomainError>();
        var timetable = new Timetable
        {
            CallOpensAt = Instant(CallOpensAt, nameof(CallOpensAt), errors),
            CallClosesAt = Instant(CallClosesAt, nameof(CallClosesAt), errors),
            InformationEventOn = InformationEventOn,
            ReadingClosesAt = Instant(ReadingClosesAt, nameof(ReadingClosesAt), errors),
            HearingsFrom = HearingsFrom,
            HearingsTo = HearingsTo,
            ResultsDueBefore = ResultsDueBefore,
            ResultsAt = Instant(ResultsAt, nameof(ResultsAt), errors),
            WorkStartsOn = WorkStartsOn,
            WorkEndsOn = WorkEndsOn,
        };
        return errors.Count == 0 ? timetable : Result<Timetable>.Refuse(errors);
    }

    private static string? Field(DateTimeOffset? instant) => instant is { } known ? ParisInstants.ToField(known) : null;

    private static DateTimeOffset? Instant(string? text, string field, List<DomainError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var instant = ParisInstants.Parse(text, field);
        errors.AddRange(instant.Errors);
        return instant.IsOk ? instant.Value : null;
    }
}

/// <param name="Saved">Dates in force.</param>
public sealed record TimetableModel(Cohort Cohort, Timetable Saved, TimetableInput Input);
