using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin;

/// <summary>The side menu of the programme team, in the order of the year.</summary>
public static class AdminMenu
{
    public static readonly AreaMenu Menu = new(
        "Administration",
        new MenuEntry("À faire maintenant", "/admin"),
        new MenuEntry("Défis", "/admin/defis"),
        new MenuEntry("Calendrier", "/admin/calendrier"),
        new MenuEntry("Formulaire", "/admin/formulaire"),
        new MenuEntry("Pannes et prolongation", "/admin/pannes"),
        new MenuEntry("Candidatures", "/admin/candidatures"),
        new MenuEntry("Délais individuels", "/admin/delais"),
        new MenuEntry("Compléments", "/admin/complements"),
        new MenuEntry("Messages", "/admin/messages"),
        new MenuEntry("Couverture des postes", "/admin/couverture"),
        new MenuEntry("Phases du jury", "/admin/phases"),
        new MenuEntry("Jury et lectures", "/admin/jurys"),
        new MenuEntry("Classements", "/admin/classements"),
        new MenuEntry("Auditions", "/admin/auditions"),
        new MenuEntry("Équipes", "/admin/equipes"),
        new MenuEntry("Délibérations", "/admin/deliberations"),
        new MenuEntry("Décisions", "/admin/decisions"),
        new MenuEntry("Propositions", "/admin/propositions"),
        new MenuEntry("Liste d’attente", "/admin/liste-attente"),
        new MenuEntry("Résultats", "/admin/resultats"),
        new MenuEntry("Procès-verbal", "/admin/proces-verbal"),
        new MenuEntry("Promotion", "/admin/promotion"),
        new MenuEntry("Contrats", "/admin/contrats"),
        new MenuEntry("Diversité", "/admin/diversite"),
        new MenuEntry("Administrations", "/admin/administrations"),
        new MenuEntry("Personnes", "/admin/utilisateurs"),
        new MenuEntry("Conservation", "/admin/conservation"),
        new MenuEntry("Courriels", "/admin/courriels")
    );
}
