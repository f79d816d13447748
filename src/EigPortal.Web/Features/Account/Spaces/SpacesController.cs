using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Features.Account.Spaces;

/// <summary>Where a person works: one account, several links, one switcher.</summary>
[Authorize]
public sealed class SpacesController(ActorLoader actors) : AccountController
{
    [HttpGet(Security.AccountPaths.Spaces)]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (await actors.LoadAsync(ct) is not { } actor)
        {
            return LocalRedirect(Security.AccountPaths.SignIn);
        }

        var spaces = Space.Of(actor);
        return spaces is [var only] ? LocalRedirect(only.Path) : View("Index", spaces);
    }
}

/// <param name="Path">Address of its first page.</param>
public sealed record Space(string Path, string Title, string Description)
{
    /// <summary>The spaces of an actor. Somebody without any role is a candidate to be.</summary>
    public static IReadOnlyList<Space> Of(Actor actor)
    {
        var spaces = new List<Space>();
        if (actor.IsStaff)
        {
            spaces.Add(new("/admin", "Administration", "Suivre l’appel, examiner les candidatures, former la promotion."));
        }

        if (actor.IsJuror)
        {
            spaces.Add(new("/admin/jury", "Jury", "Lire les dossiers qui vous sont confiés et les noter."));
        }

        if (actor.IsHostContact || actor.IsMentor)
        {
            spaces.Add(new("/accueil", "Administration d’accueil", "Suivre votre défi, votre équipe et ses contrats."));
        }

        if (actor.IsCandidate || spaces.Count == 0)
        {
            spaces.Add(new("/candidature", "Ma candidature", "Écrire, déposer et suivre votre candidature."));
        }

        return spaces;
    }
}
