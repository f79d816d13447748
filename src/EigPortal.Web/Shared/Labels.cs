using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Diversity;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Teams;
using EigPortal.Services.Contracts;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy;
using EigPortal.Services.Screening;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Services.Selection;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Shared;

/// <summary>French words and colours of statuses. Each switch is exhaustive: a new status without words doesn't compile.</summary>
public static partial class Labels
{
    public static string Of(CandidatureState state) =>
        state switch
        {
            CandidatureState.Draft => "Brouillon",
            CandidatureState.Submitted => "À examiner",
            CandidatureState.Withdrawn => "Retirée",
            CandidatureState.Admissible => "Recevable",
            CandidatureState.Inadmissible => "Non recevable",
            CandidatureState.Preselected => "Présélectionnée",
            CandidatureState.NotPreselected => "Non présélectionnée",
        };

    public static BadgeKind Kind(CandidatureState state) =>
        state switch
        {
            CandidatureState.Draft or CandidatureState.Withdrawn => BadgeKind.Neutral,
            CandidatureState.Submitted => BadgeKind.New,
            CandidatureState.Admissible => BadgeKind.Info,
            CandidatureState.Preselected => BadgeKind.Success,
            CandidatureState.Inadmissible => BadgeKind.Error,
            CandidatureState.NotPreselected => BadgeKind.Warning,
        };

    public static string Of(ReachedStage stage) =>
        stage switch
        {
            ReachedStage.Submitted => "Déposées",
            ReachedStage.Admissible => "Recevables",
            ReachedStage.Preselected => "Présélectionnées",
            ReachedStage.Heard => "Entendues",
            ReachedStage.Retained => "Retenues",
            ReachedStage.Offered => "Place proposée",
            ReachedStage.Recruited => "Recrutées",
        };

    public static string Of(CompletionState state) =>
        state switch
        {
            CompletionState.Open => "Complément attendu",
            CompletionState.Answered => "Complément reçu",
            CompletionState.Withdrawn => "Demande retirée",
            CompletionState.Lapsed => "Complément non reçu",
        };

    public static BadgeKind Kind(CompletionState state) =>
        state switch
        {
            CompletionState.Open => BadgeKind.Info,
            CompletionState.Answered => BadgeKind.Success,
            CompletionState.Withdrawn => BadgeKind.Neutral,
            CompletionState.Lapsed => BadgeKind.Warning,
        };

    public static string Of(FieldKind kind) =>
        kind switch
        {
            FieldKind.Text => "Texte court",
            FieldKind.Tel => "Téléphone",
            FieldKind.Url => "Adresse web",
            FieldKind.LongText => "Texte long",
            FieldKind.SingleChoice => "Choix d’une réponse",
            FieldKind.MultipleChoice => "Choix de plusieurs réponses",
            FieldKind.Declaration => "Déclaration",
        };

    public static string Of(OutageSource source) =>
        source switch
        {
            OutageSource.Readiness => "Contrôle du portail",
            OutageSource.Silence => "Absence de contrôle",
            OutageSource.Monitor => "Sonde extérieure",
        };

    public static string Of(MailingState state) =>
        state switch
        {
            MailingState.Draft => "Brouillon",
            MailingState.Asked => "Attend une seconde personne",
            MailingState.Sent => "Envoyé",
            MailingState.Dropped => "Abandonné",
        };

    public static BadgeKind Kind(MailingState state) =>
        state switch
        {
            MailingState.Draft => BadgeKind.Neutral,
            MailingState.Asked => BadgeKind.Info,
            MailingState.Sent => BadgeKind.Success,
            MailingState.Dropped => BadgeKind.Warning,
        };

    public static string Of(ChallengeState state) =>
        state switch
        {
            ChallengeState.Draft => "Brouillon",
            ChallengeState.Published => "Publié",
            ChallengeState.Withdrawn => "Retiré",
        };

    public static BadgeKind Kind(ChallengeState state) =>
        state switch
        {
            ChallengeState.Draft => BadgeKind.Neutral,
            ChallengeState.Published => BadgeKind.Success,
            ChallengeState.Withdrawn => BadgeKind.Warning,
        };

