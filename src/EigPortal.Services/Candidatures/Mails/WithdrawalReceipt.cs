using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Text;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Acknowledges a withdrawal, so that somebody who did not ask for it notices.</summary>
public sealed class WithdrawalReceipt(PortalUrls urls, TimeProvider machine, ProgrammeNow programmeNow)
    : MailOn<CandidatureWithdrawn>
{
    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CandidatureWithdrawn happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        var account = (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
        var cohort = (await db.Cohorts.FindAsync([candidature.CohortId], ct))!;
        var mail = new MailText($"Candidature {candidature.Number} retirée")
            .Greeting(candidate.GivenName)
            .Paragraph(
                $"Votre candidature {candidature.Number} est retirée depuis le {FrenchDates.ToTheSecond(candidature.WithdrawnAt!.Value)}. Personne ne l’examinera."
            );
        var timetable = candidature.TimetableFrom(cohort.Timetable);
        if (timetable.CallAt(programmeNow()) == CallState.Open)
        {
            mail.Paragraph(
                $"Votre dossier reste dans votre brouillon : vous pouvez le déposer de nouveau jusqu’au {FrenchDates.Long(timetable.CallClosesAt!.Value)}."
            );
        }

        mail.Paragraph(
                "Si vous n’êtes pas à l’origine de ce retrait, changez votre mot de passe et prévenez l’équipe du programme."
            )
            .Button("Voir ma candidature", urls.Absolute("/candidature"));
        // One withdrawal at most follows each submission.
        var round = candidature.Snapshots.Max(made => made.Sequence);
        return
        [
            mail.ToOutbox(
                nameof(WithdrawalReceipt),
                candidature.Id,
                candidate.AccountId,
                account.Email!,
                machine.GetUtcNow(),
                round
            ),
        ];
    }
}
