using System.Globalization;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Hearings;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Hearings;

/// <param name="Settings">Null before the hearings are organised.</param>
public sealed record HearingsModel(
    HearingSettings? Settings,
    HearingProgramme Programme,
    int Panels,
    Guid Viewer,
    DateTimeOffset Now
)
{
    public IReadOnlyList<HearingLine> Waiting => [.. Programme.Lines.Where(line => line.State == SlotState.Planned)];
    public IReadOnlyList<HearingLine> Asked => [.. Programme.Lines.Where(line => line.State == SlotState.MoveAsked)];

    /// <summary>Version written on a paper that somebody compares with the plan; null when nobody asks.</summary>
    public int? Paper { get; init; }

    public int Count(params SlotState[] states) => Programme.Lines.Count(line => states.Contains(line.State));
}

/// <summary>Hours of one day as they were typed.</summary>
public sealed class DayInput
{
    public DateOnly Day { get; init; }
    public string? StartsAt { get; init; }
    public string? LunchFrom { get; init; }
    public string? LunchTo { get; init; }
    public string? EndsAt { get; init; }

    public bool IsOpen => !string.IsNullOrWhiteSpace(StartsAt);

    public static DayInput From(HearingHours hours) =>
        new()
        {
            Day = hours.Day,
            StartsAt = Text(hours.StartsAt),
            LunchFrom = Text(hours.LunchFrom),
            LunchTo = Text(hours.LunchTo),
            EndsAt = Text(hours.EndsAt),
        };

