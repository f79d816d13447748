using EigPortal.Domain.Candidates;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

/// <summary>A question as staff word it.</summary>
/// <param name="MaxLength">Of a text; ignored for the other kinds.</param>
/// <param name="Options">Of a choice; ignored for the other kinds.</param>
public sealed record QuestionText(
    string Label,
    string Hint,
    int MaxLength,
    bool Required,
    bool StaffOnly,
    IReadOnlyList<string> Options
)
{
    public static QuestionText Of(FieldDescriptor question) =>
        new(question.Label, question.Hint, question.MaxLength, question.Required, question.StaffOnly, question.Options ?? []);
}

/// <summary>What may be changed in a form, and how far. Each change gives another form or refuses.</summary>
public static class FormRules
{
    public const int MaxQuestions = 25;
    public const int TitleMaxLength = 80;
    public const int IntroductionMaxLength = 600;
    public const int LabelMaxLength = 300;
    public const int HintMaxLength = 500;
    public const int OptionMaxLength = 120;
    public const int MaxOptions = 20;
    public const int MinLength = 20;
    public const int ShortTextMaxLength = 500;
    public const int LongTextMaxLength = 10_000;

    public static readonly IReadOnlyList<FieldKind> OfferedKinds =
    [
        FieldKind.Text,
        FieldKind.LongText,
        FieldKind.SingleChoice,
        FieldKind.MultipleChoice,
    ];

    public static bool IsCore(FieldDescriptor question) => CandidatureForm.Core.Contains(question.Key);

    public static bool HasLength(FieldKind kind) =>
        kind is FieldKind.Text or FieldKind.Tel or FieldKind.Url or FieldKind.LongText;

    public static bool HasOptions(FieldKind kind) => kind is FieldKind.SingleChoice or FieldKind.MultipleChoice;

    /// <summary>The longest that an answer to the question may be allowed to be. Names and places have columns of their own.</summary>
    public static int LongestOf(string? key, FieldKind kind) =>
        key switch
        {
            "prenom" or "nom" => Candidate.NameMaxLength,
            "telephone" => Candidate.PhoneMaxLength,
            "ville" => Candidate.CityMaxLength,
            _ => kind == FieldKind.LongText ? LongTextMaxLength : ShortTextMaxLength,
        };

    internal static Result<PromotionForm> WithSection(this PromotionForm form, string key, string title, string introduction)
    {
        if (form.Find(key) is not { } section)
        {
            return FormErrors.UnknownSection;
        }

        var errors = new List<DomainError>();
        var cleanTitle = Line(title, "Title", "Donnez un titre à la rubrique.", TitleMaxLength, errors);
        var cleanIntroduction = Line(introduction, "Introduction", null, IntroductionMaxLength, errors);
        return errors.Count > 0
            ? Result<PromotionForm>.Refuse(errors)
            : form.Replace(section, section with { Title = cleanTitle, Introduction = cleanIntroduction });
    }

    internal static Result<PromotionForm> WithSectionMoved(this PromotionForm form, string key, bool up)
    {
        var from = form.Sections.ToList().FindIndex(section => section.Key == key);
        var to = up ? from - 1 : from + 1;
        return from < 0 ? FormErrors.UnknownSection
            : to < 0 || to >= form.Sections.Count ? FormErrors.AtTheEdge
            : form with { Sections = Swapped(form.Sections, from, to) };
    }

    internal static Result<PromotionForm> WithQuestion(this PromotionForm form, string key, QuestionText text, FormMoment moment)
    {
        if (form.Question(key) is not { } question)
        {
            return FormErrors.UnknownQuestion;
        }

        var errors = new List<DomainError>();
        var edited = Worded(question, text, errors);
        if (IsCore(question) && edited.Required != question.Required)
        {
            errors.Add(FormErrors.CoreRequired);
        }

        if (IsCore(question) && edited.StaffOnly != question.StaffOnly)
        {
            errors.Add(FormErrors.CoreReaders);
        }

        if (moment.IsOpen)
        {
            errors.AddRange(RefuseDuringCall(edited, moment.InForce.Question(key)));
        }

        return errors.Count > 0 ? Result<PromotionForm>.Refuse(errors) : form.Replace(question, edited);
    }

