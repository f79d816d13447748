using System.Text.Json.Serialization;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

public enum FieldKind
{
    Text,
    Tel,
    Url,
    LongText,
    SingleChoice,
    MultipleChoice,

    /// <summary>A statement that the person ticks; submission needs it ticked.</summary>
    Declaration,
}

/// <summary>One question of the form.</summary>
/// <param name="Key">Stable name in answers, snapshots and exports.</param>
/// <param name="MaxLength">In UTF-16 units, the same for the counter, the validator and the message.</param>
/// <param name="Options">Allowed values of a choice.</param>
/// <param name="StaffOnly">The team reads the answer, the jury never does.</param>
/// <param name="IsOn">Whether the question is asked. A retired question keeps the answers it got.</param>
public sealed record FieldDescriptor(
    string Key,
    FieldKind Kind,
    string Label,
    string Hint = "",
    bool Required = false,
    int MaxLength = 200,
    IReadOnlyList<string>? Options = null,
    string? Autocomplete = null,
    bool StaffOnly = false,
    bool IsOn = true
)
{
    /// <summary>Several choices are stored one per line.</summary>
    public const char Separator = '\n';

    /// <summary>The answer is picked among the values of the form, not written.</summary>
    public bool IsChoice => Kind is FieldKind.SingleChoice or FieldKind.MultipleChoice or FieldKind.Declaration;

    /// <summary>Why the given text can't be kept, or null. Holds for drafts too: an empty answer is always accepted here.</summary>
    public DomainError? RefuseDraft(string answer)
    {
        if (answer.Length > MaxLength && !IsChoice)
        {
            return new DomainError(
                "answer.too-long",
                $"Votre réponse compte {answer.Length} caractères. La limite est de {MaxLength} : raccourcissez-la.",
                Key
            );
        }

        var chosen = answer.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        return Kind switch
        {
            FieldKind.Url when answer.Length > 0 && !IsWebAddress(answer) => new DomainError(
                "answer.url",
                "Saisissez une adresse complète, qui commence par https://.",
                Key
            ),
            FieldKind.Tel when answer.Length > 0 && answer.Count(char.IsAsciiDigit) < 6 => new DomainError(
                "answer.phone",
                "Saisissez un numéro de téléphone, par exemple 06 12 34 56 78 ou +687 12 34 56.",
                Key
            ),
            FieldKind.SingleChoice when chosen.Length > 1 || chosen.Except(Options ?? []).Any() => UnknownChoice(),
            FieldKind.MultipleChoice when chosen.Except(Options ?? []).Any() => UnknownChoice(),
            FieldKind.Declaration when answer is not ("" or "oui") => UnknownChoice(),
            _ => null,
        };
    }

    /// <summary>Why the answer is not enough to submit, or null.</summary>
    public DomainError? RefuseSubmission(string answer) =>
        (Required, string.IsNullOrWhiteSpace(answer)) switch
        {
            (true, true) when Kind == FieldKind.Declaration => new DomainError(
                "answer.declaration",
                "Cochez cette déclaration : le règlement la demande.",
                Key
            ),
            (true, true) when Kind is FieldKind.SingleChoice or FieldKind.MultipleChoice => new DomainError(
                "answer.choice",
                $"Choisissez une réponse : « {Label} ».",
                Key
            ),
            (true, true) => new DomainError("answer.missing", $"Répondez à la question : « {Label} ».", Key),
            _ => RefuseDraft(answer),
        };

    /// <summary>A box that arrives twice is ticked once.</summary>
    public string Once(string posted) =>
        IsChoice ? string.Join(Separator, posted.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Distinct()) : posted;

    /// <summary>The answer as people read it, from the form it is stored in.</summary>
    public string Shown(string answer) =>
        Kind switch
        {
            FieldKind.Declaration => answer == "oui" ? "Déclaré" : "",
            FieldKind.MultipleChoice => string.Join(", ", answer.Split(Separator, StringSplitOptions.RemoveEmptyEntries)),
            FieldKind.Text or FieldKind.Tel or FieldKind.Url or FieldKind.LongText or FieldKind.SingleChoice => answer,
        };

    private DomainError UnknownChoice() => new("answer.unknown-choice", "Choisissez une des réponses proposées.", Key);

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Contains('.');
}

/// <summary>A section of the form: what the task list shows, and what one page asks.</summary>
/// <param name="Questions">In order, those that are no longer asked included.</param>
public sealed record SectionDescriptor(string Key, string Title, string Introduction, IReadOnlyList<FieldDescriptor> Questions)
{
    /// <summary>The questions that are asked, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<FieldDescriptor> Fields => [.. Questions.Where(question => question.IsOn)];

    /// <summary>The questions that a page answers: those that are asked, and those retired since for which it still holds words.</summary>
    public IEnumerable<FieldDescriptor> AnsweredBy(IReadOnlyDictionary<string, string> posted) =>
        Questions.Where(question => question.IsOn || posted.ContainsKey(question.Key));

    public IReadOnlyList<DomainError> RefuseDraft(IReadOnlyDictionary<string, string> answers) =>
        Check(AnsweredBy(answers), answers, (field, text) => field.RefuseDraft(text));

    public IReadOnlyList<DomainError> RefuseSubmission(IReadOnlyDictionary<string, string> answers) =>
        Check(Fields, answers, (field, text) => field.RefuseSubmission(text));

    /// <summary>
    /// What was answered to known questions, cleaned, even to one retired since the page was opened: no word is lost. Anything else
    /// posted is ignored, and a question that was not posted keeps the answer it has.
    /// </summary>
    public Dictionary<string, string> Clean(IReadOnlyDictionary<string, string> posted) =>
        Questions
            .Where(question => posted.ContainsKey(question.Key))
            .ToDictionary(
                question => question.Key,
                question =>
                    question.Kind == FieldKind.Text
                        ? PlainText.CleanLine(posted[question.Key])
                        : PlainText.Clean(posted[question.Key]).Trim()
            );

    private static List<DomainError> Check(
        IEnumerable<FieldDescriptor> questions,
        IReadOnlyDictionary<string, string> answers,
        Func<FieldDescriptor, string, DomainError?> refuse
    ) => [.. questions.Select(field => refuse(field, answers.GetValueOrDefault(field.Key) ?? "")).OfType<DomainError>()];
}
