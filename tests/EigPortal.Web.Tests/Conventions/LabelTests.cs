using System.Reflection;
using EigPortal.Domain.Candidatures;

namespace EigPortal.Web.Tests.Conventions;

/// <summary>What people read of a status is French, for every value.</summary>
public sealed class LabelTests
{
    /// <summary>Enumerations of the domain and the services that no page shows as such.</summary>
    private static readonly Dictionary<string, string> NeverShown = new()
    {
        ["AssignmentOutcome"] = "dit par AssignmentResultModel, au passé ou au futur",
        ["CallState"] = "dit par CallStatus, avec ses dates",
        ["CandidatureSort"] = "l’ordre d’une liste",
        ["ContractDocumentKind"] = "dit dans la phrase qui nomme le fichier",
        ["DecisionAid"] = "dit en une phrase par AlgorithmMention",
        ["EditingParts"] = "ce qu’un geste relit d’un dossier",
        ["ErasureCause"] = "dit par l’historique et par la confirmation",
        ["FormState"] = "dit par la page du formulaire",
        ["FormVerb"] = "les gestes de la page du formulaire",
        ["MailBlockKind"] = "choisit le composant d’un aperçu",
        ["MinutesSheetStatus"] = "écrit dans les procès-verbaux vérifiables, dit par la commande verify",
        ["NoticeReleaseState"] = "dit par la page des résultats",
        ["Outcome"] = "choisit la page d’après la clôture",
        ["PhaseGapKind"] = "dit par la phrase de ce qui manque à une phase",
        ["PlaceholderKind"] = "dit où un élément se place dans un texte",
        ["ApartReason"] = "dit par les règles en cause d’un plan impossible",
        ["PortalViewEnd"] = "dit par l’historique du compte",
        ["PortalViewState"] = "dit par le bandeau, ou par son absence",
        ["ReadingProgress"] = "dit ce qu’un plan de lecture peut déplacer",
        ["ReadingStatus"] = "dit par la liste des lectures",
        ["RemarkGround"] = "dit par le conseil qui accompagne une remarque",
        ["ReminderKind"] = "choisit le message d’un rappel",
        ["ResultsState"] = "dit par la page des résultats",
    };

    [Fact]
    public void Every_value_of_every_enumeration_has_a_French_label()
    {
        var labels = typeof(Program)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method =>
                method.ReturnType == typeof(string)
                && method.GetParameters() is [{ ParameterType.IsEnum: true }]
                && method.Name is "Of" or "Label" or "LabelOf"
            )
            .ToLookup(method => method.GetParameters()[0].ParameterType);
        var problems = new List<string>();
        foreach (var type in Enumerations())
        {
            if (!labels.Contains(type))
            {
                problems.Add(
                    $"{type.FullName} n’a pas de libellé : ajoutez « public static string Of({type.Name} …) » à Shared/Labels.cs, ou dites dans LabelTests pourquoi aucune page ne le montre."
                );
                continue;
            }

            problems.AddRange(
                from method in labels[type]
                from value in Enum.GetValues(type).Cast<object>()
                let label = (string?)method.Invoke(null, [value])
                where string.IsNullOrWhiteSpace(label) && value.ToString() != "None"
                select $"{method.DeclaringType!.Name}.{method.Name} n’a pas de mot pour {type.Name}.{value}."
            );
        }

        problems.AddRange(
            NeverShown
                .Keys.Where(name => All().All(type => type.Name != name))
                .Select(name => $"{name} n’existe plus : retirez-le de LabelTests.NeverShown.")
        );
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    // Verbs name acts in the tables of transitions: screens write them as buttons.
    private static IEnumerable<Type> Enumerations() =>
        All().Where(type => !type.Name.EndsWith("Verb", StringComparison.Ordinal) && !NeverShown.ContainsKey(type.Name));

    private static IEnumerable<Type> All() =>
        new[] { typeof(Candidature).Assembly, typeof(Services.Data.EigDbContext).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsEnum: true, IsVisible: true });
}
