using EigPortal.Domain.Selection;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;

namespace EigPortal.Services.Selection.Explaining;

/// <summary>
/// The mention that a decision taken with the help of an algorithm carries: its purpose, the right to have its rules and main
/// characteristics, how to ask, and the recourse to the CADA (CRPA, L311-3-1 and R311-3-1-1; silence of one month, R311-12 and R311-13;
/// two months to refer to the CADA, R343-1). Nothing when no algorithm contributed.
/// </summary>
public static class AlgorithmMention
{
    /// <summary>Address of the public page that describes the computations.</summary>
    public const string Address = "/algorithmes";

    internal static readonly Placeholder Placeholder = Mail.Wording.Placeholder.Blocks(
        "mention",
        "Ce que la loi demande de dire quand un calcul a aidé le jury ; rien sinon",
        Sentence([DecisionAid.Calibration]),
        Rights("https://portail.exemple.fr" + Address)
    );

    /// <summary>What the computations are for, in one sentence.</summary>
    public static string Sentence(IReadOnlyList<DecisionAid> aids) =>
        $"Pour cette décision, le jury s’est aidé d’un traitement algorithmique qui {string.Join(", et ", aids.Select(PurposeOf))}. Le jury décide, jamais le calcul.";

    /// <param name="rules">Where the rules are: an address, or the name of a link.</param>
    public static string Rights(string rules) =>
        $"Vous avez le droit d’obtenir les règles de ce traitement et les principales caractéristiques de sa mise en œuvre (articles L. 311-3-1 et R. 311-3-1-2 du code des relations entre le public et l’administration). Elles sont publiées : {rules}. Vous pouvez aussi les demander à l’équipe du programme. Sans réponse au bout d’un mois, ou en cas de refus, vous pouvez saisir dans les deux mois la Commission d’accès aux documents administratifs (www.cada.fr).";

    internal static List<MailBlock> Blocks(IReadOnlyList<DecisionAid> aids, PortalUrls urls) =>
        aids.Count == 0
            ? []
            :
            [
                new MailBlock(MailBlockKind.Paragraph, [Sentence(aids)]),
                new MailBlock(MailBlockKind.Paragraph, [Rights(urls.Absolute(Address))]),
            ];

    private static string PurposeOf(DecisionAid aid) =>
        aid switch
        {
            DecisionAid.Calibration =>
                "estime la sévérité des lectures, pour que la place d’un dossier dépende moins de qui l’a lu",
            DecisionAid.Teams =>
                "compare des façons de composer les équipes d’après les classements, les vœux et les conditions posées par le jury",
            DecisionAid.WaitingList =>
                "désigne une personne pour chaque place libre d’après l’ordre des listes d’attente et les vœux",
        };
}
