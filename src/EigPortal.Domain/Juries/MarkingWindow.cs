using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>Until when somebody marks: the closing of the promotion, or later for a person to whom staff gave more time (E8).</summary>
/// <param name="ClosesAt">Null until staff set it: the marking does not close.</param>
public readonly record struct MarkingWindow(DateTimeOffset? ClosesAt)
{
    public static MarkingWindow Of(Timetable timetable, DateTimeOffset? reopenedUntil) =>
        new(reopenedUntil > timetable.ReadingClosesAt ? reopenedUntil : timetable.ReadingClosesAt);

    /// <summary>[.., closes): what arrives at the closing instant is late.</summary>
    public bool IsOpenAt(DateTimeOffset now) => !(ClosesAt <= now);
}

/// <summary>More time to mark was given to one person of the jury.</summary>
public sealed record MarkingReopened(Guid JurorId, DateTimeOffset Until, string Why) : DomainEvent(nameof(Juror), JurorId)
{
    public override string Sentence => "Notation rouverte pour une personne du jury";
    public override string? Reason => Why;
}

public static class MarkingErrors
{
    public static readonly DomainError StillOpen = new(
        "marking.open",
        "La notation n’est pas close : cette personne peut encore verrouiller ses fiches.",
        "Until"
    );

    public static readonly DomainError Past = new("marking.past", "Choisissez un instant à venir.", "Until");

    public static readonly DomainError NotLater = new(
        "marking.not-later",
        "Cette personne a déjà jusqu’à cet instant ou plus tard.",
        "Until"
    );

    public static readonly DomainError Left = new(
        "marking.left",
        "Cette personne ne fait plus partie du jury : notez d’abord son retour.",
        "Until"
    );
}
