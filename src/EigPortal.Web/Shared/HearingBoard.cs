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

    /// <summary>Steps possible now, the likeliest first.</summary>
    public static IReadOnlyList<SlotVerb> Verbs(HearingLine line) =>
        [.. OnTheDay.Where(verb => line.State != SlotState.Planned && Slot.Allowed.Allows(line.State, verb))];

    public static bool MayCall(HearingLine line) =>
        !line.IsOver && line.State != SlotState.Planned && line.Mode != HearingMode.ByPhone;

    /// <summary>When a hearing to come will likely begin; null when the room is on time.</summary>
    public DateTimeOffset? ExpectedAt(HearingLine line) =>
        LateMinutes > 0 && !line.IsOver && line.State != SlotState.InHearing ? line.StartsAt.AddMinutes(LateMinutes) : null;
}
