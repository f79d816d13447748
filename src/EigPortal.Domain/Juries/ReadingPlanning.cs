using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Challenges;

namespace EigPortal.Domain.Juries;

/// <summary>What staff ask of a plan.</summary>
/// <param name="ReadingsPerFile">Exactly so many readings for each file.</param>
/// <param name="CompetentPerFile">At least so many of them by somebody who can judge the family of the file's first wish.</param>
/// <param name="MaxPerJuror">Files that nobody is given more than, readings begun included.</param>
/// <param name="KeepsAssigned">Changes as little as possible; else readings that nobody has begun may all move.</param>
public sealed record PlanRules(int ReadingsPerFile, int CompetentPerFile, int MaxPerJuror, bool KeepsAssigned)
{
    public const int MostReadings = 6;
    public const int MostFiles = 500;
}

/// <param name="Family">Of the first wish.</param>
public sealed record PlanFile(Guid CandidatureId, string Number, Family Family);

/// <param name="Families">What this juror can judge; empty when nobody said.</param>
/// <param name="MaxReadings">A limit of their own, below that of the plan; null without one.</param>
public sealed record PlanJuror(Guid JurorId, string Name, IReadOnlyList<Family> Families, int? MaxReadings, bool HasLeft);

public enum ReadingProgress
{
    /// <summary>Given, nothing written: a plan may move it.</summary>
    Assigned,

    /// <summary>Begun: stays with its juror, unless they have left.</summary>
    Started,

    /// <summary>Locked: counts as a reading for good.</summary>
    Locked,
}

public sealed record PlanReading(Guid CandidatureId, Guid JurorId, ReadingProgress Progress);

/// <summary>Why a juror is not given a file.</summary>
public enum ApartReason
{
    /// <summary>A tie keeps them from scoring, or the file is their own.</summary>
    Tie,

    /// <summary>A tie is proposed that nobody has looked at.</summary>
    TieToReview,

    /// <summary>Staff took the file away from them.</summary>
    TakenAway,
}

public sealed record PlanApart(Guid CandidatureId, Guid JurorId, ApartReason Reason);

/// <summary>Everything that a plan depends on. The same problem always has the same plan.</summary>
public sealed class PlanProblem
{
    private readonly Dictionary<(Guid File, Guid Juror), ApartReason> apart;

    public PlanProblem(
        PlanRules rules,
        IEnumerable<PlanFile> files,
        IEnumerable<PlanJuror> jurors,
        IEnumerable<PlanReading> readings,
        IEnumerable<PlanApart> pairsApart
    )
    {
        Rules = rules;
        Files = [.. files.OrderBy(file => file.Number, StringComparer.Ordinal)];
        Jurors = [.. jurors.OrderBy(juror => juror.Name, StringComparer.Ordinal).ThenBy(juror => juror.JurorId)];
        apart = pairsApart
            .GroupBy(pair => (pair.CandidatureId, pair.JurorId))
            .ToDictionary(group => group.Key, group => group.Min(pair => pair.Reason));
        var known = Files.Select(file => file.CandidatureId).ToHashSet();
        var present = Jurors.Where(juror => !juror.HasLeft).Select(juror => juror.JurorId).ToHashSet();
        var live = readings
            .Where(reading => known.Contains(reading.CandidatureId))
            .OrderBy(reading => reading.CandidatureId)
            .ThenBy(reading => reading.JurorId)
            .ToList();
        Kept =
        [
            .. live.Where(reading =>
                reading.Progress == ReadingProgress.Locked
                || (reading.Progress == ReadingProgress.Started && present.Contains(reading.JurorId))
            ),
        ];
        Movable = [.. live.Except(Kept)];
    }

    public PlanRules Rules { get; }

    /// <summary>In order of number.</summary>
    public IReadOnlyList<PlanFile> Files { get; }

    /// <summary>In order of name; those who have left included, for what they locked.</summary>
    public IReadOnlyList<PlanJuror> Jurors { get; }

