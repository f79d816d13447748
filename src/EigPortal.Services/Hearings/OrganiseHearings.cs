using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>A member of a panel, in words.</summary>
public sealed record PanelSeat(Guid JurorId, string FullName, bool IsNoteTaker);

/// <param name="Hearings">That the viewer may see.</param>
public sealed record PanelLine(Panel Panel, IReadOnlyList<PanelSeat> Seats, int Hearings);

public sealed record JurorName(Guid Id, string FullName);

/// <summary>Days, lengths and panels of the hearings.</summary>
public sealed class OrganiseHearings(EigDbContext db, ProgrammeNow programmeNow)
{
    public Task<HearingSettings?> FindAsync(Guid cohortId, CancellationToken ct) =>
        db.HearingSettings.AsNoTracking().SingleOrDefaultAsync(row => row.CohortId == cohortId, ct);

    public async Task<Result> SaveAsync(Cohort cohort, HearingText text, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return HearingRefusals.NotFound;
        }

        var settings = await db.HearingSettings.SingleOrDefaultAsync(row => row.CohortId == cohort.Id, ct);
        Result saved;
        if (settings is null)
        {
            var opened = HearingSettings.Open(cohort.Id, text, cohort.Timetable);
            saved = opened;
            if (opened.IsOk)
            {
                db.HearingSettings.Add(opened.Value);
            }
        }
        else
        {
            saved = settings.Write(text, cohort.Timetable);
        }

        if (saved.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return saved;
    }

    public Task<List<JurorName>> JurorsAsync(Guid cohortId, CancellationToken ct) =>
        (
            from juror in db.Jurors
            join account in db.Accounts on juror.AccountId equals account.Id
            where juror.CohortId == cohortId && juror.LeftAt == null
            orderby account.FamilyName, account.GivenName, juror.Id
            select new JurorName(juror.Id, account.GivenName + " " + account.FamilyName)
        ).ToListAsync(ct);

    public async Task<IReadOnlyList<PanelLine>> PanelsAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var panels = await db
            .Panels.AsNoTracking()
            .Where(panel => panel.CohortId == cohortId)
            .OrderBy(panel => panel.Day)
            .ThenBy(panel => panel.Room)
            .ToListAsync(ct);
        var names = (await JurorsAsync(cohortId, ct)).ToDictionary(juror => juror.Id, juror => juror.FullName);
        var counts = await db
            .Slots.ForStaff(actor, db)
            .Where(slot => slot.CohortId == cohortId)
            .GroupBy(slot => slot.PanelId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return
        [
            .. panels.Select(panel => new PanelLine(
                panel,
                [
                    .. panel
                        .Members.Where(member => member.LeftAt is null && names.ContainsKey(member.JurorId))
                        .Select(member => new PanelSeat(member.JurorId, names[member.JurorId], member.IsNoteTaker))
                        .OrderByDescending(seat => seat.IsNoteTaker)
                        .ThenBy(seat => seat.FullName, StringComparer.Ordinal),
                ],
                counts.GetValueOrDefault(panel.Id)
            )),
        ];
    }

    /// <summary>
    /// Proposes the panels that are missing: members who mentor no challenge first, each as often as the others, the first of each panel
    /// taking the notes. Existing panels stay.
    /// </summary>
    /// <returns>How many were made.</returns>
    public async Task<Result<int>> ComposeAsync(Cohort cohort, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff || await FindAsync(cohort.Id, ct) is not { } settings)
        {
            return HearingRefusals.NotFound;
        }

        var panels = await db.Panels.Where(panel => panel.CohortId == cohort.Id).ToListAsync(ct);
        var jurors = await JurorsAsync(cohort.Id, ct);
        var mentors = (
            await (
                from mentor in db.Mentors
                join juror in db.Jurors on mentor.AccountId equals juror.AccountId
                where mentor.LeftAt == null && juror.CohortId == cohort.Id
                select juror.Id
            ).ToListAsync(ct)
        ).ToHashSet();
        var made = PanelComposition
            .Missing(settings, panels, [.. jurors.Select(juror => juror.Id)], mentors)
            .Select(panel => panel.New(cohort.Id, programmeNow()))
            .ToList();
        if (made.Count == 0)
        {
            return HearingPanels.NobodyLeft;
        }

