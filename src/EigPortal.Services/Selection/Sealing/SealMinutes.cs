using System.Data;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Sealing;

/// <param name="Digest">SHA-256 of the whole.</param>
public sealed record SealedMinutes(byte[] Content, string Digest, string FileName);

/// <summary>An act of sealing, as the history tells it.</summary>
public sealed record SealingLine(DateTimeOffset At, string? Who, string Digest);

/// <summary>
/// Seals the minutes of a promotion's selection, as it stands, into a file that can be verified without the portal (ADR 30). Minutes are
/// whole or not made at all: a member of the team whom a tie keeps from one file leaves them to a colleague (B21).
/// </summary>
public sealed class SealMinutes(
    EigDbContext db,
    GatherReadings readings,
    GatherSelection selection,
    AuditTrail audit,
    ProgrammeNow now
)
{
    /// <summary>Kind of the act, in the promotion's history.</summary>
    public const string Sealed = "MinutesSealed";

    private const string Sentence = "Procès-verbal vérifiable établi, empreinte ";

    public static readonly DomainError Tied = new(
        "minutes.tied",
        "Un lien d’intérêts vous tient à l’écart d’un dossier, et un procès-verbal est entier ou n’est pas : demandez-le à une ou un collègue."
    );

    public static readonly DomainError Empty = new(
        "minutes.empty",
        "Aucune fiche n’est verrouillée : il n’y a encore rien à sceller."
    );

    /// <summary>Why this person can't seal now; null when they can.</summary>
    public async Task<DomainError?> RefusalAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var files = db.Candidatures.Where(file => file.CohortId == cohortId).Select(file => file.Id);
        return await db.Conflicts.AnyAsync(
                tie =>
                    tie.AccountId == actor.AccountId
                    && tie.LiftedAt == null
                    && tie.Level != ConflictLevel.Declared
                    && files.Contains(tie.CandidatureId),
                ct
            )
                ? Tied
            : !await db.ScoreSheets.AnyAsync(sheet => sheet.State == SheetState.Locked && files.Contains(sheet.CandidatureId), ct)
                ? Empty
            : null;
    }

    public async Task<Result<SealedMinutes>> ExecuteAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return SelectionRefusals.NotFound;
        }

        if (await RefusalAsync(cohortId, actor, ct) is { } refusal)
        {
            return refusal;
        }

        var (content, digest) = MinutesFile.Write(await GatherAsync(cohortId, actor, ct), now());
        audit.Record(nameof(Cohort), cohortId, Sealed, Sentence + digest);
        await db.SaveChangesAsync(ct);
        var slug = await db.Cohorts.Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.Slug).SingleAsync(ct);
        return new SealedMinutes(content, digest, $"proces-verbal-promotion-{slug}-{digest[..12]}.json");
    }

    /// <summary>Minutes sealed so far, the last one first.</summary>
    public async Task<IReadOnlyList<SealingLine>> ListAsync(Guid cohortId, CancellationToken ct) =>
        [
            .. (await audit.OfAsync(cohortId, Sealed, ct)).Select(line => new SealingLine(
                line.At,
                line.Who,
                line.Sentence[Sentence.Length..]
            )),
        ];

    /// <summary>Everything is read at one instant: minutes never mix what was with what is.</summary>
    private async Task<MinutesParts> GatherAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        await using var instant = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == cohortId, ct);
        var pseudonyms = new Pseudonyms(cohort.PseudonymSalt);
        return new MinutesParts(
            await readings.RulesAsync(cohort, ct),
            await readings.ReadingsAsync(cohort, pseudonyms, ct),
            await readings.ListsAsync(cohort, actor, pseudonyms, ct),
            await selection.HearingsAsync(cohort, pseudonyms, ct),
            await selection.TeamsAsync(cohort, pseudonyms, ct),
            await selection.SittingsAsync(cohort, pseudonyms, ct),
            await selection.DecisionsAsync(cohort, pseudonyms, await readings.JurorsAsync(cohortId, ct), ct),
            await selection.HistoryAsync(cohort, pseudonyms, ct)
        );
    }
}
