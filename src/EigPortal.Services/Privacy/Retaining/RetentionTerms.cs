using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy.Retaining;

/// <summary>Something whose time comes.</summary>
/// <param name="AboutId">The candidature, or the fellow for a contract.</param>
/// <param name="NoticedAt">When the person was told; null before.</param>
public sealed record RetentionTerm(
    Guid AboutId,
    RetentionPurpose Purpose,
    Guid CandidatureId,
    string? Number,
    DateTimeOffset Term,
    DateTimeOffset? NoticedAt
)
{
    /// <summary>When it is, or would be, erased if the notice left at this instant.</summary>
    public DateTimeOffset ErasedFrom(DateTimeOffset now) => Retention.ErasedFrom(Term, NoticedAt ?? now);
}

/// <summary>Computes the clocks from the facts, so that no stored date can go stale: a file submitted again has a new term.</summary>
public sealed class RetentionTerms(EigDbContext db)
{
    /// <summary>Everything whose term is at or before an instant, the oldest first.</summary>
    public async Task<IReadOnlyList<RetentionTerm>> UntilAsync(
        DateTimeOffset instant,
        IQueryable<Candidature> among,
        CancellationToken ct
    )
    {
        List<RetentionTerm> terms =
        [
            .. await FilesAsync(instant, among, ct),
            .. await DraftsAsync(instant, among, ct),
            .. await ContractsAsync(instant, among, ct),
        ];
        var ids = terms.Select(term => term.AboutId).ToList();
        var notices = await db
            .RetentionNotices.AsNoTracking()
            .Where(notice => ids.Contains(notice.AboutId))
            .ToDictionaryAsync(notice => (notice.AboutId, notice.Purpose), notice => notice.NoticedAt, ct);
        return
        [
            .. terms
                .Select(term =>
                    notices.TryGetValue((term.AboutId, term.Purpose), out var noticed) ? term with { NoticedAt = noticed } : term
                )
                .OrderBy(term => term.Term)
                .ThenBy(term => term.AboutId),
        ];
    }

    private async Task<List<RetentionTerm>> FilesAsync(
        DateTimeOffset instant,
        IQueryable<Candidature> among,
        CancellationToken ct
    )
    {
        var submittedBefore = instant.AddYears(-Retention.CandidatureYears);
        var rows = await among
            .Where(candidature => candidature.ErasedAt == null && candidature.SubmittedAt <= submittedBefore)
            .Select(candidature => new
            {
                candidature.Id,
                candidature.Number,
                SubmittedAt = candidature.SubmittedAt!.Value,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new RetentionTerm(
                row.Id,
                RetentionPurpose.Candidature,
                row.Id,
                row.Number,
                Retention.CandidatureKeptUntil(row.SubmittedAt),
                null
            )),
        ];
    }

    private async Task<List<RetentionTerm>> DraftsAsync(
        DateTimeOffset instant,
        IQueryable<Candidature> among,
        CancellationToken ct
    )
    {
        var closedBefore = instant.AddMonths(-Retention.DraftMonths);
        var rows = await (
            from candidature in among
            join cohort in db.Cohorts on candidature.CohortId equals cohort.Id
            where candidature.ErasedAt == null && candidature.SubmittedAt == null && cohort.Timetable.CallClosesAt <= closedBefore
            select new { candidature.Id, ClosesAt = cohort.Timetable.CallClosesAt!.Value }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new RetentionTerm(
                row.Id,
                RetentionPurpose.Draft,
                row.Id,
                null,
                Retention.DraftKeptUntil(row.ClosesAt),
                null
            )),
        ];
    }

    private async Task<List<RetentionTerm>> ContractsAsync(
        DateTimeOffset instant,
        IQueryable<Candidature> among,
        CancellationToken ct
    )
    {
        var endedBefore = FrenchDates.ParisDay(instant).AddYears(-Retention.ContractYears);
        var rows = await (
            from fellow in db.Fellows
            join candidature in among on fellow.CandidatureId equals candidature.Id
            join contract in db.Contracts on fellow.Id equals contract.FellowId
            where contract.State != ContractState.Draft && fellow.FullName != Erasing.Erasure.Words
            group contract by new
            {
                fellow.Id,
                fellow.CandidatureId,
                candidature.Number,
            } into contracts
            select new
            {
                contracts.Key.Id,
                contracts.Key.CandidatureId,
                contracts.Key.Number,
                EndsOn = contracts.Max(contract => contract.BrokenOn ?? contract.EndsOn),
            }
        )
            .Where(row => row.EndsOn <= endedBefore)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new RetentionTerm(
                row.Id,
                RetentionPurpose.Contract,
                row.CandidatureId,
                row.Number,
                ParisInstants.StartOf(Retention.ContractKeptUntil(row.EndsOn).AddDays(1)),
                null
            )),
        ];
    }
}
