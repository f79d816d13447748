using EigPortal.Domain.Contracts;
using EigPortal.Services.Contracts;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <param name="Members">Its people, minus those whom a tie hides from the viewer.</param>
public sealed record TeamModel(Guid Id, IReadOnlyList<CohortLine> Members)
{
    public string Challenge => Members[0].Challenge;
}

/// <param name="Everybody">The whole promotion, minus those whom a tie hides from the viewer.</param>
/// <param name="Need">Only those who lack this; null for everybody.</param>
public sealed record CohortModel(string Name, IReadOnlyList<CohortLine> Everybody, CohortNeed? Need)
{
    public IEnumerable<CohortLine> Lines => Everybody.Where(line => Need is null || line.Need == Need);

    /// <summary>The people to whom a departure may happen: they have a seat.</summary>
    public IEnumerable<CohortLine> Seated => Lines.Where(line => line.FellowId is not null);

    public int Working => Everybody.Count(line => line.Contract == ContractState.Running);

    /// <summary>The departure that was refused, with what was typed.</summary>
    public (Guid FellowId, string Reason, string Message)? Refused { get; init; }

    public string? RefusalOf(CohortLine line) =>
        Refused is { } refused && refused.FellowId == line.FellowId ? refused.Message : null;

    public string? TypedFor(CohortLine line) =>
        Refused is { } refused && refused.FellowId == line.FellowId ? refused.Reason : null;

    public static string ReasonField(Guid? fellowId) => $"raison-{fellowId}";
}
