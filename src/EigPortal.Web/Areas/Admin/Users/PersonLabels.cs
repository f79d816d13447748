using EigPortal.Domain.Teams;
using EigPortal.Services.Identity;

namespace EigPortal.Web.Areas.Admin.Users;

/// <summary>Roles and invitations in French.</summary>
public static class PersonLabels
{
    public static string Of(InvitationKind kind) =>
        kind switch
        {
            InvitationKind.Juror => "membre du jury",
            InvitationKind.Mentor => "mentor",
            InvitationKind.HostContact => "contact d’une administration d’accueil",
            InvitationKind.Staff => "membre de l’équipe du programme",
        };

    public static string Of(StaffRole role) =>
        role switch
        {
            StaffRole.None => "Aucun",
            StaffRole.Staff => "Équipe du programme",
            StaffRole.Administrator => "Administration du portail",
        };

    public static string Of(MentorRole role) =>
        role switch
        {
            MentorRole.Operationnel => "Mentor opérationnel (siège au jury)",
            MentorRole.HautNiveau => "Mentor de haut niveau",
            MentorRole.Metier => "Mentor métier",
            MentorRole.AppuiSystemesInformation => "Appui systèmes d’information",
        };
}
