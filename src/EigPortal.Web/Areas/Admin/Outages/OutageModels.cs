using EigPortal.Domain.Cohorts;

namespace EigPortal.Web.Areas.Admin.Outages;

/// <summary>A later closing for everybody, as staff type it. The instant is a local time in Paris.</summary>
public sealed class ProlongationInput
{
    public string? Until { get; init; }
    public string? Reason { get; init; }
}

/// <param name="Hours">How many hours before the closing an outage counts for the proposal.</param>
/// <param name="IsOwn">The proposal is the reader's own: somebody else must confirm it.</param>
public sealed record OutagesModel(
    Cohort Cohort,
    IReadOnlyList<Outage> Outages,
    int Hours,
    Downtime? Downtime,
    bool IsOwn,
    ProlongationInput Input
)
{
    public static readonly IReadOnlyList<int> HoursOffered = [3, 6, 24, 72];
}
