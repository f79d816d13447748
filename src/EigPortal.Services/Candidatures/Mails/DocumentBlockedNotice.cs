using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Tells a candidate that a document of theirs is blocked, and what to do about it while there is time, or after.</summary>
public sealed class DocumentBlockedNotice(PortalUrls urls, TimeProvider machine, ProgrammeNow programmeNow)
    : MailOn<DocumentBlocked>
{
    public static readonly MailTemplate Words = new(
        nameof(DocumentBlockedNotice),
        "Document bloqué par l’antivirus",
        "Votre {document} est bloqué : action nécessaire",
        """
        Bonjour {prénom},

        L’antivirus du portail a trouvé un logiciel malveillant dans votre {document} ({fichier}). Ce fichier est bloqué : personne ne peut plus l’ouvrir, vous non plus.

        Cela ne dit rien de vous : un appareil infecté ou un modèle trouvé en ligne suffit. Faites analyser votre appareil, puis exportez de nouveau votre document au format PDF, si possible depuis un autre appareil.

        {suite}

        [Ouvrir ma candidature]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("document", "« CV » ou « portfolio »", "CV"),
        Placeholder.Needed("fichier", "Nom du fichier", "cv.pdf"),
        Placeholder.Needed(
            "suite",
            "Ce qu’il faut faire, selon que l’appel est ouvert et que la candidature est déposée",
            $"Remplacez-le et déposez de nouveau votre candidature avant le {Placeholder.ExampleInstant}. Votre dépôt reste valable, mais le jury ne lira pas ce document."
        ),
        Placeholder.Link("Page des documents pendant l’appel, puis celle de la candidature", "/candidature/documents")
    );

    public override string Label => Words.Label;

    /// <summary>A document replaced before any submission concerns nobody any more.</summary>
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        DocumentBlocked happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var document = candidature.Documents.Single(found => found.Id == happened.DocumentId);
        if (document.RemovedAt is not null && !(document.RemovedAt > candidature.SubmittedAt))
        {
            return [];
        }

        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        var account = (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
        var cohort = (await db.Cohorts.FindAsync([candidature.CohortId], ct))!;
        var timetable = candidature.TimetableFrom(cohort.Timetable);
        var isOpen = timetable.CallAt(programmeNow()) == CallState.Open;
        var isPending = document.PendingFor is not null;
        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("prénom", candidate.GivenName),
            ("document", document.Kind == DocumentKind.Cv ? "CV" : "portfolio"),
            ("fichier", document.FileName),
            (
                "suite",
                isPending
                    ? Advice(candidature.CompletionUntil)
                    : Advice(candidature.SubmittedAt is not null, isOpen, timetable.CallClosesAt)
            ),
            (
                "lien",
                urls.Absolute(
                    isPending ? "/candidature/complement"
                    : isOpen ? "/candidature/documents"
                    : "/candidature"
                )
            )
        );
        // The row of a document may be blocked again after a false alarm: each time is a message of its own.
        var round = await db.Mails.CountAsync(
            sent => sent.Template == nameof(DocumentBlockedNotice) && sent.AboutId == document.Id,
            ct
        );
        return
        [
            mail.ToOutbox(nameof(DocumentBlockedNotice), document.Id, account.Id, account.Email!, machine.GetUtcNow(), round + 1),
        ];
    }

    /// <summary>For a document joined to a completion and not sent yet.</summary>
    private static string Advice(DateTimeOffset? until) =>
        until is { } instant
            ? $"Remplacez-le dans votre complément avant le {FrenchDates.Long(instant)}. Votre dépôt reste valable."
            : "Il n’avait pas été envoyé avec un complément : votre dépôt reste valable et vous n’avez rien à faire.";

    private static string Advice(bool isSubmitted, bool isOpen, DateTimeOffset? closesAt) =>
        (isSubmitted, isOpen) switch
        {
            (true, true) =>
                $"Remplacez-le et déposez de nouveau votre candidature avant le {FrenchDates.Long(closesAt!.Value)}. Votre dépôt reste valable, mais le jury ne lira pas ce document.",
            (false, true) => $"Remplacez-le avant de déposer votre candidature, jusqu’au {FrenchDates.Long(closesAt!.Value)}.",
            (true, false) =>
                "L’appel est clos : votre dépôt reste valable, mais le jury ne lira pas ce document. L’équipe du programme en est prévenue et vous écrira pour convenir d’un remplacement.",
            (false, false) => "L’appel est clos et votre candidature n’est pas déposée : vous n’avez rien à faire.",
        };
}
