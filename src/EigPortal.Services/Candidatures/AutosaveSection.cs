using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <summary>What an open page learns when its answers were kept.</summary>
/// <param name="Version">What the next save must name.</param>
/// <param name="NotKept">Answers that stay on the device until they are corrected, each with its field.</param>
public sealed record KeptDraft(
    string Version,
    CandidatureState State,
    DateTimeOffset? ClosesAt,
    IReadOnlyList<DomainError> NotKept
)
{
    /// <summary>What staff have changed in the form since the page was opened: it keeps its answers, and says so.</summary>
    public IReadOnlyList<FormChange> FormChanges { get; init; } = [];
}

/// <summary>
/// Keeps a section while the person writes. An answer that can't be stored does not hold back the others (B4). Refuses, like a plain
/// save, what would overwrite another version (B2), and what comes after closing, which goes to the draft only.
/// </summary>
public sealed class AutosaveSection(CandidatureEditing editing, SectionPages pages)
{
    /// <param name="candidatureId">The candidature that the page shows: refused when the session has become somebody else's.</param>
    public async Task<Result<KeptDraft>> ExecuteAsync(
        Guid candidatureId,
        SaveSectionCommand command,
        Actor actor,
        CancellationToken ct
    )
    {
        var late = Result.Ok;
        var result = await editing.ExecuteAsync<Result<KeptDraft>>(
            actor,
            EditingParts.Answers,
            "save",
            command.ArrivedAt,
            async found =>
                found.Candidature.Id == candidatureId
                    ? Keep(found, await pages.ReadAsync(found, command, ct))
                    : CandidatureRefusals.NotStarted,
            refusal => refusal,
            ct,
            async found => late = SaveSection.KeepLate(found, await pages.ReadAsync(found, command, ct))
        );
        return late.IsOk ? result : Result<KeptDraft>.Refuse([.. result.Errors, .. late.Errors]);
    }

    private static Result<KeptDraft> Keep(Editing found, SectionPage page)
    {
        var unseen = found.IsLate(page.ArrivedAt) ? Result.Ok : SaveSection.RefuseUnseen(found, page);
        if (!unseen.IsOk)
        {
            return unseen.Error;
        }

        var kept = found.Candidature.KeepAnswers(
            found.Section(page.Key),
            page.Answers,
            found.Cohort.Timetable,
            page.ArrivedAt,
            page.Open.Id,
            page.FormVersion
        );
        return kept.IsOk
            ? new KeptDraft(
                kept.Value.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
                found.Candidature.State,
                found.Candidature.TimetableFrom(found.Cohort.Timetable).CallClosesAt,
                kept.Value.NotKept
            )
            {
                FormChanges = page.Changes,
            }
            : Result<KeptDraft>.Refuse(kept.Errors);
    }
}
