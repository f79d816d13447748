using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <param name="Version">Version of the section that the form was filled from; 0 when nothing was saved yet.</param>
public sealed record SaveSectionCommand(
    string Section,
    IReadOnlyDictionary<string, string> Answers,
    int Version,
    DateTimeOffset ArrivedAt
)
{
    public OpenPage Page { get; init; } = OpenPage.None;

    internal SectionDescriptor Descriptor =>
        CandidatureForm.Find(Section) ?? throw new ArgumentException($"Unknown section: {Section}.", nameof(Section));
}

/// <summary>
/// Keeps one section as draft. Refuses when somebody saved it since the form was opened (B2), unless both say the same: the person
/// chooses, nothing is overwritten unseen. After closing it refuses too, and the answers that can be stored go to the draft only.
/// </summary>
public sealed class SaveSection(CandidatureEditing editing)
{
    public async Task<Result> ExecuteAsync(SaveSectionCommand command, Actor actor, CancellationToken ct)
    {
        var late = Result.Ok;
        var result = await editing.ExecuteAsync<Result>(
            actor,
            "save",
            command.ArrivedAt,
            found => Task.FromResult(Save(found, command)),
            refusal => refusal,
            ct,
            found => Task.FromResult(late = KeepLate(found, command))
        );
        return late.IsOk ? result : Result.Refuse([.. result.Errors, .. late.Errors]);
    }

    private static Result Save(Editing found, SaveSectionCommand command)
    {
        var refusal = found.IsLate(command.ArrivedAt) ? Result.Ok : RefuseUnseen(found, command);
        return refusal.IsOk
            ? found.Candidature.SaveSection(
                command.Descriptor,
                command.Answers,
                found.Cohort.Timetable,
                command.ArrivedAt,
                command.Page.Id
            )
            : refusal;
    }

    internal static Result KeepLate(Editing found, SaveSectionCommand command)
    {
        var refusal = RefuseUnseen(found, command);
        return refusal.IsOk
            ? found.Candidature.KeepLateAnswers(
                command.Descriptor,
                command.Answers,
                found.Cohort.Timetable,
                command.ArrivedAt,
                command.Page.Id
            )
            : refusal;
    }

    /// <summary>Refuses to overwrite what this page has not seen.</summary>
    internal static Result RefuseUnseen(Editing found, SaveSectionCommand command)
    {
        var stored = found.Candidature.Sections.SingleOrDefault(section => section.Key == command.Section);
        if ((stored?.Version ?? 0) == command.Version || command.Page.Wrote(stored?.Page))
        {
            return Result.Ok;
        }

        // An answer that can't be stored is not compared with the stored one.
        var typed = command.Descriptor.Clean(command.Answers);
        var refused = command.Descriptor.RefuseDraft(typed).Select(error => error.Field).ToHashSet();
        return typed
            .Where(answer => !refused.Contains(answer.Key))
            .All(answer => (stored?.Answers.GetValueOrDefault(answer.Key) ?? "") == answer.Value)
            ? Result.Ok
            : CandidatureRefusals.Changed;
    }
}
