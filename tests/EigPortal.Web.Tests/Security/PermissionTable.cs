using static EigPortal.Web.Tests.Security.Audience;
using static EigPortal.Web.Tests.Security.Persona;

namespace EigPortal.Web.Tests.Security;

/// <summary>
/// Who may do what, address by address: the only place that says it for the whole portal. Each line is requested over HTTP by every
/// persona, on an object of theirs, on somebody else's and on one that doesn't exist. To add an endpoint, add its line: the method,
/// the pattern as the controller writes it, who may, and for each parameter a real object of <see cref="PermissionWorld"/>.
/// </summary>
public static class PermissionTable
{
    public static readonly IReadOnlyList<PermissionRow> Rows =
    [
        .. Public(),
        .. Accounts(),
        .. Candidatures(),
        .. Jury(),
        .. Host(),
        .. Dashboard(),
        .. Catalogue(),
        .. Screening(),
        .. Juries(),
        .. Forming(),
        .. Hearings(),
        .. Selection(),
        .. Contracts(),
        .. People(),
    ];

    /// <summary>
    /// Pages on which the team meets a person recruited, so that nobody believes them discreet for being empty: a page that begins or
    /// ceases to tell of people is read in this list.
    /// </summary>
    public static readonly IReadOnlyList<string> DoorsToTied =
    [
        "/admin/auditions",
        "/admin/auditions/dossiers/{id:guid}",
        "/admin/auditions/programme",
        "/admin/candidatures/{id:guid}",
        "/admin/candidatures/{id:guid}/complement",
        "/admin/candidatures/{id:guid}/delai",
        "/admin/candidatures/{id:guid}/documents/{documentId:guid}",
        "/admin/candidatures/{id:guid}/messages",
        "/admin/complements",
        "/admin/contrats",
        "/admin/contrats/{id:guid}",
        "/admin/contrats/{id:guid}/documents/{documentId:guid}",
        "/admin/courriels",
        "/admin/courriels/envois/{id:guid}",
        "/admin/courriels/{id:guid}",
        "/admin/decisions",
        "/admin/decisions/{candidatureId:guid}",
        "/admin/equipes/accords",
        "/admin/equipes/calculs/{id:guid}",
        "/admin/equipes/calculs/{id:guid}/pourquoi",
        "/admin/jurys",
        "/admin/jurys/dossiers/{id:guid}",
        "/admin/jurys/lectures",
        "/admin/messages",
        "/admin/promotion",
        "/admin/propositions",
        "/admin/propositions/{id:guid}",
        "/admin/utilisateurs",
    ];

    private static PermissionRow Get(string pattern, Audience audience) => new("GET", pattern, audience);

    private static PermissionRow Post(string pattern, Audience audience) => new("POST", pattern, audience);

    private static IEnumerable<PermissionRow> Public() =>
        [
            Get("/", Everybody),
            Get("/defis", Everybody),
            Get("/defis/{slug}", Everybody).On(_ => ["cibnav"]),
            Get("/defis/apercu/{token}", Everybody).On(_ => [PermissionWorld.PreviewToken]),
            Get("/promotions", Everybody),
            Get("/promotions/{slug}", Everybody).On(_ => ["3"]),
            Get("/selection", Everybody),
            Get("/eligibilite", Everybody),
            Get("/criteres", Everybody),
            Get("/algorithmes", Everybody),
            Get("/conditions", Everybody),
            Get("/accompagnement", Everybody),
            Get("/faq", Everybody),
            Get("/donnees-personnelles", Everybody),
            Get("/mentions-legales", Everybody),
            Get("/accessibilite", Everybody),
            Get("/plan-du-site", Everybody),
            Get("/donnees-ouvertes", Everybody),
            Get("/defis.json", Everybody),
            Get("/defis.csv", Everybody),
            Get("/defis.atom", Everybody),
            Get("/calendrier.ics", Everybody),
            Get("/sitemap.xml", Everybody),
            Get("/robots.txt", Everybody),
            Get("/sante/vivant", Everybody),
            Get("/sante/pret", Everybody),
            Post("/sante/sonde", Machines).WithSecret(PermissionWorld.ProbeToken),
            new PermissionRow("ANY", "/erreur/{status:int:range(400,599)}", Everybody).On(_ => [404]).Answers(404),
            // Only a demonstration has these: DemoOnlyTests says that they are unknown addresses elsewhere.
            Get("/demo", Everybody),
            Post("/demo/date", Everybody),
            Get("/demo/courrier", Everybody),
            Get("/demo/courrier/{id:guid}", Everybody).On(world => [world.MailId]),
        ];

