using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Extensions;

/// <summary>Tells a person that they have more time, and until when.</summary>
public sealed class ExtensionMail(PortalUrls urls, TimeProvider machine) : MailOn<CandidatureExtended>
{
    public static readonly MailTemplate Words = new(
        nameof(ExtensionMail),
        "Délai individuel",
        "Vous avez un délai pour votre candidature",
        """
        Bonjour {prénom},

        L’équipe du programme vous donne un délai : vous pouvez modifier et déposer votre candidature jusqu’au {échéance}.

        Cette échéance ne vaut que pour vous. Rien n’est transmis au jury tant que vous n’avez pas déposé.

        [Reprendre ma candidature]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("échéance", "Échéance de la personne", Placeholder.ExampleInstant),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    public override string Label => Words.Label;

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
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("échéance", FrenchDates.Long(happened.Until)),
                    ("lien", urls.Absolute("/candidature"))
                )
                .ToOutbox(Template, happened.CandidatureId, person.AccountId, person.Email, machine.GetUtcNow(), round),
        ];
    }
}
