namespace EigPortal.Domain.Juries;

/// <summary>Counted sheets with files and jurors numbered, in an order that depends on nothing but their ids.</summary>
internal sealed class Readings
{
    public Readings(IEnumerable<CountedSheet> sheets, IComparer<Guid> order)
    {
        var ordered = sheets.OrderBy(sheet => sheet.CandidatureId, order).ThenBy(sheet => sheet.JurorId, order).ToList();
        Files = [.. ordered.Select(sheet => sheet.CandidatureId).Distinct()];
        Jurors = [.. ordered.Select(sheet => sheet.JurorId).Distinct().Order(order)];
        var files = Files.Select((id, position) => (id, position)).ToDictionary(row => row.id, row => row.position);
        var jurors = Jurors.Select((id, position) => (id, position)).ToDictionary(row => row.id, row => row.position);
        Sheets = [.. ordered.Select(sheet => (files[sheet.CandidatureId], jurors[sheet.JurorId], (double)sheet.Total))];
        ReadersOf = [.. Files.Select(_ => new List<int>())];
        FileSums = new double[Files.Count];
        JurorSums = new double[Jurors.Count];
        JurorCounts = new int[Jurors.Count];
        foreach (var (file, juror, total) in Sheets)
        {
            ReadersOf[file].Add(juror);
            FileSums[file] += total;
            JurorSums[juror] += total;
            JurorCounts[juror]++;
        }

        Sum = FileSums.Sum();
        var mean = Sheets.Count == 0 ? 0 : Sum / Sheets.Count;
        Variance = Sheets.Count < 2 ? 0 : Sheets.Sum(sheet => (sheet.Total - mean) * (sheet.Total - mean)) / (Sheets.Count - 1);
    }

    public IReadOnlyList<Guid> Files { get; }
    public IReadOnlyList<Guid> Jurors { get; }
    public IReadOnlyList<(int File, int Juror, double Total)> Sheets { get; }
    public IReadOnlyList<List<int>> ReadersOf { get; }
    public double[] FileSums { get; }
    public double[] JurorSums { get; }
    public int[] JurorCounts { get; }
    public double Sum { get; }
    public double Variance { get; }

    /// <summary>How many groups of jurors no chain of common files links.</summary>
    public int CountGroups()
    {
        var root = Enumerable.Range(0, Jurors.Count).ToArray();
        int Find(int juror) => root[juror] == juror ? juror : root[juror] = Find(root[juror]);
        foreach (var readers in ReadersOf)
        {
            foreach (var reader in readers)
            {
                root[Find(reader)] = Find(readers[0]);
            }
        }

        return Enumerable.Range(0, Jurors.Count).Count(juror => Find(juror) == juror);
    }
}