    private static IEnumerable<PermissionRow> Accounts() =>
        [
            Get("/inscription", Everybody),
            Post("/inscription", Everybody),
            Get("/inscription/courriel-envoye", Everybody),
            Get("/inscription/confirmer", Everybody),
            Post("/inscription/confirmer", Everybody),
            Get("/inscription/nouveau-lien", Everybody),
            Post("/inscription/nouveau-lien", Everybody),
            Get("/connexion", Everybody).Answers(200, 302),
            Post("/connexion", Everybody),
            Get("/connexion/code", Everybody).Answers(302),
            Post("/connexion/code", Everybody),
            Get("/mot-de-passe-oublie", Everybody),
            Post("/mot-de-passe-oublie", Everybody),
            Get("/mot-de-passe-oublie/courriel-envoye", Everybody),
            Get("/mot-de-passe", Everybody),
            Post("/mot-de-passe", Everybody),
            // An invitation that is gone and one that never was have the same page.
            Get("/invitation/{token}", Everybody),
            Post("/invitation/{token}", Everybody),
            Get("/espaces", SignedIn).Answers(200, 302),
            Get("/compte", SignedIn),
            Post("/compte/nom", SignedIn),
            Get("/compte/mot-de-passe", SignedIn),
            Post("/compte/mot-de-passe", SignedIn),
            Get("/compte/adresse", SignedIn),
            Post("/compte/adresse", SignedIn),
            Post("/compte/adresse/lien", SignedIn),
            Get("/compte/adresse/confirmer", Everybody),
            Post("/compte/adresse/confirmer", Everybody),
            Get("/compte/adresse/annuler", Everybody),
            Post("/compte/adresse/annuler", Everybody),
            Get("/compte/second-facteur", SignedIn),
            Post("/compte/second-facteur/secret", SignedIn),
            Get("/compte/second-facteur/activation", SignedIn).Answers(302),
            Get("/compte/second-facteur/code-qr.png", SignedIn).Answers(404),
            Post("/compte/second-facteur/activation", SignedIn),
            Post("/compte/second-facteur/codes", SignedIn),
            Post("/compte/second-facteur/codes.txt", SignedIn),
            Post("/compte/second-facteur/retrait", SignedIn),
            Post("/connexion/cle-acces/options", Everybody),
            Post("/connexion/cle-acces", Everybody),
            Get("/compte/cles-acces", SignedIn),
            Post("/compte/cles-acces/options", SignedIn),
            Post("/compte/cles-acces", SignedIn),
            Post("/compte/cles-acces/{id}/retrait", SignedIn).On(world => [world.OwnPasskeyId], Candidate),
            Get("/compte/sessions", SignedIn),
            Post("/compte/sessions/{id:guid}/fermeture", SignedIn).On(world => [world.OwnSessionId], Candidate),
            Post("/vue/fin", SignedIn),
            Post("/deconnexion", Everybody).EndsSession(),
            Post("/compte/deconnexion-partout", SignedIn).EndsSession(),
        ];

    // The call is closed in this world: pages of the form lead to the timeline. CandidatureJourneyTests fill them while it is open.
    private static IEnumerable<PermissionRow> Candidatures() =>
        [
            Get("/candidature", SignedIn),
            Get("/candidature/commencer", SignedIn),
            Post("/candidature/commencer", SignedIn),
            Get("/candidature/{section}", SignedIn).On(_ => ["identite"]).Answers(302),
            Post("/candidature/{section}", SignedIn).On(_ => ["identite"]),
            Post("/candidature/{section}/texte", SignedIn).On(_ => ["identite"]),
            Post("/candidature/{section}/brouillon", SignedIn).On(_ => ["identite"]),
            Post("/candidature/voeux/brouillon", SignedIn),
            Get("/candidature/etat", SignedIn),
            Get("/candidature/brouillon", SignedIn).Answers(200, 302),
            Get("/candidature/brouillon/json", SignedIn).Answers(200, 302),
            Get("/candidature/voeux", SignedIn).Answers(302),
            Post("/candidature/voeux", SignedIn),
            Post("/candidature/voeux/texte", SignedIn),
            Get("/candidature/documents", SignedIn).Answers(302),
            Post("/candidature/documents/{kind:regex(^(cv|portfolio)$)}", SignedIn).On(_ => ["cv"]),
            Post("/candidature/documents/{kind:regex(^(cv|portfolio)$)}/envois", SignedIn).On(_ => ["cv"]),
            Post("/candidature/documents/envois/{id:guid}", SignedIn).On(world => [world.UploadId], Candidate),
            Post("/candidature/documents/envois/{id:guid}/terminer", SignedIn).On(world => [world.UploadId], Candidate),
            Post("/candidature/documents/{id:guid}/retirer", SignedIn).On(world => [world.Own.DocumentId], Candidate),
            Get("/candidature/documents/{id:guid}", Only(Candidate)).On(world => [world.Own.DocumentId]),
            Get("/candidature/verifier", SignedIn).Answers(302),
            Post("/candidature/deposer", SignedIn),
            Get("/candidature/depot/{sequence:int}", Only(Candidate, Fellow)).On(_ => [1]),
            Get("/candidature/depot/{sequence:int}/contenu", Only(Candidate, Fellow)).On(_ => [1]),
            Get("/candidature/diversite", SignedIn).Answers(200, 302),
            Post("/candidature/diversite", SignedIn),
            Post("/candidature/diversite/retrait", SignedIn),
            Get("/candidature/passeport", SignedIn).Answers(200, 302),
            Get("/candidature/passeport/effacer", SignedIn).Answers(200, 302),
            Post("/candidature/passeport/effacer", SignedIn),
            Get("/candidature/complement", SignedIn).Answers(302),
            Post("/candidature/complement", SignedIn),
            Post("/candidature/complement/documents/{kind:regex(^(cv|portfolio)$)}", SignedIn).On(_ => ["cv"]),
            Post("/candidature/complement/documents/{kind:regex(^(cv|portfolio)$)}/retirer", SignedIn).On(_ => ["cv"]),
            Get("/candidature/complement/verifier", SignedIn).Answers(302),
            Post("/candidature/complement/envoyer", SignedIn),
            Get("/candidature/messages", SignedIn).Answers(200, 302),
            Post("/candidature/messages", SignedIn),
            Post("/candidature/messages/lus", SignedIn),
            Get("/candidature/messages/pieces/{id:guid}", Only(Candidate)).On(world => [world.OwnPieceId]),
            Get("/candidature/export", SignedIn).Answers(200, 302),
            Get("/candidature/retirer", SignedIn).Answers(302),
            Post("/candidature/retirer", SignedIn),
            Get("/candidature/autre-defi/{id:guid}", Only(Candidate)).On(world => [world.ConsentId]),
            Post("/candidature/autre-defi/{id:guid}/accepter", SignedIn).On(world => [world.ConsentId], Candidate),
            Post("/candidature/autre-defi/{id:guid}/refuser", SignedIn).On(world => [world.ConsentId], Candidate),
            Get("/candidature/decision", Only(Candidate, Fellow)),
            Get("/candidature/liste-attente/{defi}/{profil}/quitter", Only(Candidate))
                .On(world => world.WaitingList)
                .Answers(302),
            Post("/candidature/liste-attente/{defi}/{profil}/quitter", SignedIn).On(world => world.WaitingList, Candidate),
            Get("/candidature/proposition", Only(Fellow)),
            Get("/candidature/proposition/accepter", Only(Fellow)).Answers(302),
            Post("/candidature/proposition/accepter", SignedIn).On(_ => [], Fellow),
            Get("/candidature/proposition/decliner", Only(Fellow)).Answers(302),
            Post("/candidature/proposition/decliner", SignedIn).On(_ => [], Fellow),
            Get("/candidature/contrat", Only(Fellow)),
            Get("/candidature/contrat/{id:guid}/documents/{documentId:guid}", Only(Fellow)).On(world => world.FellowContract),
        ];

