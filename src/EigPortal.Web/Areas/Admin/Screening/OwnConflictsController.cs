using EigPortal.Domain.Juries;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Somebody of the team says that they have a tie with a person: the file leaves their lists, counts and exports at once.</summary>
public sealed class OwnConflictsController(DeclareConflict declare, ActorLoader actors) : AdminController(actors)
{
    [HttpPost("/admin/candidatures/{id:guid}/conflit")]
    public async Task<IActionResult> Declare(Guid id, string? tie, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var result = await declare.ByStaffAsync(actor.AccountId, id, ConflictLevel.Excluded, tie ?? "", actor, ct);
        if (result.IsOk)
        {
            this.Flash(
                "Votre lien est enregistré. Cette candidature ne vous apparaît plus ; vos collègues continuent de l’examiner."
            );
            return LocalRedirect("/admin/candidatures");
        }

        if (result.Error == JuryErrors.NotFound)
        {
            return NotFound();
        }

        this.Flash(result.Error.Message, Severity.Error);
        return LocalRedirect($"/admin/candidatures/{id}");
    }
}
