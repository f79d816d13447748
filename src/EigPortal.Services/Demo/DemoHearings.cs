using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>
/// The three days of hearings. Places are given in order of number to the first free one that breaks no rule: the plan is not the best, but
/// it is made at once and the same checks that watch the portal watch it.
/// </summary>
internal sealed class DemoHearings(
    DemoWorld world,
    Cohort cohort,
    IReadOnlyList<(DemoCandidature Planned, Guid CandidatureId)> submitted
)
{
    private static readonly TimeSpan Winter = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset PlannedAt = new(2018, 10, 30, 10, 0, 0, Winter);
    private static readonly DateTimeOffset ReleasedAt = new(2018, 10, 31, 16, 0, 0, Winter);

    /// <param name="now">Instant of the scenario: what is past is held, what is to come waits.</param>
    public async Task HoldAsync(DemoTeam team, DateTimeOffset now, CancellationToken ct)
    {
        await AnnounceAsync(team, null, ct);
        await world.ActAsync(now, team.Staff, db => LiveAsync(db, now, null, ct), ct);
    }

    /// <summary>Everybody is heard but one person who will be recruited, on the last day, by the panel of <paramref name="noteTaker"/>.</summary>
    /// <param name="now">After the last hearing: the one that is left runs late.</param>
    /// <returns>The candidature not heard yet.</returns>
    public async Task<Guid> HoldAllButOneAsync(DemoTeam team, Guid noteTaker, DateTimeOffset now, CancellationToken ct)
    {
        await AnnounceAsync(team, noteTaker, ct);
        var recruited = submitted
            .Where(row => row.Planned.Fate == DemoFate.Recruited)
            .Select(row => row.CandidatureId)
            .ToHashSet();
        await using var db = world.Open();
        var left = await db
            .Slots.AsNoTracking()
            .Where(slot =>
                recruited.Contains(slot.CandidatureId)
                && db.Panels.Any(panel =>
                    panel.Id == slot.PanelId && panel.Members.Any(member => member.JurorId == noteTaker && member.IsNoteTaker)
                )
            )
            .OrderByDescending(slot => slot.StartsAt)
            .FirstAsync(ct);
        await world.ActAsync(now, team.Staff, acting => LiveAsync(acting, now, left.Id, ct), ct);
        return left.CandidatureId;
    }

    private async Task AnnounceAsync(DemoTeam team, Guid? noteTaker, CancellationToken ct)
    {
        await world.ActAsync(PlannedAt, team.Staff, db => OrganiseAsync(db, team, noteTaker, ct), ct);
        await world.ActAsync(PlannedAt.AddHours(1), team.Staff, db => PlaceAsync(db, team.Staff, ct), ct);
        await world.ActAsync(
            PlannedAt.AddHours(2),
            team.Staff,
            async db =>
            {
                var settings = await SettingsAsync(db, ct);
                Must(settings.Prepare(await db.Slots.CountAsync(ct), team.Staff, world.Now));
            },
            ct
        );
        await world.ActAsync(ReleasedAt, team.SecondStaff, db => ReleaseAsync(db, team.SecondStaff, ct), ct);
        await world.ActAsync(ReleasedAt.AddDays(1), null, db => AnswerAsync(db, ct), ct);
    }

    private async Task OrganiseAsync(EigDbContext db, DemoTeam team, Guid? noteTaker, CancellationToken ct)
    {
        var text = HearingText.Usual(cohort.Timetable);
        var settings = HearingSettings.Open(cohort.Id, text, cohort.Timetable);
        Must(settings);
        db.HearingSettings.Add(settings.Value);
        db.Panels.AddRange(
            PanelComposition
                .Missing(settings.Value, [], team.Jurors, team.Mentors)
                .Select(panel => panel with { JurorIds = [.. panel.JurorIds.OrderByDescending(juror => juror == noteTaker)] })
                .Select(panel => panel.New(cohort.Id, world.Now))
        );
        // Two people need something: the rest of the plan goes around them.
        var heard = await HeardAsync(db, ct);
        var far = new HearingAdjustment(heard[1]);
        Must(far.Write(0, isRemote: true, [], "Pacific/Noumea", "Vit à Nouméa."));
        var slow = new HearingAdjustment(heard[4]);
        Must(slow.Write(10, isRemote: false, [(text.Days[0].Day, HalfDay.Morning)], "", "Demande faite par la personne."));
        db.HearingAdjustments.AddRange(far, slow);
    }

    private async Task PlaceAsync(EigDbContext db, Guid staff, CancellationToken ct)
    {
        var actor = new Actor(
            staff,
            DemoAccounts.Staff.FullName,
            DemoAccounts.Staff.Email,
            StaffRole.Staff,
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>()
        );
        var file = (await new ReadHearings(db, () => world.Now).ExecuteAsync(cohort.Id, keepsPlaced: false, actor, ct))!;
        var places = new List<HearingPlace>();
        // Whoever has the fewest possible places goes first.
        foreach (
            var hearing in file
                .Problem.Hearings.OrderBy(hearing => hearing.CivilStarts is null)
                .ThenByDescending(hearing => hearing.ChallengeIds.Count)
        )
        {
            var place = FirstPlace(file.Problem, hearing, places);
            places.Add(place);
            db.Slots.Add(
                new Slot(cohort.Id, place, hearing.ChallengeIds, hearing.IsRemote ? HearingMode.ByVideo : HearingMode.InRoom)
            );
        }

        (await SettingsAsync(db, ct)).NoteChange(world.Now);
    }

    private static HearingPlace FirstPlace(HearingProblem problem, HearingToPlace hearing, List<HearingPlace> places)
    {
        var taken = places.Select(place => (place.PanelId, place.StartsAt)).ToHashSet();
        return (
                from half in problem.Halves
                from start in half.Starts
                from panel in problem.Panels
                where panel.Day == half.Day && !taken.Contains((panel.PanelId, start))
                let mentors = HearingCheck.MentorsFor(problem, hearing, panel.PanelId, start, places)
                where mentors is not null
                let place = new HearingPlace(hearing.Key, panel.PanelId, start, hearing.Minutes, mentors)
                where HearingCheck.Of(problem, hearing, place, places).Count == 0
                select place
            ).FirstOrDefault() ?? throw new InvalidOperationException($"The demo finds no place for {hearing.Number}.");
    }

    private async Task ReleaseAsync(EigDbContext db, Guid secondStaff, CancellationToken ct)
    {
        var settings = await SettingsAsync(db, ct);
        var slots = await db.Slots.ToListAsync(ct);
        Must(settings.Release(settings.Version, slots.Count, secondStaff, world.Now));
        foreach (var slot in slots)
        {
            Must(slot.Invite(world.Now));
        }
    }

    /// <summary>Nearly everybody confirms; one asks for another time, the demo's own candidate still has to answer.</summary>
    private async Task AnswerAsync(EigDbContext db, CancellationToken ct)
    {
        var own = submitted.Single(row => row.Planned.Person == DemoAccounts.Candidate).CandidatureId;
        var slots = await InOrderAsync(db, ct);
        foreach (var (turn, slot) in slots.Index())
        {
            if (slot.CandidatureId == own)
            {
                continue;
            }

            Must(
                turn == slots.Count - 3
                    ? slot.AskMove("Je soutiens un projet ce jour-là\u00a0: le matin me conviendrait mieux.", world.Now)
                    : slot.Confirm(world.Now)
            );
        }
    }

    /// <summary>The past is held, with its grids; this morning people arrive, one of them late.</summary>
    /// <param name="leftId">A hearing that is past and was not held: the person still waits.</param>
    private async Task LiveAsync(EigDbContext db, DateTimeOffset now, Guid? leftId, CancellationToken ct)
    {
        var panels = await db.Panels.ToDictionaryAsync(panel => panel.Id, ct);
        var quality = submitted.ToDictionary(row => row.CandidatureId, row => row.Planned.Quality);
        var slots = await InOrderAsync(db, ct);
        foreach (var (turn, slot) in slots.Where(slot => slot.EndsAt <= now).Index())
        {
            if (slot.Id == leftId)
            {
                Must(slot.Arrive(now.AddMinutes(-10)));
                continue;
            }

            Must(slot.Begin(slot.StartsAt.AddMinutes(turn % 4)));
            Must(slot.Finish(slot.EndsAt.AddMinutes(turn % 3)));
            db.CollectiveSheets.Add(Grid(slot, quality[slot.CandidatureId], panels[slot.PanelId].NoteTakerId!.Value));
        }

        var soon = slots.Where(slot => slot.EndsAt > now && slot.StartsAt <= now.AddMinutes(45)).ToList();
        foreach (var (turn, slot) in soon.Where(slot => slot.State is SlotState.Confirmed or SlotState.Invited).Index())
        {
            if (slot.StartsAt <= now && turn % 2 == 0)
            {
                Must(slot.Begin(now));
            }
            else if (turn % 3 != 1)
            {
                Must(slot.Arrive(now.AddMinutes(-5)));
            }
        }
    }

    /// <summary>By time, then by room: identifiers are drawn at each building, and would make another world of it.</summary>
    private static Task<List<Slot>> InOrderAsync(EigDbContext db, CancellationToken ct) =>
        (
            from slot in db.Slots
            join panel in db.Panels on slot.PanelId equals panel.Id
            orderby slot.StartsAt, panel.Room
            select slot
        ).ToListAsync(ct);

    private CollectiveSheet Grid(Slot slot, double quality, Guid noteTaker)
    {
        var sheet = new CollectiveSheet(slot.Id, slot.CandidatureId);
        var marks = cohort
            .Criteria.Select(
                (criterion, place) =>
                {
                    var value = (int)Math.Clamp(Math.Round(quality + ((place % 3) - 1) * 0.4), 0, cohort.ScaleMax);
                    return new MarkText(criterion.Key, value, false, criterion.Anchors[value]);
                }
            )
            .ToList();
        var opinion = quality > 2.6 ? Opinion.Favorable : Opinion.Reserve;
        Must(
            sheet.Write(marks, opinion, "Avis arrêté ensemble à la fin de l’audition.", cohort, noteTaker, slot.FinishedAt!.Value)
        );
        Must(sheet.Lock(slot.State, cohort, slot.FinishedAt.Value));
        return sheet;
    }

    private Task<HearingSettings> SettingsAsync(EigDbContext db, CancellationToken ct) =>
        db.HearingSettings.SingleAsync(row => row.CohortId == cohort.Id, ct);

    private async Task<List<Guid>> HeardAsync(EigDbContext db, CancellationToken ct) =>
        await db
            .Candidatures.Where(file => file.CohortId == cohort.Id && file.State == CandidatureState.Preselected)
            .OrderBy(file => file.Number)
            .Select(file => file.Id)
            .ToListAsync(ct);

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The demo broke a rule: {result.Error.Code}, {result.Error.Message}");
        }
    }
}

/// <summary>Who prepares and announces the hearings, and who hears.</summary>
/// <param name="Jurors">In the order in which panels are composed.</param>
internal sealed record DemoTeam(Guid Staff, Guid SecondStaff, IReadOnlyList<Guid> Jurors, IReadOnlySet<Guid> Mentors);
