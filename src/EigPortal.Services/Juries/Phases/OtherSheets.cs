using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries.Phases;

/// <summary>A sheet of the same file by another juror.</summary>
/// <param name="Juror">Their name, or a number that means nothing while names are hidden.</param>
/// <param name="Marks">With the titles of the grid, in its order.</param>
/// <param name="Total">Out of 20, two decimals half up; null when too few marks were given.</param>
public sealed record OtherSheet(
    string Juror,
    IReadOnlyList<(string Title, Mark Mark)> Marks,
    Opinion Opinion,
    string OverallComment,
    decimal? Total
);

/// <summary>What others wrote of the files of a juror.</summary>
public sealed class OtherSheets(EigDbContext db, StageComparisons stages)
{
    /// <summary>The shared grid of the hearing beside the readings; null until the phase shows it.</summary>
    public Task<StageComparison?> StagesAsync(
        Guid candidatureId,
        Cohort cohort,
        JuryView view,
        Actor actor,
        CancellationToken ct
    ) => stages.ForJurorAsync(candidatureId, cohort, view, actor, ct);

    /// <summary>Of one file; empty as long as the phase hides them.</summary>
    public async Task<IReadOnlyList<OtherSheet>> OfAsync(
        Guid candidatureId,
        Cohort cohort,
        JuryView view,
        Actor actor,
        CancellationToken ct
    )
    {
        if (view.OthersMarks == OthersMarks.Never)
        {
            return [];
        }

        var rows = await (
            from sheet in db.ScoreSheets.OthersFor(actor, view, db).AsNoTracking()
            join juror in db.Jurors on sheet.JurorId equals juror.Id
            join account in db.Accounts on juror.AccountId equals account.Id
            where sheet.CandidatureId == candidatureId
            select new { Sheet = sheet, Name = view.JurorNames ? account.GivenName + " " + account.FamilyName : "" }
        )
            .AsSingleQuery()
            .ToListAsync(ct);
        // The end of an id was drawn at random: its order tells of no juror, and is the same at each visit.
        return
        [
            .. rows.OrderBy(row => row.Name, StringComparer.Ordinal)
                .ThenBy(row => row.Sheet.Id.ToString()[^12..], StringComparer.Ordinal)
                .Select((row, place) => Of(row.Sheet, row.Name.Length > 0 ? row.Name : $"Membre du jury {place + 1}", cohort)),
        ];
    }

    private static OtherSheet Of(ScoreSheet sheet, string juror, Cohort cohort) =>
        new(
            juror,
            [
                .. from criterion in cohort.Criteria
                orderby criterion.Position
                from mark in sheet.Marks
                where mark.CriterionKey == criterion.Key
                select (criterion.Title, mark),
            ],
            sheet.Opinion!.Value,
            sheet.OverallComment,
            sheet.Total is { } total ? ScoringPolicy.Shown(total) : null
        );
}
