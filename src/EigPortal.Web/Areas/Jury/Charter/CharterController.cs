using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Jury.Charter;

/// <summary>What every member of the jury accepts before reading a first file.</summary>
[Area("Jury")]
[Authorize(Policy = Capabilities.JuryEntry)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CharterController(EigDbContext db, ActorLoader actors, ProgrammeClock clock) : Controller
{
    [HttpGet(AccountPaths.Charter)]
    public async Task<IActionResult> Index(string? retour, CancellationToken ct) =>
        View("Index", await ModelAsync(new CharterInput { Retour = retour }, ct));

    [HttpPost(AccountPaths.Charter)]
    public async Task<IActionResult> Accept([FromForm] CharterInput input, CancellationToken ct)
    {
        if (!input.Accepted)
        {
            ModelState.AddModelError(nameof(input.Accepted), "Cochez cette case pour entrer dans l’espace du jury.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Index", await ModelAsync(input, ct));
        }

        var actor = await actors.RequireAsync(ct);
        var links = await db
            .Jurors.Where(juror => actor.JurorIds.Contains(juror.Id) && juror.CharterAcceptedAt == null)
            .ToListAsync(ct);
        links.ForEach(juror => juror.AcceptCharter(clock.Now));
        await db.SaveChangesAsync(ct);
        this.Flash("Vous avez accepté la charte. Bienvenue dans le jury.");
        return LocalRedirect(Url.IsLocalUrl(input.Retour) ? input.Retour : "/admin/jury");
    }

    private async Task<CharterModel> ModelAsync(CharterInput input, CancellationToken ct) =>
        new(input, (await actors.RequireAsync(ct)).HasCharterToAccept);
}

/// <param name="IsToAccept">False once accepted: the page then only shows the text.</param>
public sealed record CharterModel(CharterInput Input, bool IsToAccept)
{
    public bool Accepted => Input.Accepted;
}

public sealed class CharterInput
{
    public bool Accepted { get; init; }
    public string? Retour { get; init; }
}
