using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>The steps of a contract's life.</summary>
public sealed class ContractStepsController(
    SendContract send,
    TakeBackContract takeBack,
    StartContract start,
    EndContract end,
    BreakContract breaking,
    ProgrammeClock clock,
    ActorLoader actors
) : AdminController(actors)
{
    private DateOnly Today => FrenchDates.ParisDay(clock.Now);

    [HttpPost("/admin/contrats/{id:guid}/envoyer")]
    public async Task<IActionResult> Send(Guid id, CancellationToken ct) =>
        Answer(id, await send.ExecuteAsync(id, await ActorAsync(ct), ct), "Contrat envoyé pour signature.");

    [HttpPost("/admin/contrats/{id:guid}/reprendre")]
    public async Task<IActionResult> TakeBack(Guid id, [FromForm] string? reason, CancellationToken ct) =>
        Answer(
            id,
            await takeBack.ExecuteAsync(new TakeBackContractCommand(id, reason ?? ""), await ActorAsync(ct), ct),
            "Contrat repris : il est de nouveau en préparation."
        );

    [HttpPost("/admin/contrats/{id:guid}/debut")]
    public async Task<IActionResult> Start(Guid id, CancellationToken ct) =>
        Answer(
            id,
            await start.ExecuteAsync(new StartContractCommand(id, Today), await ActorAsync(ct), ct),
            "Prise de poste enregistrée."
        );

    [HttpPost("/admin/contrats/{id:guid}/fin")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct) =>
        Answer(id, await end.ExecuteAsync(new EndContractCommand(id, Today), await ActorAsync(ct), ct), "Contrat terminé.");

    [HttpPost("/admin/contrats/{id:guid}/rupture")]
    public async Task<IActionResult> Break(Guid id, [FromForm] DateOnly? on, [FromForm] string? reason, CancellationToken ct) =>
        Answer(
            id,
            await breaking.ExecuteAsync(new BreakContractCommand(id, on ?? Today, reason ?? ""), await ActorAsync(ct), ct),
            "Rupture enregistrée. Un autre contrat peut être préparé."
        );

    private IActionResult Answer(Guid id, Result result, string done)
    {
        if (!result.IsOk && result.Errors.Contains(ContractRefusals.NotFound))
        {
            return NotFound();
        }

        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Error);
        return LocalRedirect($"/admin/contrats/{id}");
    }
}
