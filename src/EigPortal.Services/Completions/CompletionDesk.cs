using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Completions;

/// <param name="Pieces">As <see cref="CompletionPieceNames"/> writes them.</param>
/// <param name="Until">As it could be read: what can't be is refused with the rest.</param>
public sealed record AskCompletionCommand(
    Guid CandidatureId,
    IReadOnlyList<string> Pieces,
    string Reason,
    Result<DateTimeOffset> Until
);

/// <summary>
/// Staff ask a person to complete a submitted file, give more time for it, or no longer ask. Somebody whose tie excludes them finds no
/// file at all.
/// </summary>
public sealed class CompletionDesk(EigDbContext db, CandidatureForms forms, CurrentCohort current, ProgrammeClock clock)
{
    public Task<Result> AskAsync(AskCompletionCommand command, Actor actor, CancellationToken ct) =>
        ActAsync(command.CandidatureId, actor, (file, cohort) => AskAsync(file, cohort, command, ct), ct);

    public Task<Result> ExtendAsync(
        Guid candidatureId,
        Result<DateTimeOffset> until,
        string reason,
        Actor actor,
        CancellationToken ct
    ) =>
        ActAsync(
            candidatureId,
            actor,
            (file, cohort) => Task.FromResult(file.ExtendCompletion(until, reason, cohort.Timetable, clock.Now)),
            ct
        );

    public Task<Result> WithdrawAsync(Guid candidatureId, string reason, Actor actor, CancellationToken ct) =>
        ActAsync(candidatureId, actor, (file, _) => Task.FromResult(file.WithdrawCompletion(reason, clock.Now)), ct);

    private async Task<Result> AskAsync(Candidature file, Cohort cohort, AskCompletionCommand command, CancellationToken ct)
    {
        // Written before the new one: a file has one open request.
        if (file.LapseCompletion(clock.Now).IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        if (file.LastSnapshot is not { } about)
        {
            return CandidatureErrors.NotAllowed(file.State, CandidatureVerb.AskCompletion);
        }

        var form = await forms.OfAsync(db, cohort.Id, about.FormVersion, ct);
        return CompletionPieceNames.Read(command.Pieces, form) is { } pieces
            ? file.AskCompletion(pieces, command.Reason, command.Until, form, cohort.Timetable, clock.Now)
            : CompletionErrors.UnknownPiece;
    }

    private async Task<Result> ActAsync(
        Guid candidatureId,
        Actor actor,
        Func<Candidature, Cohort, Task<Result>> act,
        CancellationToken ct
    )
    {
        var cohort = await current.GetAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from candidatures where id = {candidatureId} for update", ct);
        var file = await db
            .Candidatures.ForStaff(actor, db)
            .Include(row => row.Snapshots)
            .Include(row => row.Completions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == candidatureId && row.CohortId == cohort.Id, ct);
        if (file is null)
        {
            return ScreenCandidature.NotFound;
        }

        var result = await act(file, cohort);
        if (result.IsOk)
        {
            await db.CancelCompletionRemindersAsync(candidatureId, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return result;
    }
}