    public static string Of(Family family) =>
        family switch
        {
            Family.Data => "Data",
            Family.Developpement => "Développement",
            Family.Design => "Design",
            Family.Droit => "Droit",
        };

    public static string Of(SheetState state) =>
        state switch
        {
            SheetState.NotStarted => "À lire",
            SheetState.Draft => "En cours",
            SheetState.Locked => "Verrouillée",
            SheetState.SetAside => "Retirée",
        };

    public static BadgeKind Kind(SheetState state) =>
        state switch
        {
            SheetState.NotStarted => BadgeKind.New,
            SheetState.Draft => BadgeKind.Info,
            SheetState.Locked => BadgeKind.Success,
            SheetState.SetAside => BadgeKind.Neutral,
        };

    public static string Of(Opinion opinion) =>
        opinion switch
        {
            Opinion.CoupDeCoeur => "Coup de cœur",
            Opinion.Favorable => "Favorable",
            Opinion.Reserve => "Réservé",
            Opinion.Defavorable => "Défavorable",
        };

    public static string Of(ConflictLevel level) =>
        level switch
        {
            ConflictLevel.Excluded => "Écarte du dossier",
            ConflictLevel.ReadsOnly => "Lit sans décider",
            ConflictLevel.Declared => "Déclaré",
        };

    public static string Of(ConflictOrigin origin) =>
        origin switch
        {
            ConflictOrigin.Declared => "Déclaré par la personne",
            ConflictOrigin.Inferred => "Trouvé par le portail",
            ConflictOrigin.Imposed => "Constaté par l’équipe",
        };

    public static string Of(ConflictClue clue) =>
        clue switch
        {
            ConflictClue.NamedByThem => "Personne citée dans la déclaration d’intérêts",
            ConflictClue.SameEmployer => "Même employeur",
            ConflictClue.SameAddressDomain => "Adresses de la même organisation",
            ConflictClue.FormerTeam => "Même équipe d’une promotion passée",
            ConflictClue.SameSchool => "Même école",
            ConflictClue.HostOfWish => "Défi accompagné",
        };

    public static string Of(TeamGoal goal) =>
        goal switch
        {
            TeamGoal.Lists => "Respecter les listes",
            TeamGoal.Wishes => "Respecter les vœux",
            TeamGoal.Teams => "Le plus d’équipes complètes",
            TeamGoal.Changes => "Le moins de changements",
        };

    public static string Of(TeamCriterion criterion) =>
        criterion switch
        {
            TeamCriterion.Kept => "Places inchangées",
            TeamCriterion.Complaining => "Personnes avec une réclamation justifiée",
            TeamCriterion.Filled => "Sièges pourvus",
            TeamCriterion.Complete => "Équipes complètes",
            TeamCriterion.Wishes => "Vœux respectés",
            TeamCriterion.Complementary => "Complémentarités réunies",
            TeamCriterion.Marks => "Total des notes",
        };

    public static string Of(TeamBasis basis) =>
        basis switch
        {
            TeamBasis.Wish => "Vœu",
            TeamBasis.Consent => "Défi accepté",
            TeamBasis.OtherProfile => "Autre profil",
        };

    public static string Of(TeamConditionKind kind) =>
        kind switch
        {
            TeamConditionKind.Lock => "Siège verrouillé",
            TeamConditionKind.Barred => "Équipe exclue",
            TeamConditionKind.Apart => "Jamais ensemble",
            TeamConditionKind.Together => "Ensemble ou pas du tout",
            TeamConditionKind.Complementary => "Complémentaires",
            TeamConditionKind.Complete => "Équipe à compléter",
            TeamConditionKind.Without => "Défi laissé de côté",
            TeamConditionKind.OneOf => "Une personne parmi",
            TeamConditionKind.OtherProfile => "Siège ouvert à un autre profil",
        };

    public static string Of(MentorOpinionState state) =>
        state switch
        {
            MentorOpinionState.Asked => "En attente",
            MentorOpinionState.Given => "Donné",
            MentorOpinionState.TakenBack => "Repris",
        };

