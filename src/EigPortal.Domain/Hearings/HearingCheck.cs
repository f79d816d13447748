namespace EigPortal.Domain.Hearings;

/// <summary>Why a hearing can't be held at a place.</summary>
public enum HearingBreach
{
    /// <summary>The panel doesn't sit then, or the hearing would not be over in time.</summary>
    OutsideHours,
    RoomTaken,

    /// <summary>A member of the panel or a mentor is expected elsewhere.</summary>
    PersonTaken,

    /// <summary>The person is heard elsewhere at that time.</summary>
    CandidateTaken,
    MentorMissing,
    Tie,
    DailyLoad,

    /// <summary>Too many hearings without a pause, for the panel or for a person.</summary>
    NoBreak,
    ImpossibleHalf,
    UncivilHour,
    PanelScope,
}

/// <summary>Checks places against the rules that no plan and no hand may break.</summary>
public static class HearingCheck
{
    /// <summary>What a place breaks among the others. Empty when it holds.</summary>
    /// <param name="others">All other places, kept ones included.</param>
    public static IReadOnlyList<HearingBreach> Of(
        HearingProblem problem,
        HearingToPlace hearing,
        HearingPlace place,
        IEnumerable<HearingPlace> others
    )
    {
        if (problem.Panel(place.PanelId) is not { } panel || HalfOf(problem, panel, place) is not { } half)
        {
            return [HearingBreach.OutsideHours];
        }

        var rest = others.Where(other => other.Key != place.Key).ToList();
        var around = rest.Where(other => Overlaps(problem, place, other)).ToList();
        var people = Attendance(panel, place);
        var breaches = new List<HearingBreach>();
        Add(HearingBreach.RoomTaken, around.Any(other => other.PanelId == place.PanelId));
        Add(
            HearingBreach.PersonTaken,
            around.Any(other => other.PanelId != place.PanelId && Attendance(problem, other).Overlaps(people))
                || place.MentorIds.Any(mentor => !SitsNowhereElse(problem, mentor, panel))
        );
        Add(HearingBreach.CandidateTaken, around.Any(other => other.Key.CandidatureId == place.Key.CandidatureId));
        Add(HearingBreach.MentorMissing, !hearing.ChallengeIds.All(id => problem.MentorsOf(id).Any(people.Contains)));
        Add(HearingBreach.Tie, people.Any(juror => problem.AreTied(place.Key.CandidatureId, juror)));
        Add(HearingBreach.DailyLoad, people.Any(juror => Load(problem, juror, panel.Day, rest) + 1 > problem.Rules.MaxPerDay));
        Add(
            HearingBreach.NoBreak,
            InARow(problem, place, rest.Where(other => other.PanelId == place.PanelId)) > problem.Rules.MaxInARow
                || people.Any(juror =>
                    InARow(problem, place, rest.Where(other => Attendance(problem, other).Contains(juror)))
                    > problem.Rules.MaxInARow
                )
        );
        Add(HearingBreach.ImpossibleHalf, hearing.Impossible.Contains((half.Day, half.Half)));
        Add(HearingBreach.UncivilHour, hearing.CivilStarts?.Contains(place.StartsAt) == false);
        Add(
            HearingBreach.PanelScope,
            (panel.IsRemote && !hearing.IsRemote)
                || (panel.ChallengeIds.Count > 0 && !hearing.ChallengeIds.All(panel.ChallengeIds.Contains))
        );
        return breaches;

        void Add(HearingBreach breach, bool isBroken)
        {
            if (isBroken)
            {
                breaches.Add(breach);
            }
        }
    }

    /// <summary>What a refusal tells. A room that is taken by somebody the reader may not see says no more than one that is closed.</summary>
    public static string Words(HearingBreach breach) =>
        breach switch
        {
            HearingBreach.OutsideHours => "Ce jury ne siège pas à cette heure, ou l’audition finirait trop tard.",
            HearingBreach.RoomTaken => "La salle n’est pas disponible à cette heure.",
            HearingBreach.PersonTaken => "Une personne du jury est attendue ailleurs à cette heure.",
            HearingBreach.CandidateTaken => "La personne est entendue ailleurs à cette heure.",
            HearingBreach.MentorMissing => "Aucune mentore ni aucun mentor du défi n’est libre à cette heure.",
            HearingBreach.Tie => "Un lien d’intérêts écarte une personne de ce jury.",
            HearingBreach.DailyLoad => "Une personne du jury dépasserait son nombre d’auditions de la journée.",
            HearingBreach.NoBreak => "Le jury, ou l’un de ses membres, n’aurait plus de pause.",
            HearingBreach.ImpossibleHalf => "La personne ne peut pas venir cette demi-journée.",
            HearingBreach.UncivilHour => "La personne est entendue entre 8 h et 20 h, à l’heure de chez elle.",
            HearingBreach.PanelScope => "Ce jury n’entend pas ce défi, ou siège seulement à distance.",
        };

