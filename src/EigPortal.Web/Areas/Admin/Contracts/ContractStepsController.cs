using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>The steps of a contract, from the signature to the first day. Its end is in <see cref="ContractEndsController"/>.</summary>
public sealed class ContractStepsController(
    ContractLists lists,
    SendContract send,
    TakeBackContract takeBack,
    StartContract start,
    ProgrammeClock clock,
    ActorLoader actors
) : ContractPageController(lists, actors)
{
    [HttpPost("/admin/contrats/{id:guid}/envoyer")]
    public async Task<IActionResult> Send(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await send.ExecuteAsync(id, await ActorAsync(ct), ct), "Contrat envoyé pour signature.", ct);

    [HttpPost("/admin/contrats/{id:guid}/reprendre")]
    public async Task<IActionResult> TakeBack(Guid id, [FromForm] ContractStepInput step, CancellationToken ct)
    {
        var command = new TakeBackContractCommand(id, step.Reason ?? "");
        var result = await takeBack.ExecuteAsync(command, await ActorAsync(ct), ct);
        return await AnswerAsync(id, result, "Contrat repris : il est de nouveau en préparation.", ct, step: step);
    }

    [HttpPost("/admin/contrats/{id:guid}/debut")]
    public async Task<IActionResult> Start(Guid id, CancellationToken ct)
    {
        var command = new StartContractCommand(id, FrenchDates.ParisDay(clock.Now));
        return await AnswerAsync(
            id,
            await start.ExecuteAsync(command, await ActorAsync(ct), ct),
            "Prise de poste enregistrée.",
            ct
        );
    }
}
