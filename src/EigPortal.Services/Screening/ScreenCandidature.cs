using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening;

/// <param name="Act">One of Admit, Reject, Preselect, SetAside, Reconsider.</param>
/// <param name="Text">Reason of the act, or remarks for the jury when preselecting.</param>
/// <param name="Article">Article of the rules, for a rejection.</param>
/// <param name="Since">When the step to undo was done; null takes the file as it is.</param>
public sealed record ScreenCommand(
    Guid CandidatureId,
    CandidatureVerb Act,
    string Text,
    string Article,
    DateTimeOffset? Since = null
);

/// <summary>Staff's check of a submitted file. Somebody with an excluding conflict finds no file at all.</summary>
public sealed class ScreenCandidature(EigDbContext db, CurrentCohort current, ProgrammeClock clock)
{
    public static readonly DomainError NotFound = new("candidature.unknown", "Cette candidature n’existe pas.");

    public static readonly DomainError Changed = new(
        "candidature.changed",
        "Quelqu’un vient d’agir sur cette candidature. Relisez-la avant de recommencer."
    );

    public static readonly DomainError DoneSince = new(
        "screening.done-since",
        "Quelqu’un a agi sur cette candidature depuis : elle reste comme elle est."
    );

    public async Task<Result> ExecuteAsync(ScreenCommand command, Actor actor, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        if (
            await db
                .Candidatures.ForStaff(actor, db)
                .SingleOrDefaultAsync(row => row.Id == command.CandidatureId && row.CohortId == cohort.Id, ct)
            is not { } candidature
        )
        {
            return NotFound;
        }

        if (command.Since is { } since && candidature.ScreenedAt > since)
        {
            return DoneSince;
        }

        var now = clock.Now;
        var result = command.Act switch
        {
            CandidatureVerb.Admit => candidature.Admit(cohort.Timetable, now),
            CandidatureVerb.Reject => candidature.Reject(command.Article, command.Text, cohort.Timetable, now),
            CandidatureVerb.Preselect => candidature.Preselect(command.Text, now),
            CandidatureVerb.SetAside => candidature.SetAside(command.Text, now),
            CandidatureVerb.Reconsider => candidature.Reconsider(command.Text, now),
            CandidatureVerb.Edit
            or CandidatureVerb.Submit
            or CandidatureVerb.Withdraw
            or CandidatureVerb.Extend
            or CandidatureVerb.KeepLate
            or CandidatureVerb.AskCompletion
            or CandidatureVerb.Complete
            or CandidatureVerb.Erase => new DomainError("screening.act", "Choisissez une action."),
        };
        if (!result.IsOk)
        {
            return result;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
    }
}