    /// <summary>
    /// Mentors who can come: for each challenge that no member of the panel mentors, the first mentor who is free and has no tie.
    /// Null when a challenge has none.
    /// </summary>
    public static IReadOnlyList<Guid>? MentorsFor(
        HearingProblem problem,
        HearingToPlace hearing,
        Guid panelId,
        DateTimeOffset startsAt,
        IEnumerable<HearingPlace> others
    )
    {
        if (problem.Panel(panelId) is not { } panel)
        {
            return null;
        }

        var tried = new HearingPlace(hearing.Key, panelId, startsAt, hearing.Minutes, []);
        var rest = others.Where(other => other.Key != hearing.Key).ToList();
        var taken = rest.Where(other => Overlaps(problem, tried, other))
            .SelectMany(other => Attendance(problem, other))
            .ToHashSet();
        var chosen = new List<Guid>();
        foreach (var challengeId in hearing.ChallengeIds)
        {
            var mentors = problem.MentorsOf(challengeId);
            if (mentors.Any(mentor => panel.JurorIds.Contains(mentor) || chosen.Contains(mentor)))
            {
                continue;
            }

            var free = mentors
                .Where(mentor => !taken.Contains(mentor) && !problem.AreTied(hearing.Key.CandidatureId, mentor))
                .Where(mentor => Load(problem, mentor, panel.Day, rest) < problem.Rules.MaxPerDay)
                .Where(mentor => SitsNowhereElse(problem, mentor, panel))
                .Select(mentor => (Guid?)mentor)
                .FirstOrDefault();
            if (free is not { } mentor)
            {
                return null;
            }

            chosen.Add(mentor);
        }

        return chosen;
    }

    /// <summary>Everybody of the jury at a hearing.</summary>
    public static IReadOnlySet<Guid> Attendance(HearingProblem problem, HearingPlace place) =>
        problem.Panel(place.PanelId) is { } panel ? Attendance(panel, place) : place.MentorIds.ToHashSet();

    /// <summary>Hearings of a person of the jury on a day.</summary>
    public static int Load(HearingProblem problem, Guid jurorId, DateOnly day, IEnumerable<HearingPlace> places) =>
        places.Count(place => problem.Panel(place.PanelId)?.Day == day && Attendance(problem, place).Contains(jurorId));

    /// <summary>Hearings that follow one another without a pause, with this one among them.</summary>
    private static int InARow(HearingProblem problem, HearingPlace place, IEnumerable<HearingPlace> others)
    {
        var day = others.Append(place).OrderBy(other => other.StartsAt).ToList();
        var at = day.IndexOf(place);
        var first = at;
        while (first > 0 && Follows(problem, day[first - 1], day[first]))
        {
            first--;
        }

        var last = at;
        while (last < day.Count - 1 && Follows(problem, day[last], day[last + 1]))
        {
            last++;
        }

        return last - first + 1;
    }

    private static bool Follows(HearingProblem problem, HearingPlace one, HearingPlace next) =>
        next.StartsAt < one.StartsAt.AddMinutes(one.Minutes + problem.Rules.StepMinutes);

    private static HashSet<Guid> Attendance(PanelToFill panel, HearingPlace place) => [.. panel.JurorIds, .. place.MentorIds];

    private static bool SitsNowhereElse(HearingProblem problem, Guid jurorId, PanelToFill panel) =>
        problem.Panels.All(other =>
            other.Day != panel.Day || other.PanelId == panel.PanelId || !other.JurorIds.Contains(jurorId)
        );

    private static HearingHalf? HalfOf(HearingProblem problem, PanelToFill panel, HearingPlace place) =>
        problem.Halves.FirstOrDefault(half =>
            half.Day == panel.Day
            && half.Starts.Contains(place.StartsAt)
            && place.StartsAt.AddMinutes(place.Minutes) <= half.EndsAt
        );

    private static bool Overlaps(HearingProblem problem, HearingPlace one, HearingPlace other) =>
        one.StartsAt < other.StartsAt.AddMinutes(other.Minutes + problem.Rules.GapMinutes)
        && other.StartsAt < one.StartsAt.AddMinutes(one.Minutes + problem.Rules.GapMinutes);
}