    // An hour that can't be read becomes midnight everywhere, which the order of hours refuses on the field.
    public HearingHours ToHours() => new(Day, Time(StartsAt), Time(LunchFrom), Time(LunchTo), Time(EndsAt));

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string? text) =>
        TimeOnly.TryParseExact(
            text?.Trim(),
            ["HH:mm", "H:mm", "H'h'mm", "H'h'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : TimeOnly.MinValue;
}

public sealed class SettingsInput
{
    public string? SlotMinutes { get; init; }
    public string? GapMinutes { get; init; }
    public string? Rooms { get; init; }
    public string? MembersPerPanel { get; init; }
    public string? MaxPerDay { get; init; }
    public string? MaxInARow { get; init; }
    public TwoWishes TwoWishes { get; init; }
    public List<DayInput> Days { get; init; } = [];

    public static SettingsInput From(HearingText text, Timetable timetable) =>
        new()
        {
            SlotMinutes = $"{text.SlotMinutes}",
            GapMinutes = $"{text.GapMinutes}",
            Rooms = $"{text.Rooms}",
            MembersPerPanel = $"{text.MembersPerPanel}",
            MaxPerDay = $"{text.MaxPerDay}",
            MaxInARow = $"{text.MaxInARow}",
            TwoWishes = text.TwoWishes,
            Days =
            [
                .. HearingText
                    .DaysOf(timetable)
                    .Select(day =>
                        text.Days.FirstOrDefault(hours => hours.Day == day) is { } hours
                            ? DayInput.From(hours)
                            : new DayInput { Day = day }
                    ),
            ],
        };

    public HearingText ToText() =>
        new(
            Number(SlotMinutes),
            Number(GapMinutes),
            Number(Rooms),
            Number(MembersPerPanel),
            Number(MaxPerDay),
            Number(MaxInARow),
            TwoWishes,
            [.. Days.Where(day => day.IsOpen).Select(day => day.ToHours())]
        );

    /// <summary>The domain numbers the days that are open; the form shows all of them.</summary>
    public string FieldOf(DomainError error)
    {
        if (error.Field is not { } field || !field.StartsWith("Days[", StringComparison.Ordinal))
        {
            return error.Field ?? "";
        }

        var open = Days.Index().Where(row => row.Item.IsOpen).Select(row => row.Index).ToList();
        var place = int.Parse(field.Split('[', ']')[1], CultureInfo.InvariantCulture);
        return $"Days[{open[place]}].StartsAt";
    }

    // What is no number is outside of every bound.
    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

public sealed record SettingsModel(SettingsInput Input, bool HasPlan)
{
    public static IReadOnlyList<Choice> Rules =>
        [.. Enum.GetValues<TwoWishes>().Select(rule => new Choice($"{rule}", Labels.Of(rule)))];
}

public sealed class PanelInput
{
    public string? Room { get; init; }
    public bool IsRemote { get; init; }
    public string? Connection { get; init; }
    public List<Guid> ChallengeIds { get; init; } = [];
    public List<Guid> Members { get; init; } = [];
    public Guid? NoteTaker { get; init; }

    public static PanelInput From(Panel panel) =>
        new()
        {
            Room = panel.Room,
            IsRemote = panel.IsRemote,
            Connection = panel.Connection,
            ChallengeIds = panel.ChallengeIds,
            Members = [.. panel.PresentIds],
            NoteTaker = panel.NoteTakerId,
        };

    public PanelText ToText() => new(Room, IsRemote, Connection, ChallengeIds, Members, NoteTaker);
}

public sealed record PanelModel(
    Panel Panel,
    PanelInput Input,
    IReadOnlyList<JurorName> Jurors,
    IReadOnlyList<(Guid Id, string Name)> Challenges
)
{
    public IReadOnlyList<Choice> JurorChoices => [.. Jurors.Select(juror => new Choice($"{juror.Id}", juror.FullName))];
    public IReadOnlyList<Choice> ChallengeChoices => [.. Challenges.Select(row => new Choice($"{row.Id}", row.Name))];

    public string NameOf(Guid jurorId) => Jurors.FirstOrDefault(juror => juror.Id == jurorId)?.FullName ?? "";
}

public sealed record PanelsModel(HearingSettings? Settings, IReadOnlyList<PanelLine> Lines);

/// <param name="Preview">Null before a plan is asked for.</param>
public sealed record HearingPlanModel(bool Keeps, HearingPreview? Preview)
{
    public const string Anew = "refaire";
    public const string Keep = "garder";

    public string Mode => Keeps ? Keep : Anew;

    /// <summary>Hearings per person of the jury once applied, kept ones included.</summary>
    public IReadOnlyList<Bar> Loads(PlannedHearings plan) =>
        [
            .. All(plan)
                .SelectMany(place => HearingCheck.Attendance(Preview!.File.Problem, place))
                .CountBy(juror => juror)
                .Where(row => Preview!.File.Jurors.ContainsKey(row.Key))
                .Select(row => new Bar(Preview!.File.Jurors[row.Key], row.Value))
                .OrderBy(bar => bar.Label, StringComparer.Ordinal),
        ];

    /// <summary>Hearings per room and day.</summary>
    public IReadOnlyList<Bar> Rooms(PlannedHearings plan)
    {
        var counts = All(plan).CountBy(place => place.PanelId).ToDictionary();
        return
        [
            .. Preview!.File.Problem.Panels.Select(panel => new Bar(
                $"{panel.Room}, {FrenchDates.ShortDay(panel.Day)}",
                counts.GetValueOrDefault(panel.PanelId)
            )),
        ];
    }

    public IEnumerable<(DateOnly Day, IReadOnlyList<HearingPlace> Places)> ByDay(PlannedHearings plan) =>
        plan
            .Places.GroupBy(place => FrenchDates.ParisDay(place.StartsAt))
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, (IReadOnlyList<HearingPlace>)[.. day]));

    // Kept hearings of files hidden from the viewer have a place and no name: they are left out of every figure.
    private IEnumerable<HearingPlace> All(PlannedHearings plan) =>
        plan.Places.Concat(Preview!.File.Problem.Kept.Where(place => Preview.File.People.ContainsKey(place.Key.CandidatureId)));
}

public sealed class AdjustmentInput
{
    public string? ExtraMinutes { get; init; }
    public bool IsRemote { get; init; }
    public List<string> Impossible { get; init; } = [];
    public string? ZoneId { get; init; }
    public string? Reason { get; init; }

    public static AdjustmentInput From(HearingAdjustment? adjustment) =>
        new()
        {
            ExtraMinutes = $"{adjustment?.ExtraMinutes ?? 0}",
            IsRemote = adjustment?.IsRemote ?? false,
            Impossible = adjustment?.ImpossibleHalves ?? [],
            ZoneId = adjustment?.ZoneId,
            Reason = adjustment?.Reason,
        };

