using EigPortal.Domain.Selection;
using EigPortal.Services.Selection;

namespace EigPortal.Web.Areas.Admin.Waiting;

/// <summary>What was typed in one of the forms of the page.</summary>
public sealed class WaitingInput
{
    public Guid CandidatureId { get; set; }
    public int? Position { get; set; }
    public string? Reason { get; set; }
}

/// <param name="Input">What was refused; empty otherwise.</param>
/// <param name="Refused">The form that was refused: a seat or a list.</param>
public sealed record WaitingModel(WaitingBoard Board, WaitingInput Input, string? Refused)
{
    /// <summary>Seats that somebody is designated for, or was waited for: the others never had a waiting list.</summary>
    public IEnumerable<FreeSeatLine> Designated => Board.Seats.Where(seat => seat.Person is not null || seat.IsHidden);

    public IEnumerable<FreeSeatLine> WithoutAnybody => Board.Seats.Where(seat => seat.Person is null && !seat.IsHidden);

    /// <summary>Who else waits for a seat, and may be chosen out of order with a reason.</summary>
    public IEnumerable<WaitingLine> OthersFor(FreeSeatLine seat) =>
        Board
            .Lists.Where(list => list.List.Key == seat.List.Key)
            .SelectMany(list => list.People)
            .Where(line => line.IsValidated && line.Person != seat.Person);

    public static string IdOf(WaitingListName list) => $"liste-{list.ChallengeSlug}-{Domain.Challenges.Slugs.From(list.Profile)}";

    public static string IdOf(FreeSeatLine seat) => $"place-{seat.PostId:N}";
}
