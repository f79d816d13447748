namespace EigPortal.Domain.Selection;

/// <summary>
/// The seats of one challenge that ask for one profile, alike whoever fills them. There is one ranked list and one waiting list for them.
/// </summary>
public readonly record struct ListKey(Guid ChallengeId, string Profile);
