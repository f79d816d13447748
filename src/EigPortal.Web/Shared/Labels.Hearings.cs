using EigPortal.Domain.Hearings;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Shared;

/// <summary>Words of the hearings.</summary>
public static partial class Labels
{
    public static string Of(HalfDay half) =>
        half switch
        {
            HalfDay.Morning => "matin",
            HalfDay.Afternoon => "après-midi",
        };

    public static string Of(TwoWishes rule) =>
        rule switch
        {
            TwoWishes.Once => "Une seule audition, devant un jury qui peut juger les deux défis",
            TwoWishes.Twice => "Une audition par vœu",
        };

    public static string Of(HearingMode mode) =>
        mode switch
        {
            HearingMode.InRoom => "En salle",
            HearingMode.ByVideo => "En visioconférence",
            HearingMode.ByPhone => "Par téléphone",
        };

    public static string Of(SlotState state) =>
        state switch
        {
            SlotState.Planned => "À annoncer",
            SlotState.Invited => "Sans réponse",
            SlotState.Confirmed => "Confirmée",
            SlotState.MoveAsked => "Autre créneau demandé",
            SlotState.Waiting => "En salle d’attente",
            SlotState.InHearing => "En audition",
            SlotState.Heard => "Entendue",
            SlotState.Absent => "Absente",
            SlotState.Withdrawn => "Annulée",
        };

    public static BadgeKind Kind(SlotState state) =>
        state switch
        {
            SlotState.Planned or SlotState.Withdrawn => BadgeKind.Neutral,
            SlotState.Invited or SlotState.InHearing => BadgeKind.Info,
            SlotState.Confirmed or SlotState.Heard => BadgeKind.Success,
            SlotState.MoveAsked => BadgeKind.Warning,
            SlotState.Waiting => BadgeKind.New,
            SlotState.Absent => BadgeKind.Error,
        };

    /// <summary>What a button says.</summary>
    public static string Of(SlotVerb verb) =>
        verb switch
        {
            SlotVerb.Move => "Déplacer",
            SlotVerb.Invite => "Annoncer",
            SlotVerb.Confirm => "Confirmer",
            SlotVerb.AskMove => "Demander un autre créneau",
            SlotVerb.Keep => "Garder ce créneau",
            SlotVerb.Arrive => "Noter l’arrivée",
            SlotVerb.Begin => "Commencer l’audition",
            SlotVerb.Finish => "Terminer l’audition",
            SlotVerb.Resume => "Revenir en arrière",
            SlotVerb.MarkAbsent => "Noter l’absence",
            SlotVerb.Withdraw => "Annuler l’audition",
        };

    public static string Of(CollectiveState state) =>
        state switch
        {
            CollectiveState.Draft => "Brouillon",
            CollectiveState.Locked => "Verrouillée",
        };

    public static BadgeKind Kind(CollectiveState state) =>
        state switch
        {
            CollectiveState.Draft => BadgeKind.Info,
            CollectiveState.Locked => BadgeKind.Success,
        };

    public static string Of(HearingRule rule) =>
        rule switch
        {
            HearingRule.Mentors => "Une mentore ou un mentor de chaque défi jugé est présent.",
            HearingRule.Ties => "Personne n’entend une candidate ou un candidat auquel un lien l’attache.",
            HearingRule.DailyLoad => "Personne ne dépasse le nombre d’auditions par jour.",
            HearingRule.Breaks => "Jurys et mentors ont une pause après un nombre d’auditions d’affilée.",
            HearingRule.ImpossibleHalves => "Des personnes ne peuvent pas venir certaines demi-journées.",
            HearingRule.CivilHours => "Les personnes éloignées sont entendues entre 8 h et 20 h chez elles.",
            HearingRule.PanelScope => "Certains jurys n’entendent que certains défis, ou seulement à distance.",
        };

    public static string Of(HearingBreach breach) => HearingCheck.Words(breach);
}
