using System.Globalization;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

public enum ReadingStatus
{
    ToStart,
    Draft,
    Locked,

    /// <summary>A tie was declared that lets the juror read without scoring.</summary>
    ReadOnly,
}

/// <summary>A line of a juror's list.</summary>
public sealed record AssignedReading(
    Guid SheetId,
    Guid CandidatureId,
    string Number,
    string FullName,
    IReadOnlyList<string> Wishes,
    ReadingStatus Status,
    DateTimeOffset? SavedAt
)
{
    public required Guid CohortId { get; init; }

    /// <summary>Whether its sheet says « coup de cœur », as a draft or locked.</summary>
    public bool IsFavourite { get; init; }

    /// <summary>Whether that « coup de cœur » counts towards the quota.</summary>
    public bool HoldsFavourite { get; init; }
}

/// <summary>A juror's work: every file that is theirs to read, and nothing else, not even as a number.</summary>
public sealed record JurorWork(IReadOnlyList<AssignedReading> Readings)
{
    public FavouriteQuota Favourites(Cohort cohort) =>
        new(
            cohort.FavouritesPerJuror,
            [
                .. Readings
                    .Where(reading => reading.HoldsFavourite && reading.CohortId == cohort.Id)
                    .Select(reading => reading.Number),
            ]
        );

    public int ToScore => Readings.Count(reading => reading.Status != ReadingStatus.ReadOnly);
    public int Locked => Readings.Count(reading => reading.Status == ReadingStatus.Locked);

    /// <summary>A draft first, since it was begun; then the first file not begun.</summary>
    public AssignedReading? Next =>
        Readings.FirstOrDefault(reading => reading.Status == ReadingStatus.Draft)
        ?? Readings.FirstOrDefault(reading => reading.Status == ReadingStatus.ToStart);
}

/// <summary>A file in its juror's list.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Locked">Of the sheets that this juror has to score, those that are locked.</param>
/// <param name="Saves">The page and the version that last saved each sheet, for the script that keeps them.</param>
public sealed record ReadingPlace(
    string Number,
    int Position,
    int Count,
    Guid? PreviousId,
    Guid? NextId,
    int Locked,
    int ToScore,
    IReadOnlyDictionary<Guid, SheetSave> Saves
)
{
    /// <summary>Numbers of the files that carry a « coup de cœur » of this juror, locked.</summary>
    public required IReadOnlyList<string> Favourites { get; init; }
}

/// <summary>How a sheet was last saved.</summary>
/// <param name="Page">The open page that saved it; null without script.</param>
public sealed record SheetSave(Guid? Page, string Version);

/// <summary>One file as its juror reads it: the last submission, beside the sheet.</summary>
/// <param name="Version">Row version of the sheet, for the form.</param>
/// <param name="Form">The version of the form that the submission answers.</param>
/// <param name="Scans">Which documents of the submission open.</param>
/// <param name="Changes">What completions changed since the submission; null without one.</param>
/// <param name="MayScore">False when a tie lets the juror read only.</param>
public sealed record ReadingFile(
    ScoreSheet Sheet,
    uint Version,
    Guid CandidatureId,
    string Number,
    string RemarksForJury,
    Snapshot Snapshot,
    PromotionForm Form,
    Cohort Cohort,
    bool MayScore,
    ReadingPlace Place,
    IReadOnlyDictionary<Guid, ScanState> Scans,
    SnapshotChanges? Changes
)
{
    /// <summary>What the juror may read of the submission: without what tells who wrote it while the first stage is blind.</summary>
    public required SnapshotContent Content { get; init; }

    /// <summary>Passages that support the marks, in the order in which they were retained.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    public IReadOnlyList<ReadablePart> Parts => ReadableSubmission.Parts(Content, Form);

    /// <summary>Until when this juror marks.</summary>
    public required MarkingWindow Window { get; init; }

    /// <summary>More time that staff gave to this juror after the closing.</summary>
    public DateTimeOffset? ReopenedUntil { get; init; }

    /// <summary>Whether this juror may still mark.</summary>
    public required bool IsMarkingOpen { get; init; }

    /// <summary>What arrived after the closing and was not taken back, the last one first.</summary>
    public required IReadOnlyList<LateSheet> Late { get; init; }

    /// <summary>What the phase shows to this juror.</summary>
    public required JuryView View { get; init; }

    /// <summary>Sheets of other jurors, once the phase shows them.</summary>
    public required IReadOnlyList<OtherSheet> Others { get; init; }

    /// <summary>The shared grid of the hearing beside the readings, where the jury deliberates.</summary>
    public StageComparison? Stages { get; init; }

    public bool IsBlind => !View.Identities;

    /// <summary>The person's name, or the file's while identities are hidden.</summary>
    public string Name =>
        IsBlind ? $"Dossier {Number}"
        : Content.Sections.GetValueOrDefault(CandidatureForm.Identity) is { } identity
            ? $"{identity.GetValueOrDefault("prenom")} {identity.GetValueOrDefault("nom")}".Trim()
        : "";

    /// <summary>
    /// What locking would answer now, and the total it would give: the verb is tried on this untracked copy, which is never saved.
    /// </summary>
    public Result TryLock(DateTimeOffset now) => Sheet.Lock(Cohort, now, Favourites.Numbers, ReopenedUntil);

    /// <summary>« Coups de cœur » of this juror, and how many are left.</summary>
    public FavouriteQuota Favourites => new(Cohort.FavouritesPerJuror, Place.Favourites);
}