    /// <summary>Readings that no plan touches.</summary>
    public IReadOnlyList<PlanReading> Kept { get; }

    /// <summary>Readings that a plan may take away: nobody has begun them, or their juror has left before locking.</summary>
    public IReadOnlyList<PlanReading> Movable { get; }

    public ApartReason? Apart(Guid candidatureId, Guid jurorId) =>
        apart.TryGetValue((candidatureId, jurorId), out var reason) ? reason : null;

    /// <summary>SHA-256 of everything above: a plan made from other facts has another one.</summary>
    public string Hash()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Rules}\n");
        foreach (var file in Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"f {file.CandidatureId} {file.Number} {file.Family}\n");
        }

        foreach (var juror in Jurors)
        {
            var families = string.Join(',', juror.Families.Order());
            text.Append(
                CultureInfo.InvariantCulture,
                $"j {juror.JurorId} {juror.Name} {families} {juror.MaxReadings} {juror.HasLeft}\n"
            );
        }

        foreach (var reading in Kept.Concat(Movable))
        {
            text.Append(CultureInfo.InvariantCulture, $"r {reading.CandidatureId} {reading.JurorId} {reading.Progress}\n");
        }

        foreach (var (pair, reason) in apart.OrderBy(row => row.Key.File).ThenBy(row => row.Key.Juror))
        {
            text.Append(CultureInfo.InvariantCulture, $"a {pair.File} {pair.Juror} {reason}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

public sealed record PlanPair(Guid CandidatureId, Guid JurorId);

/// <summary>A plan that keeps every rule.</summary>
/// <param name="Added">Readings to give.</param>
/// <param name="Removed">Readings to take back, none of them locked.</param>
/// <param name="Stayed">Readings given before that stay where they are, begun or not.</param>
/// <param name="Loads">Files per juror once applied, jurors who have left aside.</param>
/// <param name="Groups">Groups of jurors that no chain of common files links: 1 when severities can be compared.</param>
/// <param name="IsOptimal">No plan that keeps the rules changes less and then shares the load better; proven by the solver.</param>
public sealed record PlannedReadings(
    IReadOnlyList<PlanPair> Added,
    IReadOnlyList<PlanPair> Removed,
    int Stayed,
    IReadOnlyDictionary<Guid, int> Loads,
    int Groups,
    bool IsOptimal
);

/// <summary>A rule that a plan may break against.</summary>
public abstract record PlanConstraint
{
    public sealed record Ties : PlanConstraint;

    public sealed record TiesToReview : PlanConstraint;

    public sealed record TakenAway : PlanConstraint;

    public sealed record Load : PlanConstraint;

    public sealed record OwnLimits : PlanConstraint;

    public sealed record Competence(Family Family) : PlanConstraint;
}

/// <summary>Why there is no plan.</summary>
/// <param name="Conflicting">
/// The smallest set of rules that can't hold together with the number of readings; no smaller one exists. Empty when there are too
/// few jurors whatever the rules.
/// </param>
/// <param name="Files">Files whose readings can't all be given, in order of number.</param>
/// <param name="Needed">Readings that these files still need.</param>
/// <param name="Possible">How many of them can be given at most.</param>
/// <param name="Jurors">Jurors who can still take some of these readings.</param>
/// <param name="WorkableLoad">The lowest limit per juror with which a plan exists, all else equal; null when no limit helps.</param>
public sealed record PlanBlock(
    IReadOnlyList<PlanConstraint> Conflicting,
    IReadOnlyList<PlanFile> Files,
    int Needed,
    int Possible,
    IReadOnlyList<PlanJuror> Jurors,
    int? WorkableLoad
);

/// <summary>A plan, or why there is none: exactly one of the two.</summary>
public sealed record PlanOutcome(PlannedReadings? Plan, PlanBlock? Block);

/// <summary>Makes reading plans. The solver is behind it; a plan is the same on every machine.</summary>
public interface IReadingPlanner
{
    PlanOutcome Plan(PlanProblem problem);
}
