using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>A juror as staff follow them. Every number leaves out the files hidden from the viewer.</summary>
/// <param name="LastActivityAt">Last save, or the first assignment when nothing was saved; null without readings.</param>
public sealed record JurorProgress(
    Guid JurorId,
    Guid AccountId,
    string FullName,
    string Email,
    DateTimeOffset? CharterAcceptedAt,
    bool HasLeft,
    int Assigned,
    int Started,
    int Locked,
    DateTimeOffset? LastActivityAt,
    IReadOnlyList<string> MentoredChallenges
)
{
    public int Remaining => Assigned - Locked;

    /// <summary>« Coups de cœur » that count towards the quota.</summary>
    public int Favourites { get; init; }

    /// <summary>Still has files to lock and hasn't touched any for <see cref="JuryBoard.LateAfterDays"/> days.</summary>
    public bool IsLateAt(DateTimeOffset now) =>
        !HasLeft && Remaining > 0 && LastActivityAt is { } last && now - last >= TimeSpan.FromDays(JuryBoard.LateAfterDays);
}

/// <summary>A file that can be given to jurors.</summary>
public sealed record FileToAssign(
    Guid CandidatureId,
    string Number,
    string FullName,
    CandidatureState State,
    IReadOnlyList<string> Wishes,
    int Readings,
    int Locked
);

/// <summary>Part of a list of files. A row holds a choice, two names and two wishes: a hundred of them weigh what one page may.</summary>
public sealed record FilePage(IReadOnlyList<FileToAssign> Files, int Total, int Page, int Pages)
{
    public const int Size = 100;
}

/// <summary>A tie, as staff see it.</summary>
public sealed record ConflictLine(
    Guid ConflictId,
    Guid CandidatureId,
    string Number,
    string Candidate,
    string Person,
    ConflictLevel Level,
    ConflictOrigin Origin,
    string Reason,
    string DeclaredBy,
    DateTimeOffset DeclaredAt,
    DateTimeOffset? LiftedAt
);

/// <summary>One sheet of a file, with what its juror wrote.</summary>
/// <param name="Counts">Whether it enters the score of the file.</param>
/// <param name="Passages">Every passage that an edition rests on, the present one or a former one.</param>
/// <param name="Reopened">What was locked before each reopening, the last one first.</param>
public sealed record SheetDetail(
    ScoreSheet Sheet,
    Guid JurorAccountId,
    string Juror,
    ConflictLevel? Conflict,
    bool Counts,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<SheetVersion> Reopened
);

/// <summary>Every reading of one file, for staff.</summary>
public sealed record FileReadings(
    Guid CandidatureId,
    Guid CohortId,
    string Number,
    string FullName,
    CandidatureState State,
    IReadOnlyList<string> Wishes,
    IReadOnlyList<SheetDetail> Sheets,
    IReadOnlyList<ConflictLine> Conflicts
);

/// <summary>What staff follow of the jury: jurors, files to give, ties, sheets.</summary>
public sealed class JuryBoard(EigDbContext db)
{
    /// <summary>Days without a save after which a juror with files left is shown as late.</summary>
    public const int LateAfterDays = 7;