    public int Minutes =>
        string.IsNullOrWhiteSpace(ExtraMinutes) ? 0
        : int.TryParse(ExtraMinutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes
        : -1;

    public IReadOnlyCollection<(DateOnly, HalfDay)> Halves(IEnumerable<(DateOnly Day, HalfDay Half)> known) =>
        [.. known.Where(half => Impossible.Contains(Key(half)))];

    public static string Key((DateOnly Day, HalfDay Half) half) =>
        string.Create(CultureInfo.InvariantCulture, $"{half.Day:yyyy-MM-dd} {half.Half}");
}

/// <summary>A locked grid, as its panel left it.</summary>
/// <param name="Total">Out of 20, two decimals; null with too few marks.</param>
/// <param name="Marks">In the order of the grid; an abstention has no value.</param>
public sealed record GridModel(
    decimal? Total,
    Opinion Opinion,
    string Comment,
    DateTimeOffset LockedAt,
    IReadOnlyList<(string Criterion, string Mark, string Comment)> Marks
)
{
    public static GridModel From(CollectiveSheet sheet, Cohort cohort) =>
        new(
            sheet.Total,
            sheet.Opinion!.Value,
            sheet.OverallComment,
            sheet.LockedAt!.Value,
            [
                .. from criterion in cohort.Criteria.OrderBy(criterion => criterion.Position)
                join mark in sheet.Marks on criterion.Key equals mark.CriterionKey
                select (
                    criterion.Title,
                    mark.Value is { } value ? $"{value}\u00a0sur\u00a0{cohort.ScaleMax}" : "Abstention",
                    mark.Comment
                ),
            ]
        );
}

/// <param name="Line">Null while the person has no hearing.</param>
public sealed record SlotModel(
    Guid CandidatureId,
    string Number,
    string FullName,
    HearingLine? Line,
    IReadOnlyList<FreePlace> Free,
    IReadOnlyList<HearingLine> Others,
    AdjustmentInput Adjustment,
    IReadOnlyList<(DateOnly Day, HalfDay Half)> Halves,
    IReadOnlyList<GridModel> Grids
)
{
    public IReadOnlyList<Choice> Places =>
        [
            .. Free.Select(place => new Choice(
                string.Create(CultureInfo.InvariantCulture, $"{place.PanelId} {place.StartsAt.UtcDateTime:O}"),
                $"{FrenchDates.LongWithoutZone(place.StartsAt)}, {place.Room}"
            )),
        ];

    public IReadOnlyList<Choice> Swaps =>
        [
            .. Others.Select(line => new Choice(
                $"{line.SlotId}",
                $"{FrenchDates.LongWithoutZone(line.StartsAt)}, {line.Room} : {line.FullName}"
            )),
        ];

    public IReadOnlyList<Choice> HalfChoices =>
        [
            .. Halves.Select(half => new Choice(
                AdjustmentInput.Key(half),
                $"{FrenchDates.Weekday(half.Day)}, {Labels.Of(half.Half)}"
            )),
        ];

    /// <summary>Zones of French territories first, then what people usually ask for.</summary>
    public static IReadOnlyList<Choice> Zones =>
        [
            new("", "Heure de Paris"),
            new("America/Guadeloupe", "Guadeloupe"),
            new("America/Martinique", "Martinique"),
            new("America/Cayenne", "Guyane"),
            new("America/Miquelon", "Saint-Pierre-et-Miquelon"),
            new("Indian/Reunion", "La Réunion"),
            new("Indian/Mayotte", "Mayotte"),
            new("Pacific/Noumea", "Nouvelle-Calédonie"),
            new("Pacific/Wallis", "Wallis-et-Futuna"),
            new("Pacific/Tahiti", "Polynésie française"),
            new("Europe/London", "Royaume-Uni, Irlande, Portugal"),
            new("America/Montreal", "Québec, côte est des États-Unis"),
            new("America/Los_Angeles", "Côte ouest des États-Unis"),
            new("Asia/Tokyo", "Japon"),
            new("Australia/Sydney", "Australie, côte est"),
        ];
}
