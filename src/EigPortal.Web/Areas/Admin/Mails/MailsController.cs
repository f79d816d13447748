using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Mails;

/// <param name="Day">Figures of the last 24 hours.</param>
/// <param name="Week">Figures of the last 7 days.</param>
public sealed record MailListModel(
    MailState? State,
    string? Text,
    int Page,
    MailPage Found,
    IReadOnlyList<MailFlow> Day,
    IReadOnlyList<MailFlow> Week
)
{
    /// <summary>The address of this list with another state.</summary>
    public string With(MailState? state) =>
        $"/admin/courriels?etat={state}{(string.IsNullOrWhiteSpace(Text) ? "" : $"&q={Uri.EscapeDataString(Text)}")}";
}

/// <summary>Mails sent, waiting, held and failed, and whether each fact has had its mail.</summary>
public sealed class MailsController(MailRegister register, ActorLoader actors) : AdminController(actors)
{
    [HttpGet("/admin/courriels")]
    public async Task<IActionResult> Index(MailState? etat, string? q, int page, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        return View(
            "Index",
            new MailListModel(
                etat,
                q,
                page,
                await register.PageAsync(etat, q, page, actor, ct),
                await register.FlowsAsync(TimeSpan.FromDays(1), actor, ct),
                await register.FlowsAsync(TimeSpan.FromDays(7), actor, ct)
            )
        );
    }

    [HttpGet("/admin/courriels/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await register.FindAsync(id, await ActorAsync(ct), ct) is { } mail ? View("Show", mail) : NotFound();

    [HttpPost("/admin/courriels/{id:guid}/renvoi")]
    public async Task<IActionResult> Retry(Guid id, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await register.FindAsync(id, actor, ct) is null)
        {
            return NotFound();
        }

        if (await register.RetryAsync(id, actor, ct))
        {
            this.Flash("Le courriel repart. Cette page dira s’il est arrivé au serveur.");
        }
        else
        {
            this.Flash("Ce courriel n’est plus en échec : il n’y a rien à renvoyer.", Dsfr.Severity.Warning);
        }

        return LocalRedirect($"/admin/courriels/{id}");
    }
}
