using EigPortal.Domain.Cohorts;
using EigPortal.Services.Extensions;

namespace EigPortal.Web.Areas.Admin.Extensions;

/// <param name="Found">People that the search found; null before a search.</param>
public sealed record ExtensionListModel(
    string? Text,
    IReadOnlyList<ExtensionRow> Given,
    IReadOnlyList<ExtensionRow>? Found,
    DateTimeOffset? ClosesAt,
    DateTimeOffset Now
);

/// <summary>More time for one person, as staff type it. The instant is a local time in Paris.</summary>
public sealed class ExtensionInput
{
    public string? Until { get; init; }
    public string? Reason { get; init; }
}

/// <param name="ClosesAt">Closing that holds for the person now.</param>
/// <param name="CanBeExtended">Their file is not examined yet.</param>
public sealed record ExtensionModel(ExtensionRow Person, DateTimeOffset? ClosesAt, bool CanBeExtended, ExtensionInput Input)
{
    public static ExtensionModel From(ExtensionRow person, Timetable timetable, ExtensionInput input) =>
        new(
            person,
            timetable.ExtendedUntil(person.Until).CallClosesAt,
            Domain.Candidatures.Candidature.Allowed.Allows(person.State, Domain.Candidatures.CandidatureVerb.Extend),
            input
        );
}
