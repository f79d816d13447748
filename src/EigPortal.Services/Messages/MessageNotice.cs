using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;

namespace EigPortal.Services.Messages;

/// <summary>Tells the person that the team wrote, without a word of the message: mail is not a place for it.</summary>
public sealed class MessageNotice(PortalUrls urls, TimeProvider machine) : MailOn<MessageSent>
{
    public override string Label => "Message de l’équipe";

    /// <summary>Messages to the team are on its dashboard.</summary>
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        MessageSent happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        if (!happened.IsFromStaff)
        {
            return [];
        }

        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        var account = (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
        var mail = new MailText("L’équipe du programme vous a écrit")
            .Greeting(candidate.GivenName)
            .Paragraph(
                "Un message de l’équipe du programme vous attend dans votre dossier. Répondez-y depuis le portail, pas à ce courriel."
            )
            .Button("Lire le message", urls.Absolute("/candidature/messages"));
        return [mail.ToOutbox(nameof(MessageNotice), happened.MessageId, account.Id, account.Email ?? "", machine.GetUtcNow())];
    }
}
