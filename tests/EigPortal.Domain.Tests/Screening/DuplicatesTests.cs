using EigPortal.Domain.Screening;

namespace EigPortal.Domain.Tests.Screening;

/// <summary>The same person under two accounts (E4), and people who only look like one.</summary>
public sealed class DuplicatesTests
{
    [Theory]
    [InlineData("j.martin@gmail.com", "jmartin+eig@googlemail.com", true)]
    [InlineData("Ada@exemple.fr", "ada@exemple.fr", true)]
    [InlineData("a.da@exemple.fr", "ada@exemple.fr", false)]
    [InlineData("", "", false)]
    public void E4_addresses_are_one_when_they_reach_one_mailbox(string one, string other, bool isFound) =>
        AssertFound(isFound, DuplicateClue.SameMailbox, A with { Addresses = [one] }, B with { Addresses = [other] });

    [Theory]
    [InlineData("06 12 34 56 78", "+33612345678", true)]
    [InlineData("06.12.34.56.78", "0033 6 12 34 56 78", true)]
    [InlineData("06 12 34 56 78", "06 12 34 56 79", false)]
    [InlineData("123456", "123456", false)]
    [InlineData("", "", false)]
    public void E4_a_telephone_is_the_same_however_it_is_written(string one, string other, bool isFound) =>
        AssertFound(isFound, DuplicateClue.SamePhone, A with { Phone = one }, B with { Phone = other });

    [Theory]
    [InlineData("Noé Lefèvre", "LEFEVRE Noe", true)]
    [InlineData("Anne-Lise Moreau", "anne lise moreau", true)]
    [InlineData("Noé Lefèvre", "Noé Lefebvre", false)]
    [InlineData("Noé", "Noé", false)]
    public void E4_names_are_compared_without_order_accents_or_case(string one, string other, bool isFound) =>
        AssertFound(isFound, DuplicateClue.SameName, A with { FullName = one }, B with { FullName = other });

    [Fact]
    public void E4_the_same_document_brings_two_files_together() =>
        AssertFound(true, DuplicateClue.SameDocument, A with { DocumentHashes = ["x", "y"] }, B with { DocumentHashes = ["y"] });

    [Fact]
    public void What_many_files_share_tells_of_nobody()
    {
        var files = Enumerable.Range(1, 6).Select(place => File($"EIG3-000{place}") with { Phone = "01 40 00 00 00" }).ToList();
        Assert.Equal(10, Duplicates.Find(files.Take(5)).Count);
        Assert.Empty(Duplicates.Find(files));
    }

    [Fact]
    public void The_same_pairs_come_from_any_order_of_the_files()
    {
        var random = new Random(4);
        var files = Enumerable
            .Range(1, 60)
            .Select(place =>
                File($"EIG3-{place:0000}") with
                {
                    FullName = $"Prénom{random.Next(25)} Nom",
                    Phone = $"06 12 34 56 {random.Next(10, 40)}",
                }
            )
            .ToArray();
        var found = Duplicates.Find(files).Select(Line).ToList();
        Assert.NotEmpty(found);
        for (var draw = 0; draw < 20; draw++)
        {
            random.Shuffle(files);
            Assert.Equal(found, Duplicates.Find(files).Select(Line));
        }
    }

    [Fact]
    public void Two_people_told_apart_come_back_only_for_another_reason()
    {
        var (one, other) = (A with { FullName = "Noé Lefèvre" }, B with { FullName = "Noé Lefèvre" });
        var pair = Duplicates.Find([one, other]).Single();
        var told = DistinctPeople.Find(pair, " Homonymes ", Given.FirstPerson, Given.AfterCall).Value;
        Assert.Equal("Homonymes", told.Reason);
        Assert.True(told.Covers(pair));
        Assert.True(told.Covers(pair with { FirstId = pair.SecondId, SecondId = pair.FirstId }));
        var (again, too) = (one with { Phone = "0612345678" }, other with { Phone = "0612345678" });
        Assert.False(told.Covers(Duplicates.Find([again, too]).Single()));
        Assert.Equal("duplicate.reason", DistinctPeople.Find(pair, " ", Given.FirstPerson, Given.AfterCall).Error.Code);
    }

    private static readonly PersonOfFile A = File("EIG3-0001");
    private static readonly PersonOfFile B = File("EIG3-0002");

    private static PersonOfFile File(string number) => new(Guid.CreateVersion7(), number, number, [], "", []);

    private static string Line(LikelyDuplicate pair) => $"{pair.FirstId} {pair.SecondId} {string.Join(',', pair.Clues)}";

    private static void AssertFound(bool isFound, DuplicateClue clue, PersonOfFile one, PersonOfFile other)
    {
        var found = Duplicates.Find([other, one]);
        Assert.Equal(
            isFound ? [Line(new LikelyDuplicate(one.CandidatureId, other.CandidatureId, [clue]))] : [],
            found.Select(Line)
        );
    }
}
