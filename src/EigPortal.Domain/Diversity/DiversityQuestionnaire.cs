using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Diversity;

/// <param name="Key">What the vault keeps.</param>
public sealed record DiversityChoice(string Key, string Label);

/// <param name="Key">Stable: counts of several promotions are compared by it.</param>
public sealed record DiversityQuestion(string Key, string Label, string Hint, IReadOnlyList<DiversityChoice> Choices)
{
    public DiversityChoice? Find(string? key) => Choices.FirstOrDefault(choice => choice.Key == key);
}

/// <summary>
/// The optional questionnaire, apart from the candidature (ADR 24). Few questions with few choices: the rarer an answer, the more of it
/// has to be hidden. Nothing that French law keeps from being asked, such as origin, opinions or religion.
/// </summary>
public static class DiversityQuestionnaire
{
    public static readonly DomainError NoConsent = new(
        "diversity.consent",
        "Cochez la case pour que vos réponses puissent être gardées, ou revenez à votre candidature sans répondre.",
        "Consent"
    );

    public static readonly DomainError NoAnswer = new(
        "diversity.empty",
        "Choisissez au moins une réponse, ou revenez à votre candidature sans répondre."
    );

    public static readonly DomainError Frozen = new(
        "diversity.frozen",
        "Les comptages sont arrêtés : le questionnaire est fermé, et plus rien ne relie une réponse à une personne."
    );

    public static readonly IReadOnlyList<DiversityQuestion> Questions =
    [
        new(
            "genre",
            "Vous êtes",
            "",
            [new("femme", "Une femme"), new("homme", "Un homme"), new("autre", "Autre, ou non binaire")]
        ),
        new(
            "age",
            "Votre âge",
            "",
            [
                new("moins-26", "25 ans ou moins"),
                new("26-30", "De 26 à 30 ans"),
                new("31-40", "De 31 à 40 ans"),
                new("plus-40", "41 ans ou plus"),
            ]
        ),
        new(
            "handicap",
            "Vous considérez-vous en situation de handicap ?",
            "Cela n’a aucun lien avec vos besoins d’aménagement, qui se demandent dans la candidature.",
            [new("oui", "Oui"), new("non", "Non")]
        ),
        new(
            "territoire",
            "Où avez-vous surtout grandi ?",
            "",
            [
                new("ville", "Dans une ville"),
                new("quartier-prioritaire", "Dans un quartier prioritaire de la politique de la ville"),
                new("rural", "Dans une commune rurale"),
                new("ailleurs", "Hors de France, ou je ne sais pas dire"),
            ]
        ),
        new(
            "parents",
            "Le plus haut diplôme de vos parents",
            "De celui des deux qui a étudié le plus longtemps.",
            [
                new("aucun", "Aucun, ou inférieur au baccalauréat"),
                new("bac", "Baccalauréat ou équivalent"),
                new("superieur", "Diplôme du supérieur"),
            ]
        ),
    ];

    /// <summary>Keeps the answers that the questionnaire offers; "no answer" and anything else stay out.</summary>
    public static Result<IReadOnlyDictionary<string, string>> Read(IReadOnlyDictionary<string, string?> typed, bool consent)
    {
        var answers = new Dictionary<string, string>();
        foreach (var question in Questions)
        {
            if (question.Find(typed.GetValueOrDefault(question.Key)) is { } choice)
            {
                answers[question.Key] = choice.Key;
            }
        }

        return answers.Count == 0 ? NoAnswer
            : !consent ? NoConsent
            : answers;
    }
}
