using EigPortal.Domain.Hearings;
using EigPortal.Services.Hearings;

namespace EigPortal.Web.Shared;

/// <summary>One room on the day, for staff or for its panel.</summary>
/// <param name="StepOf">Where a step is posted.</param>
/// <param name="PageOf">The page of a hearing.</param>
public sealed record HearingBoard(
    RoomDay Room,
    int LateMinutes,
    DateTimeOffset Now,
    Func<HearingLine, string> StepOf,
    Func<HearingLine, string> PageOf,
    bool IsStaff
)
{
    private static readonly SlotVerb[] OnTheDay =
    [
        SlotVerb.Arrive,
        SlotVerb.Begin,
        SlotVerb.Finish,
        SlotVerb.MarkAbsent,
        SlotVerb.Resume,
    ];

    /// <summary>What nearly every hearing goes through; the rest is one click further.</summary>
    private static readonly SlotVerb[] Usual = [SlotVerb.Arrive, SlotVerb.Begin, SlotVerb.Finish];

    public static HearingBoard ForStaff(RoomDay room, DateTimeOffset now) =>
        new(
            room,
            room.LateMinutes(now),
            now,
            line => $"/admin/auditions/dossiers/{line.CandidatureId}/{line.SlotId}/etape",
            line => $"/admin/auditions/dossiers/{line.CandidatureId}",
            IsStaff: true
        );

    /// <summary>A room is late only on its day.</summary>
    public static HearingBoard ForPanel(RoomDay room, DateTimeOffset now) =>
        new(
            room,
            FrenchDates.ParisDay(now) == room.Lines[0].Day ? room.LateMinutes(now) : 0,
            now,
            line => $"/admin/jury/auditions/{line.SlotId}/etape",
            line => $"/admin/jury/auditions/{line.SlotId}",
            IsStaff: false
        );

    /// <summary>Steps are noted on the day itself.</summary>
    public bool MayAct(HearingLine line) => line.Day == FrenchDates.ParisDay(Now) && (IsStaff || line.TakesNotes);

    public int Heard => Room.Lines.Count(line => line.State == SlotState.Heard);

    public int Waiting => Room.Lines.Count(line => line.State == SlotState.Waiting);

    /// <summary>The first hearing of the room that is not over: the one that something is expected of.</summary>
    public bool IsNext(HearingLine line) => Room.Lines.FirstOrDefault(other => !other.IsOver) == line;

    /// <summary>Usual steps possible now, the likeliest first.</summary>
    public static IReadOnlyList<SlotVerb> UsualVerbs(HearingLine line) => [.. Verbs(line).Where(Usual.Contains)];

    public static IReadOnlyList<SlotVerb> OtherVerbs(HearingLine line) => [.. Verbs(line).Except(Usual)];

    public static bool MayCall(HearingLine line) =>
        !line.IsOver && line.State != SlotState.Planned && line.Mode != HearingMode.ByPhone;

    /// <summary>When a hearing to come will likely begin; null when the room is on time.</summary>
    public DateTimeOffset? ExpectedAt(HearingLine line) =>
        LateMinutes > 0 && !line.IsOver && line.State != SlotState.InHearing ? line.StartsAt.AddMinutes(LateMinutes) : null;

    private static IEnumerable<SlotVerb> Verbs(HearingLine line) =>
        OnTheDay.Where(verb => line.State != SlotState.Planned && Slot.Allowed.Allows(line.State, verb));
}
