using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Admin.Selection;

/// <summary>Publication of the results, by two people.</summary>
public sealed class ResultsController(
    EigDbContext db,
    CurrentCohort current,
    ProgrammeClock clock,
    PrepareResults prepare,
    ConfirmResults confirm,
    IOutputCacheStore cache,
    ActorLoader actors
) : AdminController(actors)
{
    /// <summary>Typed by the person who confirms, so that nobody publishes by a slip.</summary>
    public const string Word = "PUBLIER";

    [HttpGet("/admin/resultats")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Results", await ModelAsync(ct));

    [HttpPost("/admin/resultats/preparer")]
    public async Task<IActionResult> Prepare([FromForm] bool isPartial, CancellationToken ct) =>
        await AnswerAsync(
            await prepare.ExecuteAsync(new PublishResultsCommand(isPartial), await ActorAsync(ct), ct),
            "Publication préparée. Une autre personne doit la confirmer.",
            isPartial,
            ct
        );

    [HttpPost("/admin/resultats/confirmer")]
    public async Task<IActionResult> Confirm([FromForm] string? word, [FromForm] bool isPartial, CancellationToken ct)
    {
        if (word?.Trim() != Word)
        {
            var missing = new DomainError("results.word", $"Écrivez {Word} pour confirmer.", "word");
            return await AnswerAsync(missing, "", isPartial, ct);
        }

        var result = await confirm.ExecuteAsync(new PublishResultsCommand(isPartial), await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            await cache.EvictByTagAsync(PublicPages.Tag, ct);
        }

        return await AnswerAsync(result, "Publication confirmée. Les pages s’ouvrent à l’instant annoncé.", isPartial, ct);
    }

    private async Task<IActionResult> AnswerAsync(Result result, string done, bool isPartial, CancellationToken ct)
    {
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Results", (await ModelAsync(ct)) with { IsPartial = isPartial });
        }

        this.Flash(done);
        return LocalRedirect("/admin/resultats");
    }

    private async Task<ResultsModel> ModelAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var cohort = await current.GetAsync(ct);
        var release = await db
            .NoticeReleases.AsNoTracking()
            .Include(found => found.Recipients)
            .SingleOrDefaultAsync(found => found.CohortId == cohort.Id && found.State == NoticeReleaseState.Prepared, ct);
        return new ResultsModel(
            cohort,
            cohort.ResultsArePublicAt(clock.Now),
            await db.HeldNotices(cohort.Id, actor).ToListAsync(ct),
            release,
            await db.Undecided(cohort.Id, actor).CountAsync(ct),
            actor.AccountId
        );
    }
}

/// <param name="Held">Notices written and not sent, that the viewer may see.</param>
/// <param name="Release">The list that waits for a second person.</param>
/// <param name="Undecided">People who were heard and have no decision, that the viewer may see.</param>
public sealed record ResultsModel(
    Cohort Cohort,
    bool ArePublic,
    IReadOnlyList<HeldNotice> Held,
    NoticeRelease? Release,
    int Undecided,
    Guid Viewer
)
{
    /// <summary>The box that says so was ticked when the form was refused.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What leaves if the viewer confirms now.</summary>
    public IReadOnlyList<HeldNotice> Leaving =>
        Release is null
            ? Held
            : [.. Held.Where(notice => Release.Recipients.Any(recipient => recipient.DecisionId == notice.DecisionId))];
}
