namespace EigPortal.Domain.Candidatures;

/// <summary>One difference between two versions of a form, as candidates read it.</summary>
/// <param name="SectionKey">The section to look at again.</param>
/// <param name="QuestionKey">Null when the change concerns the section as a whole.</param>
public sealed record FormChange(string SectionKey, string? QuestionKey, string Sentence);

/// <summary>What differs between two versions, computed and never typed, so that it can't be forgotten or embellished.</summary>
public static class FormChanges
{
    private static readonly IFormatProvider French = System.Globalization.CultureInfo.GetCultureInfo("fr-FR");

    public static IReadOnlyList<FormChange> Between(PromotionForm before, PromotionForm after)
    {
        var changes = after.Sections.SelectMany(section => OfSection(before.Find(section.Key)!, section)).ToList();
        if (!before.Sections.Select(section => section.Key).SequenceEqual(after.Sections.Select(section => section.Key)))
        {
            changes.Add(new FormChange(after.Sections[0].Key, null, "L’ordre des rubriques a changé."));
        }

        return changes;
    }

    private static IEnumerable<FormChange> OfSection(SectionDescriptor before, SectionDescriptor after)
    {
        FormChange Change(string sentence, string? question = null) => new(after.Key, question, sentence);
        if (before.Title != after.Title)
        {
            yield return Change($"La rubrique « {before.Title} » s’appelle « {after.Title} ».");
        }

        if (before.Introduction != after.Introduction)
        {
            yield return Change($"L’introduction de la rubrique « {after.Title} » a changé.");
        }

        foreach (var question in after.Questions)
        {
            var former = before.Questions.SingleOrDefault(known => known.Key == question.Key);
            foreach (var sentence in OfQuestion(former, question))
            {
                yield return Change(sentence, question.Key);
            }
        }

        foreach (var gone in before.Questions.Where(known => after.Questions.All(question => question.Key != known.Key)))
        {
            yield return Change($"La question « {gone.Label} » est supprimée.", gone.Key);
        }

        var stayed = before.Fields.Select(field => field.Key).Intersect(after.Fields.Select(field => field.Key)).ToHashSet();
        if (!Order(before, stayed).SequenceEqual(Order(after, stayed)))
        {
            yield return Change($"L’ordre des questions de la rubrique « {after.Title} » a changé.");
        }
    }

    private static IEnumerable<string> Order(SectionDescriptor section, HashSet<string> among) =>
        section.Fields.Select(field => field.Key).Where(among.Contains);

    private static IEnumerable<string> OfQuestion(FieldDescriptor? before, FieldDescriptor after)
    {
        if (before is null)
        {
            yield return $"Nouvelle question, {(after.Required ? "nécessaire" : "facultative")} : « {after.Label} ».";
            yield break;
        }

        if (before.Label != after.Label)
        {
            yield return $"La question « {before.Label} » devient « {after.Label} ».";
        }

        if (before.IsOn != after.IsOn)
        {
            yield return after.IsOn
                ? $"La question « {after.Label} » est posée de nouveau."
                : $"La question « {after.Label} » n’est plus posée ; la réponse donnée reste dans le brouillon.";
        }

        if (before.Hint != after.Hint)
        {
            yield return $"L’aide de la question « {after.Label} » a changé.";
        }

        if (before.MaxLength != after.MaxLength)
        {
            yield return string.Create(
                French,
                $"La réponse à « {after.Label} » peut compter {after.MaxLength:N0} caractères, au lieu de {before.MaxLength:N0}."
            );
        }

        if (!(before.Options ?? []).SequenceEqual(after.Options ?? []))
        {
            var added = (after.Options ?? []).Except(before.Options ?? []).ToList();
            yield return added.Count > 0
                ? $"La question « {after.Label} » propose de nouvelles réponses : {string.Join(", ", added)}."
                : $"Les réponses proposées à « {after.Label} » ont changé.";
        }

        if (before.Required != after.Required)
        {
            yield return $"La question « {after.Label} » est maintenant {(after.Required ? "nécessaire" : "facultative")}.";
        }

        if (before.StaffOnly != after.StaffOnly)
        {
            yield return after.StaffOnly
                ? $"Seule l’équipe du programme lit désormais la réponse à « {after.Label} »."
                : $"Le jury lit désormais aussi la réponse à « {after.Label} ».";
        }
    }
}
