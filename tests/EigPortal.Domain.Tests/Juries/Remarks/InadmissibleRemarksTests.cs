using System.Text;
using EigPortal.Domain.Juries.Remarks;
using Xunit.Abstractions;

namespace EigPortal.Domain.Tests.Juries.Remarks;

/// <summary>Judged on labelled sentences such as juries write, half of them admissible: tuning.tsv, then held-out.tsv, written before the detector and never tuned on.</summary>
public sealed class InadmissibleRemarksTests(ITestOutputHelper output)
{
    private const string Admissible = "-";

    [Theory]
    [InlineData("tuning.tsv", 0.95, 0.02)]
    [InlineData("written-before.tsv", 0.95, 0.02)]
    [InlineData("held-out.tsv", 0.65, 0.05)]
    public void Inadmissible_remarks_are_found_and_admissible_ones_left_alone(string corpus, double recall, double falseAlarms)
    {
        var rows = Sentences(corpus);
        var found = rows.Select(row => (row.Label, row.Sentence, Remarks: InadmissibleRemarks.Find(row.Sentence))).ToList();
        var inadmissible = found.Where(row => row.Label != Admissible).ToList();
        var admissible = found.Where(row => row.Label == Admissible).ToList();
        var caught = inadmissible.Count(row => row.Remarks.Count > 0);
        var named = inadmissible.Count(row => row.Remarks.Any(remark => remark.Ground.ToString() == row.Label));
        var alarms = admissible.Count(row => row.Remarks.Count > 0);
        output.WriteLine(
            $"{corpus}: found {caught} of {inadmissible.Count}, under the right ground {named}; false alarms {alarms} of {admissible.Count}"
        );
        foreach (
            var row in inadmissible.Where(row => row.Remarks.Count == 0).Concat(admissible.Where(row => row.Remarks.Count > 0))
        )
        {
            output.WriteLine($"{row.Label}\t{row.Sentence}\t{string.Join(", ", row.Remarks.Select(remark => remark.Words))}");
        }

        Assert.InRange((double)caught / inadmissible.Count, recall, 1);
        Assert.InRange((double)alarms / admissible.Count, 0, falseAlarms);
    }

    [Fact]
    public void The_corpus_is_large_balanced_covers_every_ground_and_its_halves_share_nothing()
    {
        var (tuning, heldOut) = (Sentences("tuning.tsv"), Sentences("written-before.tsv"));
        foreach (var half in new[] { tuning, heldOut })
        {
            Assert.InRange(half.Count, 100, 1_000);
            Assert.InRange((double)half.Count(row => row.Label == Admissible) / half.Count, 0.45, 0.55);
            Assert.Equal(
                Enum.GetNames<RemarkGround>().Append(Admissible).Order(StringComparer.Ordinal),
                half.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)
            );
        }

        Assert.Empty(tuning.Select(row => row.Sentence).Intersect(heldOut.Select(row => row.Sentence)));
    }

    [Fact]
    public void A_remark_says_which_words_where_and_what_to_write_instead()
    {
        const string Note = "Bon code. Elle est enceinte, et trop jeune.";
        var remarks = InadmissibleRemarks.Find(Note);
        Assert.Equal(
            [(RemarkGround.Pregnancy, "enceinte"), (RemarkGround.Age, "trop jeune")],
            remarks.Select(remark => (remark.Ground, remark.Words))
        );
        Assert.All(remarks, remark => Assert.Equal(remark.Words, Note.Substring(remark.Start, remark.Length)));
        Assert.All(remarks, remark => Assert.Contains("Notez ", remark.Advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ELLE EST ENCEINTE")]
    [InlineData("elle n’est pas enceinte")]
    [InlineData("Elle n'est pas enceinte")]
    [InlineData("Elle\u00a0est\u00a0enceinte")]
    public void Capitals_apostrophes_spaces_and_negations_change_nothing(string note) =>
        Assert.Equal([RemarkGround.Pregnancy], InadmissibleRemarks.Find(note).Select(remark => remark.Ground));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public void Nothing_written_is_nothing_to_say(string? note) => Assert.Empty(InadmissibleRemarks.Find(note));

    [Fact]
    public void Places_hold_in_a_long_note_with_signs_of_every_kind()
    {
        var note = new StringBuilder("😀 L’œuvre\r\n")
            .Insert(0, "Très bonne réponse, étayée. ", 60)
            .Append("Il est trop âgé.")
            .ToString();
        var remark = Assert.Single(InadmissibleRemarks.Find(note));
        Assert.Equal("trop âgé", note.Substring(remark.Start, remark.Length));
    }

    private static List<(string Label, string Sentence)> Sentences(string corpus) =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Juries", "Remarks", corpus), Encoding.UTF8)
                .Select(line => line.Split('\t'))
                .Select(cells => (cells[0], cells[1])),
        ];
}
