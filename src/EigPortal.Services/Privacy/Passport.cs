using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Contracts;
using EigPortal.Services.Audit;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>What the passport says beyond the file itself.</summary>
/// <param name="Openings">The last ones, the latest first.</param>
/// <param name="Exports">Instants at which the team exported the list of candidatures, this one included; the latest first.</param>
/// <param name="KeptUntil">When the file is erased by itself; null before a term is known.</param>
/// <param name="ContractKeptUntil">When the contract is erased; null without a contract.</param>
/// <param name="Views">When and why an administrator saw the portal as this person.</param>
public sealed record PassportFacts(
    IReadOnlyList<OpeningLine> Openings,
    IReadOnlyList<DateTimeOffset> Exports,
    DateTimeOffset? KeptUntil,
    DateOnly? ContractKeptUntil,
    IReadOnlyList<CompletionRequest> Completions,
    IReadOnlyList<SeenAsLine> Views
);

/// <summary>Tells a person who opened their file and when it disappears (F11). The caller has found the file to be the person's own.</summary>
public sealed class Passport(EigDbContext db, FileOpenings openings, PortalViews views)
{
    /// <summary>Lines of the journal that a page shows; the export has them all.</summary>
    public const int MostOpenings = 100;

    public async Task<PassportFacts> OfAsync(CandidatureFile file, Guid accountId, CancellationToken ct) =>
        new(
            await openings.OfAsync(file.Candidature.Id, MostOpenings, ct),
            await ExportsAsync(file, ct),
            KeptUntil(file),
            await ContractKeptUntilAsync(file.Candidature.Id, ct),
            await db
                .Completions.AsNoTracking()
                .Where(request => request.CandidatureId == file.Candidature.Id)
                .OrderBy(request => request.Number)
                .ToListAsync(ct),
            await views.OfAsync(accountId, ct)
        );

    /// <summary>The term of the file: from its last submission, or from closing for a draft.</summary>
    public static DateTimeOffset? KeptUntil(CandidatureFile file) =>
        file.LastSubmission is { } last ? Retention.CandidatureKeptUntil(last.SubmittedAt)
        : file.Cohort.Timetable.CallClosesAt is { } closes ? Retention.DraftKeptUntil(closes)
        : null;

    private async Task<IReadOnlyList<DateTimeOffset>> ExportsAsync(CandidatureFile file, CancellationToken ct)
    {
        if (file.Submissions.Count == 0)
        {
            return [];
        }

        var since = file.Submissions[0].SubmittedAt;
        return await db
            .AuditEvents.AsNoTracking()
            .Where(line => line.ObjectId == file.Cohort.Id && line.Kind == AuditTrail.CandidaturesExported && line.At >= since)
            .OrderByDescending(line => line.At)
            .Select(line => line.At)
            .Take(MostOpenings)
            .ToListAsync(ct);
    }

    private async Task<DateOnly?> ContractKeptUntilAsync(Guid candidatureId, CancellationToken ct)
    {
        var ends = await (
            from contract in db.Contracts
            join fellow in db.Fellows on contract.FellowId equals fellow.Id
            where fellow.CandidatureId == candidatureId && contract.State != ContractState.Draft
            orderby contract.EndsOn descending
            select (DateOnly?)(contract.BrokenOn ?? contract.EndsOn)
        ).FirstOrDefaultAsync(ct);
        return ends is { } day ? Retention.ContractKeptUntil(day) : null;
    }
}
