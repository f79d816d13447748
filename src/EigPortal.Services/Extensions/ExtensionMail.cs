using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Extensions;

/// <summary>Tells a person that they have more time, and until when.</summary>
public sealed class ExtensionMail(PortalUrls urls, TimeProvider machine) : MailOn<CandidatureExtended>
{
    public override string Label => "Délai individuel";

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CandidatureExtended happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var round =
            1 + await db.Mails.CountAsync(mail => mail.Template == Template && mail.AboutId == happened.CandidatureId, ct);
        return
        [
            new MailText("Vous avez un délai pour votre candidature")
                .Greeting(person.GivenName)
                .Paragraph(
                    $"L’équipe du programme vous donne un délai : vous pouvez modifier et déposer votre candidature jusqu’au {FrenchDates.Long(happened.Until)}."
                )
                .Paragraph("Cette échéance ne vaut que pour vous. Rien n’est transmis au jury tant que vous n’avez pas déposé.")
                .Button("Reprendre ma candidature", urls.Absolute("/candidature"))
                .ToOutbox(Template, happened.CandidatureId, person.AccountId, person.Email, machine.GetUtcNow(), round),
        ];
    }
}
