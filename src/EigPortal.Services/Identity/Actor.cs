namespace EigPortal.Services.Identity;

/// <summary>Who is acting now, as the database says at this instant: roles and links are never read from the cookie.</summary>
/// <param name="CandidateIds">Links as a candidate, one per promotion.</param>
/// <param name="JurorIds">Links as a juror still in session.</param>
/// <param name="MentoredChallengeIds">Challenges mentored now.</param>
/// <param name="HostIds">Administrations the account is a contact of.</param>
/// <param name="FellowIds">Seats in teams.</param>
public sealed record Actor(
    Guid AccountId,
    string FullName,
    string Email,
    StaffRole StaffRole,
    IReadOnlySet<Guid> CandidateIds,
    IReadOnlySet<Guid> JurorIds,
    IReadOnlySet<Guid> MentoredChallengeIds,
    IReadOnlySet<Guid> HostIds,
    IReadOnlySet<Guid> FellowIds
)
{
    public bool IsStaff => StaffRole is StaffRole.Staff or StaffRole.Administrator;
    public bool IsAdministrator => StaffRole is StaffRole.Administrator;
    public bool IsJuror => JurorIds.Count > 0;
    public bool IsMentor => MentoredChallengeIds.Count > 0;
    public bool IsHostContact => HostIds.Count > 0;
    public bool IsFellow => FellowIds.Count > 0;
    public bool IsCandidate => CandidateIds.Count > 0;

    /// <summary>The address answered the link that it was sent. Before, an account may only write and submit a candidature (ADR 23).</summary>
    public bool IsAddressProved { get; init; } = true;

    /// <summary>A second factor protects the account.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>At least one of the juror links has not accepted the charter yet.</summary>
    public bool HasCharterToAccept { get; init; }

    /// <summary>Everybody but candidates and fellows must use a second factor outside Development.</summary>
    public bool NeedsSecondFactor => IsStaff || IsJuror || IsMentor || IsHostContact;
}

/// <summary>The account behind the current request; null for visitors and jobs.</summary>
public interface ICurrentAccount
{
    Guid? Id { get; }

    /// <summary>The administrator who sees the portal as <see cref="Id"/> does; null when people are themselves.</summary>
    Guid? ViewerId => null;
}

/// <summary>Nobody: for jobs, commands and builders.</summary>
public sealed class NobodyAccount : ICurrentAccount
{
    public Guid? Id => null;
}