    private static IEnumerable<PermissionRow> Jury() =>
        [
            Get("/admin/jury", Jurors),
            Get("/admin/jury/charte", JurorsAndNew),
            Post("/admin/jury/charte", JurorsAndNew),
            Get("/admin/jury/interets", Jurors),
            Post("/admin/jury/interets", Jurors),
            Get("/admin/jury/lectures/{id:guid}", Jurors).On(world => [world.OwnSheet.SheetId], Persona.Juror).NotOn(OthersSheet),
            Post("/admin/jury/lectures/{id:guid}", Jurors)
                .On(world => [world.OwnSheet.SheetId], Persona.Juror)
                .NotOn(OthersSheet),
            Get("/admin/jury/lectures/{id:guid}/documents/{documentId:guid}", Jurors)
                .On(world => [world.OwnSheet.SheetId, world.OwnSheet.DocumentId], Persona.Juror)
                .NotOn(world => [world.OthersSheet.SheetId, world.OthersSheet.DocumentId]),
            Get("/admin/jury/lectures/{id:guid}/verrouiller", Jurors)
                .On(world => [world.OwnSheet.SheetId], Persona.Juror)
                .NotOn(OthersSheet)
                .Answers(302),
            Post("/admin/jury/lectures/{id:guid}/verrouiller", Jurors)
                .On(world => [world.OwnSheet.SheetId], Persona.Juror)
                .NotOn(OthersSheet),
            Get("/admin/jury/avis", Jurors),
            Get("/admin/jury/avis/{id:guid}", Jurors).On(Opinion, MentorJuror),
            Post("/admin/jury/avis/{id:guid}", Jurors).On(Opinion, MentorJuror),
            Get("/admin/jury/avis/{id:guid}/documents/{documentId:guid}", Jurors)
                .On(world => [world.Opinion.Id, world.Opinion.DocumentId], MentorJuror)
                .NotOn(world => [world.Opinion.Id, world.OwnSheet.DocumentId]),
            Post("/admin/jury/avis/{id:guid}/lien", Jurors).On(Opinion, MentorJuror),
            Get("/admin/jury/etat", Jurors),
            Post("/admin/jury/lectures/{id:guid}/brouillon", Jurors)
                .On(world => [world.OwnSheet.SheetId], Persona.Juror)
                .NotOn(OthersSheet),
            Post("/admin/jury/lectures/{id:guid}/lien", Jurors)
                .On(world => [world.OwnSheet.SheetId], Persona.Juror)
                .NotOn(OthersSheet),
            Post("/admin/jury/lectures/{id:guid}/retards/{lateId:guid}/reprendre", Jurors)
                .On(world => [world.OwnSheet.SheetId, world.OwnLateId], Persona.Juror)
                .NotOn(world => [world.OthersSheet.SheetId, world.OwnLateId]),
            // Results are public in this world: the phase shows the ranked lists. PhaseMatrixTests close them.
            Get("/admin/jury/classements", Jurors),
            Get("/admin/jury/classements/{challenge}/{profile}", Jurors).On(world => world.Ranking),
            Post("/admin/jury/classements/{challenge}/{profile}/export", Jurors).On(world => world.Ranking),
        ];

