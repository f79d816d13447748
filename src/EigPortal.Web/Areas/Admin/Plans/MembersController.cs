using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Plans;

/// <summary>What each member of the jury can judge, how many files at most, and who has left.</summary>
public sealed class MembersController(JuryMembers members, CurrentCohort current, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("/admin/jurys/membres")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Members", await ModelAsync(null, ct));

    [HttpPost("/admin/jurys/membres")]
    public async Task<IActionResult> Save([FromForm] MembersInput input, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var result = await members.DescribeAsync(cohort.Id, input.ToTexts(), await ActorAsync(ct), ct);
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Members", await ModelAsync(input, ct));
        }

        this.Flash("Les métiers et les limites sont enregistrés.");
        return LocalRedirect("/admin/jurys/plan");
    }

    [HttpPost("/admin/jurys/membres/{id:guid}/presence")]
    public async Task<IActionResult> Presence(Guid id, [FromForm] bool isPresent, CancellationToken ct)
    {
        var cohort = await current.GetAsync(ct);
        var result = await members.SetPresenceAsync(cohort.Id, id, isPresent, await ActorAsync(ct), ct);
        if (result.Errors.Contains(JuryErrors.NotFound))
        {
            return NotFound();
        }

        var done = isPresent
            ? "Cette personne fait de nouveau partie du jury."
            : "Le départ est noté. Refaites un plan pour confier à d’autres ce qui n’est pas verrouillé.";
        this.Flash(result.IsOk ? done : result.Error.Message, result.IsOk ? Severity.Success : Severity.Warning);
        return LocalRedirect("/admin/jurys/membres");
    }

    private async Task<MembersModel> ModelAsync(MembersInput? input, CancellationToken ct)
    {
        var jury = await members.ListAsync((await current.GetAsync(ct)).Id, ct);
        return new MembersModel(jury, input ?? MembersInput.From(jury));
    }
}
