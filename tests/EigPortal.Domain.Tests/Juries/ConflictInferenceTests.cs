using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>Which ties the portal finds, and which resemblances say nothing (B29, E7).</summary>
public sealed class ConflictInferenceTests
{
    private static readonly Guid Juror = Guid.CreateVersion7();
    private static readonly Guid File = Guid.CreateVersion7();
    private static readonly Guid Somebody = Guid.CreateVersion7();
    private static readonly Guid Shared = Guid.CreateVersion7();

    public static TheoryData<string, string, string, bool> Employers =>
        new()
        {
            { "the same name", "Insee", "Quatre ans à l’Insee, puis une mission.", true },
            { "accents and case aside", "Météo-France", "J’ai travaillé chez METEO FRANCE.", true },
            {
                "the short name between brackets",
                "Institut national de la statistique (Insee)",
                "Chargée d’études, INSEE.",
                true
            },
            { "the long name before the brackets", "Cour des comptes (CDC)", "Un an à la Cour des comptes.", true },
            { "part of a longer word", "Orse", "Un voyage en Corse.", false },
            { "a word that says nothing", "Freelance", "Freelance depuis 2015.", false },
            { "a name too short to mean anything", "EY", "Un poste chez EY.", false },
            { "no mention", "Insee", "Enseignante de mathématiques.", false },
        };

    public static TheoryData<string, string, string, bool> Addresses =>
        new()
        {
            { "the same company", "a@entreprise.fr", "b@entreprise.fr", true },
            { "a department of it", "a@entreprise.fr", "b@data.entreprise.fr", true },
            { "a ministry", "a@interieur.gouv.fr", "b@dsic.interieur.gouv.fr", true },
            { "two ministries", "a@interieur.gouv.fr", "b@culture.gouv.fr", false },
            { "a public provider", "a@gmail.com", "b@gmail.com", false },
            { "a public provider of a country", "a@yahoo.fr", "b@yahoo.fr", false },
            { "a provider of the demonstration", "a@exemple.test", "b@exemple.test", false },
            { "case", "A@Entreprise.FR", "b@entreprise.fr", true },
            { "two companies", "a@entreprise.fr", "b@autre.fr", false },
        };

    [Theory]
    [MemberData(nameof(Employers))]
    public void An_employer_is_found_where_the_file_names_it(string why, string employer, string background, bool found)
    {
        var proposals = Propose(Person() with { Employers = [employer] }, Of(File) with { Background = background });
        Assert.True(found == (proposals is [{ Clue: ConflictClue.SameEmployer, Level: ConflictLevel.Excluded }]), why);
        Assert.Equal(found ? [employer] : [], proposals.Select(tie => tie.Evidence));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Addresses_of_one_organisation_are_a_tie(string why, string juror, string candidate, bool found)
    {
        var proposals = Propose(Person() with { Addresses = [juror] }, Of(File) with { Addresses = [candidate] });
        Assert.True(found == (proposals is [{ Clue: ConflictClue.SameAddressDomain }]), why);
    }

    [Theory]
    [InlineData("Camille Lefèvre", true)]
    [InlineData("LEFEVRE Camille", true)]
    [InlineData("camille@exemple.test", true)]
    [InlineData("Camille", false)]
    [InlineData("Camille Lefort", false)]
    public void Somebody_the_juror_named_is_found_by_name_in_any_order_or_by_address(string named, bool found)
    {
        var file = Of(File) with { FullName = "Camille Lefèvre", Addresses = ["Camille@exemple.test"] };
        Assert.Equal(
            found ? [ConflictClue.NamedByThem] : [],
            Propose(Person() with { KnownPeople = [named] }, file).Select(tie => tie.Clue)
        );
    }

    [Fact]
    public void A_mentor_s_own_challenge_is_declared_never_excluded()
    {
        var tie = Propose(
                Person() with
                {
                    HostedChallengeIds = [Shared],
                },
                Of(File) with
                {
                    WishedChallengeIds = [Guid.CreateVersion7(), Shared],
                }
            )
            .Single();
        Assert.Equal((ConflictClue.HostOfWish, ConflictLevel.Declared), (tie.Clue, tie.Level));
    }

    [Fact]
    public void A_former_team_excludes_and_a_school_is_only_declared()
    {
        var proposals = Propose(
            Person() with
            {
                TeamIds = [Shared],
                Schools = ["École des mines de Valmont"],
            },
            Of(File) with
            {
                TeamIds = [Shared],
                Background = "Diplômé de l’Ecole des Mines de Valmont.",
            }
        );
        Assert.Equal(
            [(ConflictClue.FormerTeam, ConflictLevel.Excluded), (ConflictClue.SameSchool, ConflictLevel.Declared)],
            proposals.Select(tie => (tie.Clue, tie.Level))
        );
    }

    [Fact]
    public void Every_clue_has_a_usual_level()
    {
        foreach (var clue in Enum.GetValues<ConflictClue>())
        {
            Assert.True(Enum.IsDefined(ConflictInference.UsualLevel(clue)));
        }
    }

    [Fact]
    public void A_person_s_own_file_is_no_tie_and_the_order_of_the_input_changes_nothing()
    {
        PersonTies[] people =
        [
            Person() with
            {
                Employers = ["Insee"],
            },
            Person(Somebody) with
            {
                Employers = ["Insee"],
                Addresses = ["x@insee.fr"],
            },
        ];
        FileTies[] files =
        [
            Of(File) with
            {
                AccountId = Somebody,
                Background = "À l’Insee.",
                Addresses = ["x@insee.fr"],
            },
            Of(Guid.CreateVersion7()) with
            {
                Background = "Insee",
            },
        ];
        var proposals = ConflictInference.Propose(people, files);
        Assert.Equal(proposals, ConflictInference.Propose(people.Reverse(), files.Reverse()));
        Assert.DoesNotContain(proposals, tie => tie.AccountId == Somebody && tie.CandidatureId == File);
        Assert.Equal(3, proposals.Count);
    }

    private static IReadOnlyList<ConflictProposal> Propose(PersonTies person, FileTies file) =>
        ConflictInference.Propose([person], [file]);

    private static PersonTies Person(Guid? id = null) => new(id ?? Juror, [], [], [], [], [], []);

    private static FileTies Of(Guid id) => new(id, Guid.CreateVersion7(), "Personne Inconnue", [], "", [], []);
}
