using EigPortal.Services.Cohorts;
using EigPortal.Services.Hosts;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Hosts;

/// <summary>The mentors of the promotion. They are named by accepting an invitation.</summary>
[Route("admin/mentors")]
public sealed class MentorsController(HostRegister register, CurrentCohort current, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Mentors", await register.MentorsAsync((await current.GetAsync(ct)).Id, ct));

    [HttpPost("{id:guid}/terminer")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct)
    {
        if (await register.EndMentorshipAsync(id, ct) is not { } isEnded)
        {
            return NotFound();
        }

        if (isEnded)
        {
            this.Flash("Le mentorat est terminé. L’historique du défi le dit.");
        }
        else
        {
            this.Flash("Ce mentorat était déjà terminé.", Dsfr.Severity.Warning);
        }

        return LocalRedirect("/admin/mentors");
    }
}