    private static IReadOnlyList<object> Opinion(PermissionWorld world) => [world.Opinion.Id];

    private static IReadOnlyList<object> OthersSheet(PermissionWorld world) => [world.OthersSheet.SheetId];

    private static IEnumerable<PermissionRow> Host() =>
        [
            Get("/accueil", Hosts),
            Post("/accueil/contrats/{id:guid}/signe", Hosts)
                .On(world => [world.HostContract[0]], Persona.Host)
                .NotOn(world => [world.MentorContract[0]]),
            Get("/accueil/contrats/{id:guid}/documents/{documentId:guid}", Hosts)
                .On(world => world.HostContract, Persona.Host, MentorJuror)
                .On(world => world.MentorContract, Mentor),
        ];

    private static IEnumerable<PermissionRow> Dashboard() =>
        [
            Get("/admin", Audience.Staff),
            Get("/admin/documents", Audience.Staff),
            Post("/admin/documents/{id:guid}/analyser", Audience.Staff).On(world => [world.BlockedFileId]),
            Get("/admin/calendrier", Audience.Staff),
            Post("/admin/calendrier", Audience.Staff),
            Get("/admin/formulaire", Audience.Staff),
            Get("/admin/formulaire/apercu/{section}", Audience.Staff).On(_ => ["parcours"]),
            Get("/admin/formulaire/versions/{number:int}", Audience.Staff).On(_ => [1]),
            Get("/admin/formulaire/publication", Audience.Staff).Answers(302),
            Post("/admin/formulaire/publication", Audience.Staff),
            Post("/admin/formulaire/abandon", Audience.Staff),
            Get("/admin/formulaire/questions/{key}", Audience.Staff).On(_ => ["moyens"]),
            Post("/admin/formulaire/questions/{key}", Audience.Staff).On(_ => ["moyens"]),
            Post("/admin/formulaire/questions/{key}/ordre", Audience.Staff).On(_ => ["moyens"]),
            Post("/admin/formulaire/questions/{key}/retirer", Audience.Staff).On(_ => ["moyens"]),
            Post("/admin/formulaire/questions/{key}/reposer", Audience.Staff).On(_ => ["moyens"]),
            Get("/admin/formulaire/rubriques/{key}", Audience.Staff).On(_ => ["parcours"]),
            Post("/admin/formulaire/rubriques/{key}", Audience.Staff).On(_ => ["parcours"]),
            Post("/admin/formulaire/rubriques/{key}/ordre", Audience.Staff).On(_ => ["parcours"]),
            Get("/admin/formulaire/rubriques/{key}/question", Audience.Staff).On(_ => ["parcours"]),
            Post("/admin/formulaire/rubriques/{key}/question", Audience.Staff).On(_ => ["parcours"]),
            Get("/admin/courriels", Audience.Staff),
            Get("/admin/courriels/{id:guid}", Audience.Staff).On(world => [world.MailId]).Tied(world => [world.TiedMailId]),
            Post("/admin/courriels/{id:guid}/renvoi", Audience.Staff)
                .On(world => [world.MailId])
                .Tied(world => [world.TiedMailId]),
            Get("/admin/courriels/retours", Audience.Staff),
            Post("/admin/courriels/retours", Audience.Staff),
            Get("/admin/courriels/modeles", Audience.Staff),
            Get("/admin/courriels/modeles/{key}", Audience.Staff).On(_ => ["SubmissionReceipt"]),
            Post("/admin/courriels/modeles/{key}", Audience.Staff).On(_ => ["SubmissionReceipt"]),
            Post("/admin/courriels/modeles/{key}/habituel", Audience.Staff).On(_ => ["SubmissionReceipt"]),
            Get("/admin/courriels/envois", Audience.Staff),
            Get("/admin/courriels/envois/nouveau", Audience.Staff),
            Post("/admin/courriels/envois/nouveau", Audience.Staff),
            Get("/admin/courriels/envois/{id:guid}", Audience.Staff).On(world => [world.MailingId]),
            Get("/admin/courriels/envois/{id:guid}/modifier", Audience.Staff).On(world => [world.MailingId]),
            Post("/admin/courriels/envois/{id:guid}/modifier", Audience.Staff).On(world => [world.MailingId]),
            Post("/admin/courriels/envois/{id:guid}/demande", Audience.Staff).On(world => [world.MailingId]),
            Post("/admin/courriels/envois/{id:guid}/accord", Audience.Staff).On(world => [world.MailingId]),
            Post("/admin/courriels/envois/{id:guid}/abandon", Audience.Staff).On(world => [world.MailingId]),
        ];

