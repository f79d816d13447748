namespace EigPortal.Services.Time;

/// <summary>The instants at which what people may see or do changes. Asked on every public page, so an answer must come from memory.</summary>
public interface IProgrammeInstants
{
    /// <summary>The first instant of any published timetable strictly after <paramref name="programmeNow"/>; null when none is left.</summary>
    ValueTask<DateTimeOffset?> NextAfterAsync(DateTimeOffset programmeNow, CancellationToken ct);
}