        db.Panels.AddRange(made);
        await db.SaveChangesAsync(ct);
        return made.Count;
    }

    public Task<Panel?> FindPanelAsync(Guid id, CancellationToken ct) =>
        db
            .Panels.AsNoTracking()
            .SingleOrDefaultAsync(panel => panel.Id == id && db.Cohorts.Any(c => c.Id == panel.CohortId && c.IsCurrent), ct);

    public async Task<Result> DescribeAsync(Guid panelId, PanelText text, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff || await db.Panels.SingleOrDefaultAsync(row => row.Id == panelId, ct) is not { } panel)
        {
            return HearingRefusals.NotFound;
        }

        var known = (await JurorsAsync(panel.CohortId, ct)).Select(juror => juror.Id).ToHashSet();
        var elsewhere = await db
            .Panels.Where(other => other.CohortId == panel.CohortId && other.Day == panel.Day && other.Id != panel.Id)
            .SelectMany(other => other.Members)
            .Where(member => member.LeftAt == null)
            .Select(member => member.JurorId)
            .ToListAsync(ct);
        if (text.JurorIds.Any(id => !known.Contains(id)))
        {
            return HearingRefusals.NotFound;
        }

        if (text.JurorIds.Any(elsewhere.Contains))
        {
            return HearingPanels.Elsewhere;
        }

        var described = panel.Describe(
            text.Room,
            text.IsRemote,
            text.Connection,
            text.ChallengeIds,
            text.JurorIds,
            text.NoteTakerId,
            programmeNow()
        );
        if (!described.IsOk)
        {
            return described;
        }

        await NoteChangeAsync(panel.CohortId, ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await PutDownNotesAsync(panel, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return HearingRefusals.ChangedElsewhere;
        }
        catch (DbUpdateException taken) when (taken.Breaks("ux_panels_room"))
        {
            return HearingPanels.RoomNamed;
        }
    }

    /// <summary>
    /// Somebody can't come: another sits in their place, or nobody. Refuses somebody who sits in another panel that day, or comes there as
    /// a mentor: nobody is in two rooms at once (E13).
    /// </summary>
    public async Task<Result> ReplaceAsync(Guid panelId, Guid jurorId, Guid? substituteId, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!actor.IsStaff || await db.Panels.SingleOrDefaultAsync(row => row.Id == panelId, ct) is not { } panel)
        {
            return HearingRefusals.NotFound;
        }

        var known = (await JurorsAsync(panel.CohortId, ct)).Select(juror => juror.Id).ToHashSet();
        if (substituteId is { } substitute && !known.Contains(substitute))
        {
            return HearingRefusals.NotFound;
        }

        // Moves and replacements follow one another: each sees where the other left people.
        await db.LockHearingsAsync(panel.CohortId, ct);
        if (await IsElsewhereAsync(panel, substituteId, ct))
        {
            return HearingPanels.Elsewhere;
        }

        var replaced = panel.Replace(jurorId, substituteId, programmeNow());
        if (!replaced.IsOk)
        {
            return replaced;
        }

        await NoteChangeAsync(panel.CohortId, ct);
        await PutDownNotesAsync(panel, ct);
        return await db.SaveHearingsAsync(transaction, ct) is { } refusal ? refusal : Result.Ok;
    }

    /// <summary>First, whoever no longer takes the notes: a panel never has two note-takers, and rows are written in any order.</summary>
    private Task PutDownNotesAsync(Panel panel, CancellationToken ct)
    {
        var (id, taker) = (panel.Id, panel.NoteTakerId);
        return db.Set<PanelMember>()
            .Where(member => member.PanelId == id && member.IsNoteTaker && member.JurorId != taker)
            .ExecuteUpdateAsync(member => member.SetProperty(row => row.IsNoteTaker, false), ct);
    }

    private Task<bool> IsElsewhereAsync(Panel panel, Guid? jurorId, CancellationToken ct) =>
        db
            .Panels.Where(other => other.CohortId == panel.CohortId && other.Day == panel.Day && other.Id != panel.Id)
            .AnyAsync(
                other =>
                    other.Members.Any(member => member.JurorId == jurorId && member.LeftAt == null)
                    || db.Slots.Any(slot =>
                        slot.PanelId == other.Id
                        && slot.State != SlotState.Heard
                        && slot.State != SlotState.Absent
                        && slot.State != SlotState.Withdrawn
                        && slot.Mentors.Any(mentor => mentor.JurorId == jurorId)
                    ),
                ct
            );

    private async Task NoteChangeAsync(Guid cohortId, CancellationToken ct) =>
        (await db.HearingSettings.SingleOrDefaultAsync(row => row.CohortId == cohortId, ct))?.NoteChange(programmeNow());
}