    private static IEnumerable<PermissionRow> Catalogue() =>
        [
            Get("/admin/defis", Audience.Staff),
            Get("/admin/defis/nouveau", Audience.Staff),
            Post("/admin/defis/nouveau", Audience.Staff),
            Get("/admin/defis/{id:guid}", Audience.Staff).On(world => [world.ChallengeId]),
            Get("/admin/defis/{id:guid}/modifier", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/modifier", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/publier", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/depublier", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/adresse", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/apercu", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/apercu/fermer", Audience.Staff).On(world => [world.ChallengeId]),
            Get("/admin/defis/{id:guid}/postes/nouveau", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/postes/nouveau", Audience.Staff).On(world => [world.ChallengeId]),
            Get("/admin/defis/{id:guid}/postes/{postId:guid}", Audience.Staff).On(world => [world.ChallengeId, world.PostId]),
            Post("/admin/defis/{id:guid}/postes/{postId:guid}", Audience.Staff).On(world => [world.ChallengeId, world.PostId]),
            Post("/admin/defis/{id:guid}/postes/{postId:guid}/retirer", Audience.Staff)
                .On(world => [world.ChallengeId, world.PostId]),
            Get("/admin/defis/{id:guid}/retirer", Audience.Staff).On(world => [world.ChallengeId]),
            Post("/admin/defis/{id:guid}/retirer", Audience.Staff).On(world => [world.ChallengeId]),
            Get("/admin/administrations", Audience.Staff),
            Get("/admin/administrations/nouvelle", Audience.Staff),
            Post("/admin/administrations/nouvelle", Audience.Staff),
            Get("/admin/administrations/{id:guid}", Audience.Staff).On(world => [world.HostId]),
            Post("/admin/administrations/{id:guid}", Audience.Staff).On(world => [world.HostId]),
            Get("/admin/mentors", Audience.Staff),
            Post("/admin/mentors/{id:guid}/terminer", Audience.Staff).On(world => [world.MentorId]),
        ];

    private static IEnumerable<PermissionRow> Screening() =>
        [
            Get("/admin/candidatures", Audience.Staff),
            Get("/admin/candidatures/retards", Audience.Staff),
            Get("/admin/candidatures/{id:guid}", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Get("/admin/candidatures/{id:guid}/documents/{documentId:guid}", Audience.Staff)
                .On(world => [world.Own.Id, world.Own.DocumentId])
                .Tied(world => [world.Tied.Id, world.Tied.DocumentId]),
            Post("/admin/candidatures/{id:guid}/examen", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/conflit", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Get("/admin/delais", Audience.Staff),
            Get("/admin/candidatures/{id:guid}/delai", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/delai", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Get("/admin/complements", Audience.Staff),
            Get("/admin/candidatures/{id:guid}/complement", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/complement", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/complement/prolonger", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/complement/retirer", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Get("/admin/messages", Audience.Staff),
            Get("/admin/candidatures/{id:guid}/messages", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/messages", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/candidatures/{id:guid}/messages/traiter", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Get("/admin/candidatures/{id:guid}/messages/pieces/{pieceId:guid}", Audience.Staff)
                .On(world => [world.Own.Id, world.OwnPieceId])
                .Tied(world => [world.Tied.Id, world.TiedPieceId]),
            Get("/admin/couverture", Audience.Staff),
            Get("/admin/diversite", Audience.Staff),
            Post("/admin/diversite/arret", Audience.Staff),
            Get("/admin/conservation", Audience.Staff),
            Get("/admin/pannes", Audience.Staff),
            Post("/admin/pannes/prolongation", Audience.Staff),
            Post("/admin/pannes/prolongation/accord", Audience.Staff),
            Post("/admin/pannes/prolongation/abandon", Audience.Staff),
            Get("/admin/candidatures/doublons", Audience.Staff),
            Post("/admin/candidatures/doublons/distinguer", Audience.Staff),
            Post("/admin/candidatures/avis", Audience.Staff),
            Post("/admin/candidatures/avis/demander", Audience.Staff),
            Post("/admin/candidatures/{id:guid}/avis/{opinion:guid}/reprendre", Audience.Staff)
                .On(world => [world.Own.Id, world.OwnOpinionId])
                .Tied(world => [world.Tied.Id, world.TiedOpinionId]),
            Post("/admin/candidatures/lot", Audience.Staff),
            Post("/admin/candidatures/lot/appliquer", Audience.Staff),
            Post("/admin/candidatures/export", Audience.Staff),
        ];

    private static IReadOnlyList<object> TiedFile(PermissionWorld world) => [world.Tied.Id];

    private static IEnumerable<PermissionRow> Juries() =>
        [
            Get("/admin/phases", Audience.Staff),
            Post("/admin/phases", Audience.Staff),
            Post("/admin/phases/ouvrir", Audience.Staff),
            Post("/admin/phases/revenir", Audience.Staff),
            Get("/admin/jurys", Audience.Staff),
            Get("/admin/jurys/lectures", Audience.Staff),
            Post("/admin/jurys/lectures", Audience.Staff),
            Post("/admin/jurys/lectures/apercu", Audience.Staff),
            Get("/admin/jurys/dossiers/{id:guid}", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/jurys/dossiers/{id:guid}/liens", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Get("/admin/jurys/grille", Audience.Staff),
            Post("/admin/jurys/grille", Audience.Staff),
            Post("/admin/jurys/grille/reperes", Audience.Staff),
            Post("/admin/jurys/grille/lectures", Audience.Staff),
            Get("/admin/jurys/cloture", Audience.Staff),
            Post("/admin/jurys/cloture/{id:guid}/rouvrir", Audience.Staff).On(world => [world.JurorId]),
            Get("/admin/jurys/anonymat", Audience.Staff),
            Post("/admin/jurys/anonymat", Audience.Staff),
            Post("/admin/jurys/anonymat/lever", Audience.Staff),
            Post("/admin/jurys/dossiers/{id:guid}/copies/{documentId:guid}", Audience.Staff)
                .On(world => [world.Own.Id, world.Own.DocumentId])
                .Tied(world => [world.Tied.Id, world.Tied.DocumentId]),
            Get("/admin/jurys/plan", Audience.Staff),
            Post("/admin/jurys/plan", Audience.Staff),
            Get("/admin/jurys/membres", Audience.Staff),
            Post("/admin/jurys/membres", Audience.Staff),
            Post("/admin/jurys/membres/{id:guid}/presence", Audience.Staff).On(world => [world.JurorId]),
            Get("/admin/jurys/liens", Audience.Staff),
            Post("/admin/jurys/liens/retenir", Audience.Staff),
            Post("/admin/jurys/liens/ecarter", Audience.Staff),
            Post("/admin/jurys/liens/{id:guid}/lever", Audience.Staff)
                .On(world => [world.ConflictId])
                .Tied(world => [world.TiedConflictId]),
            Post("/admin/jurys/dossiers/{candidatureId:guid}/fiches/{id:guid}/rouvrir", Audience.Staff)
                .On(world => [world.Own.Id, world.Own.SheetId])
                .Tied(world => [world.Tied.Id, world.Tied.SheetId]),
            Post("/admin/jurys/dossiers/{candidatureId:guid}/fiches/{id:guid}/retirer", Audience.Staff)
                .On(world => [world.Own.Id, world.Own.SheetId])
                .Tied(world => [world.Tied.Id, world.Tied.SheetId]),
            Get("/admin/classements", Audience.Staff),
            Get("/admin/classements/severite", Audience.Staff),
            Get("/admin/classements/{challenge}/{profile}", Audience.Staff).On(world => world.Ranking),
            Post("/admin/classements/{challenge}/{profile}/export", Audience.Staff).On(world => world.Ranking),
        ];

    private static IEnumerable<PermissionRow> Forming() =>
        [
            Get("/admin/equipes", Audience.Staff),
            Post("/admin/equipes/calculs", Audience.Staff),
            Get("/admin/equipes/calculs/{id:guid}", Audience.Staff).On(Computation).Tied(TiedComputation),
            Get("/admin/equipes/calculs/{id:guid}/pourquoi", Audience.Staff).On(Computation).Tied(TiedComputation),
            Get("/admin/equipes/calculs/{id:guid}/arbitrages", Audience.Staff).On(Computation).Tied(TiedComputation),
            Get("/admin/equipes/conditions", Audience.Staff),
            Post("/admin/equipes/conditions", Audience.Staff),
            Post("/admin/equipes/conditions/{id:guid}/lever", Audience.Staff)
                .On(world => [world.Computation.ConditionId])
                .Tied(world => [world.TiedComputation.ConditionId]),
            Get("/admin/equipes/accords", Audience.Staff),
            Post("/admin/equipes/accords", Audience.Staff),
            Post("/admin/equipes/accords/{id:guid}/reprendre", Audience.Staff)
                .On(world => [world.ConsentId])
                .Tied(world => [world.TiedConsentId]),
            Post("/admin/equipes/propositions", Audience.Staff),
            Get("/admin/equipes/propositions/{id:guid}", Audience.Staff).On(Proposal).Tied(TiedProposal),
            Post("/admin/equipes/propositions/{id:guid}/sieges", Audience.Staff).On(Proposal).Tied(TiedProposal),
            Get("/admin/equipes/propositions/{id:guid}/decisions", Audience.Staff).On(Proposal).Tied(TiedProposal),
            Post("/admin/equipes/propositions/{id:guid}/decisions", Audience.Staff).On(Proposal).Tied(TiedProposal),
            Post("/admin/equipes/propositions/{id:guid}/abandonner", Audience.Staff).On(Proposal).Tied(TiedProposal),
        ];

    private static IEnumerable<PermissionRow> Hearings() =>
        [
            Get("/admin/auditions", Audience.Staff),
            Get("/admin/auditions/jour", Audience.Staff),
            Get("/admin/auditions/programme", Audience.Staff),
            Get("/admin/auditions/organisation", Audience.Staff),
            Post("/admin/auditions/organisation", Audience.Staff),
            Get("/admin/auditions/jurys", Audience.Staff),
            Post("/admin/auditions/jurys", Audience.Staff),
            Get("/admin/auditions/jurys/{id:guid}", Audience.Staff).On(world => [world.PanelId]),
            Post("/admin/auditions/jurys/{id:guid}", Audience.Staff).On(world => [world.PanelId]),
            Post("/admin/auditions/jurys/{id:guid}/remplacer", Audience.Staff).On(world => [world.PanelId]),
            Get("/admin/auditions/plan", Audience.Staff),
            Post("/admin/auditions/plan", Audience.Staff),
            Post("/admin/auditions/annonce", Audience.Staff),
            Post("/admin/auditions/annonce/confirmer", Audience.Staff),
            Post("/admin/auditions/annonce/abandonner", Audience.Staff),
            Get("/admin/auditions/dossiers/{id:guid}", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/auditions/dossiers/{id:guid}/amenagement", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/auditions/dossiers/{id:guid}/{slot:guid}/deplacer", Audience.Staff).On(OwnSlot).Tied(TiedSlot),
            Post("/admin/auditions/dossiers/{id:guid}/{slot:guid}/echanger", Audience.Staff).On(OwnSlot).Tied(TiedSlot),
            Post("/admin/auditions/dossiers/{id:guid}/{slot:guid}/garder", Audience.Staff).On(OwnSlot).Tied(TiedSlot),
            Post("/admin/auditions/dossiers/{id:guid}/{slot:guid}/etape", Audience.Staff)
                .On(OwnSlot)
                .Tied(TiedSlot)
                .With(("verb", "Resume")),
            Post("/admin/auditions/dossiers/{id:guid}/{slot:guid}/grille/rouvrir", Audience.Staff).On(OwnSlot).Tied(TiedSlot),
            Get("/admin/jury/auditions", Jurors),
            Get("/admin/jury/auditions/{id:guid}", Jurors)
                .On(world => [world.JurorSlotId], Persona.Juror)
                .NotOn(world => [world.OthersSlotId]),
            Post("/admin/jury/auditions/{id:guid}", Jurors)
                .On(world => [world.JurorSlotId], Persona.Juror)
                .NotOn(world => [world.OthersSlotId]),
            Post("/admin/jury/auditions/{id:guid}/brouillon", Jurors)
                .On(world => [world.JurorSlotId], Persona.Juror)
                .NotOn(world => [world.OthersSlotId]),
            Post("/admin/jury/auditions/{id:guid}/etape", Jurors)
                .On(world => [world.JurorSlotId], Persona.Juror)
                .NotOn(world => [world.OthersSlotId])
                .With(("verb", "Resume")),
            Get("/candidature/audition", SignedIn).Answers(200, 404),
            Get("/candidature/audition/{id:guid}/calendrier.ics", SignedIn).On(world => [world.OwnSlotId], Candidate),
            Post("/candidature/audition/{id:guid}/confirmer", SignedIn).On(world => [world.OwnSlotId], Candidate),
            Post("/candidature/audition/{id:guid}/deplacer", SignedIn).On(world => [world.OwnSlotId], Candidate),
        ];

    private static IReadOnlyList<object> OwnSlot(PermissionWorld world) => [world.Own.Id, world.OwnSlotId];

    private static IReadOnlyList<object> TiedSlot(PermissionWorld world) => [world.Tied.Id, world.TiedSlotId];

    private static IEnumerable<PermissionRow> Selection() =>
        [
            Get("/admin/decisions", Audience.Staff),
            Get("/admin/decisions/{candidatureId:guid}", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/decisions/{candidatureId:guid}", Audience.Staff).On(world => [world.Own.Id]).Tied(TiedFile),
            Post("/admin/decisions/{candidatureId:guid}/{decisionId:guid}/valider", Audience.Staff)
                .On(world => [world.Own.Id, world.Own.DecisionId])
                .Tied(world => [world.Tied.Id, world.Tied.DecisionId]),
            Post("/admin/decisions/{candidatureId:guid}/{decisionId:guid}/annuler", Audience.Staff)
                .On(world => [world.Own.Id, world.Own.DecisionId])
                .Tied(world => [world.Tied.Id, world.Tied.DecisionId]),
            Get("/admin/proces-verbal", Audience.Staff),
            Post("/admin/proces-verbal", Audience.Staff),
            Get("/admin/deliberations", Audience.Staff),
            Post("/admin/deliberations", Audience.Staff),
            Get("/admin/deliberations/{id:guid}", Audience.Staff).On(world => [world.DeliberationId]),
            Get("/admin/deliberations/{id:guid}/proces-verbal", Audience.Staff).On(world => [world.DeliberationId]),
            Post("/admin/deliberations/{id:guid}/presences", Audience.Staff).On(world => [world.DeliberationId]),
            Post("/admin/deliberations/{id:guid}/ouvrir", Audience.Staff).On(world => [world.DeliberationId]),
            Post("/admin/deliberations/{id:guid}/clore", Audience.Staff).On(world => [world.DeliberationId]),
            // Any candidature may be voted in any sitting. A tie hides it: DeliberationPagesTests.
            Get("/admin/deliberations/{id:guid}/candidatures/{candidatureId:guid}", Audience.Staff)
                .On(world => [world.DeliberationId, world.Own.Id]),
            Post("/admin/deliberations/{id:guid}/candidatures/{candidatureId:guid}", Audience.Staff)
                .On(world => [world.DeliberationId, world.Own.Id]),
            Get("/admin/propositions", Audience.Staff),
            Get("/admin/propositions/{id:guid}", Audience.Staff).On(Offer).Tied(TiedOffer),
            Post("/admin/propositions/{id:guid}/relancer", Audience.Staff).On(Offer).Tied(TiedOffer),
            Post("/admin/propositions/{id:guid}/accepter", Audience.Staff).On(Offer).Tied(TiedOffer),
            Post("/admin/propositions/{id:guid}/decliner", Audience.Staff).On(Offer).Tied(TiedOffer),
            Get("/admin/liste-attente", Audience.Staff),
            Post("/admin/liste-attente/postes/{postId:guid}", Audience.Staff).On(world => [world.PostId]),
            Post("/admin/liste-attente/{defi}/{profil}/ordre", Audience.Staff).On(world => world.WaitingList),
            Post("/admin/liste-attente/{defi}/{profil}/classement", Audience.Staff).On(world => world.WaitingList),
            Get("/admin/resultats", Audience.Staff),
            Post("/admin/resultats/preparer", Audience.Staff),
            Post("/admin/resultats/confirmer", Audience.Staff),
            Post("/admin/resultats/messages", Audience.Staff),
            Post("/admin/resultats/messages/{id:guid}/confirmer", Audience.Staff).On(world => [world.ReleaseId]),
            Post("/admin/resultats/messages/{id:guid}/abandonner", Audience.Staff).On(world => [world.ReleaseId]),
        ];

    private static IEnumerable<PermissionRow> Contracts() =>
        [
            Get("/admin/promotion", Audience.Staff),
            Get("/admin/promotion/equipes/{teamId:guid}", Audience.Staff).On(world => [world.TeamId]),
            Post("/admin/promotion/{fellowId:guid}/contrat", Audience.Staff)
                .On(world => [world.FellowId])
                .Tied(world => [world.TiedFellowId]),
            Post("/admin/promotion/{fellowId:guid}/depart", Audience.Staff)
                .On(world => [world.FellowId])
                .Tied(world => [world.TiedFellowId]),
            Get("/admin/contrats", Audience.Staff),
            Get("/admin/contrats/{id:guid}", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}/document", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}/signe", Audience.Staff).On(Contract).Tied(TiedContract),
            Get("/admin/contrats/{id:guid}/documents/{documentId:guid}", Audience.Staff)
                .On(world => world.HostContract)
                .Tied(world => world.TiedContract),
            Post("/admin/contrats/{id:guid}/envoyer", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}/reprendre", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}/debut", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}/fin", Audience.Staff).On(Contract).Tied(TiedContract),
            Post("/admin/contrats/{id:guid}/rupture", Audience.Staff).On(Contract).Tied(TiedContract),
        ];

    private static IReadOnlyList<object> Contract(PermissionWorld world) => [world.HostContract[0]];

    private static IReadOnlyList<object> Offer(PermissionWorld world) => [world.OfferId];

    private static IReadOnlyList<object> TiedOffer(PermissionWorld world) => [world.TiedOfferId];

    private static IReadOnlyList<object> TiedContract(PermissionWorld world) => [world.TiedContract[0]];

    private static IReadOnlyList<object> Computation(PermissionWorld world) => [world.Computation.Id];

    private static IReadOnlyList<object> TiedComputation(PermissionWorld world) => [world.TiedComputation.Id];

    private static IReadOnlyList<object> Proposal(PermissionWorld world) => [world.Computation.ProposalId];

    private static IReadOnlyList<object> TiedProposal(PermissionWorld world) => [world.TiedComputation.ProposalId];

    private static IEnumerable<PermissionRow> People() =>
        [
            Get("/admin/utilisateurs", Audience.Staff),
            Get("/admin/utilisateurs/{id:guid}", Audience.Staff).On(world => [world.NewJurorAccountId]),
            Post("/admin/utilisateurs/{id:guid}/role", Administrators)
                .On(world => [world.NewJurorAccountId])
                .With(("role", "None")),
            // What they show once open: PortalViewMatrixTests.
            Get("/admin/utilisateurs/{id:guid}/vue", Administrators).On(world => [world.NewJurorAccountId]),
            Post("/admin/utilisateurs/{id:guid}/vue", Administrators).On(world => [world.NewJurorAccountId]),
            Get("/admin/utilisateurs/invitations", Audience.Staff),
            Post("/admin/utilisateurs/invitations", Audience.Staff),
            Post("/admin/utilisateurs/invitations/{id:guid}/annulation", Audience.Staff).On(world => [world.InvitationId]),
        ];
}
