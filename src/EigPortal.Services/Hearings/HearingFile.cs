using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>A person to hear, as lists name them.</summary>
public sealed record PersonHeard(Guid CandidatureId, string Number, string FullName);

/// <summary>What plans and moves start from.</summary>
/// <param name="Hearings">Of everybody that the actor may see, placed or not.</param>
/// <param name="Places">Where every live hearing is, those hidden from the actor included: they take their room without being told.</param>
public sealed record HearingFile(
    HearingSettings Settings,
    HearingProblem Problem,
    IReadOnlyDictionary<HearingKey, HearingToPlace> Hearings,
    IReadOnlyList<HearingPlace> Places,
    IReadOnlyDictionary<Guid, PersonHeard> People,
    IReadOnlyDictionary<Guid, string> Jurors,
    IReadOnlyDictionary<Guid, string> Challenges
)
{
    public string RoomOf(Guid panelId) => Problem.Panel(panelId)?.Room ?? "";
}

/// <summary>
/// Reads the facts of a promotion's hearings. Starts from the files that the actor may see: those hidden by a tie of theirs are left to a
/// colleague, and weigh on no figure (B21).
/// </summary>
public sealed class ReadHearings(EigDbContext db, ProgrammeNow programmeNow)
{
    private static readonly TimeOnly CivilFrom = new(8, 0);
    private static readonly TimeOnly CivilTo = new(20, 0);

    /// <returns>Null before the hearings are organised.</returns>
    /// <param name="includesPast">Hours already past too: two people may trade places after the first of them has begun.</param>
    public async Task<HearingFile?> ExecuteAsync(
        Guid cohortId,
        bool keepsPlaced,
        Actor actor,
        CancellationToken ct,
        bool includesPast = false
    )
    {
        if (await db.HearingSettings.AsNoTracking().SingleOrDefaultAsync(row => row.CohortId == cohortId, ct) is not { } settings)
        {
            return null;
        }

        var now = programmeNow();
        var halves = Halves(settings, includesPast ? DateTimeOffset.MinValue : now).ToList();
        var people = await PeopleAsync(cohortId, actor, ct);
        var hearings = await HearingsAsync(settings, halves, people, ct);
        var jurors = await JurorsAsync(cohortId, ct);
        var slots = await db
            .Slots.AsNoTracking()
            .Where(slot => slot.CohortId == cohortId && slot.State != SlotState.Withdrawn && slot.State != SlotState.Absent)
            .Where(slot =>
                db.Candidatures.Any(file => file.Id == slot.CandidatureId && file.State == CandidatureState.Preselected)
            )
            .ToListAsync(ct);
        var absent = await db
            .Slots.Where(slot => slot.CohortId == cohortId && slot.State == SlotState.Absent)
            .Select(slot => new { slot.CandidatureId, slot.Turn })
            .ToListAsync(ct);
        var gone = absent.Select(row => new HearingKey(row.CandidatureId, row.Turn)).ToHashSet();
        var kept = slots
            .Where(slot => slot.IsSettled || slot.StartsAt <= now || !people.ContainsKey(slot.CandidatureId))
            .Select(slot => slot.ToPlace())
            .ToList();
        var settled = kept.Select(place => place.Key).ToHashSet();
        var problem = new HearingProblem(
            settings.ToRules(keepsPlaced),
            halves,
            await PanelsAsync(cohortId, jurors.Keys, ct),
            hearings.Where(hearing => !settled.Contains(hearing.Key) && !gone.Contains(hearing.Key)),
            await MentorsAsync(cohortId, ct),
            await TiesAsync(people.Keys, ct),
            kept,
            slots.Where(slot => !settled.Contains(new HearingKey(slot.CandidatureId, slot.Turn))).Select(slot => slot.ToPlace())
        );
        var challenges = await db
            .Challenges.Where(challenge => challenge.CohortId == cohortId)
            .ToDictionaryAsync(challenge => challenge.Id, challenge => challenge.Name, ct);
        return new HearingFile(
            settings,
            problem,
            hearings.ToDictionary(hearing => hearing.Key),
            [.. slots.Select(slot => slot.ToPlace())],
            people,
            jurors,
            challenges
        );
    }

    /// <summary>Hours that are still to come, in order.</summary>
    public static IEnumerable<HearingHalf> Halves(HearingSettings settings, DateTimeOffset now)
    {
        foreach (var day in settings.Days.OrderBy(day => day.On))
        {
            (HalfDay Half, TimeOnly From, TimeOnly To)[] halves =
            [
                (HalfDay.Morning, day.StartsAt, day.LunchFrom),
                (HalfDay.Afternoon, day.LunchTo, day.EndsAt),
            ];
            foreach (var (half, from, to) in halves)
            {
                var (first, end) = (ParisInstants.At(day.On, from), ParisInstants.At(day.On, to));
                var count = (int)((end - first).TotalMinutes - settings.SlotMinutes) / settings.StepMinutes + 1;
                yield return new HearingHalf(
                    day.On,
                    half,
                    [
                        .. Enumerable
                            .Range(0, Math.Max(0, count))
                            .Select(at => first.AddMinutes(at * settings.StepMinutes))
                            .Where(start => start > now),
                    ],
                    end
                );
            }
        }
    }

    private async Task<Dictionary<Guid, PersonHeard>> PeopleAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        await (
            from file in db.Candidatures.ForStaff(actor, db)
            join person in db.Candidates on file.CandidateId equals person.Id
            where file.CohortId == cohortId && file.State == CandidatureState.Preselected && file.ErasedAt == null
            select new PersonHeard(file.Id, file.Number!, person.GivenName + " " + person.FamilyName)
        ).ToDictionaryAsync(row => row.CandidatureId, ct);