/// <summary>What staff say of a panel.</summary>
public sealed record PanelText(
    string? Room,
    bool IsRemote,
    string? Connection,
    IReadOnlyCollection<Guid> ChallengeIds,
    IReadOnlyCollection<Guid> JurorIds,
    Guid? NoteTakerId
);

public static class HearingPanels
{
    public static readonly DomainError NobodyLeft = new(
        "panels.none",
        "Tous les jurys sont déjà composés, ou personne n’est libre pour en composer un autre."
    );
    public static readonly DomainError Elsewhere = new(
        "panels.elsewhere",
        "Une de ces personnes est déjà attendue dans un autre jury ce jour-là.",
        nameof(Panel.Members)
    );
    public static readonly DomainError RoomNamed = new(
        "panels.room-named",
        "Un autre jury de cette journée porte déjà ce nom.",
        nameof(Panel.Room)
    );
}

/// <summary>A panel to make: its first member takes the notes.</summary>
public sealed record ComposedPanel(DateOnly Day, string Room, IReadOnlyList<Guid> JurorIds)
{
    public Panel New(Guid cohortId, DateTimeOffset now)
    {
        var panel = new Panel(cohortId, Day, Room);
        panel.Describe(Room, isRemote: false, "", [], JurorIds, JurorIds[0], now);
        return panel;
    }
}

/// <summary>Who sits where when nobody says: everybody as often as the others, mentors only when nobody else is left.</summary>
public static class PanelComposition
{
    public static IReadOnlyList<ComposedPanel> Missing(
        HearingSettings settings,
        IReadOnlyCollection<Panel> existing,
        IReadOnlyList<Guid> jurors,
        IReadOnlySet<Guid> mentors
    )
    {
        var days = jurors.ToDictionary(
            juror => juror,
            juror => existing.Where(panel => panel.PresentIds.Contains(juror)).Select(panel => panel.Day).ToHashSet()
        );
        var made = new List<ComposedPanel>();
        foreach (var day in settings.Days.Select(day => day.On).Order())
        {
            for (var room = 1; room <= settings.Rooms; room++)
            {
                var name = $"Salle {room}";
                if (existing.Any(panel => panel.Day == day && panel.Room == name))
                {
                    continue;
                }

                var chosen = jurors
                    .Where(juror => !days[juror].Contains(day))
                    .OrderBy(mentors.Contains)
                    .ThenBy(juror => days[juror].Count)
                    .Take(settings.MembersPerPanel)
                    .ToList();
                // A panel of mentors alone would keep them from their own challenges.
                if (chosen.Count == 0 || chosen.All(mentors.Contains))
                {
                    continue;
                }

                chosen = [.. chosen.Where(juror => !mentors.Contains(juror))];
                chosen.ForEach(juror => days[juror].Add(day));
                made.Add(new ComposedPanel(day, name, chosen));
            }
        }

        return made;
    }
}
