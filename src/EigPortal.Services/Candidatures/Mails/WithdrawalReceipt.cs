using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Acknowledges a withdrawal, so that somebody who did not ask for it notices.</summary>
public sealed class WithdrawalReceipt(PortalUrls urls, TimeProvider machine, ProgrammeNow programmeNow)
    : MailOn<CandidatureWithdrawn>
{
    public static readonly MailTemplate Words = new(
        nameof(WithdrawalReceipt),
        "Accusé de réception d’un retrait",
        "Candidature {numéro} retirée",
        """
        Bonjour {prénom},

        Votre candidature {numéro} est retirée depuis le {instant}. Personne ne l’examinera.

        {suite}

        Si vous n’êtes pas à l’origine de ce retrait, changez votre mot de passe et prévenez l’équipe du programme.

        [Voir ma candidature]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("numéro", "Numéro de la candidature", "EIG3-0042"),
        Placeholder.Needed("instant", "Instant du retrait, à la seconde", Placeholder.ExampleSecond),
        Placeholder.Text(
            "suite",
            "Pendant l’appel seulement : jusqu’à quand la personne peut déposer de nouveau",
            $"Votre dossier reste dans votre brouillon : vous pouvez le déposer de nouveau jusqu’au {Placeholder.ExampleInstant}."
        ),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    public override string Label => Words.Label;

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
        var timetable = candidature.TimetableFrom(cohort.Timetable);
        var next =
            timetable.CallAt(programmeNow()) == CallState.Open
                ? $"Votre dossier reste dans votre brouillon : vous pouvez le déposer de nouveau jusqu’au {FrenchDates.Long(timetable.CallClosesAt!.Value)}."
                : "";
        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("prénom", candidate.GivenName),
            ("numéro", candidature.Number!),
            ("instant", FrenchDates.ToTheSecond(candidature.WithdrawnAt!.Value)),
            ("suite", next),
            ("lien", urls.Absolute("/candidature"))
        );
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
