using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Outages;

/// <summary>Tells everybody who has something unsubmitted that the closing is postponed.</summary>
public sealed class ProlongationMail(PortalUrls urls, TimeProvider machine) : MailOn<CallProlonged>
{
    public static readonly MailTemplate Words = new(
        nameof(ProlongationMail),
        "Clôture repoussée",
        "L’appel à candidatures est prolongé",
        """
        Bonjour {prénom},

        La clôture de l’appel à candidatures est repoussée : vous avez jusqu’au {clôture} pour déposer votre candidature.

        La raison :

        > {raison}

        Ce que vous avez écrit est gardé. Seul ce qui est déposé est lu par le jury.

        [Reprendre ma candidature]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("clôture", "Nouvelle clôture", Placeholder.ExampleInstant),
        Placeholder.Quote("raison", "Raison donnée par l’équipe", "Le portail n’a pas répondu de 14 h à 15 h 40."),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    public override string Label => Words.Label;

    // Nobody may have a draft.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CallProlonged happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var people = await (
            from candidature in db.Candidatures
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            where
                candidature.CohortId == happened.CohortId
                && (
                    candidature.State == CandidatureState.Draft
                    || (candidature.State == CandidatureState.Submitted && candidature.HasUnsubmittedEdits)
                )
                && !(candidature.ExtendedUntil >= happened.Until)
            orderby candidature.Id
            select new
            {
                candidature.Id,
                AccountId = account.Id,
                candidate.GivenName,
                account.Email,
            }
        ).ToListAsync(ct);
        var round = 1 + (await db.Mails.Where(mail => mail.Template == Template).MaxAsync(mail => (int?)mail.Round, ct) ?? 0);
        var now = machine.GetUtcNow();
        var words = await db.WordsAsync(Words, ct);
        return
        [
            .. people.Select(person =>
                words
                    .Fill(
                        ("prénom", person.GivenName),
                        ("clôture", FrenchDates.Long(happened.Until)),
                        ("raison", happened.Why),
                        ("lien", urls.Absolute("/candidature"))
                    )
                    .ToOutbox(Template, person.Id, person.AccountId, person.Email!, now, round)
            ),
        ];
    }
}
