namespace EigPortal.Domain.Selection;

/// <summary>
/// Why a person who was heard is not retained, as they are told it: the five criteria of the rules of promotion 3 (article 6.2), and
/// what no criterion says.
/// </summary>
public enum DecisionGround
{
    /// <summary>Others were ranked before, for as many seats as there are.</summary>
    FewerSeatsThanPeople,

    /// <summary>Drive, vision, initiative, ability to see projects through.</summary>
    Drive,

    /// <summary>Understanding of the challenge and directions proposed.</summary>
    Understanding,

    /// <summary>Sense of the public interest.</summary>
    PublicInterest,

    /// <summary>Ability to fit in an administration and work with its trades.</summary>
    Integration,

    /// <summary>Match between skills and the profile sought.</summary>
    Skills,

    /// <summary>The person could not be available as the post asks.</summary>
    Availability,

    /// <summary>The person did not come to their hearing.</summary>
    Absent,
}
