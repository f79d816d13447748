namespace EigPortal.Domain.Juries;

/// <param name="JurorIds">Jurors who already read the file.</param>
public sealed record FileToRead(Guid CandidatureId, string Number, IReadOnlySet<Guid> JurorIds);

/// <param name="Load">Files this juror already has to read.</param>
/// <param name="Order">Settles equal loads, the same way each time: such as the family name.</param>
public sealed record Reader(Guid JurorId, string Order, int Load);

/// <param name="JurorId">Null when nobody is left for this reading of the file.</param>
public sealed record PlannedReading(Guid CandidatureId, Guid? JurorId);

/// <summary>Shares files among jurors. Simple and deterministic: the same input, in any order, gives the same plan.</summary>
public static class ReadingPlan
{
    /// <summary>
    /// Completes each file to the wanted number of readings, in order of number, each time with the least loaded juror who may read
    /// it and doesn't yet. A reading that nobody can take is in the plan without a juror.
    /// </summary>
    /// <param name="mayRead">False for a pair kept apart: a conflict, or the juror's own file.</param>
    public static IReadOnlyList<PlannedReading> Balance(
        IEnumerable<FileToRead> files,
        IEnumerable<Reader> readers,
        int readingsPerFile,
        Func<Guid, Guid, bool> mayRead
    )
    {
        var ordered = readers.OrderBy(reader => reader.Order, StringComparer.Ordinal).ThenBy(reader => reader.JurorId).ToList();
        var loads = ordered.ToDictionary(reader => reader.JurorId, reader => reader.Load);
        var plan = new List<PlannedReading>();
        foreach (var file in files.OrderBy(file => file.Number, StringComparer.Ordinal))
        {
            var taken = file.JurorIds.ToHashSet();
            for (var reading = taken.Count; reading < readingsPerFile; reading++)
            {
                var chosen = ordered
                    .Where(reader => !taken.Contains(reader.JurorId) && mayRead(file.CandidatureId, reader.JurorId))
                    .MinBy(reader => loads[reader.JurorId]);
                plan.Add(new PlannedReading(file.CandidatureId, chosen?.JurorId));
                if (chosen is null)
                {
                    break;
                }

                taken.Add(chosen.JurorId);
                loads[chosen.JurorId]++;
            }
        }

        return plan;
    }
}