    private async Task<List<HearingToPlace>> HearingsAsync(
        HearingSettings settings,
        IReadOnlyList<HearingHalf> halves,
        Dictionary<Guid, PersonHeard> people,
        CancellationToken ct
    )
    {
        var ids = people.Keys.ToList();
        var wishes = (
            await db.LastSubmittedWishes()
                .Where(wish => ids.Contains(wish.CandidatureId))
                .OrderBy(wish => wish.Rank)
                .Select(wish => new { wish.CandidatureId, wish.ChallengeId })
                .ToListAsync(ct)
        ).ToLookup(wish => wish.CandidatureId, wish => wish.ChallengeId);
        var adjustments = await db
            .HearingAdjustments.AsNoTracking()
            .Where(adjustment => ids.Contains(adjustment.CandidatureId))
            .ToDictionaryAsync(adjustment => adjustment.CandidatureId, ct);
        var starts = halves.SelectMany(half => half.Starts).ToList();
        return
        [
            .. people.Values.SelectMany(person =>
                Of(
                    settings,
                    person,
                    [.. wishes[person.CandidatureId].Distinct()],
                    adjustments.GetValueOrDefault(person.CandidatureId),
                    starts
                )
            ),
        ];
    }

    /// <summary>The hearings of one person: one, or one per wish.</summary>
    public static IEnumerable<HearingToPlace> Of(
        HearingSettings settings,
        PersonHeard person,
        IReadOnlyList<Guid> challengeIds,
        HearingAdjustment? adjustment,
        IReadOnlyCollection<DateTimeOffset> starts
    )
    {
        IReadOnlyList<Guid>[] turns = settings.TwoWishes switch
        {
            TwoWishes.Once => [challengeIds],
            TwoWishes.Twice => [.. challengeIds.Select(id => (IReadOnlyList<Guid>)[id])],
        };
        var minutes = settings.SlotMinutes + (adjustment?.ExtraMinutes ?? 0);
        return turns
            .Where(turn => turn.Count > 0)
            .Select(
                (turn, place) =>
                    new HearingToPlace(
                        new HearingKey(person.CandidatureId, place + 1),
                        person.Number,
                        turn,
                        minutes,
                        adjustment?.IsRemote == true,
                        adjustment?.Impossible ?? new HashSet<(DateOnly, HalfDay)>(),
                        CivilStarts(adjustment, minutes, starts)
                    )
            );
    }

    private static HashSet<DateTimeOffset>? CivilStarts(
        HearingAdjustment? adjustment,
        int minutes,
        IReadOnlyCollection<DateTimeOffset> starts
    )
    {
        if (adjustment is not { IsRemote: true, ZoneId.Length: > 0 })
        {
            return null;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(adjustment.ZoneId);
        return
        [
            .. starts.Where(start =>
                TimeZoneInfo.ConvertTime(start, zone) is var from
                && TimeOnly.FromTimeSpan(from.TimeOfDay) >= CivilFrom
                && from.TimeOfDay + TimeSpan.FromMinutes(minutes) <= CivilTo.ToTimeSpan()
            ),
        ];
    }

    private async Task<Dictionary<Guid, string>> JurorsAsync(Guid cohortId, CancellationToken ct) =>
        await (
            from juror in db.Jurors
            join account in db.Accounts on juror.AccountId equals account.Id
            where juror.CohortId == cohortId && juror.LeftAt == null
            select new { juror.Id, Name = account.GivenName + " " + account.FamilyName }
        ).ToDictionaryAsync(row => row.Id, row => row.Name, ct);

    private async Task<IEnumerable<PanelToFill>> PanelsAsync(Guid cohortId, IEnumerable<Guid> present, CancellationToken ct)
    {
        var known = present.ToHashSet();
        return (
            await db
                .Panels.AsNoTracking()
                .Where(panel => panel.CohortId == cohortId)
                .OrderBy(panel => panel.Day)
                .ThenBy(panel => panel.Room)
                .ToListAsync(ct)
        ).Select(panel => new PanelToFill(
            panel.Id,
            panel.Day,
            panel.Room,
            panel.IsRemote,
            [.. panel.PresentIds.Where(known.Contains).Order()],
            panel.ChallengeIds.ToHashSet()
        ));
    }

    private async Task<IEnumerable<KeyValuePair<Guid, IReadOnlyList<Guid>>>> MentorsAsync(Guid cohortId, CancellationToken ct) =>
        (
            await (
                from mentor in db.Mentors
                join juror in db.Jurors on mentor.AccountId equals juror.AccountId
                where
                    mentor.LeftAt == null
                    && mentor.Role == MentorRole.Operationnel
                    && juror.CohortId == cohortId
                    && juror.LeftAt == null
                select new { mentor.ChallengeId, juror.Id }
            ).ToListAsync(ct)
        )
            .GroupBy(row => row.ChallengeId)
            .Select(rows => KeyValuePair.Create(rows.Key, (IReadOnlyList<Guid>)[.. rows.Select(row => row.Id).Distinct()]));

    private async Task<IEnumerable<HearingTie>> TiesAsync(IEnumerable<Guid> candidatureIds, CancellationToken ct)
    {
        var ids = candidatureIds.ToList();
        return (
            await (
                from tie in db.Conflicts
                join juror in db.Jurors on tie.AccountId equals juror.AccountId
                where tie.LiftedAt == null && tie.Level == ConflictLevel.Excluded && ids.Contains(tie.CandidatureId)
                select new { tie.CandidatureId, juror.Id }
            ).ToListAsync(ct)
        ).Select(row => new HearingTie(row.CandidatureId, row.Id));
    }
}
