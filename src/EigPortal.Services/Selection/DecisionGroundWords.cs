using EigPortal.Domain.Selection;

namespace EigPortal.Services.Selection;

public static class DecisionGroundWords
{
    /// <summary>A ground as the person reads it.</summary>
    public static string Of(DecisionGround ground) =>
        ground switch
        {
            DecisionGround.FewerSeatsThanPeople => "Le nombre de postes : d’autres candidatures sont classées avant la vôtre",
            DecisionGround.Drive => "L’énergie, la vision, l’initiative, la capacité à mener un projet à son terme",
            DecisionGround.Understanding => "La compréhension du défi et les pistes proposées",
            DecisionGround.PublicInterest => "Le sens de l’intérêt général",
            DecisionGround.Integration => "La capacité à s’intégrer dans une administration et à travailler avec ses métiers",
            DecisionGround.Skills => "L’adéquation entre les compétences et le profil recherché",
            DecisionGround.Availability => "La disponibilité que le poste demande",
            DecisionGround.Absent => "L’absence à l’audition",
        };
}
