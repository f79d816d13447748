using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening.Opinions;

/// <summary>A question that waits for a mentor, or that they answered and may still change.</summary>
public sealed record OpinionToGive(
    Guid Id,
    string Number,
    string FullName,
    string Challenge,
    string Profile,
    MentorView? View,
    DateTimeOffset AskedAt
);

/// <summary>One file as the mentor who was asked reads it: what a juror reads, with the wish for their challenge alone.</summary>
/// <param name="Version">Row version of the opinion, for the form.</param>
public sealed record OpinionFile(
    MentorOpinion Opinion,
    uint Version,
    string Number,
    string FullName,
    string Challenge,
    Snapshot Snapshot,
    SnapshotContent Content,
    PromotionForm Form,
    bool IsBlind,
    IReadOnlyDictionary<Guid, ScanState> Scans,
    SnapshotChanges? Changes
);

/// <summary>What a mentor was asked about: their questions, one file each, and their answers.</summary>
public sealed class OwnMentorOpinions(
    EigDbContext db,
    CandidatureForms forms,
    FileOpenings openings,
    FileScans scans,
    ProgrammeNow now
)
{
    /// <summary>Questions without an answer first, then in order of number.</summary>
    public async Task<IReadOnlyList<OpinionToGive>> ListAsync(Actor actor, CancellationToken ct)
    {
        var rows = await (
            from opinion in db.MentorOpinions.ForMentor(actor, db)
            join file in db.Candidatures on opinion.CandidatureId equals file.Id
            join person in db.Candidates on file.CandidateId equals person.Id
            join challenge in db.Challenges on opinion.ChallengeId equals challenge.Id
            join wish in db.LastSubmittedWishes()
                on new { opinion.CandidatureId, opinion.ChallengeId } equals new { wish.CandidatureId, wish.ChallengeId }
            orderby opinion.View != null, file.Number
            select new
            {
                opinion.Id,
                file.Number,
                FullName = db.Cohorts.HidingIdentities().Any(cohort => cohort.Id == file.CohortId)
                    ? PhaseQueries.HiddenName
                    : person.GivenName + " " + person.FamilyName,
                challenge.Name,
                wish.Profile,
                opinion.View,
                opinion.AskedAt,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new OpinionToGive(
                row.Id,
                row.Number!,
                row.FullName,
                row.Name,
                row.Profile,
                row.View,
                row.AskedAt
            )),
        ];
    }

    /// <summary>One file, or null when it is not, or is no longer, this mentor's to read.</summary>
    public async Task<OpinionFile?> FindAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var row = await (
            from opinion in db.MentorOpinions.AsNoTracking().ForMentor(actor, db)
            join file in db.Candidatures on opinion.CandidatureId equals file.Id
            join challenge in db.Challenges on opinion.ChallengeId equals challenge.Id
            join snapshot in db.LastSnapshots() on file.Id equals snapshot.CandidatureId
            where opinion.Id == id
            select new
            {
                Opinion = opinion,
                Version = EF.Property<uint>(opinion, "xmin"),
                file.Number,
                file.CohortId,
                challenge.Name,
                Snapshot = snapshot,
            }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        await openings.RecordAsync(row.Opinion.CandidatureId, OpenedPart.File, actor, ct);
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == row.CohortId, ct);
        var readable = await db.ReadableAsync(row.Snapshot, cohort, ct);
        // What the person wrote to another administration is not this one's to read (B23).
        var content = readable with
        {
            Wishes = [.. readable.Wishes.Where(wish => wish.ChallengeId == row.Opinion.ChallengeId)],
        };
        return new OpinionFile(
            row.Opinion,
            row.Version,
            row.Number!,
            NameOf(content, cohort, row.Number!),
            row.Name,
            row.Snapshot,
            content,
            await forms.OfAsync(db, row.CohortId, row.Snapshot.FormVersion, ct),
            cohort.IsBlind,
            await scans.OfAsync(content.Documents.Select(document => document.FileId), ct),
            await SnapshotChanges.OfAsync(db, row.Snapshot, ct)
        );
    }

    /// <summary>Whether the document belongs to a file that this mentor was asked about.</summary>
    public Task<bool> HoldsAsync(Guid id, Guid documentId, Actor actor, CancellationToken ct) =>
        db
            .MentorOpinions.ForMentor(actor, db)
            .AnyAsync(
                opinion =>
                    opinion.Id == id
                    && db.Documents.Any(document => document.Id == documentId && document.CandidatureId == opinion.CandidatureId),
                ct
            );

    /// <param name="version">Row version that the page was made from.</param>
    public async Task<Result> GiveAsync(Guid id, uint version, MentorView? view, string? words, Actor actor, CancellationToken ct)
    {
        if (await db.MentorOpinions.ForMentor(actor, db).SingleOrDefaultAsync(row => row.Id == id, ct) is not { } opinion)
        {
            return OpinionErrors.NotFound;
        }

        db.Entry(opinion).Property("xmin").OriginalValue = version;
        var given = opinion.Give(view, words, now());
        if (!given.IsOk)
        {
            return given;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return OpinionErrors.Changed;
        }
    }

    private static string NameOf(SnapshotContent content, Cohort cohort, string number) =>
        !cohort.IsBlind && content.Sections.GetValueOrDefault(CandidatureForm.Identity) is { } identity
            ? $"{identity.GetValueOrDefault("prenom")} {identity.GetValueOrDefault("nom")}".Trim()
            : $"Dossier {number}";
}
