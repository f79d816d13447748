using EigPortal.Domain.Juries;

namespace EigPortal.Benchmarks.Selection;

/// <summary>How files are given to readers.</summary>
internal enum ReadingDesign
{
    TwoAtRandom,
    ThreeAtRandom,

    /// <summary>The two jurors of the file's challenge, nobody else.</summary>
    OwnChallenge,

    /// <summary>The same, each reading given to another juror one time in four.</summary>
    OwnChallengeCrossed,

    /// <summary>The same two, and six files that all jurors read.</summary>
    OwnChallengeAnchored,
}

/// <summary>
/// World B of the simulation protocol: 200 files whose true quality is known, 30 jurors, two per challenge of 15. Quality
/// 13 + 0.8 z (challenge) + 2 z (file); severity 1.5 z; noise 1.5 z; marks rounded and kept between 5 and 20.
/// </summary>
internal sealed class ReadingWorld
{
    public const int Files = 200;
    private const int Jurors = 30;
    public const int Challenges = 15;
    private const int Anchors = 6;

    private readonly NormalDraws normal;
    private readonly Random uniform;
    private readonly double[] severities;
    private readonly Guid[] jurorIds = [.. Enumerable.Range(0, Jurors).Select(juror => Id(1, juror))];

    public ReadingWorld(int seed)
    {
        normal = new NormalDraws(seed);
        uniform = new Random(seed + 1);
        var challenges = Draws(Challenges, 0.8);
        Truth = [.. Enumerable.Range(0, Files).Select(file => 13 + challenges[ChallengeOf(file)] + 2 * normal.Next())];
        severities = Draws(Jurors, 1.5);
        FileIds = [.. Enumerable.Range(0, Files).Select(file => Id(2, file))];
    }

    public IReadOnlyList<double> Truth { get; }
    public IReadOnlyList<Guid> FileIds { get; }

    public IReadOnlyList<CountedSheet> Read(ReadingDesign design)
    {
        var loads = new int[Jurors];
        var sheets = new List<CountedSheet>();
        for (var file = 0; file < Files; file++)
        {
            foreach (var juror in Readers(file, design, loads))
            {
                var mark = Math.Round(Truth[file] + severities[juror] + 1.5 * normal.Next(), MidpointRounding.AwayFromZero);
                sheets.Add(new CountedSheet(FileIds[file], jurorIds[juror], (decimal)Math.Clamp(mark, 5, 20)));
            }
        }

        return sheets;
    }

    private List<int> Readers(int file, ReadingDesign design, int[] loads)
    {
        int[] own = [2 * ChallengeOf(file), 2 * ChallengeOf(file) + 1];
        var readers = new List<int>();
        switch (design)
        {
            case ReadingDesign.TwoAtRandom:
            case ReadingDesign.ThreeAtRandom:
                for (var reading = 0; reading < (design == ReadingDesign.TwoAtRandom ? 2 : 3); reading++)
                {
                    readers.Add(LeastLoaded(readers, loads));
                }

                break;
            case ReadingDesign.OwnChallengeAnchored when file < Anchors:
                readers.AddRange(Enumerable.Range(0, Jurors));
                break;
            case ReadingDesign.OwnChallengeCrossed:
                foreach (var juror in own)
                {
                    readers.Add(uniform.NextDouble() < 0.25 ? LeastLoaded([.. own, .. readers], loads) : juror);
                }

                break;
            case ReadingDesign.OwnChallenge:
            case ReadingDesign.OwnChallengeAnchored:
                readers.AddRange(own);
                break;
        }

        readers.ForEach(juror => loads[juror]++);
        return readers;
    }

    // Balanced: by chance among the least loaded.
    private int LeastLoaded(IReadOnlyCollection<int> taken, int[] loads)
    {
        var left = Enumerable.Range(0, Jurors).Where(juror => !taken.Contains(juror)).ToList();
        var least = left.Min(juror => loads[juror]);
        var chosen = left.Where(juror => loads[juror] == least).ToList();
        return chosen[uniform.Next(chosen.Count)];
    }

    private double[] Draws(int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => deviation * normal.Next())];

    public static int ChallengeOf(int file) => file % Challenges;

    private static Guid Id(short kind, int number) => new(number, kind, 0, new byte[8]);
}
