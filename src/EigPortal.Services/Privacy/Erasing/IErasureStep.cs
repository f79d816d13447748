using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Privacy.Erasing;

/// <summary>What is being erased.</summary>
/// <param name="Account">As it was before: its address and identifier are needed to find what bears them.</param>
/// <param name="IsUnderReview">The results are not public: the candidature leaves the process.</param>
/// <param name="KeepsContract">A contract must be kept for some years: the account and the place in the team stay with it.</param>
/// <param name="At">Programme time.</param>
public sealed record Erasure(
    Candidature Candidature,
    Candidate Candidate,
    Account Account,
    bool IsUnderReview,
    bool KeepsContract,
    DateTimeOffset At
)
{
    /// <summary>What replaces a text that a constraint wants filled.</summary>
    public const string Words = Candidature.ErasedWords;
}

/// <summary>Erases what one part of the portal holds of a person, in the transaction of the erasure. A part that stores personal data adds its own.</summary>
public interface IErasureStep
{
    /// <summary>Steps run in this order: what refers to files before files, the account last.</summary>
    int Order { get; }

    Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct);
}
