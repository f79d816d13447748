using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <summary>What every act on a contract answers: its page, with a word of success or with the refusals and what was typed.</summary>
public abstract class ContractPageController(ContractLists lists, ActorLoader actors) : AdminController(actors)
{
    protected ContractLists Lists { get; } = lists;

    protected async Task<IActionResult> AnswerAsync(
        Guid id,
        Result result,
        string done,
        CancellationToken ct,
        ContractInput? input = null,
        ContractStepInput? step = null
    )
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"/admin/contrats/{id}");
        }

        if (await Lists.FindAsync(id, await ActorAsync(ct), ct) is not { } line)
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        return Refused("Show", ContractModel.From(line, input, step));
    }
}
