using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Text;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Acknowledges each submission: all that was received, the instant to the second, the fingerprint and how to check it, what comes next.</summary>
public sealed class SubmissionReceipt(PortalUrls urls, TimeProvider machine) : MailOn<CandidatureSubmitted>
{
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
        var mail = new MailText($"Candidature {candidature.Number} déposée{again}")
            .Greeting(candidate.GivenName)
            .Paragraph(
                $"Votre candidature à la {cohort.Name} des Entrepreneurs d’intérêt général est déposée{again}. Gardez ce message : il prouve votre dépôt."
            )
            .List([
                $"Numéro : {candidature.Number}",
                $"Instant du dépôt : {FrenchDates.ToTheSecond(snapshot.SubmittedAt)}",
                $"Empreinte SHA-256 de ce que vous avez déposé : {snapshot.Sha256}",
            ])
            .Heading("Ce qui se passe ensuite");
        Next(mail, candidature.TimetableFrom(cohort.Timetable));
        mail.Button("Voir mon accusé de réception", urls.Absolute($"/candidature/depot/{snapshot.Sequence}"))
            .Heading("Vérifier l’empreinte")
            .Paragraph(
                $"Téléchargez le contenu exact depuis l’accusé de réception, puis calculez son empreinte : « certutil -hashfile fichier SHA256 » sous Windows, « shasum -a 256 fichier » sous macOS, « sha256sum fichier » sous Linux. Les soixante-quatre caractères sont ceux de ce message."
            )
            .Heading("Ce que vous avez déposé");
        Received(mail, content);
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

    private static void Next(MailText mail, Timetable timetable)
    {
        var closes = timetable.CallClosesAt is { } instant
            ? $"jusqu’au {FrenchDates.Long(instant)}"
            : "jusqu’à la clôture de l’appel";
        mail.Paragraph(
                $"Vous pouvez la modifier, puis la déposer de nouveau, {closes}. Une modification qui n’est pas déposée de nouveau ne compte pas."
            )
            .Paragraph(
                "Après la clôture, l’équipe vérifie les conditions du règlement, puis le jury lit chaque dossier. L’équipe vous écrit à chaque étape."
            );
    }

    private static void Received(MailText mail, SnapshotContent content)
    {
        foreach (var section in CandidatureForm.Sections)
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
    }
}
