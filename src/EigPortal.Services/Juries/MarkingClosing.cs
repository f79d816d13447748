using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>A sheet that is not locked.</summary>
/// <param name="Given">Criteria that have a mark or an abstention.</param>
/// <param name="LateAt">When words of it arrived after the closing, and were not taken back; null without any.</param>
public sealed record UnlockedSheet(Guid CandidatureId, string Number, int Given, bool HasOpinion, DateTimeOffset? LateAt);

/// <summary>A member of the jury who has sheets that are not locked.</summary>
public sealed record UnlockedJuror(
    Guid JurorId,
    string FullName,
    bool HasLeft,
    DateTimeOffset? ReopenedUntil,
    IReadOnlyList<UnlockedSheet> Sheets
);

/// <summary>A member of the jury who has something to lock and may not mark any more.</summary>
public sealed record OutOfTime(Guid JurorId, string FullName);

/// <summary>What the closing of marking left unlocked, by whom, and more time for one person.</summary>
public sealed class MarkingClosing(EigDbContext db, ProgrammeNow programmeNow)
{
    /// <summary>Minus the files hidden from the viewer by a tie, and sheets that count for nothing anyway.</summary>
    public async Task<IReadOnlyList<UnlockedJuror>> UnlockedAsync(Cohort cohort, Actor actor, CancellationToken ct)
    {
        var rows = await (
            from sheet in db.ScoreSheets.ForStaff(actor, db).ToScore(cohort.Id, db)
            join file in db.Candidatures on sheet.CandidatureId equals file.Id
            join juror in db.Jurors on sheet.JurorId equals juror.Id
            join account in db.Accounts on juror.AccountId equals account.Id
            orderby account.FamilyName, account.GivenName, juror.Id, file.Number
            select new
            {
                JurorId = juror.Id,
                FullName = account.GivenName + " " + account.FamilyName,
                juror.LeftAt,
                juror.ReopenedUntil,
                FileId = file.Id,
                file.Number,
                Given = sheet.Marks.Count(mark => mark.Value != null || mark.Abstains),
                sheet.Opinion,
                LateAt = db
                    .LateSheets.Where(late => late.SheetId == sheet.Id && late.TakenAt == null)
                    .Max(late => (DateTimeOffset?)late.ArrivedAt),
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => (row.JurorId, row.FullName, row.LeftAt, row.ReopenedUntil))
                .Select(juror => new UnlockedJuror(
                    juror.Key.JurorId,
                    juror.Key.FullName,
                    juror.Key.LeftAt is not null,
                    juror.Key.ReopenedUntil,
                    [
                        .. juror.Select(row => new UnlockedSheet(
                            row.FileId,
                            row.Number!,
                            row.Given,
                            row.Opinion is not null,
                            row.LateAt
                        )),
                    ]
                )),
        ];
    }

    /// <summary>Those among these jurors whose time is over, in order of name: what is given to them can't be marked.</summary>
    public async Task<IReadOnlyList<OutOfTime>> OutOfTimeAsync(
        Cohort cohort,
        IReadOnlyCollection<Guid> jurorIds,
        CancellationToken ct
    )
    {
        var now = programmeNow();
        return cohort.Timetable.ReadingClosesAt <= now
            ? await (
                from juror in db.Jurors
                join account in db.Accounts on juror.AccountId equals account.Id
                where
                    jurorIds.Contains(juror.Id)
                    && juror.LeftAt == null
                    && (juror.ReopenedUntil == null || juror.ReopenedUntil <= now)
                orderby account.FamilyName, account.GivenName, juror.Id
                select new OutOfTime(juror.Id, account.GivenName + " " + account.FamilyName)
            ).ToListAsync(ct)
            : [];
    }

    /// <summary>The same, for the juror of one sheet.</summary>
    public async Task<IReadOnlyList<OutOfTime>> OutOfTimeAsync(Cohort cohort, Guid sheetId, CancellationToken ct) =>
        await OutOfTimeAsync(
            cohort,
            await db.ScoreSheets.Where(sheet => sheet.Id == sheetId).Select(sheet => sheet.JurorId).ToListAsync(ct),
            ct
        );

    /// <summary>Gives one person more time, after the closing, with a reason. They are told by mail.</summary>
    public async Task<Result> ReopenAsync(
        Cohort cohort,
        Guid jurorId,
        Result<DateTimeOffset> until,
        string? reason,
        Actor actor,
        CancellationToken ct
    )
    {
        var juror = await db.Jurors.SingleOrDefaultAsync(row => row.Id == jurorId && row.CohortId == cohort.Id, ct);
        if (juror is null || !actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        var result = juror.ReopenMarking(until, reason, cohort.Timetable, programmeNow());
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
            db.ChangeTracker.Clear();
            return JuryErrors.JurorChanged;
        }
    }
}
