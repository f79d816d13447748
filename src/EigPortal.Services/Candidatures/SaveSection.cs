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
);

/// <summary>
/// Keeps one section as draft. Refuses when somebody saved it since the form was opened (B2), unless both say the same: the person
/// chooses, nothing is overwritten unseen.
/// </summary>
public sealed class SaveSection(CandidatureEditing editing)
{
    public Task<Result> ExecuteAsync(SaveSectionCommand command, Actor actor, CancellationToken ct)
    {
        var descriptor =
            CandidatureForm.Find(command.Section)
            ?? throw new ArgumentException($"Unknown section: {command.Section}.", nameof(command));
        return editing.ExecuteAsync<Result>(
            actor,
            "save",
            command.ArrivedAt,
            found => Task.FromResult(Save(found, descriptor, command)),
            refusal => refusal,
            ct
        );
    }

    private static Result Save(Editing found, SectionDescriptor descriptor, SaveSectionCommand command)
    {
        var stored = found.Candidature.Sections.SingleOrDefault(section => section.Key == descriptor.Key);
        var typed = descriptor.Clean(command.Answers);
        var changed = (stored?.Version ?? 0) != command.Version;
        if (changed && !typed.All(answer => stored?.Answers.GetValueOrDefault(answer.Key) == answer.Value))
        {
            return CandidatureRefusals.Changed;
        }

        return found.Candidature.SaveSection(descriptor, command.Answers, found.Cohort.Timetable, command.ArrivedAt);
    }
}