/// <param name="ClosesAt">When this juror stops marking; null until staff set it.</param>
public sealed record MarkingTime(DateTimeOffset? ClosesAt, bool IsOpen);

/// <summary>What a juror may see of their readings.</summary>
public sealed class JurorReadings(
    EigDbContext db,
    CandidatureForms forms,
    FileOpenings openings,
    FileScans scans,
    JuryPolicy policy,
    OtherSheets others,
    ProgrammeNow programmeNow
)
{
    public async Task<JurorWork> ListAsync(Actor actor, CancellationToken ct)
    {
        var rows = await (
            from sheet in db.ScoreSheets.ForJuror(actor, db)
            join candidature in db.Candidatures on sheet.CandidatureId equals candidature.Id
            join person in db.Candidates on candidature.CandidateId equals person.Id
            orderby candidature.Number
            select new
            {
                sheet.Id,
                sheet.CandidatureId,
                sheet.State,
                sheet.SavedAt,
                sheet.Opinion,
                HoldsFavourite = db.ScoreSheets.HoldingFavourite(db).Any(held => held.Id == sheet.Id),
                candidature.Number,
                candidature.CohortId,
                FullName = db.Cohorts.HidingIdentities().Any(cohort => cohort.Id == candidature.CohortId)
                    ? PhaseQueries.HiddenName
                    : person.GivenName + " " + person.FamilyName,
                ReadOnly = db
                    .Conflicts.KeepingFromScoring()
                    .Any(row => row.AccountId == actor.AccountId && row.CandidatureId == sheet.CandidatureId),
            }
        ).ToListAsync(ct);
        var ids = rows.Select(row => row.CandidatureId).ToList();
        var wishes = await (
            from wish in db.LastSubmittedWishes()
            join challenge in db.Challenges on wish.ChallengeId equals challenge.Id
            where ids.Contains(wish.CandidatureId)
            orderby wish.Rank
            select new { wish.CandidatureId, Label = challenge.Name + " (" + wish.Profile + ")" }
        ).ToListAsync(ct);
        var wishesOf = wishes.ToLookup(wish => wish.CandidatureId, wish => wish.Label);
        return new JurorWork([
            .. rows.Select(row => new AssignedReading(
                row.Id,
                row.CandidatureId,
                row.Number!,
                row.FullName,
                [.. wishesOf[row.CandidatureId]],
                row.ReadOnly ? ReadingStatus.ReadOnly : StatusOf(row.State, row.SavedAt),
                row.SavedAt
            )
            {
                CohortId = row.CohortId,
                IsFavourite = !row.ReadOnly && row.Opinion == Opinion.CoupDeCoeur,
                HoldsFavourite = row.HoldsFavourite,
            }),
        ]);
    }

    /// <summary>Until when this juror marks for a promotion.</summary>
    public async Task<MarkingTime> TimeAsync(Cohort cohort, Actor actor, CancellationToken ct)
    {
        var reopened = await db
            .Jurors.Where(juror => actor.JurorIds.Contains(juror.Id) && juror.CohortId == cohort.Id)
            .Select(juror => juror.ReopenedUntil)
            .FirstOrDefaultAsync(ct);
        var window = MarkingWindow.Of(cohort.Timetable, reopened);
        return new MarkingTime(window.ClosesAt, window.IsOpenAt(programmeNow()));
    }

    /// <summary>One file, or null when it isn't this juror's to read.</summary>
    public async Task<ReadingFile?> FindAsync(Guid sheetId, Actor actor, CancellationToken ct)
    {
        if (await PlaceAsync(sheetId, actor, ct) is not { } place)
        {
            return null;
        }

        var row = await (
            from sheet in db.ScoreSheets.AsNoTracking()
            join candidature in db.Candidatures on sheet.CandidatureId equals candidature.Id
            join snapshot in db.LastSnapshots() on candidature.Id equals snapshot.CandidatureId
            where sheet.Id == sheetId
            select new
            {
                Sheet = sheet,
                Version = EF.Property<uint>(sheet, "xmin"),
                candidature.Number,
                candidature.RemarksForJury,
                Snapshot = snapshot,
                ReadOnly = db
                    .Conflicts.KeepingFromScoring()
                    .Any(conflict => conflict.AccountId == actor.AccountId && conflict.CandidatureId == candidature.Id),
                ReopenedUntil = db
                    .Jurors.Where(juror => juror.Id == sheet.JurorId)
                    .Select(juror => juror.ReopenedUntil)
                    .FirstOrDefault(),
                Passages = db.Passages.Where(passage => passage.SheetId == sheetId && passage.WithdrawnIn == null).ToList(),
            }
        )
            .AsSingleQuery()
            .SingleAsync(ct);
        await openings.RecordAsync(row.Sheet.CandidatureId, OpenedPart.File, actor, ct);
        var cohort = await db.CohortOfAsync(row.Sheet, ct);
        var content = await db.ReadableAsync(row.Snapshot, cohort, ct);
        var view = await policy.OfAsync(cohort, ct);
        var window = MarkingWindow.Of(cohort.Timetable, row.ReopenedUntil);
        return new ReadingFile(
            row.Sheet,
            row.Version,
            row.Sheet.CandidatureId,
            row.Number!,
            cohort.IsBlind ? BlindSubmission.Hide(row.RemarksForJury, row.Snapshot.Content) : row.RemarksForJury,
            row.Snapshot,
            await forms.OfAsync(db, cohort.Id, row.Snapshot.FormVersion, ct),
            cohort,
            !row.ReadOnly,
            place,
            await scans.OfAsync(content.Documents.Select(document => document.FileId), ct),
            await SnapshotChanges.OfAsync(db, row.Snapshot, ct)
        )
        {
            Content = content,
            Window = window,
            ReopenedUntil = row.ReopenedUntil,
            IsMarkingOpen = window.IsOpenAt(programmeNow()),
            Late = await LateAsync(sheetId, cohort, ct),
            View = view,
            Others = await others.OfAsync(row.Sheet.CandidatureId, cohort, view, actor, ct),
            Stages = view.Ranks ? await others.StagesAsync(row.Sheet.CandidatureId, cohort, view, actor, ct) : null,
            Passages = [.. row.Passages.OrderBy(passage => passage.RetainedAt).ThenBy(passage => passage.Id)],
        };
    }

    /// <summary>Where a file stands in its juror's list, or null when it isn't this juror's to read.</summary>
    public async Task<ReadingPlace?> PlaceAsync(Guid sheetId, Actor actor, CancellationToken ct)
    {
        var list = await (
            from sheet in db.ScoreSheets.ForJuror(actor, db)
            join candidature in db.Candidatures on sheet.CandidatureId equals candidature.Id
            orderby candidature.Number
            select new
            {
                sheet.Id,
                sheet.JurorId,
                sheet.State,
                HoldsFavourite = db.ScoreSheets.HoldingFavourite(db).Any(held => held.Id == sheet.Id),
                sheet.SavedByPage,
                Version = EF.Property<uint>(sheet, "xmin"),
                candidature.Number,
                ReadOnly = db
                    .Conflicts.KeepingFromScoring()
                    .Any(row => row.AccountId == actor.AccountId && row.CandidatureId == sheet.CandidatureId),
            }
        ).ToListAsync(ct);
        var position = list.FindIndex(sheet => sheet.Id == sheetId);
        return position < 0
            ? null
            : new ReadingPlace(
                list[position].Number!,
                position + 1,
                list.Count,
                position > 0 ? list[position - 1].Id : null,
                position < list.Count - 1 ? list[position + 1].Id : null,
                list.Count(sheet => sheet.State == SheetState.Locked && !sheet.ReadOnly),
                list.Count(sheet => !sheet.ReadOnly),
                list.ToDictionary(
                    sheet => sheet.Id,
                    sheet => new SheetSave(sheet.SavedByPage, sheet.Version.ToString(CultureInfo.InvariantCulture))
                )
            )
            {
                Favourites =
                [
                    .. list.Where(sheet => sheet.HoldsFavourite && sheet.JurorId == list[position].JurorId)
                        .Select(sheet => sheet.Number!),
                ],
            };
    }

    /// <summary>Whether the document belongs to the file of this reading, and the reading to this juror.</summary>
    public Task<bool> HoldsAsync(Guid sheetId, Guid documentId, Actor actor, CancellationToken ct) =>
        db
            .ScoreSheets.ForJuror(actor, db)
            .AnyAsync(
                sheet =>
                    sheet.Id == sheetId
                    && db.Documents.Any(document => document.Id == documentId && document.CandidatureId == sheet.CandidatureId),
                ct
            );

    // Nothing is late as long as no closing has passed.
    private async Task<IReadOnlyList<LateSheet>> LateAsync(Guid sheetId, Cohort cohort, CancellationToken ct) =>
        cohort.Timetable.ReadingClosesAt <= programmeNow()
            ? await db
                .LateSheets.AsNoTracking()
                .Where(late => late.SheetId == sheetId && late.TakenAt == null)
                .OrderByDescending(late => late.ArrivedAt)
                .AsSingleQuery()
                .ToListAsync(ct)
            : [];

    private static ReadingStatus StatusOf(SheetState state, DateTimeOffset? savedAt) =>
        state == SheetState.Locked ? ReadingStatus.Locked
        : savedAt is null ? ReadingStatus.ToStart
        : ReadingStatus.Draft;
}
