using EigPortal.Services.Contracts;

namespace EigPortal.Services.Tests.Contracts;

public sealed class ContractDocxTests
{
    private static readonly ContractText Text = new(
        "Direction des affaires maritimes",
        "Zoé d’Haÿ-Šťastná",
        "Data scientist",
        "Data science",
        "Croiser les données.\nConseiller les agents.",
        "CibNAV",
        ["La Défense"],
        "Promotion 3",
        RequiresClearance: false,
        new DateOnly(2019, 1, 14),
        new DateOnly(2019, 11, 13),
        4_000m,
        70m
    );

    [Fact]
    public void The_document_says_the_whole_contract_with_names_as_they_are_written()
    {
        using var docx = ContractDocx.Write(Text);

        var words = ContractDocx.ReadText(docx).Replace('\u00a0', ' ');

        Assert.Equal(
            """
            Contrat de travail à durée déterminée
            Programme Entrepreneurs d’intérêt général – Promotion 3
            Entre les soussignés :
            Direction des affaires maritimes, ci-après « l’administration », représentée par ……………………………………………,
            d’une part,
            et Zoé d’Haÿ-Šťastná, ci-après « l’agent contractuel », demeurant ……………………………………………,
            d’autre part,
            il est convenu ce qui suit.
            Article 1 – Objet
            L’administration engage Zoé d’Haÿ-Šťastná comme agent public non titulaire, au titre du programme Entrepreneurs d’intérêt général, pour le défi « CibNAV ».
            Article 2 – Fonctions
            Poste : Data scientist (profil Data science).
            Croiser les données.
            Conseiller les agents.
            Lieu d’exercice : La Défense.
            Article 3 – Durée
            Le contrat est conclu pour une durée de dix mois, du 14 janvier 2019 au 13 novembre 2019 inclus.
            Article 4 – Rémunération
            La rémunération est fixée de façon à assurer 4 000 € nets par mois, avant impôt sur le revenu.
            Article 5 – Vie de la promotion
            L’administration laisse à l’agent contractuel le temps de participer aux journées communes, aux séminaires et à la restitution de la promotion.
            Article 6 – Obligations
            L’agent contractuel est tenu au secret professionnel, à la réserve et à la neutralité. Une autre activité rémunérée n’est possible que dans les limites de la loi du 13 juillet 1983 portant droits et obligations des fonctionnaires.
            Fait en deux exemplaires, à ……………………………………………, le …………………………………………….
            Pour l’administration (nom, qualité, signature) : ……………………………………………
            L’agent contractuel (signature) : ……………………………………………
            Annexe – Financement
            Agent contractuel : Zoé d’Haÿ-Šťastná. Défi : « CibNAV ».
            Le programme finance 70 % du coût employeur, au titre du Programme d’investissements d’avenir.
            L’administration finance les 30 % restants.
            Période financée : du 14 janvier 2019 au 13 novembre 2019 inclus.
            """,
            words
        );
    }

    [Fact]
    public void A_host_without_funding_pays_everything()
    {
        using var docx = ContractDocx.Write(Text with { ProgrammeShare = 0 });

        var words = ContractDocx.ReadText(docx);

        Assert.Contains("L’administration finance la totalité du coût employeur.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("restants", words, StringComparison.Ordinal);
    }
}
