using EigPortal.Domain.Shared;

namespace EigPortal.Web.Areas.Admin.Users;

/// <param name="Reason">What was typed.</param>
/// <param name="Refusal">Why no reason would open this view.</param>
/// <param name="HasOne">The reader has a view that still goes on, in another browser.</param>
public sealed record PortalViewModel(Guid Id, string Name, string? Reason, DomainError? Refusal, bool HasOne);
