using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;

namespace EigPortal.Web.Areas.Admin.Forms;

/// <summary>The form with what staff may do to it.</summary>
/// <param name="Published">The published versions, the last first.</param>
public sealed record FormPageModel(FormDesk Desk, IReadOnlyList<FormVersion> Published)
{
    public bool IsEditable => Desk.Call != Domain.Cohorts.CallState.Closed;
}

/// <summary>A question as staff type it. Choices have one answer per line.</summary>
public sealed class QuestionInput
{
    public FieldKind? Kind { get; init; }
    public string? Label { get; init; }
    public string? Hint { get; init; }

    /// <summary>As typed, so that what is no number comes back too.</summary>
    public string? MaxLength { get; init; }
    public bool Required { get; init; }
    public bool StaffOnly { get; init; }
    public string? Options { get; init; }

    /// <summary>What the page showed, see <see cref="FormDesk.Token"/>.</summary>
    public string? Token { get; init; }

    public static QuestionInput From(FieldDescriptor question, string token) =>
        new()
        {
            Kind = question.Kind,
            Label = question.Label,
            Hint = question.Hint,
            MaxLength = question.MaxLength.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Required = question.Required,
            StaffOnly = question.StaffOnly,
            Options = string.Join('\n', question.Options ?? []),
            Token = token,
        };

    public QuestionText ToText() =>
        new(
            Label ?? "",
            Hint ?? "",
            int.TryParse(MaxLength, System.Globalization.CultureInfo.InvariantCulture, out var length) ? length : 0,
            Required,
            StaffOnly,
            (Options ?? "").ReplaceLineEndings("\n").Split('\n')
        );
}

/// <param name="Question">Null for a new one.</param>
/// <param name="Meanwhile">The question as somebody else saved it since the page was opened; null without a conflict.</param>
public sealed record QuestionModel(
    SectionDescriptor Section,
    FieldDescriptor? Question,
    QuestionInput Input,
    string Token,
    bool IsOpen,
    FieldDescriptor? Meanwhile = null
)
{
    public FieldKind? Kind => Question?.Kind;

    public bool IsCore => Question is not null && FormRules.IsCore(Question);

    public bool HasLength => Kind is not { } kind || FormRules.HasLength(kind);

    public bool HasOptions => Kind is not { } kind || FormRules.HasOptions(kind);

    public bool OptionsAreFixed => Question is not null && CandidatureForm.FixedChoices.Contains(Question.Key);

    public int Longest => FormRules.LongestOf(Question?.Key, Kind ?? FieldKind.LongText);

    public string Href =>
        Question is null ? $"/admin/formulaire/rubriques/{Section.Key}/question" : $"/admin/formulaire/questions/{Question.Key}";
}

public sealed class SectionInput
{
    public string? Title { get; init; }
    public string? Introduction { get; init; }
    public string? Token { get; init; }

    public static SectionInput From(SectionDescriptor section, string token) =>
        new()
        {
            Title = section.Title,
            Introduction = section.Introduction,
            Token = token,
        };
}

/// <param name="Meanwhile">The section as somebody else saved it since the page was opened; null without a conflict.</param>
public sealed record FormSectionModel(
    SectionDescriptor Section,
    SectionInput Input,
    string Token,
    SectionDescriptor? Meanwhile = null
);

/// <summary>A button of the page: where to move, or what to do, on what the page showed.</summary>
public sealed class FormActInput
{
    public string? Token { get; init; }

    /// <summary>"haut" or "bas".</summary>
    public string? Sens { get; init; }
    public string? Reason { get; init; }

    public bool IsUp => Sens == "haut";
}

/// <param name="Told">People who will be told.</param>
public sealed record PublicationModel(FormDesk Desk, int Told, FormActInput Input)
{
    public bool Announces => Desk.Moment.IsOpen;
}

/// <param name="Before">The version before; null for the first.</param>
public sealed record FormVersionModel(FormVersion Version, PromotionForm? Before)
{
    public IReadOnlyList<FormChange> Changes => Before is null ? [] : FormChanges.Between(Before, Version.Form);
}

public sealed record FormPreviewModel(PromotionForm Form, SectionDescriptor Section, bool IsDraft);
