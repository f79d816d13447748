using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Selection.Forming;

namespace EigPortal.Services.Selection.Sealing;

/// <summary>
/// What sealed minutes hold of the selection of one promotion. People are pseudonyms; challenges, posts, profiles and the grid are public
/// and as they are. There is no field for a name, an address, a sentence that somebody typed or a file.
/// </summary>
public sealed record MinutesParts(
    MinutesRules Rules,
    MinutesReadings Readings,
    MinutesLists Lists,
    MinutesHearings Hearings,
    MinutesTeams Teams,
    IReadOnlyList<MinutesSitting> Sittings,
    MinutesDecisions Decisions,
    MinutesHistory History
);

/// <summary>The grid and the constants of the methods.</summary>
/// <param name="Cohort">Slug of the promotion.</param>
public sealed record MinutesRules(
    string Cohort,
    int ScaleMax,
    bool ScaleIsPublished,
    IReadOnlyList<MinutesCriterion> Criteria,
    MinutesPolicies Policies,
    IReadOnlyList<MinutesPost> Posts
);

public sealed record MinutesCriterion(
    string Key,
    string Title,
    string Question,
    IReadOnlyList<string> Anchors,
    decimal Weight,
    int Position
);

/// <summary>Constants of <see cref="ScoringPolicy"/> and <see cref="CalibrationPolicy"/>.</summary>
public sealed record MinutesPolicies(
    int MinimumMarks,
    decimal TotalOutOf,
    int MinimumReadingsPerJuror,
    double IntervalConfidence,
    double BandDoubt
)
{
    public static readonly MinutesPolicies Current = new(
        ScoringPolicy.MinimumMarks,
        ScoringPolicy.TotalOutOf,
        CalibrationPolicy.MinimumReadingsPerJuror,
        Calibration.Confidence,
        Calibration.Doubt
    );
}

public sealed record MinutesPost(Guid Id, Guid ChallengeId, string Challenge, string Profile, int Position);

/// <param name="Ties">Ties that hold, without what they rest on.</param>
public sealed record MinutesReadings(
    IReadOnlyList<MinutesCandidature> Files,
    IReadOnlyList<MinutesSheet> Sheets,
    IReadOnlyList<MinutesTie> Ties
);

public sealed record MinutesCandidature(Guid Id, CandidatureState State, IReadOnlyList<MinutesWish> Wishes);

public sealed record MinutesWish(Guid ChallengeId, string Profile, int Rank);

/// <summary>Whether a locked sheet counts, and else why not.</summary>
public enum MinutesSheetStatus
{
    Counted,
    TooFewMarks,

    /// <summary>Its juror has a tie that keeps from scoring.</summary>
    Conflict,

    /// <summary>Taken away by the team after it was locked.</summary>
    SetAside,

    /// <summary>A former edition: the sheet was opened again.</summary>
    Reopened,

    /// <summary>The file is no longer one that lists rank.</summary>
    OutOfTheRunning,
}

/// <summary>A sheet as it was locked. What was never locked is nobody's but its juror's.</summary>
/// <param name="Total">Out of 20, unrounded; null when it has too few marks.</param>
public sealed record MinutesSheet(
    Guid FileId,
    Guid JurorId,
    int Edition,
    MinutesSheetStatus Status,
    Opinion Opinion,
    IReadOnlyList<MinutesMark> Marks,
    decimal? Total
);

/// <param name="Value">Null for an abstention.</param>
public sealed record MinutesMark(string Criterion, int? Value);

/// <param name="PersonId">A juror, or somebody of the team.</param>
public sealed record MinutesTie(Guid PersonId, Guid FileId, ConflictLevel Level);

/// <param name="Calibration">Null when the promotion can't be calibrated.</param>
/// <param name="Refusal">Code of the reason why; null when it can.</param>
public sealed record MinutesLists(MinutesCalibration? Calibration, string? Refusal, IReadOnlyList<MinutesList> Lists);

/// <summary>Points out of 20 with six decimals: what machines agree on.</summary>
public sealed record MinutesCalibration(
    decimal Mean,
    decimal QualityVariance,
    decimal SeverityVariance,
    decimal NoiseVariance,
    IReadOnlyList<MinutesLeniency> Jurors
);

public sealed record MinutesLeniency(Guid JurorId, int Readings, decimal Leniency, decimal StandardError);

/// <param name="Rows">By rank, then pseudonym.</param>
public sealed record MinutesList(Guid ChallengeId, string Profile, int Seats, IReadOnlyList<MinutesRow> Rows);

/// <summary>A row as screens and exports show it, and the score that ranks compare.</summary>
public sealed record MinutesRow(
    Guid FileId,
    int? Rank,
    bool IsTied,
    decimal? Score,
    decimal? Compared,
    int CountedSheets,
    decimal? Spread,
    int Favourites,
    MinutesCalibrated? Calibrated
);

public sealed record MinutesCalibrated(
    decimal Score,
    decimal SeverityCorrection,
    decimal Shrinkage,
    int Rank,
    int LowestRank,
    int HighestRank,
    int AmongSeats,
    bool IsToDeliberate
);

