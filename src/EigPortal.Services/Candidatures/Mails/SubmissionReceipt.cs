using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Acknowledges each submission: all that was received, the instant to the second, the fingerprint and how to check it, what comes next.</summary>
public sealed class SubmissionReceipt(PortalUrls urls, CandidatureForms forms, TimeProvider machine)
    : MailOn<CandidatureSubmitted>
{
    public static readonly MailTemplate Words = new(
        nameof(SubmissionReceipt),
        "Accusé de réception d’un dépôt",
        "Candidature {numéro} déposée{encore}",
        """
        Bonjour {prénom},

        Votre candidature à la {promotion} des Entrepreneurs d’intérêt général est déposée{encore}. Gardez ce message : il prouve votre dépôt.

        - Numéro : {numéro}
        - Instant du dépôt : {instant}
        - Empreinte SHA-256 de ce que vous avez déposé : {empreinte}

        ## Ce qui se passe ensuite

        Vous pouvez la modifier, puis la déposer de nouveau, {échéance}. Une modification qui n’est pas déposée de nouveau ne compte pas.

        Après la clôture, l’équipe vérifie les conditions du règlement, puis le jury lit chaque dossier. L’équipe vous écrit à chaque étape.

        [Voir mon accusé de réception]({lien})

        ## Vérifier l’empreinte

        Téléchargez le contenu exact depuis l’accusé de réception, puis calculez son empreinte : « certutil -hashfile fichier SHA256 » sous Windows, « shasum -a 256 fichier » sous macOS, « sha256sum fichier » sous Linux. Les soixante-quatre caractères sont ceux de ce message.

        ## Ce que vous avez déposé

        {contenu}
        """,
        Placeholder.GivenName,
        Placeholder.Text("promotion", "Nom de la promotion", "Promotion 3"),
        Placeholder.Needed("numéro", "Numéro de la candidature", "EIG3-0042"),
        Placeholder.Needed("instant", "Instant du dépôt, à la seconde", Placeholder.ExampleSecond),
        Placeholder.Needed("empreinte", "Empreinte du contenu déposé", new string('a', 64)),
        Placeholder.Text("encore", "« , de nouveau » à partir du deuxième dépôt", ", de nouveau"),
        Placeholder.Needed(
            "échéance",
            "Jusqu’à quand la personne peut changer son dossier",
            $"jusqu’au {Placeholder.ExampleInstant}"
        ),
        Placeholder.Blocks("contenu", "Tout ce qui a été déposé", "Motivation : servir l’intérêt général", "Document : cv.pdf"),
        Placeholder.Link("Accusé de réception", "/candidature/depot/2")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CandidatureSubmitted happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        var cohort = (await db.Cohorts.FindAsync([candidature.CohortId], ct))!;
        var snapshot = candidature.Snapshots.Single(made => made.Sequence == happened.Sequence);
        var content = snapshot.Content;
        var again = happened.Again ? ", de nouveau" : "";
        var closes = candidature.TimetableFrom(cohort.Timetable).CallClosesAt;
        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("prénom", candidate.GivenName),
            ("promotion", cohort.Name),
            ("numéro", candidature.Number!),
            ("instant", FrenchDates.ToTheSecond(snapshot.SubmittedAt)),
            ("empreinte", snapshot.Sha256),
            ("encore", again),
            ("échéance", closes is { } instant ? $"jusqu’au {FrenchDates.Long(instant)}" : "jusqu’à la clôture de l’appel"),
            ("contenu", Received(content, await forms.OfAsync(db, cohort.Id, snapshot.FormVersion, ct))),
            ("lien", urls.Absolute($"/candidature/depot/{snapshot.Sequence}"))
        );
        return
        [
            mail.ToOutbox(
                nameof(SubmissionReceipt),
                candidature.Id,
                candidate.AccountId,
                content.Email,
                machine.GetUtcNow(),
                happened.Sequence
            ),
        ];
    }

    private static IReadOnlyList<MailBlock> Received(SnapshotContent content, PromotionForm form)
    {
        var mail = new MailText("");
        foreach (var section in form.Sections)
        {
            mail.Paragraph($"{section.Title}");
            mail.List(
                section
                    .Fields.Select(field =>
                        (field.Label, Answer: field.Shown(content.Sections[section.Key].GetValueOrDefault(field.Key) ?? ""))
                    )
                    .Select(answer => $"{answer.Label} : {(answer.Answer.Length == 0 ? "sans réponse" : answer.Answer)}")
            );
        }

        mail.Paragraph("Vœux");
        mail.List(content.Wishes.Select(wish => $"Vœu {wish.Rank} : {wish.Challenge}, {wish.Profile}. {wish.Contribution}"));
        mail.Paragraph("Documents");
        mail.List(
            content.Documents.Select(document =>
                $"{document.FileName}, {FrenchNumbers.Bytes(document.Length)}, SHA-256 : {document.Sha256}"
            )
        );
        return mail.Blocks;
    }
}
