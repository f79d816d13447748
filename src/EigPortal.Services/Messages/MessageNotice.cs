using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Privacy;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Messages;

/// <summary>Tells the other side that somebody wrote, without a word of the message: mail is not a place for it.</summary>
public sealed class MessageNotice(PortalUrls urls, TimeProvider machine) : MailOn<MessageSent>
{
    public static readonly MailTemplate ToPerson = new(
        "MessageNotice.Person",
        "Message de l’équipe, à la personne",
        "L’équipe du programme vous a écrit",
        """
        Bonjour {prénom},

        Un message de l’équipe du programme vous attend dans votre dossier. Répondez-y depuis le portail, pas à ce courriel.

        [Lire le message]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Link("Messages du dossier", "/candidature/messages")
    );

    public static readonly MailTemplate ToTeam = new(
        "MessageNotice.Team",
        "Message d’une personne, à l’équipe",
        "Un message attend l’équipe dans un dossier",
        """
        Bonjour,

        Une personne a écrit à l’équipe du programme dans son dossier. Lisez son message et répondez-y sur le portail, pas à ce courriel.

        Si elle écrit encore avant que quelqu’un de l’équipe ait ouvert ces messages, aucun autre courriel ne part.

        [Lire le message]({lien})
        """,
        Placeholder.Link("Messages du dossier", "/admin/candidatures/…/messages")
    );

    public override string Label => "Message dans un dossier";

    /// <summary>A message that follows one nobody has opened yet is announced already.</summary>
    public override bool IsOnePerFact => false;

    protected override Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        MessageSent happened,
        EigDbContext db,
        CancellationToken ct
    ) => happened.IsFromStaff ? TellPersonAsync(happened, db, ct) : TellTeamAsync(happened, db, ct);

    private async Task<IReadOnlyList<OutboxMail>> TellPersonAsync(MessageSent happened, EigDbContext db, CancellationToken ct)
    {
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var mail = (await db.WordsAsync(ToPerson, ct)).Fill(
            ("prénom", person.GivenName),
            ("lien", urls.Absolute("/candidature/messages"))
        );
        return [mail.ToOutbox(Template, happened.MessageId, person.AccountId, person.Email, machine.GetUtcNow())];
    }

    private async Task<IReadOnlyList<OutboxMail>> TellTeamAsync(MessageSent happened, EigDbContext db, CancellationToken ct)
    {
        if (await IsAnnouncedAsync(happened, db, ct))
        {
            return [];
        }

        var mail = (await db.WordsAsync(ToTeam, ct)).Fill(
            ("lien", urls.Absolute($"/admin/candidatures/{happened.CandidatureId}/messages"))
        );
        var now = machine.GetUtcNow();
        return
        [
            .. (await TeamAsync(happened.CandidatureId, db, ct)).Select(member =>
                mail.ToOutbox(Template, happened.MessageId, member.Id, member.Email, now)
            ),
        ];
    }

    private static Task<bool> IsAnnouncedAsync(MessageSent happened, EigDbContext db, CancellationToken ct) =>
        db.Messages.AnyAsync(
            earlier =>
                earlier.CandidatureId == happened.CandidatureId
                && earlier.Id != happened.MessageId
                && !earlier.IsFromStaff
                && earlier.HandledAt == null
                && !db.FileOpenings.Any(opening =>
                    opening.CandidatureId == earlier.CandidatureId
                    && opening.Part == OpenedPart.Messages
                    && opening.At >= earlier.SentAt
                ),
            ct
        );

    /// <summary>The team, without those whose tie hides the file from them and without the person who wrote.</summary>
    private static async Task<IReadOnlyList<(Guid Id, string Email)>> TeamAsync(
        Guid candidatureId,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var team = await db
            .Accounts.Where(account =>
                (account.StaffRole == StaffRole.Staff || account.StaffRole == StaffRole.Administrator)
                && account.Email != null
                && account.EmailConfirmed
                && !db.Conflicts.Any(conflict =>
                    conflict.AccountId == account.Id
                    && conflict.CandidatureId == candidatureId
                    && conflict.LiftedAt == null
                    && conflict.Level == ConflictLevel.Excluded
                )
                && !db.Candidatures.Any(candidature =>
                    candidature.Id == candidatureId
                    && db.Candidates.Any(candidate =>
                        candidate.Id == candidature.CandidateId && candidate.AccountId == account.Id
                    )
                )
            )
            .OrderBy(account => account.Id)
            .Select(account => new { account.Id, account.Email })
            .ToListAsync(ct);
        return [.. team.Select(member => (member.Id, member.Email!))];
    }
}
