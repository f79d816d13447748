using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Outages;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Outages;

/// <summary>The journal of outages, and the later closing that two people may decide for everybody.</summary>
public sealed class OutagesController(
    OutageJournal journal,
    ProlongCall prolong,
    CurrentCohort current,
    ProgrammeClock clock,
    IOutputCacheStore cache,
    ActorLoader actors
) : AdminController(actors)
{
    private const string Address = "/admin/pannes";
    private const int UsualHours = 24;

    [HttpGet(Address)]
    public async Task<IActionResult> Index(int heures, CancellationToken ct) =>
        View("Index", await ModelAsync(heures, new ProlongationInput(), ct));

    [HttpPost(Address + "/prolongation")]
    public async Task<IActionResult> Propose([FromForm] ProlongationInput input, CancellationToken ct)
    {
        var until = ParisInstants.Parse(input.Until, nameof(input.Until));
        var reason = input.Reason ?? "";
        var result = until.IsOk
            ? await prolong.ProposeAsync(until.Value, reason, await ActorAsync(ct), ct)
            : Result.Refuse([.. until.Errors, .. new[] { Cohort.CheckClosingReason(reason) }.OfType<DomainError>()]);
        return await AnswerAsync(result, input, "Votre proposition attend l’accord d’une seconde personne.", ct);
    }

    [HttpPost(Address + "/prolongation/accord")]
    public async Task<IActionResult> Confirm([FromForm] DateTimeOffset until, CancellationToken ct)
    {
        var result = await prolong.ConfirmAsync(until, await ActorAsync(ct), ct);
        if (result.IsOk)
        {
            await PublicPages.EvictAsync(cache, ct);
        }

        return await AnswerAsync(
            result,
            new ProlongationInput(),
            $"L’appel ferme maintenant le {FrenchDates.Long(until)}. Les pages donnent cette date, et un courriel part vers les brouillons.",
            ct
        );
    }

    [HttpPost(Address + "/prolongation/abandon")]
    public async Task<IActionResult> Drop(CancellationToken ct) =>
        await AnswerAsync(await prolong.DropAsync(ct), new ProlongationInput(), "La proposition est abandonnée.", ct);

    private async Task<IActionResult> AnswerAsync(Result result, ProlongationInput input, string done, CancellationToken ct)
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect(Address);
        }

        AddErrors(result.Errors);
        var status = result.Errors.Contains(RescheduleCohort.Changed)
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;
        return Refused("Index", await ModelAsync(0, input, ct), status);
    }

    private async Task<OutagesModel> ModelAsync(int hours, ProlongationInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var counted = OutagesModel.HoursOffered.Contains(hours) ? hours : UsualHours;
        var now = clock.Now;
        var since = (cohort.Timetable.CallOpensAt ?? now) < now ? cohort.Timetable.CallOpensAt ?? now : now.AddDays(-7);
        var outages = await journal.SinceAsync(since, ct);
        var downtime = cohort.Timetable.CallClosesAt is { } closes
            ? Downtime.Before(
                closes,
                TimeSpan.FromHours(counted),
                outages.Select(outage => (outage.ProgrammeStartedAt, outage.ProgrammeEndedAt)),
                now
            )
            : null;
        var actor = await ActorAsync(ct);
        return new OutagesModel(cohort, outages, counted, downtime, cohort.ClosingProposedBy == actor.AccountId, input);
    }
}
