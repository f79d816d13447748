using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Web.Areas.Candidate.Shared;

namespace EigPortal.Web.Areas.Candidate.Sections;

/// <summary>One section of the form, filled from the draft or from what the person has just typed.</summary>
/// <param name="Version">Version of the section that the page shows; 0 when nothing is saved.</param>
/// <param name="FormVersion">Version of the form that the page shows.</param>
public sealed record SectionModel(
    SectionDescriptor Section,
    IReadOnlyDictionary<string, string> Answers,
    int Version,
    DateTimeOffset? SavedAt,
    int FormVersion,
    StandingModel Standing
)
{
    public string Href => $"/candidature/{Section.Key}";

    /// <summary>Set when an attempt arrived after closing: the page then gives the text back.</summary>
    public LateModel? Late { get; init; }

    /// <summary>Questions whose first answer takes the focus, for the summary of errors.</summary>
    public string ChoiceFields =>
        string.Join(
            ',',
            Section
                .Fields.Where(question => question.Kind is FieldKind.SingleChoice or FieldKind.MultipleChoice)
                .Select(question => question.Key)
        );

    /// <summary>Questions no longer asked that a refused page had words for: they come back with the rest.</summary>
    public IReadOnlyList<FieldDescriptor> StillTyped { get; init; } = [];

    /// <summary>Questions no longer asked, in case this device holds words for them that the portal never had.</summary>
    public IEnumerable<FieldDescriptor> Retired => Section.Questions.Where(question => !question.IsOn).Except(StillTyped);

    /// <summary>What changed in this section since the person last saved it, in words.</summary>
    public IReadOnlyList<FormNews> News { get; init; } = [];

    public static SectionModel From(CandidatureFile file, SectionDescriptor section, DateTimeOffset now)
    {
        var saved = file.Candidature.Sections.SingleOrDefault(answers => answers.Key == section.Key);
        return new SectionModel(
            section,
            saved?.Answers ?? Known(file, section),
            saved?.Version ?? 0,
            saved?.SavedAt,
            file.Form.Version,
            StandingModel.From(file, now)
        )
        {
            News = file.NewsOf(section.Key),
        };
    }

    /// <summary>What the account already says is not asked twice.</summary>
    private static Dictionary<string, string> Known(CandidatureFile file, SectionDescriptor section) =>
        section.Key == CandidatureForm.Identity
            ? new() { ["prenom"] = file.Candidate.GivenName, ["nom"] = file.Candidate.FamilyName }
            : [];
}

/// <summary>What a form of section posts. Which of its fields are questions, the version of the form says.</summary>
public static class SectionForm
{
    public const string VersionField = "version";
    public const string FormVersionField = "formulaire";

    /// <summary>Cut where no answer of the form could reach, so that a page that comes back stays a page.</summary>
    private const int KeptLength = 200_000;

    public static Dictionary<string, string> Read(IFormCollection form) =>
        form.Keys.ToDictionary(key => key, key => Read(form, key));

    /// <summary>The answers to the questions of a section, those that the browser did not send empty, and retired ones that it sent.</summary>
    public static Dictionary<string, string> Read(IFormCollection form, SectionDescriptor section) =>
        section.AnsweredBy(Read(form)).ToDictionary(field => field.Key, field => field.Once(Read(form, field.Key)));

    /// <summary>Version of the form that the page showed; null when it does not say.</summary>
    public static int? FormVersion(IFormCollection form) =>
        int.TryParse(form[FormVersionField], out var version) ? version : null;

    public static int Version(IFormCollection form) => int.TryParse(form[VersionField], out var version) ? version : 0;

    private static string Read(IFormCollection form, string key)
    {
        var text = string.Join(FieldDescriptor.Separator, form[key].Where(value => value is not null));
        var kept = text.Length <= KeptLength ? text : text[..KeptLength];
        // Browsers send each line end as two characters, and count it as one.
        return Showable(kept.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
    }

    // A page can't carry these control characters: browsers read them as letters of another encoding. They are never stored either.
    private static string Showable(string text) =>
        text.Any(IsLost) ? string.Concat(text.Where(character => !IsLost(character))) : text;

    private static bool IsLost(char character) => character is '\0' or (>= '\u0080' and <= '\u009f');
}
