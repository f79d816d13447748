using EigPortal.Domain.Challenges;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Challenges;

/// <summary>Tells each person who wishes for a challenge that it is withdrawn, and why.</summary>
public sealed class ChallengeWithdrawnMail(PortalUrls urls, TimeProvider machine) : MailOn<ChallengeWithdrawn>
{
    public static readonly MailTemplate Words = new(
        nameof(ChallengeWithdrawnMail),
        "Retrait d’un défi",
        "Le défi {défi} est retiré",
        """
        Bonjour {prénom},

        Vous avez choisi le défi {défi}. L’administration qui le porte et l’équipe du programme ont dû le retirer.

        > {raison}

        Si l’appel à candidatures est encore ouvert, vous pouvez choisir un autre défi, puis déposer de nouveau votre candidature. Vos autres réponses sont gardées.

        [Voir ma candidature]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("défi", "Nom du défi", "CibNav"),
        Placeholder.Quote("raison", "Raison donnée par l’équipe", "L’administration réorganise le service concerné."),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    public override string Label => Words.Label;

    // Nobody may have wished for it.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        ChallengeWithdrawn happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var challenge = (await db.Challenges.FindAsync([happened.ChallengeId], ct))!;
        var people = await (
            from candidature in ChallengeWishes.Concerned(db, challenge.Id)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            orderby account.Id
            select new
            {
                candidate.GivenName,
                account.Id,
                account.Email,
            }
        ).ToListAsync(ct);
        var words = await db.WordsAsync(Words, ct);
        return
        [
            .. people.Select(person =>
                words
                    .Fill(
                        ("prénom", person.GivenName),
                        ("défi", challenge.Name),
                        ("raison", happened.Why),
                        ("lien", urls.Absolute("/candidature"))
                    )
                    .ToOutbox(Template, challenge.Id, person.Id, person.Email!, machine.GetUtcNow())
            ),
        ];
    }
}
