using EigPortal.Domain.Candidates;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;

namespace EigPortal.Services.Privacy.Mails;

/// <summary>Says, some weeks before, that something will be erased, and how to keep a copy.</summary>
public sealed class ErasureNotice(PortalUrls urls, TimeProvider machine) : MailOn<ErasureAnnounced>
{
    public static readonly MailTemplate Words = new(
        nameof(ErasureNotice),
        "Annonce d’effacement",
        "Vos données seront bientôt effacées",
        """
        Bonjour {prénom},

        {données} sera effacé du portail Entrepreneurs d’intérêt général à partir du {date}.

        {raison}

        Vous n’avez rien à faire. Si vous en voulez une copie, téléchargez-la avant cette date.

        [Ouvrir mon passeport de données]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("données", "Ce qui est effacé, en tête de phrase", "Votre dossier de candidature"),
        Placeholder.Needed("date", "Instant à partir duquel l’effacement peut avoir lieu", Placeholder.ExampleInstant),
        Placeholder.Needed("raison", "Pourquoi", Why(RetentionPurpose.Candidature)),
        Placeholder.Link("Passeport de données", "/candidature/passeport")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        ErasureAnnounced happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var account = await AccountAsync(happened, db, ct);
        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("prénom", account.GivenName),
            ("données", What(happened.Purpose)),
            ("date", FrenchDates.Long(happened.From)),
            ("raison", Why(happened.Purpose)),
            ("lien", urls.Absolute("/candidature/passeport"))
        );
        return [mail.ToOutbox(nameof(ErasureNotice), happened.AboutId, account.Id, account.Email ?? "", machine.GetUtcNow())];
    }

    private static string What(RetentionPurpose purpose) =>
        purpose switch
        {
            RetentionPurpose.Draft => "Le brouillon de votre candidature",
            RetentionPurpose.Candidature => "Votre dossier de candidature",
            RetentionPurpose.Contract => "Votre contrat",
        };

    private static string Why(RetentionPurpose purpose) =>
        purpose switch
        {
            RetentionPurpose.Draft =>
                "L’appel est clos depuis trois mois : personne n’a lu ce brouillon et il ne peut plus être déposé.",
            RetentionPurpose.Candidature => "Deux ans auront passé depuis votre dépôt : c’est la durée annoncée pendant l’appel.",
            RetentionPurpose.Contract => "Cinq ans auront passé depuis sa fin : il ne peut plus être contesté.",
        };

    private static async Task<Account> AccountAsync(ErasureAnnounced happened, EigDbContext db, CancellationToken ct)
    {
        if (happened.Purpose == RetentionPurpose.Contract)
        {
            var fellow = (await db.Fellows.FindAsync([happened.AboutId], ct))!;
            return (await db.Accounts.FindAsync([fellow.AccountId], ct))!;
        }

        var candidature = (await db.Candidatures.FindAsync([happened.AboutId], ct))!;
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        return (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
    }
}
