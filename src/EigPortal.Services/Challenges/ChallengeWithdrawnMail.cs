using EigPortal.Domain.Challenges;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Challenges;

/// <summary>Tells each person who wishes for a challenge that it is withdrawn, and why.</summary>
public sealed class ChallengeWithdrawnMail(PortalUrls urls, TimeProvider machine) : MailOn<ChallengeWithdrawn>
{
    public override string Label => "Retrait d’un défi";

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
        return
        [
            .. people.Select(person =>
                Text(challenge.Name, person.GivenName, happened.Why)
                    .ToOutbox(Template, challenge.Id, person.Id, person.Email!, machine.GetUtcNow())
            ),
        ];
    }

    private MailText Text(string name, string givenName, string why) =>
        new MailText($"Le défi {name} est retiré")
            .Greeting(givenName)
            .Paragraph(
                $"Vous avez choisi le défi {name}. L’administration qui le porte et l’équipe du programme ont dû le retirer."
            )
            .Quote(why)
            .Paragraph(
                "Si l’appel à candidatures est encore ouvert, vous pouvez choisir un autre défi, puis déposer de nouveau votre candidature. Vos autres réponses sont gardées."
            )
            .Button("Voir ma candidature", urls.Absolute("/candidature"));
}
