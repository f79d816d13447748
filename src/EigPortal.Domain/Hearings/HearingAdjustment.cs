using System.Globalization;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Hearings;

/// <summary>
/// What a person needs to be heard like the others. What is arranged shows in the place and the length of the hearing; why is read by
/// staff only, on one page, and goes with the candidature.
/// </summary>
public sealed class HearingAdjustment : Entity
{
    public const int ReasonMaxLength = 1_000;
    public const int MostExtraMinutes = 60;

    private HearingAdjustment() { }

    public HearingAdjustment(Guid candidatureId) => CandidatureId = candidatureId;

    public Guid CandidatureId { get; private set; }
    public int ExtraMinutes { get; private set; }
    public bool IsRemote { get; private set; }

    /// <summary>Half-days when the person can't come, as "2018-11-06 Morning".</summary>
    public List<string> ImpossibleHalves { get; private set; } = [];

    /// <summary>Zone of the person, in the names of IANA; empty for that of Paris.</summary>
    public string ZoneId { get; private set; } = "";

    /// <summary>Why, for staff only; may be empty: nobody has to explain themselves.</summary>
    public string Reason { get; private set; } = "";

    public IReadOnlySet<(DateOnly Day, HalfDay Half)> Impossible =>
        ImpossibleHalves
            .Select(text => text.Split(' '))
            .Select(parts => (DateOnly.Parse(parts[0], CultureInfo.InvariantCulture), Enum.Parse<HalfDay>(parts[1])))
            .ToHashSet();

    /// <summary>Refuses a length out of bounds and an unknown zone.</summary>
    public Result Write(
        int extraMinutes,
        bool isRemote,
        IEnumerable<(DateOnly Day, HalfDay Half)> impossible,
        string? zoneId,
        string? reason
    )
    {
        var errors = new List<DomainError>();
        if (extraMinutes is < 0 or > MostExtraMinutes)
        {
            errors.Add(
                new DomainError("adjustment.minutes", $"Donnez de 0 à {MostExtraMinutes} minutes de plus.", nameof(ExtraMinutes))
            );
        }

        var zone = zoneId?.Trim() ?? "";
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            errors.Add(new DomainError("adjustment.zone", "Ce fuseau horaire n’est pas connu.", nameof(ZoneId)));
        }

        var why = PlainText.Clean(reason).Trim();
        if (why.Length > ReasonMaxLength)
        {
            errors.Add(
                new DomainError("adjustment.reason", $"Raccourcissez : {ReasonMaxLength} caractères au plus.", nameof(Reason))
            );
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        (ExtraMinutes, IsRemote, ZoneId, Reason) = (extraMinutes, isRemote, zone, why);
        ImpossibleHalves =
        [
            .. impossible
                .Distinct()
                .Order()
                .Select(half => string.Create(CultureInfo.InvariantCulture, $"{half.Day:yyyy-MM-dd} {half.Half}")),
        ];
        Raise(new HearingAdjusted(CandidatureId));
        return Result.Ok;
    }
}

/// <summary>The history keeps that something was arranged, never what nor why.</summary>
public sealed record HearingAdjusted(Guid CandidatureId) : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => "Organisation de l’audition précisée";
}
