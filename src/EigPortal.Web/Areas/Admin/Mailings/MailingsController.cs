using EigPortal.Domain.Mailings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Mailings;
using EigPortal.Services.Screening;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Mailings;

/// <summary>Messages to several candidates: written by one person, sent once by another who has read the list (B13, B15).</summary>
public sealed class MailingsController(
    MailingDesk desk,
    CandidatureDetail details,
    CurrentCohort current,
    StaffDashboard dashboard,
    ActorLoader actors
) : AdminController(actors)
{
    private const string Address = "/admin/courriels/envois";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Index", await desk.AllAsync((await current.GetAsync(ct)).Id, ct));

    [HttpGet(Address + "/nouveau")]
    public async Task<IActionResult> New(bool attente, Guid? defi, string? profil, CancellationToken ct)
    {
        var words = await desk.StartAsync(attente, ct);
        var input = new MailingInput
        {
            Subject = words.Subject,
            Body = words.Body,
            OnWaitingList = attente,
            ChallengeId = defi,
            Profile = profil,
        };
        return View("Edit", await FormAsync(null, input, ct));
    }

    [HttpPost(Address + "/nouveau")]
    public Task<IActionResult> Create([FromForm] MailingInput input, CancellationToken ct) => WriteAsync(null, input, ct);

    [HttpGet(Address + "/{id:guid}/modifier")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } mailing && Mailing.Allowed.Allows(mailing.Standing, MailingVerb.Edit)
            ? View("Edit", await FormAsync(id, MailingInput.From(mailing), ct))
            : NotFound();

    [HttpPost(Address + "/{id:guid}/modifier")]
    public async Task<IActionResult> Update(Guid id, [FromForm] MailingInput input, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is null ? NotFound() : await WriteAsync(id, input, ct);

    [HttpGet(Address + "/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } mailing ? View("Show", await ModelAsync(mailing, ct)) : NotFound();

    [HttpPost(Address + "/{id:guid}/demande")]
    public async Task<IActionResult> Ask(Guid id, [FromForm] string? mark, CancellationToken ct) =>
        await AnswerAsync(
            id,
            await desk.AskAsync(id, mark ?? "", await ActorAsync(ct), ct),
            "Le message attend l’accord d’une seconde personne.",
            ct
        );

    [HttpPost(Address + "/{id:guid}/accord")]
    public async Task<IActionResult> Send(Guid id, [FromForm] string? mark, CancellationToken ct) =>
        await AnswerAsync(
            id,
            await desk.SendAsync(id, mark ?? "", await ActorAsync(ct), ct),
            "Les courriels partent. Cette page montre où ils en sont.",
            ct
        );

    [HttpPost(Address + "/{id:guid}/abandon")]
    public async Task<IActionResult> Drop(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await desk.DropAsync(id, ct), "Le message est abandonné.", ct);

    private async Task<IActionResult> WriteAsync(Guid? id, MailingInput input, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            // A date that is none: told together with the rest.
            AddErrors(desk.Check(input.ToText()));
            return Refused("Edit", await FormAsync(id, input, ct));
        }

        var written = await desk.WriteAsync(id, input.ToText(), await ActorAsync(ct), ct);
        if (written.IsOk)
        {
            return LocalRedirect($"{Address}/{written.Value}");
        }

        AddErrors(written.Errors);
        return Refused("Edit", await FormAsync(id, input, ct), StatusOf(written));
    }

    private async Task<IActionResult> AnswerAsync(Guid id, Result result, string done, CancellationToken ct)
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"{Address}/{id}");
        }

        if (await desk.FindAsync(id, ct) is not { } mailing)
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        return Refused("Show", await ModelAsync(mailing, ct), StatusOf(result));
    }

    private static int StatusOf(Result result) =>
        result.Errors.Contains(MailingDesk.Changed) || result.Errors.Contains(MailingDesk.ListChanged)
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;

    private async Task<MailingFormModel> FormAsync(Guid? id, MailingInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var coverage = await dashboard.CoverageAsync(cohort.Id, await ActorAsync(ct), ct);
        return new MailingFormModel(
            id,
            input,
            await details.ChallengesAsync(cohort.Id, ct),
            [.. coverage.Select(list => list.Profile).Distinct().Order(StringComparer.CurrentCulture)]
        );
    }

    private async Task<MailingModel> ModelAsync(Mailing mailing, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var isListed =
            mailing.Standing is MailingState.Draft or MailingState.Asked
            || mailing is { OnWaitingList: true, Standing: MailingState.Sent };
        var challenges = await details.ChallengesAsync(mailing.CohortId, ct);
        return new MailingModel(
            mailing,
            isListed ? await desk.RecipientsAsync(mailing, actor, ct) : null,
            MailingModel.ExampleOf(mailing),
            challenges.SingleOrDefault(challenge => challenge.Id == mailing.ChallengeId)?.Name,
            await desk.ProgressAsync(mailing, actor, ct),
            mailing.Author == actor.AccountId,
            await desk.MayLeaveAsync(mailing, ct)
        );
    }
}