/// <summary>
/// The hearings as they were held. Neither hours nor lengths: they would tell who needed more time.
/// </summary>
public sealed record MinutesHearings(int PlanVersion, IReadOnlyList<MinutesHearing> Hearings);

/// <param name="Turn">1, or 2 for a person heard twice.</param>
/// <param name="Jury">Members of the panel and mentors who came for it, minus those whose tie excludes them.</param>
/// <param name="Grid">The shared grid, once locked.</param>
public sealed record MinutesHearing(
    Guid FileId,
    int Turn,
    SlotState State,
    IReadOnlyList<Guid> ChallengeIds,
    IReadOnlyList<Guid> Jury,
    MinutesGrid? Grid
);

public sealed record MinutesGrid(Opinion Opinion, IReadOnlyList<MinutesMark> Marks, decimal? Total);

/// <summary>Computations that the jury worked on, and its working proposals.</summary>
public sealed record MinutesTeams(IReadOnlyList<MinutesComputation> Computations, IReadOnlyList<MinutesProposal> Proposals);

/// <param name="Hash">SHA-256 of the problem, as it was recorded.</param>
/// <param name="Solver">Name and version.</param>
public sealed record MinutesComputation(
    Guid Id,
    string Hash,
    string Solver,
    TeamArchive.KeptProblem Problem,
    IReadOnlyList<KeptSolution> Solutions
);

/// <param name="Places">After the edits.</param>
public sealed record MinutesProposal(
    Guid ComputationId,
    TeamGoal Goal,
    TeamProposalState State,
    IReadOnlyList<MinutesEdit> Edits,
    IReadOnlyList<TeamPlace> Places
);

/// <param name="FileId">Who was given the seat; null when it was left empty.</param>
public sealed record MinutesEdit(Guid PostId, Guid? FileId);

/// <param name="MinutesSha256">Of the minutes of the sitting, which name its members and stay in the portal; empty before it closes.</param>
public sealed record MinutesSitting(
    DateOnly HeldOn,
    DeliberationState State,
    int Called,
    int Present,
    int Quorum,
    string MinutesSha256,
    IReadOnlyList<MinutesVote> Votes
);

/// <param name="Recused">How many stepped aside.</param>
/// <param name="DecisionId">The decision that an adopted motion recorded.</param>
public sealed record MinutesVote(
    Guid FileId,
    DecisionKind Kind,
    int Voters,
    int For,
    int Against,
    int Abstained,
    bool? CastingVote,
    int Recused,
    ResolutionOutcome Outcome,
    Guid? DecisionId
);

/// <param name="Decisions">In the order in which they were recorded, cancelled ones included.</param>
/// <param name="Offers">In the order in which they were sent.</param>
/// <param name="Seated">Who sits where now.</param>
public sealed record MinutesDecisions(
    ResultsState Results,
    IReadOnlyList<MinutesDecision> Decisions,
    IReadOnlyList<MinutesOffer> Offers,
    IReadOnlyList<TeamPlace> Seated,
    MinutesWaiting Waiting
);

/// <param name="RecordedBy">Pseudonyms of the two people.</param>
/// <param name="Aids">Computations that the person was told of.</param>
/// <param name="Places">Where the person waits; their order counts, not their numbers.</param>
public sealed record MinutesDecision(
    Guid Id,
    Guid FileId,
    DecisionKind Kind,
    Guid? PostId,
    DecisionState State,
    Guid RecordedBy,
    Guid? ValidatedBy,
    IReadOnlyList<DecisionAid> Aids,
    IReadOnlyList<MinutesWaitingPlace> Places
);

public sealed record MinutesWaitingPlace(Guid ChallengeId, string Profile, int Position);

public sealed record MinutesOffer(Guid DecisionId, Guid FileId, Guid PostId, OfferState State);

/// <summary>Free seats, who waits for them, and whom the lists designate.</summary>
public sealed record MinutesWaiting(
    IReadOnlyList<MinutesFreeSeat> FreeSeats,
    IReadOnlyList<MinutesWaitingPerson> People,
    IReadOnlyList<MinutesDesignation> Designations
);

public sealed record MinutesFreeSeat(Guid PostId, Guid ChallengeId, string Profile);

/// <param name="Places">Lists the person waits on, the one they wish for most first.</param>
public sealed record MinutesWaitingPerson(Guid FileId, IReadOnlyList<MinutesWaitingPlace> Places);

public sealed record MinutesDesignation(Guid PostId, Guid? FileId);

/// <summary>
/// Where the chained histories stood (ADR 6), so that they can be compared with the portal's. Acts of sealing are left out of the
/// promotion's: sealing twice gives the same minutes.
/// </summary>
public sealed record MinutesHistory(MinutesHead? Cohort, IReadOnlyList<MinutesFileHead> Files);

public sealed record MinutesHead(int Sequence, string Hash);

public sealed record MinutesFileHead(Guid FileId, int Sequence, string Hash);
