using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;

namespace EigPortal.Services.Candidatures;

/// <summary>A section as a page that was opened at some moment asked it, and what was answered there.</summary>
/// <param name="Answers">By question that the page asked; one that it did not ask is not there, and keeps the answer it has.</param>
/// <param name="Version">Version of the answers that the page was filled from.</param>
/// <param name="FormVersion">Version of the form that the page showed.</param>
/// <param name="Changes">What has changed in the section since that version.</param>
internal sealed record SectionPage(
    string Key,
    IReadOnlyDictionary<string, string> Answers,
    int Version,
    int FormVersion,
    IReadOnlyList<FormChange> Changes,
    OpenPage Open,
    DateTimeOffset ArrivedAt
);

/// <summary>
/// Reads what a page posted by the version of the form that it showed: only that version tells a choice left empty, which browsers do
/// not send, from a question that was not there yet or no longer.
/// A question retired before the page was opened is read too when the page answers it: words that only a device still held.
/// </summary>
public sealed class SectionPages(EigDbContext db, CandidatureForms forms)
{
    internal async Task<SectionPage> ReadAsync(Editing found, SaveSectionCommand command, CancellationToken ct)
    {
        var form =
            command.FormVersion is { } shown && shown != found.Form.Version
                ? await forms.FindAsync(db, found.Cohort.Id, shown, ct) ?? found.Form
                : found.Form;
        var section =
            form.Find(command.Section) ?? throw new ArgumentException($"Unknown section: {command.Section}.", nameof(command));
        return new SectionPage(
            command.Section,
            section
                .AnsweredBy(command.Answers)
                .ToDictionary(field => field.Key, field => field.Once(command.Answers.GetValueOrDefault(field.Key) ?? "")),
            command.Version,
            form.Version,
            form.Version < found.Form.Version
                ? [.. FormChanges.Between(form, found.Form).Where(change => change.SectionKey == command.Section)]
                : [],
            command.Page,
            command.ArrivedAt
        );
    }
}
