using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Text;

namespace EigPortal.Services.Candidatures.Mails;

/// <summary>Tells a candidate that a document of theirs is blocked, and what to do about it while there is time, or after.</summary>
public sealed class DocumentBlockedNotice(PortalUrls urls, TimeProvider machine, ProgrammeNow programmeNow)
    : MailOn<DocumentBlocked>
{
    public override string Label => "Document bloqué par l’antivirus";

    /// <summary>A document replaced since, and submitted by nobody, concerns nobody.</summary>
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        DocumentBlocked happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var candidature = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var document = candidature.Documents.Single(found => found.Id == happened.DocumentId);
        var candidate = (await db.Candidates.FindAsync([candidature.CandidateId], ct))!;
        var account = (await db.Accounts.FindAsync([candidate.AccountId], ct))!;
        var cohort = (await db.Cohorts.FindAsync([candidature.CohortId], ct))!;
        if (document.RemovedAt is not null && !(document.RemovedAt > candidature.SubmittedAt))
        {
            return [];
        }

        var what = document.Kind == DocumentKind.Cv ? "CV" : "portfolio";
        var mail = new MailText($"Votre {what} est bloqué : action nécessaire")
            .Greeting(candidate.GivenName)
            .Paragraph(
                $"L’antivirus du portail a trouvé un logiciel malveillant dans votre {what} ({document.FileName}). Ce fichier est bloqué : personne ne peut plus l’ouvrir, vous non plus."
            )
            .Paragraph(
                "Cela ne dit rien de vous : un appareil infecté ou un modèle trouvé en ligne suffit. Faites analyser votre appareil, puis exportez de nouveau votre document au format PDF, si possible depuis un autre appareil."
            );
        var timetable = candidature.TimetableFrom(cohort.Timetable);
        var isOpen = timetable.CallAt(programmeNow()) == CallState.Open;
        mail.Paragraph(Advice(candidature, isOpen, timetable.CallClosesAt));
        if (isOpen)
        {
            mail.Button($"Remplacer mon {what}", urls.Absolute("/candidature/documents"));
        }
        else
        {
            mail.Button("Voir ma candidature", urls.Absolute("/candidature"));
        }

        return [mail.ToOutbox(nameof(DocumentBlockedNotice), document.Id, account.Id, account.Email!, machine.GetUtcNow())];
    }

    private static string Advice(Candidature candidature, bool isOpen, DateTimeOffset? closesAt) =>
        isOpen && candidature.SubmittedAt is not null
            ? $"Remplacez-le et déposez de nouveau votre candidature avant le {FrenchDates.Long(closesAt!.Value)}. Votre dépôt reste valable, mais le jury ne lira pas ce document."
        : isOpen ? $"Remplacez-le avant de déposer votre candidature, jusqu’au {FrenchDates.Long(closesAt!.Value)}."
        : candidature.SubmittedAt is not null
            ? "L’appel est clos : votre dépôt reste valable, mais le jury ne lira pas ce document. L’équipe du programme en est prévenue et vous écrira pour convenir d’un remplacement."
        : "L’appel est clos et votre candidature n’est pas déposée : vous n’avez rien à faire.";
}
