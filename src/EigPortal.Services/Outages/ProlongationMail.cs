using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Outages;

/// <summary>Tells everybody who has something unsubmitted that the closing is postponed.</summary>
public sealed class ProlongationMail(PortalUrls urls, TimeProvider machine) : MailOn<CallProlonged>
{
    public override string Label => "Clôture repoussée";

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
        return
        [
            .. people.Select(person =>
                new MailText("L’appel à candidatures est prolongé")
                    .Greeting(person.GivenName)
                    .Paragraph(
                        $"La clôture de l’appel à candidatures est repoussée : vous avez jusqu’au {FrenchDates.Long(happened.Until)} pour déposer votre candidature."
                    )
                    .Paragraph("La raison :")
                    .Quote(happened.Why)
                    .Paragraph("Ce que vous avez écrit est gardé. Seul ce qui est déposé est lu par le jury.")
                    .Button("Reprendre ma candidature", urls.Absolute("/candidature"))
                    .ToOutbox(Template, person.Id, person.AccountId, person.Email!, now, round)
            ),
        ];
    }
}