    internal static Result<PromotionForm> WithAddedQuestion(
        this PromotionForm form,
        string sectionKey,
        FieldKind kind,
        QuestionText text,
        FormMoment moment
    )
    {
        if (form.Find(sectionKey) is not { } section)
        {
            return FormErrors.UnknownSection;
        }

        if (!OfferedKinds.Contains(kind))
        {
            return FormErrors.KindNotOffered;
        }

        if (section.Questions.Count >= MaxQuestions)
        {
            return FormErrors.TooManyQuestions;
        }

        var errors = new List<DomainError>();
        var added = Worded(new FieldDescriptor(form.NextKey(), kind, ""), text, errors);
        if (moment.IsOpen)
        {
            errors.AddRange(RefuseDuringCall(added, null));
        }

        return errors.Count > 0
            ? Result<PromotionForm>.Refuse(errors)
            : form.Replace(section, section with { Questions = [.. section.Questions, added] });
    }

    internal static Result<PromotionForm> WithQuestionMoved(this PromotionForm form, string key, bool up)
    {
        if (form.Question(key) is not { } question)
        {
            return FormErrors.UnknownQuestion;
        }

        if (!question.IsOn)
        {
            return FormErrors.Retired;
        }

        var section = form.SectionOf(key);
        var place = section.Fields.ToList().IndexOf(question);
        var neighbour = section.Fields.ElementAtOrDefault(up ? place - 1 : place + 1);
        if (neighbour is null)
        {
            return FormErrors.AtTheEdge;
        }

        var all = section.Questions.ToList();
        return form.Replace(section, section with { Questions = Swapped(all, all.IndexOf(question), all.IndexOf(neighbour)) });
    }

    internal static Result<PromotionForm> WithQuestionRetired(this PromotionForm form, string key, FormMoment moment)
    {
        if (form.Question(key) is not { } question)
        {
            return FormErrors.UnknownQuestion;
        }

        if (IsCore(question))
        {
            return FormErrors.Core;
        }

        if (!question.IsOn)
        {
            return FormErrors.Retired;
        }

        var section = form.SectionOf(key);
        return moment.InForce.Question(key) is null
            ? form.Replace(section, section with { Questions = [.. section.Questions.Where(other => other != question)] })
            : form.Replace(question, question with { IsOn = false });
    }

    internal static Result<PromotionForm> WithQuestionRestored(this PromotionForm form, string key, FormMoment moment)
    {
        if (form.Question(key) is not { } question)
        {
            return FormErrors.UnknownQuestion;
        }

        if (question.IsOn)
        {
            return FormErrors.Asked;
        }

        var restored = question with { IsOn = true };
        var errors = moment.IsOpen ? RefuseDuringCall(restored, moment.InForce.Question(key)).ToList() : [];
        return errors.Count > 0 ? Result<PromotionForm>.Refuse(errors) : form.Replace(question, restored);
    }

    /// <summary>What the form asks that it may not ask of people who are answering another version.</summary>
    internal static IEnumerable<DomainError> RefuseDuringCall(this PromotionForm form, PromotionForm inForce) =>
        form
            .Sections.SelectMany(section => section.Questions)
            .SelectMany(question => RefuseDuringCall(question, inForce.Question(question.Key)));

    private static IEnumerable<DomainError> RefuseDuringCall(FieldDescriptor question, FieldDescriptor? inForce)
    {
        if (question is { IsOn: true, Required: true } && inForce is not { IsOn: true, Required: true })
        {
            yield return FormErrors.RequiredDuringCall(question.Label);
        }

        if (inForce is null)
        {
            yield break;
        }

        if (question.Kind == FieldKind.Declaration && question.Label != inForce.Label)
        {
            yield return FormErrors.DeclarationDuringCall(inForce.Label);
        }

        if (HasOptions(question.Kind) && inForce.Options!.Except(question.Options!).Any())
        {
            yield return FormErrors.ChoiceRemoved(question.Label);
        }

        if (inForce.StaffOnly && !question.StaffOnly)
        {
            yield return FormErrors.ConfidenceDuringCall(question.Label);
        }
    }

