using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Audit;

/// <param name="Who">Name of the person today; null for the portal itself or a deleted account.</param>
public sealed record HistoryLine(DateTimeOffset At, string Sentence, string? Reason, string? Who);

/// <summary>The history of an object as people read it, and the acts that no aggregate records itself, such as an export.</summary>
public sealed class AuditTrail(EigDbContext db, ICurrentAccount account, ProgrammeNow programmeNow, TimeProvider machine)
{
    /// <summary>Kind of the act of exporting a promotion's candidatures.</summary>
    public const string CandidaturesExported = nameof(CandidaturesExported);

    public Task<IReadOnlyList<HistoryLine>> OfAsync(Guid objectId, CancellationToken ct) => OfAsync(objectId, null, ct);

    /// <param name="kind">The only kind of act to tell; null for all.</param>
    public Task<IReadOnlyList<HistoryLine>> OfAsync(Guid objectId, string? kind, CancellationToken ct) =>
        OfAsync(objectId, kind, [], ct);

    /// <param name="without">Kinds of acts that the reader is not told.</param>
    public async Task<IReadOnlyList<HistoryLine>> OfAsync(
        Guid objectId,
        string? kind,
        IReadOnlyCollection<string> without,
        CancellationToken ct
    ) =>
        await (
            from line in db.AuditEvents.AsNoTracking()
            join person in db.Accounts on line.ActorId equals (Guid?)person.Id into people
            from person in people.DefaultIfEmpty()
            where line.ObjectId == objectId && (kind == null || line.Kind == kind) && !without.Contains(line.Kind)
            orderby line.Sequence descending
            select new HistoryLine(
                line.At,
                line.Sentence,
                line.Reason ?? (line.ReasonDigest == null ? null : "Raison effacée avec le dossier"),
                person == null ? null
                    : person.ErasedAt != null ? "Personne effacée"
                    : person.GivenName + " " + person.FamilyName
            )
        )
            .Take(200)
            .ToListAsync(ct);

    /// <summary>Records an act now, in the caller's unit of work.</summary>
    public void Record(string objectType, Guid objectId, string kind, string sentence) =>
        db.AuditEvents.Add(
            new AuditEvent(objectType, objectId, kind, sentence, null, account.Id, programmeNow(), machine.GetUtcNow())
        );
}
