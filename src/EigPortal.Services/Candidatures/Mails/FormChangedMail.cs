using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Tells people who are answering, or have answered, what is new in the form: once for each version published during the call.</summary>
public sealed class FormChangedMail(PortalUrls urls, CandidatureForms forms, TimeProvider machine) : MailOn<FormPublished>
{
    public static readonly MailTemplate Words = new(
        nameof(FormChangedMail),
        "Formulaire modifié pendant l’appel",
        "Le formulaire de candidature a changé",
        """
        Bonjour {prénom},

        Le formulaire de candidature a changé. Vos réponses sont gardées.

        {changements}

        La raison :

        > {raison}

        Une candidature déposée reste valable telle qu’elle est : vous n’avez rien à refaire. Si votre candidature est en cours, les rubriques modifiées sont signalées sur votre page.

        [Voir ma candidature]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Blocks(
            "changements",
            "Ce qui a changé, question par question",
            "Nouvelle question, facultative : « Langues parlées »."
        ),
        Placeholder.Quote(
            "raison",
            "Raison donnée par l’équipe",
            "Plusieurs personnes nous ont demandé où indiquer leurs langues."
        ),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    public override string Label => Words.Label;

    // A version published before the opening concerns nobody.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        FormPublished happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        if (!happened.IsAnnounced)
        {
            return [];
        }

        var published = (await db.FormVersions.FindAsync([happened.FormVersionId], ct))!;
        var changes = FormChanges.Between(await forms.OfAsync(db, happened.CohortId, happened.Number - 1, ct), published.Form);
        var people = await (
            from candidature in db.ToldOfForm(happened.CohortId)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            orderby candidature.Id
            select new
            {
                candidature.Id,
                AccountId = account.Id,
                candidate.GivenName,
                account.Email,
            }
        ).ToListAsync(ct);
        var list = new MailText("").List(changes.Select(change => change.Sentence)).Blocks;
        var words = await db.WordsAsync(Words, ct);
        var now = machine.GetUtcNow();
        return
        [
            .. people.Select(person =>
                words
                    .Fill(
                        ("prénom", person.GivenName),
                        ("changements", list),
                        ("raison", happened.Why),
                        ("lien", urls.Absolute("/candidature"))
                    )
                    .ToOutbox(Template, person.Id, person.AccountId, person.Email!, now, happened.Number)
            ),
        ];
    }
}
