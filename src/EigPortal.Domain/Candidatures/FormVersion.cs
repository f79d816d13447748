using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

public enum FormState
{
    /// <summary>Staff are writing it; candidates see nothing of it.</summary>
    Draft,

    /// <summary>In force, or was: it never changes again.</summary>
    Published,
}

public enum FormVerb
{
    EditSection,
    MoveSection,
    EditQuestion,
    AddQuestion,
    MoveQuestion,
    Retire,
    Restore,
    Publish,
    Discard,
}

/// <summary>What the verbs of a draft are judged by.</summary>
/// <param name="InForce">The last published version.</param>
public sealed record FormMoment(PromotionForm InForce, Timetable Timetable, DateTimeOffset Now)
{
    /// <summary>Candidates can see the form: what it asks of them may not grow.</summary>
    public bool IsOpen => Timetable.CallAt(Now) == CallState.Open;
}

/// <summary>
/// One version of the form of a promotion. Staff write a draft beside the version in force; publishing puts it in its place for good.
/// After closing nothing changes any more.
/// </summary>
public sealed class FormVersion : Entity
{
    public const int ReasonMaxLength = 500;

    public static readonly Transitions<FormState, FormVerb> Allowed = new(
        Enum.GetValues<FormVerb>()
            .Select(verb => (FormState.Draft, verb, verb == FormVerb.Publish ? FormState.Published : FormState.Draft))
    );

    private FormVersion() { }

    private FormVersion(Guid cohortId, PromotionForm form)
    {
        CohortId = cohortId;
        Number = form.Version;
        Sections = form.Sections;
    }

    public Guid CohortId { get; private set; }

    /// <summary>1 for the first version of the promotion.</summary>
    public int Number { get; private set; }
    public FormState State { get; private set; }
    public IReadOnlyList<SectionDescriptor> Sections { get; private set; } = [];
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Why the form changed, for candidates; required during the call.</summary>
    public string? Reason { get; private set; }

    /// <summary>Published while candidates were answering: they are told what is new.</summary>
    public bool IsAnnounced { get; private set; }

    public PromotionForm Form => new(Number, Sections);

    /// <summary>The usual form, as the first version of a promotion.</summary>
    public static FormVersion First(Guid cohortId, DateTimeOffset now) =>
        new(cohortId, CandidatureForm.Usual) { State = FormState.Published, PublishedAt = now };

    /// <summary>A draft that begins as the version in force. Refuses after closing.</summary>
    public static Result<FormVersion> Draft(Guid cohortId, FormMoment moment) =>
        IsClosed(moment)
            ? FormErrors.Closed
            : new FormVersion(cohortId, moment.InForce with { Version = moment.InForce.Version + 1 });

    public Result EditSection(string key, string title, string introduction, FormMoment moment) =>
        Change(FormVerb.EditSection, form => form.WithSection(key, title, introduction), moment);

    public Result MoveSection(string key, bool up, FormMoment moment) =>
        Change(FormVerb.MoveSection, form => form.WithSectionMoved(key, up), moment);

    /// <summary>Gives a question other words, limits or choices. What candidates have answered stays an answer.</summary>
    public Result EditQuestion(string key, QuestionText text, FormMoment moment) =>
        Change(FormVerb.EditQuestion, form => form.WithQuestion(key, text, moment), moment);

    /// <summary>Adds a question at the end of a section: a short or long text, or a choice.</summary>
    public Result AddQuestion(string sectionKey, FieldKind kind, QuestionText text, FormMoment moment) =>
        Change(FormVerb.AddQuestion, form => form.WithAddedQuestion(sectionKey, kind, text, moment), moment);

    public Result MoveQuestion(string key, bool up, FormMoment moment) =>
        Change(FormVerb.MoveQuestion, form => form.WithQuestionMoved(key, up), moment);

    /// <summary>No longer asks a question; its answers stay. One that no candidate ever saw disappears.</summary>
    public Result Retire(string key, FormMoment moment) =>
        Change(FormVerb.Retire, form => form.WithQuestionRetired(key, moment), moment);

    public Result Restore(string key, FormMoment moment) =>
        Change(FormVerb.Restore, form => form.WithQuestionRestored(key, moment), moment);