    public async Task<IReadOnlyList<JurorProgress>> JurorsAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var readings = db
            .ScoreSheets.ForStaff(actor, db)
            .WithoutConflict(db)
            .Where(sheet => sheet.State != SheetState.SetAside)
            .Where(sheet =>
                db.Candidatures.Any(file => file.Id == sheet.CandidatureId && SheetQueries.InTheRunning.Contains(file.State))
            );
        var rows = await (
            from juror in db.Jurors
            join account in db.Accounts on juror.AccountId equals account.Id
            where juror.CohortId == cohortId
            orderby account.FamilyName, account.GivenName, juror.Id
            select new
            {
                juror.Id,
                juror.AccountId,
                FullName = account.GivenName + " " + account.FamilyName,
                account.Email,
                juror.CharterAcceptedAt,
                juror.LeftAt,
                Assigned = readings.Count(sheet => sheet.JurorId == juror.Id),
                Started = readings.Count(sheet => sheet.JurorId == juror.Id && sheet.SavedAt != null),
                Locked = readings.Count(sheet => sheet.JurorId == juror.Id && sheet.State == SheetState.Locked),
                Favourites = db.ScoreSheets.ForStaff(actor, db).HoldingFavourite(db).Count(sheet => sheet.JurorId == juror.Id),
                LastSave = readings.Where(sheet => sheet.JurorId == juror.Id).Max(sheet => sheet.SavedAt),
                FirstAssigned = readings
                    .Where(sheet => sheet.JurorId == juror.Id)
                    .Min(sheet => (DateTimeOffset?)sheet.AssignedAt),
                Mentored = db
                    .Mentors.Where(mentor => mentor.AccountId == juror.AccountId && mentor.LeftAt == null)
                    .Join(
                        db.Challenges,
                        mentor => mentor.ChallengeId,
                        challenge => challenge.Id,
                        (_, challenge) => challenge.Name
                    )
                    .ToList(),
            }
        )
            .AsNoTracking()
            .AsSingleQuery()
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new JurorProgress(
                row.Id,
                row.AccountId,
                row.FullName,
                row.Email ?? "",
                row.CharterAcceptedAt,
                row.LeftAt is not null,
                row.Assigned,
                row.Started,
                row.Locked,
                row.LastSave ?? row.FirstAssigned,
                row.Mentored
            )
            {
                Favourites = row.Favourites,
            }),
        ];
    }

    /// <summary>Files in the running, in order of number.</summary>
    /// <param name="challengeId">Only those that wish for this challenge.</param>
    /// <param name="fewerThan">Only those with fewer readings than this.</param>
    /// <param name="page">From 1; a page that does not exist is the nearest one.</param>
    public async Task<FilePage> FilesAsync(
        Guid cohortId,
        Guid? challengeId,
        int? fewerThan,
        int page,
        Actor actor,
        CancellationToken ct
    )
    {
        var readings = db.ScoreSheets.WithoutConflict(db).Where(sheet => sheet.State != SheetState.SetAside);
        var found =
            from file in db.Candidatures.ForStaff(actor, db)
            join person in db.Candidates on file.CandidateId equals person.Id
            where file.CohortId == cohortId && SheetQueries.InTheRunning.Contains(file.State)
            where
                challengeId == null
                || db.LastSubmittedWishes().Any(wish => wish.CandidatureId == file.Id && wish.ChallengeId == challengeId)
            where fewerThan == null || readings.Count(sheet => sheet.CandidatureId == file.Id) < fewerThan
            orderby file.Number
            select new
            {
                file.Id,
                file.Number,
                FullName = person.GivenName + " " + person.FamilyName,
                file.State,
                Readings = readings.Count(sheet => sheet.CandidatureId == file.Id),
                Locked = readings.Count(sheet => sheet.CandidatureId == file.Id && sheet.State == SheetState.Locked),
            };
        var total = await found.CountAsync(ct);
        var pages = Math.Max(1, (total + FilePage.Size - 1) / FilePage.Size);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await found.Skip((shown - 1) * FilePage.Size).Take(FilePage.Size).ToListAsync(ct);
        var wishes = await WishesAsync([.. rows.Select(row => row.Id)], ct);
        return new FilePage(
            [
                .. rows.Select(row => new FileToAssign(
                    row.Id,
                    row.Number!,
                    row.FullName,
                    row.State,
                    [.. wishes[row.Id]],
                    row.Readings,
                    row.Locked
                )),
            ],
            total,
            shown,
            pages
        );
    }

    /// <summary>Ties of a promotion, open ones first, minus those of files hidden from the viewer.</summary>
    public Task<List<ConflictLine>> ConflictsAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        Conflicts(db.Candidatures.ForStaff(actor, db).Where(file => file.CohortId == cohortId)).ToListAsync(ct);

    /// <summary>Whether the sheet is a reading of this file, and the file the viewer's to see.</summary>
    public Task<bool> HoldsAsync(Guid candidatureId, Guid sheetId, Actor actor, CancellationToken ct) =>
        db.ScoreSheets.ForStaff(actor, db).AnyAsync(sheet => sheet.Id == sheetId && sheet.CandidatureId == candidatureId, ct);

    /// <summary>Every reading of a file, or null when the viewer may not see it.</summary>
    public async Task<FileReadings?> FindAsync(Guid candidatureId, Actor actor, CancellationToken ct)
    {
        var visible = db.Candidatures.ForStaff(actor, db).Where(file => file.Id == candidatureId && file.SubmittedAt != null);
        var file = await visible
            .Join(db.Candidates, row => row.CandidateId, person => person.Id, (row, person) => new { row, person })
            .Select(pair => new
            {
                pair.row.Id,
                pair.row.CohortId,
                pair.row.Number,
                FullName = pair.person.GivenName + " " + pair.person.FamilyName,
                pair.row.State,
            })
            .SingleOrDefaultAsync(ct);
        if (file is null)
        {
            return null;
        }

        var wishes = await WishesAsync([file.Id], ct);
        return new FileReadings(
            file.Id,
            file.CohortId,
            file.Number!,
            file.FullName,
            file.State,
            [.. wishes[file.Id]],
            await SheetsAsync(file.Id, ct),
            await Conflicts(visible).ToListAsync(ct)
        );
    }

    private async Task<IReadOnlyList<SheetDetail>> SheetsAsync(Guid candidatureId, CancellationToken ct)
    {
        var rows = await (
            from sheet in db.ScoreSheets.AsNoTracking()
            join juror in db.Jurors on sheet.JurorId equals juror.Id
            join account in db.Accounts on juror.AccountId equals account.Id
            where sheet.CandidatureId == candidatureId
            orderby account.FamilyName, account.GivenName, sheet.Id
            select new
            {
                Sheet = sheet,
                AccountId = account.Id,
                Name = account.GivenName + " " + account.FamilyName,
                Conflict = db
                    .Conflicts.Open()
                    .Where(conflict => conflict.AccountId == account.Id && conflict.CandidatureId == candidatureId)
                    .Select(conflict => (ConflictLevel?)conflict.Level)
                    .FirstOrDefault(),
            }
        )
            .AsSingleQuery()
            .ToListAsync(ct);
        var ids = rows.Select(row => row.Sheet.Id).ToList();
        var passages = await db
            .Passages.AsNoTracking()
            .Where(passage => ids.Contains(passage.SheetId))
            .OrderBy(passage => passage.RetainedAt)
            .ToListAsync(ct);
        var versions = await db
            .SheetVersions.AsNoTracking()
            .Include(version => version.Marks)
            .Where(version => ids.Contains(version.SheetId))
            .OrderByDescending(version => version.Edition)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new SheetDetail(
                row.Sheet,
                row.AccountId,
                row.Name,
                row.Conflict,
                row.Sheet is { State: SheetState.Locked, Total: not null } && row.Conflict is null or ConflictLevel.Declared,
                [.. passages.Where(passage => passage.SheetId == row.Sheet.Id)],
                [.. versions.Where(version => version.SheetId == row.Sheet.Id)]
            )),
        ];
    }

    private IQueryable<ConflictLine> Conflicts(IQueryable<Candidature> files) =>
        from conflict in db.Conflicts
        join file in files on conflict.CandidatureId equals file.Id
        join candidate in db.Candidates on file.CandidateId equals candidate.Id
        join person in db.Accounts on conflict.AccountId equals person.Id
        join author in db.Accounts on conflict.DeclaredBy equals author.Id
        orderby conflict.LiftedAt != null, conflict.DeclaredAt descending, conflict.Id
        select new ConflictLine(
            conflict.Id,
            file.Id,
            file.Number!,
            candidate.GivenName + " " + candidate.FamilyName,
            person.GivenName + " " + person.FamilyName,
            conflict.Level,
            conflict.Origin,
            conflict.Reason,
            author.GivenName + " " + author.FamilyName,
            conflict.DeclaredAt,
            conflict.LiftedAt
        );

    private async Task<ILookup<Guid, string>> WishesAsync(IReadOnlyCollection<Guid> candidatureIds, CancellationToken ct)
    {
        var rows = await (
            from wish in db.LastSubmittedWishes()
            join challenge in db.Challenges on wish.ChallengeId equals challenge.Id
            where candidatureIds.Contains(wish.CandidatureId)
            orderby wish.Rank
            select new { wish.CandidatureId, Label = challenge.Name + " (" + wish.Profile + ")" }
        ).ToListAsync(ct);
        return rows.ToLookup(row => row.CandidatureId, row => row.Label);
    }
}
