using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>What a blind reader is shown, and what stays readable (B30).</summary>
public sealed class BlindTests
{
    private static readonly string[] Names = ["Hélène", "de La Tour"];

    [Theory]
    [InlineData("Je m’appelle Hélène de La Tour.", "Je m’appelle [masqué] [masqué].")]
    [InlineData("HELENE a mené le projet", "[masqué] a mené le projet")]
    [InlineData("La tour Eiffel et le philhelléne", "La [masqué] Eiffel et le philhelléne")]
    [InlineData("Écrivez à helene@exemple.fr ou au 06 12 34 56 78.", "Écrivez à [masqué] ou au [masqué].")]
    [InlineData("Voir https://exemple.fr/helene pour la suite", "Voir [masqué] pour la suite")]
    [InlineData("J’ai 34 ans et 10 ans d’expérience.", "[masqué] et 10 ans d’expérience.")]
    [InlineData("Née en 1985, à Lyon.", "[masqué], à Lyon.")]
    [InlineData("Diplômée de l’École des Ponts en 2009.", "Diplômée de l’[masqué] en 2009.")]
    [InlineData("Après l’Université de Rennes, Polytechnique.", "Après l’[masqué], [masqué].")]
    [InlineData("J’ai enseigné dans une école primaire.", "J’ai enseigné dans une école primaire.")]
    [InlineData("Une équipe de quatre, 2 000 lignes, en 2017.", "Une équipe de quatre, 2 000 lignes, en 2017.")]
    [InlineData("", "")]
    public void What_tells_who_wrote_is_hidden_and_the_rest_is_word_for_word(string text, string shown) =>
        Assert.Equal(shown, BlindText.Hide(text, Names));

    [Fact]
    public void A_blind_submission_has_no_identity_no_address_and_no_document_but_redacted_ones()
    {
        var cv = Guid.CreateVersion7();
        var portfolio = Guid.CreateVersion7();
        var copy = new RedactedCopy(portfolio, Guid.CreateVersion7(), 12, "abc");
        var content = new SnapshotContent(
            1,
            1,
            "EIG3-0042",
            DateTimeOffset.UnixEpoch,
            "helene@exemple.fr",
            new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                [CandidatureForm.Identity] = new Dictionary<string, string>
                {
                    ["prenom"] = "Hélène",
                    ["nom"] = "Fabre",
                    ["ville"] = "Montreuil",
                },
                [CandidatureForm.Background] = new Dictionary<string, string>
                {
                    ["parcours"] = "Moi, Hélène Fabre, j’ai bâti un outil.",
                },
            },
            [new SnapshotWish(1, Guid.Empty, "CibNav", "Data science", "Fabre propose une maquette.")],
            [
                new SnapshotDocument(cv, DocumentKind.Cv, Guid.CreateVersion7(), "CV Hélène Fabre.pdf", 10, "x"),
                new SnapshotDocument(portfolio, DocumentKind.Portfolio, Guid.CreateVersion7(), "helene.pdf", 11, "y"),
            ]
        );
        var blind = BlindSubmission.Of(content, [copy]);
        var json = blind.ToJson();

        Assert.DoesNotContain("Hélène", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("helene", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Fabre", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Montreuil", json, StringComparison.Ordinal);
        Assert.Contains("j’ai bâti un outil", json, StringComparison.Ordinal);
        var document = Assert.Single(blind.Documents);
        Assert.Equal(("EIG3-0042-portfolio.pdf", copy.FileId, 12L), (document.FileName, document.FileId, document.Length));
    }

    [Fact]
    public void B30_identities_are_hidden_only_before_anybody_of_the_jury_has_read_and_revealed_once_with_a_reason()
    {
        var cohort = Given.Cohort();
        Assert.Equal("blind.read", cohort.HideIdentities(hasBeenRead: true, DateTimeOffset.UnixEpoch).Error.Code);
        Assert.Equal("blind.none", cohort.RevealIdentities("Fin", DateTimeOffset.UnixEpoch).Error.Code);
        Assert.True(cohort.HideIdentities(hasBeenRead: false, DateTimeOffset.UnixEpoch).IsOk);
        Assert.Equal("blind.already", cohort.HideIdentities(hasBeenRead: false, DateTimeOffset.UnixEpoch).Error.Code);
        Assert.Equal("blind.reason", cohort.RevealIdentities(" ", DateTimeOffset.UnixEpoch).Error.Code);
        Assert.True(cohort.IsBlind);
        Assert.True(cohort.RevealIdentities("Fin de la première lecture", DateTimeOffset.UnixEpoch).IsOk);
        Assert.False(cohort.IsBlind);
        Assert.Equal("blind.revealed", cohort.HideIdentities(hasBeenRead: false, DateTimeOffset.UnixEpoch).Error.Code);
    }
}
