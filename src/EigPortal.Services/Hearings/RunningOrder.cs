using EigPortal.Domain.Hearings;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>A hearing in a running order.</summary>
/// <param name="Connection">How to join the panel by video.</param>
/// <param name="Phone">Of the person, for staff and once the hearing is by phone.</param>
/// <param name="Mentors">Who comes for this hearing besides the panel.</param>
/// <param name="TakesNotes">Whether the viewer fills the grid of this hearing.</param>
public sealed record HearingLine(
    Guid SlotId,
    Guid CandidatureId,
    string Number,
    string FullName,
    IReadOnlyList<string> Challenges,
    Guid PanelId,
    string Room,
    string Connection,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    HearingMode Mode,
    SlotState State,
    string MoveReason,
    string Phone,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? BegunAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<string> Mentors,
    CollectiveState? Sheet,
    bool TakesNotes
)
{
    public DateOnly Day => FrenchDates.ParisDay(StartsAt);
    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;
    public bool IsOver => State is SlotState.Heard or SlotState.Absent;
}

/// <summary>The hearings of a day in one room, as far as the viewer may know.</summary>
public sealed record RoomDay(Guid PanelId, string Room, IReadOnlyList<HearingLine> Lines)
{
    /// <summary>How late the room is: the hearing under way over its end, begun late, or the next one that should have begun.</summary>
    public int LateMinutes(DateTimeOffset now)
    {
        var under = Lines.FirstOrDefault(line => line.State == SlotState.InHearing);
        var next = Lines.FirstOrDefault(line => !line.IsOver && line.State != SlotState.InHearing);
        var late =
            under is { BegunAt: { } begun } ? Max(begun - under.StartsAt, now - under.EndsAt)
            : next is not null ? now - next.StartsAt
            : TimeSpan.Zero;
        return Math.Max(0, (int)late.TotalMinutes);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <param name="Version">Of the plan: printed, so that a paper can be compared with the screen.</param>
public sealed record HearingProgramme(int Version, DateTimeOffset? VersionAt, IReadOnlyList<HearingLine> Lines)
{
    /// <summary>The same hearings, without who is heard.</summary>
    internal HearingProgramme WithoutNames() =>
        this with
        {
            Lines = [.. Lines.Select(line => line with { FullName = PhaseQueries.HiddenName, Phone = "" })],
        };

    public IReadOnlyList<DateOnly> Days => [.. Lines.Select(line => line.Day).Distinct().Order()];

    public IReadOnlyList<RoomDay> RoomsOn(DateOnly day) =>
        [
            .. Lines
                .Where(line => line.Day == day)
                .GroupBy(line => (line.PanelId, line.Room))
                .OrderBy(room => room.Key.Room, StringComparer.Ordinal)
                .Select(room => new RoomDay(room.Key.PanelId, room.Key.Room, [.. room.OrderBy(line => line.StartsAt)])),
        ];
}

/// <summary>Running orders: of everybody for staff, of one's own hearings for a juror. Nothing else is counted.</summary>
public sealed class RunningOrder(EigDbContext db, JuryPolicy policy)
{
    public Task<HearingProgramme> ForStaffAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        ReadAsync(cohortId, db.Slots.ForStaff(actor, db).Where(slot => slot.CohortId == cohortId), null, ct);

    public async Task<HearingProgramme> ForJurorAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var notes = await db.Slots.ForNoteTaker(actor, db).Select(slot => slot.Id).ToListAsync(ct);
        var programme = await ReadAsync(
            cohortId,
            db.Slots.ForJuror(actor, db).Where(slot => slot.CohortId == cohortId),
            notes.ToHashSet(),
            ct
        );
        return (await policy.OfAsync(cohortId, ct)).Identities ? programme : programme.WithoutNames();
    }

    /// <param name="notes">Hearings that the viewer takes notes for; null for staff.</param>
    private async Task<HearingProgramme> ReadAsync(
        Guid cohortId,
        IQueryable<Slot> slots,
        HashSet<Guid>? notes,
        CancellationToken ct
    )
    {
        var settings = await db.HearingSettings.AsNoTracking().SingleOrDefaultAsync(row => row.CohortId == cohortId, ct);
        var rows = await (
            from slot in slots.AsNoTracking()
            join panel in db.Panels on slot.PanelId equals panel.Id
            join file in db.Candidatures on slot.CandidatureId equals file.Id
            join person in db.Candidates on file.CandidateId equals person.Id
            orderby slot.StartsAt, panel.Room
            select new
            {
                Slot = slot,
                panel.Room,
                panel.Connection,
                file.Number,
                FullName = person.GivenName + " " + person.FamilyName,
                person.Phone,
                Sheet = db
                    .CollectiveSheets.Where(sheet => sheet.SlotId == slot.Id)
                    .Select(sheet => (CollectiveState?)sheet.State)
                    .FirstOrDefault(),
            }
        )
            .AsSplitQuery()
            .ToListAsync(ct);
        var challenges = await db
            .Challenges.Where(challenge => challenge.CohortId == cohortId)
            .ToDictionaryAsync(challenge => challenge.Id, challenge => challenge.Name, ct);
        var jurors = await (
            from juror in db.Jurors
            join account in db.Accounts on juror.AccountId equals account.Id
            where juror.CohortId == cohortId
            select new { juror.Id, Name = account.GivenName + " " + account.FamilyName }
        ).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return new HearingProgramme(
            settings?.Version ?? 0,
            settings?.VersionAt,
            [
                .. rows.Select(row => new HearingLine(
                    row.Slot.Id,
                    row.Slot.CandidatureId,
                    row.Number!,
                    row.FullName,
                    [.. row.Slot.ChallengeIds.Select(id => challenges[id])],
                    row.Slot.PanelId,
                    row.Room,
                    row.Connection,
                    row.Slot.StartsAt,
                    row.Slot.EndsAt,
                    row.Slot.Mode,
                    row.Slot.State,
                    notes is null ? row.Slot.MoveReason : "",
                    notes is null || row.Slot.Mode == HearingMode.ByPhone ? row.Phone : "",
                    row.Slot.ArrivedAt,
                    row.Slot.BegunAt,
                    row.Slot.FinishedAt,
                    [.. row.Slot.Mentors.Select(mentor => jurors[mentor.JurorId]).Order(StringComparer.Ordinal)],
                    row.Sheet,
                    notes?.Contains(row.Slot.Id) == true
                )),
            ]
        );
    }
}
