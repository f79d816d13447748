namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>An attempt that arrived after closing.</summary>
/// <param name="IsKept">Whether the draft keeps what was typed; null when nothing was typed.</param>
public sealed record LateModel(DateTimeOffset At, StandingModel Standing, bool? IsKept = null);