    public static string Of(MentorView view) =>
        view switch
        {
            MentorView.Favourable => "Favorable",
            MentorView.Reserved => "Réservé",
            MentorView.Unfavourable => "Défavorable",
        };

    public static BadgeKind Kind(MentorView view) =>
        view switch
        {
            MentorView.Favourable => BadgeKind.Success,
            MentorView.Reserved => BadgeKind.Warning,
            MentorView.Unfavourable => BadgeKind.Error,
        };

    public static string Of(OpinionOutcome outcome) =>
        outcome switch
        {
            OpinionOutcome.Asked => "Avis demandé",
            OpinionOutcome.AlreadyAsked => "Déjà demandé",
            OpinionOutcome.FileClosed => "Dossier déjà examiné",
            OpinionOutcome.FileOpen => "L’appel n’est pas clos pour cette personne",
            OpinionOutcome.NoMentor => "Pas de mentor opérationnel au jury",
            OpinionOutcome.Conflict => "Un lien d’intérêts l’en empêche",
            OpinionOutcome.OwnFile => "C’est son propre dossier",
        };

    public static string Of(DuplicateClue clue) =>
        clue switch
        {
            DuplicateClue.SameMailbox => "Même boîte de courriel",
            DuplicateClue.SamePhone => "Même téléphone",
            DuplicateClue.SameDocument => "Même document",
            DuplicateClue.SameName => "Même nom",
        };

    public static string Of(ConsentState state) =>
        state switch
        {
            ConsentState.Asked => "En attente",
            ConsentState.Given => "Accord",
            ConsentState.Refused => "Refus",
            ConsentState.TakenBack => "Reprise",
        };

    public static BadgeKind Kind(ConsentState state) =>
        state switch
        {
            ConsentState.Asked => BadgeKind.Info,
            ConsentState.Given => BadgeKind.Success,
            ConsentState.Refused => BadgeKind.Neutral,
            ConsentState.TakenBack => BadgeKind.Neutral,
        };

    public static string Of(TeamProposalState state) =>
        state switch
        {
            TeamProposalState.Open => "En cours",
            TeamProposalState.Prepared => "Décisions préparées",
            TeamProposalState.Dropped => "Abandonnée",
        };

    public static BadgeKind Kind(TeamProposalState state) =>
        state switch
        {
            TeamProposalState.Open => BadgeKind.Info,
            TeamProposalState.Prepared => BadgeKind.Success,
            TeamProposalState.Dropped => BadgeKind.Neutral,
        };

    public static string Of(DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Retained => "Retenue",
            DecisionKind.WaitingList => "Liste d’attente",
            DecisionKind.NotRetained => "Non retenue",
        };

    public static string Of(DeliberationState state) =>
        state switch
        {
            DeliberationState.Convened => "Convoquée",
            DeliberationState.Open => "En cours",
            DeliberationState.Closed => "Close",
        };

    public static string Of(ResolutionOutcome outcome) =>
        outcome switch
        {
            ResolutionOutcome.Adopted => "Adoptée",
            ResolutionOutcome.Rejected => "Rejetée",
        };

    public static string Of(DecisionGround ground) => DecisionGroundWords.Of(ground);

    public static string Of(DecisionState state) =>
        state switch
        {
            DecisionState.Recorded => "À valider",
            DecisionState.Validated => "Validée",
            DecisionState.Cancelled => "Annulée",
        };

    public static string Of(OfferState state) =>
        state switch
        {
            OfferState.Sent => "En attente de réponse",
            OfferState.Accepted => "Acceptée",
            OfferState.Declined => "Déclinée",
            OfferState.Revoked => "Reprise",
        };

    public static string Of(ContractState state) =>
        state switch
        {
            ContractState.Draft => "En préparation",
            ContractState.Sent => "À signer",
            ContractState.Signed => "Signé",
            ContractState.Running => "En cours",
            ContractState.Ended => "Terminé",
            ContractState.Broken => "Rompu",
        };

    public static string Of(CohortNeed need) =>
        need switch
        {
            CohortNeed.Answer => "Sa réponse à la proposition",
            CohortNeed.Contract => "Un contrat",
            CohortNeed.Sending => "L’envoi du contrat",
            CohortNeed.SignedCopy => "La copie signée",
            CohortNeed.FirstDay => "La prise de poste",
            CohortNeed.Nothing => "Rien",
        };

