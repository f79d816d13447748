using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <param name="Answers">As posted: a question that the page asked and that is not there was left without an answer.</param>
/// <param name="Version">Version of the section that the form was filled from; 0 when nothing was saved yet.</param>
public sealed record SaveSectionCommand(
    string Section,
    IReadOnlyDictionary<string, string> Answers,
    int Version,
    DateTimeOffset ArrivedAt
)
{
    public OpenPage Page { get; init; } = OpenPage.None;

    /// <summary>Version of the form that the page showed; null for the one in force.</summary>
    public int? FormVersion { get; init; }
}

/// <summary>
/// Keeps one section as draft. Refuses when somebody saved it since the form was opened (B2), unless both say the same: the person
/// chooses, nothing is overwritten unseen. After closing it refuses too, and the answers that can be stored go to the draft only.
/// </summary>
public sealed class SaveSection(CandidatureEditing editing, SectionPages pages)
{
    public async Task<Result> ExecuteAsync(SaveSectionCommand command, Actor actor, CancellationToken ct)
    {
        var late = Result.Ok;
        var result = await editing.ExecuteAsync<Result>(
            actor,
            EditingParts.Answers,
            "save",
            command.ArrivedAt,
            async found => Save(found, await pages.ReadAsync(found, command, ct)),
            refusal => refusal,
            ct,
            async found => late = KeepLate(found, await pages.ReadAsync(found, command, ct))
        );
        return late.IsOk ? result : Result.Refuse([.. result.Errors, .. late.Errors]);
    }

    private static Result Save(Editing found, SectionPage page)
    {
        var refusal = found.IsLate(page.ArrivedAt) ? Result.Ok : RefuseUnseen(found, page);
        return refusal.IsOk
            ? found.Candidature.SaveSection(
                found.Section(page.Key),
                page.Answers,
                found.Cohort.Timetable,
                page.ArrivedAt,
                page.Open.Id,
                page.FormVersion
            )
            : refusal;
    }

    internal static Result KeepLate(Editing found, SectionPage page)
    {
        var refusal = RefuseUnseen(found, page);
        return refusal.IsOk
            ? found.Candidature.KeepLateAnswers(
                found.Section(page.Key),
                page.Answers,
                found.Cohort.Timetable,
                page.ArrivedAt,
                page.Open.Id,
                page.FormVersion
            )
            : refusal;
    }

    /// <summary>Refuses to overwrite what this page has not seen.</summary>
    internal static Result RefuseUnseen(Editing found, SectionPage page)
    {
        var stored = found.Candidature.Sections.SingleOrDefault(section => section.Key == page.Key);
        if ((stored?.Version ?? 0) == page.Version || page.Open.Wrote(stored?.Page))
        {
            return Result.Ok;
        }

        // An answer that can't be stored is not compared with the stored one.
        var section = found.Section(page.Key);
        var typed = section.Clean(page.Answers);
        var refused = section.RefuseDraft(typed).Select(error => error.Field).ToHashSet();
        return typed
            .Where(answer => !refused.Contains(answer.Key))
            .All(answer => (stored?.Answers.GetValueOrDefault(answer.Key) ?? "") == answer.Value)
            ? Result.Ok
            : CandidatureRefusals.Changed;
    }
}
