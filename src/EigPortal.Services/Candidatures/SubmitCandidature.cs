using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Reminders;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="ArrivedAt">When the request arrived, in programme time: this decides whether it came before the closing.</param>
public sealed record SubmitCandidatureCommand(string Key, DateTimeOffset ArrivedAt);

/// <summary>
/// Submits the draft as it is now: state, number, snapshot, history and receipt in one transaction (B5). The same key twice, even at
/// the same instant, gives the same snapshot and one receipt (B13, B28).
/// </summary>
public sealed class SubmitCandidature(CandidatureEditing editing, EigDbContext db, OwnCandidature own)
{
    public Task<Result<Snapshot>> ExecuteAsync(SubmitCandidatureCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result<Snapshot>>(
            actor,
            EditingParts.Draft | EditingParts.Submissions,
            "submit",
            command.ArrivedAt,
            found => SubmitAsync(found, command, actor, ct),
            refusal => refusal,
            ct
        );

    private async Task<Result<Snapshot>> SubmitAsync(
        Editing found,
        SubmitCandidatureCommand command,
        Actor actor,
        CancellationToken ct
    )
    {
        var open = await own.OpenChallengesAsync(found.Cohort.Id, ct);
        var profiles = open.ToDictionary(challenge => challenge.Id, challenge => challenge.Profiles);
        var number = found.Candidature.Number ?? await NextNumberAsync(found, profiles, command.ArrivedAt, ct);
        var result = found.Candidature.Submit(
            command.Key,
            () => number,
            new SnapshotPeople(actor.Email, open.ToDictionary(challenge => challenge.Id, challenge => challenge.Name)),
            found.Form,
            profiles,
            found.Cohort.Timetable,
            command.ArrivedAt
        );
        if (result.IsOk)
        {
            Introduce(found);
            await db.CancelRemindersAsync(found.Candidature.Id, ct);
        }

        return result;
    }

    /// <summary>The next public number, such as "EIG3-0042". Asked only when the submission will use it, so that numbers have few gaps.</summary>
    private async Task<string> NextNumberAsync(
        Editing found,
        IReadOnlyDictionary<Guid, IReadOnlyList<string>> profiles,
        DateTimeOffset arrivedAt,
        CancellationToken ct
    )
    {
        var refused =
            found.Candidature.TimetableFrom(found.Cohort.Timetable).CallAt(arrivedAt) != CallState.Open
            || found.Candidature.Missing(found.Form, profiles).Values.Any(errors => errors.Count > 0);
        if (refused)
        {
            return "";
        }

        var next = await db.Database.SqlQuery<int>($"select nextval('candidature_number')::int as \"Value\"").ToListAsync(ct);
        return CandidatureNumber.Format(found.Cohort.Slug, next[0]);
    }

    /// <summary>The person is named as they introduce themselves in what they submit, not in a later draft.</summary>
    private static void Introduce(Editing found)
    {
        var identity = found.Candidature.AnswersOf(CandidatureForm.Identity);
        found.Candidate.Introduce(identity["prenom"], identity["nom"], identity["telephone"], identity["ville"]);
    }
}
