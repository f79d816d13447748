using EigPortal.Domain.Cohorts;

namespace EigPortal.Domain.Candidatures;

/// <summary>Why somebody is reminded of a draft. Each is sent once at most to a person.</summary>
public enum ReminderKind
{
    /// <summary>Nothing was written for some days and the closing is still far.</summary>
    Untouched,
    SevenDays,
    TwoDays,
    ThreeHours,
}

/// <summary>
/// Which reminder a person is owed now. Only something written and not submitted is reminded of, from the closing that holds for that
/// person, so an extension moves what has not been sent yet.
/// </summary>
public static class ReminderPolicy
{
    public static readonly TimeSpan UntouchedAfter = TimeSpan.FromDays(5);

    // Somebody who writes after the moment of a reminder is at work: the reminder waits until they have stopped.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    // The closest to the closing first: a job that wakes up late sends that one only.
    private static readonly IReadOnlyList<(ReminderKind Kind, TimeSpan Before)> BeforeClosing =
    [
        (ReminderKind.ThreeHours, TimeSpan.FromHours(3)),
        (ReminderKind.TwoDays, TimeSpan.FromDays(2)),
        (ReminderKind.SevenDays, TimeSpan.FromDays(7)),
    ];

    /// <summary>The reminder to send now; null when none is due or when it was sent.</summary>
    /// <param name="sent">Reminders already written to this person.</param>
    public static ReminderKind? DueTo(
        Candidature candidature,
        Timetable promotion,
        IReadOnlySet<ReminderKind> sent,
        DateTimeOffset now
    )
    {
        var timetable = candidature.TimetableFrom(promotion);
        if (!HasSomethingToSubmit(candidature) || timetable.CallAt(now) != CallState.Open)
        {
            return null;
        }

        var closes = timetable.CallClosesAt!.Value;
        foreach (var (kind, before) in BeforeClosing.Where(reminder => now >= closes - reminder.Before))
        {
            return !sent.Contains(kind) && IsMeantFor(candidature, closes - before, now) ? kind : null;
        }

        var untouched = now - candidature.LastEditedAt >= UntouchedAfter;
        return untouched && !sent.Contains(ReminderKind.Untouched) ? ReminderKind.Untouched : null;
    }

    /// <summary>The reminder of a request for completion to send now: 48 hours, then 3 hours before its deadline.</summary>
    /// <param name="sent">Reminders already written for this deadline.</param>
    public static ReminderKind? DueTo(CompletionRequest request, IReadOnlySet<ReminderKind> sent, DateTimeOffset now)
    {
        if (request.StateAt(now) != CompletionState.Open)
        {
            return null;
        }

        var reached = BeforeClosing.Where(reminder =>
            reminder.Kind is ReminderKind.TwoDays or ReminderKind.ThreeHours && now >= request.Until - reminder.Before
        );
        // The closest only, and to nobody who learnt the deadline later than that.
        foreach (var (kind, before) in reached)
        {
            return !sent.Contains(kind) && request.GivenAt < request.Until - before ? kind : null;
        }

        return null;
    }

    private static bool HasSomethingToSubmit(Candidature candidature) =>
        candidature.State == CandidatureState.Draft
        || candidature is { State: CandidatureState.Submitted, HasUnsubmittedEdits: true };

    // Somebody who started, or submitted, after the moment of a reminder knows the closing.
    private static bool IsMeantFor(Candidature candidature, DateTimeOffset moment, DateTimeOffset now) =>
        candidature.StartedAt < moment
        && !(candidature.SubmittedAt >= moment)
        && (candidature.LastEditedAt < moment || now - candidature.LastEditedAt >= Quiet);
}