    public static BadgeKind Kind(ContractState state) =>
        state switch
        {
            ContractState.Draft or ContractState.Ended => BadgeKind.Neutral,
            ContractState.Sent => BadgeKind.Warning,
            ContractState.Signed => BadgeKind.Info,
            ContractState.Running => BadgeKind.Success,
            ContractState.Broken => BadgeKind.Error,
        };

    public static string Of(MentorRole role) =>
        role switch
        {
            MentorRole.Operationnel => "Mentor opérationnel",
            MentorRole.HautNiveau => "Mentor de haut niveau",
            MentorRole.Metier => "Mentor métier",
            MentorRole.AppuiSystemesInformation => "Appui systèmes d’information",
        };

    public static string Of(MailState state) =>
        state switch
        {
            MailState.Held => "À relire",
            MailState.Waiting => "En attente",
            MailState.Sent => "Envoyé",
            MailState.Bounced => "Revenu",
            MailState.Failed => "En échec",
            MailState.Cancelled => "Annulé",
        };

    public static BadgeKind Kind(MailState state) =>
        state switch
        {
            MailState.Held => BadgeKind.New,
            MailState.Waiting => BadgeKind.Info,
            MailState.Sent => BadgeKind.Success,
            MailState.Bounced or MailState.Failed => BadgeKind.Error,
            MailState.Cancelled => BadgeKind.Neutral,
        };

    public static string Of(FileReader reader) =>
        reader switch
        {
            FileReader.Staff => "Équipe du programme",
            FileReader.Juror => "Membre du jury",
        };

    public static string Of(OpenedPart part) =>
        part switch
        {
            OpenedPart.File => "Dossier déposé",
            OpenedPart.Document => "Document joint",
            OpenedPart.Messages => "Messages",
            OpenedPart.Pages => "Vos pages, vues comme vous les voyez",
        };

    public static string Of(ScanState state) =>
        state switch
        {
            ScanState.NotScanned => "Non analysé",
            ScanState.Trusted => "Écrit par le portail",
            ScanState.Clean => "Analysé, rien trouvé",
            ScanState.Pending => "En cours d’analyse",
            ScanState.Infected => "Bloqué par l’antivirus",
        };

    public static BadgeKind Kind(ScanState state) =>
        state switch
        {
            ScanState.NotScanned or ScanState.Trusted => BadgeKind.Neutral,
            ScanState.Clean => BadgeKind.Success,
            ScanState.Pending => BadgeKind.Info,
            ScanState.Infected => BadgeKind.Error,
        };

    public static string Of(RetentionPurpose purpose) =>
        purpose switch
        {
            RetentionPurpose.Draft => "Brouillon",
            RetentionPurpose.Candidature => "Candidature",
            RetentionPurpose.Contract => "Contrat",
        };

    public static string Of(CoverageAlarm alarm) =>
        alarm switch
        {
            CoverageAlarm.Empty => "Personne",
            CoverageAlarm.Short => "Moins de personnes que de postes",
            CoverageAlarm.Few => "Peu de choix",
            CoverageAlarm.None => "Couvert",
        };

    public static BadgeKind Kind(CoverageAlarm alarm) =>
        alarm switch
        {
            CoverageAlarm.Empty or CoverageAlarm.Short => BadgeKind.Error,
            CoverageAlarm.Few => BadgeKind.Warning,
            CoverageAlarm.None => BadgeKind.Success,
        };

    public static string Of(StaffRole role) =>
        role switch
        {
            StaffRole.None => "",
            StaffRole.Staff => "Équipe du programme",
            StaffRole.Administrator => "Administration du portail",
        };

    public static string Of(InvitationKind kind) =>
        kind switch
        {
            InvitationKind.Juror => "Membre du jury",
            InvitationKind.Mentor => "Mentor",
            InvitationKind.HostContact => "Contact d’une administration",
            InvitationKind.Staff => "Équipe du programme",
        };
}
