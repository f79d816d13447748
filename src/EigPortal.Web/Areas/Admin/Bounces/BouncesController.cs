using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Bounces;

/// <summary>The report as somebody pasted it.</summary>
public sealed record BounceModel(string Report);

/// <summary>Mails that came back: the report that the mail server sent is pasted here and finds its mail.</summary>
public sealed class BouncesController(MailRegister register, ActorLoader actors) : AdminController(actors)
{
    private const string Address = "/admin/courriels/retours";

    [HttpGet(Address)]
    public IActionResult New() => View("New", new BounceModel(""));

    [HttpPost(Address)]
    public async Task<IActionResult> Record([FromForm] string? report, CancellationToken ct)
    {
        var read = BounceReport.Parse(report ?? "");
        if (Problem(read) is { } problem)
        {
            return Refuse(report, problem);
        }

        if (!await register.MarkBouncedAsync(read!.MailId, read.Reason, await ActorAsync(ct), ct))
        {
            return Refuse(report, "Ce courriel n’est pas parti d’ici, ou son retour est déjà noté.");
        }

        this.Flash("Le retour est noté. Prévenez la personne par un autre moyen, ou corrigez son adresse avec elle.");
        return LocalRedirect($"/admin/courriels/{read.MailId}");
    }

    private static string? Problem(BounceReport? read) =>
        read switch
        {
            null => "Ce texte ne nomme aucun courriel du portail. Collez le message d’erreur entier, en-têtes compris.",
            { IsPermanent: false } => "Le serveur dit seulement qu’il essaie encore : attendez son dernier message.",
            _ => null,
        };

    private ViewResult Refuse(string? report, string message)
    {
        ModelState.AddModelError("Report", message);
        return Refused("New", new BounceModel(report ?? ""));
    }
}