    private static FieldDescriptor Worded(FieldDescriptor question, QuestionText text, List<DomainError> errors)
    {
        var edited = question with
        {
            Label = Line(text.Label, "Label", "Écrivez la question.", LabelMaxLength, errors),
            Hint = Line(text.Hint, "Hint", null, HintMaxLength, errors),
            Required = text.Required,
            StaffOnly = text.StaffOnly,
        };
        return HasLength(question.Kind) ? edited with { MaxLength = Length(question, text.MaxLength, errors) }
            : HasOptions(question.Kind) && !CandidatureForm.FixedChoices.Contains(question.Key)
                ? edited with
                {
                    Options = Choices(text.Options, errors),
                }
            : edited;
    }

    private static int Length(FieldDescriptor question, int wanted, List<DomainError> errors)
    {
        var longest = LongestOf(question.Key, question.Kind);
        if (wanted is < MinLength || wanted > longest)
        {
            errors.Add(
                new DomainError("form.length", $"Choisissez une longueur entre {MinLength} et {longest} caractères.", "MaxLength")
            );
        }

        return wanted;
    }

    private static List<string> Choices(IReadOnlyList<string> options, List<DomainError> errors)
    {
        var cleaned = options.Select(PlainText.CleanLine).Where(option => option.Length > 0).ToList();
        if (cleaned.Count is < 2 or > MaxOptions)
        {
            errors.Add(new DomainError("form.choices", $"Proposez de deux à {MaxOptions} réponses, une par ligne.", "Options"));
        }
        else if (cleaned.Distinct().Count() != cleaned.Count)
        {
            errors.Add(new DomainError("form.choice-twice", "Une réponse est proposée deux fois.", "Options"));
        }
        else if (cleaned.Exists(option => option.Length > OptionMaxLength))
        {
            errors.Add(
                new DomainError(
                    "form.choice-too-long",
                    $"Une réponse dépasse {OptionMaxLength} caractères : raccourcissez-la.",
                    "Options"
                )
            );
        }

        return cleaned;
    }

    private static string Line(string? text, string field, string? whenEmpty, int max, List<DomainError> errors)
    {
        var cleaned = PlainText.CleanLine(text);
        if (cleaned.Length == 0 && whenEmpty is not null)
        {
            errors.Add(new DomainError("form.empty", whenEmpty, field));
        }

        if (cleaned.Length > max)
        {
            errors.Add(
                new DomainError(
                    "form.too-long",
                    $"Ce texte compte {cleaned.Length} caractères. La limite est de {max} : raccourcissez-le.",
                    field
                )
            );
        }

        return cleaned;
    }

    /// <summary>A key no question of the form has, nor had: questions that were asked are retired, never removed.</summary>
    private static string NextKey(this PromotionForm form)
    {
        var taken = form.Sections.SelectMany(section => section.Questions).Select(question => question.Key).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(number => $"question_{number}").First(key => !taken.Contains(key));
    }

    private static PromotionForm Replace(this PromotionForm form, SectionDescriptor former, SectionDescriptor section) =>
        form with
        {
            Sections = [.. form.Sections.Select(known => known.Key == former.Key ? section : known)],
        };

    private static PromotionForm Replace(this PromotionForm form, FieldDescriptor former, FieldDescriptor question)
    {
        var section = form.SectionOf(former.Key);
        return form.Replace(
            section,
            section with
            {
                Questions = [.. section.Questions.Select(known => known.Key == former.Key ? question : known)],
            }
        );
    }

    private static List<T> Swapped<T>(IReadOnlyList<T> list, int from, int to)
    {
        var swapped = list.ToList();
        (swapped[from], swapped[to]) = (swapped[to], swapped[from]);
        return swapped;
    }
}
