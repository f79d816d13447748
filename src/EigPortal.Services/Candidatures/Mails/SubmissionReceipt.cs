using EigPortal.Domain.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Text;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Acknowledges each submission: number, instant to the second, fingerprint, and until when it can be changed.</summary>
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
        var again = happened.Again ? ", de nouveau" : "";
        var closes = cohort.Timetable.CallClosesAt is { } instant ? FrenchDates.Long(instant) : "la clôture de l’appel";
        var mail = new MailText($"Candidature {candidature.Number} déposée{again}")
            .Greeting(candidate.GivenName)
            .Paragraph($"Votre candidature à la {cohort.Name} des Entrepreneurs d’intérêt général est déposée{again}.")
            .List([
                $"Numéro : {candidature.Number}",
                $"Instant du dépôt : {FrenchDates.ToTheSecond(snapshot.SubmittedAt)}",
                $"Empreinte SHA-256 de ce que vous avez déposé : {snapshot.Sha256}",
                .. snapshot.Content.Wishes.Select(wish => $"Vœu {wish.Rank} : {wish.Challenge}, {wish.Profile}"),
                .. snapshot.Content.Documents.Select(document => $"Document : {document.FileName}"),
            ])
            .Paragraph(
                $"Vous pouvez la modifier, puis la déposer de nouveau, jusqu’au {closes}. Une modification qui n’est pas déposée de nouveau ne compte pas."
            )
            .Button("Voir ma candidature", urls.Absolute("/candidature"))
            .Paragraph("Gardez ce message : il prouve votre dépôt.");
        return
        [
            mail.ToOutbox(
                nameof(SubmissionReceipt),
                candidature.Id,
                candidate.AccountId,
                snapshot.Content.Email,
                machine.GetUtcNow(),
                happened.Sequence
            ),
        ];
    }
}
