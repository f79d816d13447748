using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>How a contract ends: at its term, or before.</summary>
public sealed class ContractEndsController(
    ContractLists lists,
    EndContract end,
    BreakContract breaking,
    ProgrammeClock clock,
    ActorLoader actors
) : ContractPageController(lists, actors)
{
    private static readonly DomainError NoLastDay = new(
        "contract.break-day",
        "Indiquez le dernier jour travaillé.",
        nameof(ContractStepInput.BrokenOn)
    );

    [HttpPost("/admin/contrats/{id:guid}/fin")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct)
    {
        var command = new EndContractCommand(id, FrenchDates.ParisDay(clock.Now));
        return await AnswerAsync(id, await end.ExecuteAsync(command, await ActorAsync(ct), ct), "Contrat terminé.", ct);
    }

    [HttpPost("/admin/contrats/{id:guid}/rupture")]
    public async Task<IActionResult> Break(Guid id, [FromForm] ContractStepInput step, CancellationToken ct)
    {
        Result result = step.BrokenOn is { } on
            ? await breaking.ExecuteAsync(new BreakContractCommand(id, on, step.Reason ?? ""), await ActorAsync(ct), ct)
            : NoLastDay;
        return await AnswerAsync(id, result, "Rupture enregistrée. Un autre contrat peut être préparé.", ct, step: step);
    }
}