    /// <summary>
    /// Puts the draft in force. During the call a reason is needed, and nothing may be required that was not: nobody's complete file
    /// becomes incomplete.
    /// </summary>
    public Result Publish(string? reason, FormMoment moment)
    {
        if (Check(FormVerb.Publish, moment) is { } refusal)
        {
            return refusal;
        }

        var errors = new List<DomainError>();
        var why = PlainText.CleanLine(reason);
        if (FormChanges.Between(moment.InForce, Form).Count == 0)
        {
            errors.Add(FormErrors.Unchanged);
        }

        if (why.Length > ReasonMaxLength)
        {
            errors.Add(FormErrors.ReasonTooLong);
        }

        if (moment.IsOpen)
        {
            errors.AddRange(why.Length == 0 ? [FormErrors.ReasonMissing] : []);
            // A draft begun before the opening may hold what is no longer possible.
            errors.AddRange(Form.RefuseDuringCall(moment.InForce));
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        (State, PublishedAt, Reason, IsAnnounced) = (
            FormState.Published,
            moment.Now,
            why.Length == 0 ? null : why,
            moment.IsOpen
        );
        Raise(new FormPublished(Id, CohortId, Number, IsAnnounced, why));
        return Result.Ok;
    }

    /// <summary>Gives the draft up. The caller removes it.</summary>
    public Result Discard(FormMoment moment)
    {
        if (Check(FormVerb.Discard, moment) is { } refusal)
        {
            return refusal;
        }

        Raise(new FormDraftDiscarded(Id, Number));
        return Result.Ok;
    }

    private Result Change(FormVerb verb, Func<PromotionForm, Result<PromotionForm>> change, FormMoment moment)
    {
        if (Check(verb, moment) is { } refusal)
        {
            return refusal;
        }

        var changed = change(Form);
        if (!changed.IsOk)
        {
            return Result.Refuse(changed.Errors);
        }

        var what = FormChanges.Between(Form, changed.Value);
        if (what.Count == 0)
        {
            return Result.Ok;
        }

        Sections = changed.Value.Sections;
        foreach (var made in what)
        {
            Raise(new FormEdited(Id, Number, made.Sentence));
        }

        return Result.Ok;
    }

    private DomainError? Check(FormVerb verb, FormMoment moment) =>
        !Allowed.Allows(State, verb) ? FormErrors.Published
        : IsClosed(moment) ? FormErrors.Closed
        : null;

    private static bool IsClosed(FormMoment moment) => moment.Timetable.CallAt(moment.Now) == CallState.Closed;
}

public static class FormErrors
{
    public static readonly DomainError Closed = new(
        "form.closed",
        "L’appel est clos : le formulaire reste celui auquel les candidates et candidats ont répondu."
    );
    public static readonly DomainError Published = new(
        "form.published",
        "Cette version du formulaire est publiée : elle ne change plus. Préparez-en une nouvelle."
    );
    public static readonly DomainError Unchanged = new(
        "form.unchanged",
        "Rien n’a changé depuis la version en vigueur : il n’y a rien à publier."
    );
    public static readonly DomainError ReasonMissing = new(
        "form.reason",
        "Dites pourquoi le formulaire change pendant l’appel : les personnes qui candidatent le liront.",
        "Reason"
    );
    public static readonly DomainError ReasonTooLong = new(
        "form.reason-too-long",
        $"Raccourcissez la raison : {FormVersion.ReasonMaxLength} caractères au plus.",
        "Reason"
    );
    public static readonly DomainError UnknownQuestion = new("form.unknown-question", "Cette question n’existe pas.");
    public static readonly DomainError UnknownSection = new("form.unknown-section", "Cette rubrique n’existe pas.");
    public static readonly DomainError Core = new(
        "form.core",
        "Cette question reste dans le formulaire : le règlement ou la suite de la sélection en dépendent. Vous pouvez en changer les mots."
    );
    public static readonly DomainError CoreRequired = new(
        "form.core-required",
        "Cette question reste nécessaire ou facultative comme elle l’est : le règlement ou la suite de la sélection en dépendent.",
        "Required"
    );
    public static readonly DomainError CoreReaders = new(
        "form.core-readers",
        "Les personnes qui lisent cette réponse restent les mêmes : le règlement ou la suite de la sélection en dépendent.",
        "StaffOnly"
    );
    public static readonly DomainError Retired = new("form.retired", "Cette question n’est déjà plus posée.");
    public static readonly DomainError Asked = new("form.asked", "Cette question est déjà posée.");
    public static readonly DomainError AtTheEdge = new(
        "form.edge",
        "Impossible de la déplacer davantage : elle est déjà au bout."
    );
    public static readonly DomainError KindNotOffered = new(
        "form.kind",
        "Choisissez un texte court, un texte long ou un choix.",
        "Kind"
    );
    public static readonly DomainError TooManyQuestions = new(
        "form.too-many",
        $"Une rubrique a {FormRules.MaxQuestions} questions au plus, celles qui ne sont plus posées comprises."
    );

    public static DomainError RequiredDuringCall(string label) =>
        new(
            "form.required-during-call",
            $"L’appel est ouvert : « {label} » ne peut pas devenir nécessaire, car des dossiers complets ne le seraient plus. Rendez-la facultative.",
            "Required"
        );

    public static DomainError DeclarationDuringCall(string label) =>
        new(
            "form.declaration-during-call",
            $"L’appel est ouvert : le texte « {label} » ne change plus, car des personnes l’ont déjà déclaré.",
            "Label"
        );

    public static DomainError ChoiceRemoved(string label) =>
        new(
            "form.choice-removed",
            $"L’appel est ouvert : les réponses proposées à « {label} » restent, car des personnes les ont peut-être choisies. Vous pouvez en ajouter.",
            "Options"
        );

    public static DomainError ConfidenceDuringCall(string label) =>
        new(
            "form.confidence",
            $"L’appel est ouvert : des personnes répondent à « {label} » en sachant que seule l’équipe lit leur réponse.",
            "StaffOnly"
        );
}

/// <summary>Staff changed one thing of the draft.</summary>
public sealed record FormEdited(Guid FormVersionId, int Number, string What) : DomainEvent(nameof(FormVersion), FormVersionId)
{
    public override string Sentence => $"Formulaire, version {Number} en préparation. {What}";
}

public sealed record FormDraftDiscarded(Guid FormVersionId, int Number) : DomainEvent(nameof(FormVersion), FormVersionId)
{
    public override string Sentence => $"Formulaire, version {Number} en préparation abandonnée";
}

/// <summary>A version came into force.</summary>
/// <param name="IsAnnounced">During the call: candidates are told.</param>
public sealed record FormPublished(Guid FormVersionId, Guid CohortId, int Number, bool IsAnnounced, string Why)
    : DomainEvent(nameof(FormVersion), FormVersionId)
{
    public override string Sentence =>
        IsAnnounced ? $"Formulaire, version {Number} publiée pendant l’appel" : $"Formulaire, version {Number} publiée";
    public override string? Reason => Why.Length == 0 ? null : Why;
}
