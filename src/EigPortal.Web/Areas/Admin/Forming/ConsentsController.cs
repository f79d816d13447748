using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>Questions of the jury to people about challenges they did not ask for (F16).</summary>
public sealed class ConsentsController(AskConsent consents, TeamFacts facts, CurrentCohort current, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/equipes/accords")]
    public async Task<IActionResult> Index([FromQuery] ConsentInput input, CancellationToken ct) =>
        View("Consents", await ModelAsync(input, ct));

    [HttpPost("/admin/equipes/accords")]
    public async Task<IActionResult> Ask([FromForm] ConsentInput input, CancellationToken ct)
    {
        var command = new AskConsentCommand(input.CandidatureId, input.PostId, input.ParsedDays, input.Reason ?? "");
        var asked = await consents.ExecuteAsync((await current.GetAsync(ct)).Id, command, await ActorAsync(ct), ct);
        if (asked.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        if (!asked.IsOk)
        {
            AddErrors(asked.Errors);
            return Refused("Consents", await ModelAsync(input, ct));
        }

        this.Flash(
            "La question est posée : la personne reçoit un courriel. Son accord, s’il vient, comptera au prochain calcul."
        );
        return LocalRedirect("/admin/equipes/accords");
    }

    [HttpPost("/admin/equipes/accords/{id:guid}/reprendre")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken ct)
    {
        var done = await consents.TakeBackAsync(id, await ActorAsync(ct), ct);
        if (done.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(
            done.IsOk ? "La question est reprise : la réponse ne compte plus." : done.Error.Message,
            done.IsOk ? Severity.Success : Severity.Warning
        );
        return LocalRedirect("/admin/equipes/accords");
    }

    private async Task<ConsentsModel> ModelAsync(ConsentInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        return new ConsentsModel(
            input,
            await facts.LoadAsync(cohort.Id, null, actor, ct),
            await consents.ListAsync(cohort.Id, actor, ct)
        );
    }
}

public sealed class ConsentInput
{
    public Guid? CandidatureId { get; init; }
    public Guid? PostId { get; init; }

    /// <summary>As typed.</summary>
    public string? Days { get; init; }
    public string? Reason { get; init; }

    public int? ParsedDays => int.TryParse(Days, System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : null;
}

public sealed record ConsentsModel(ConsentInput Input, TeamInputs Inputs, IReadOnlyList<ConsentLine> Lines)
{
    public string Days => Input.Days ?? $"{ChallengeConsent.UsualDays}";

    public IReadOnlyList<Choice> People => FormingChoices.People(Inputs);

    public IReadOnlyList<Choice> Seats => FormingChoices.Seats(new TeamWords(Inputs.Problem, Inputs));
}
