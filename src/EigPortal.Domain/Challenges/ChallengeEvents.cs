using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Challenges;

public static class ChallengeErrors
{
    public static readonly DomainError UnknownPost = new("challenge.unknown-post", "Ce poste n’existe plus.");

    public static DomainError NotAllowed(ChallengeState state, ChallengeVerb verb) =>
        new(
            $"challenge.{state}.{verb}".ToLowerInvariant(),
            state switch
            {
                ChallengeState.Draft => "Le défi est un brouillon : cette action ne s’applique qu’à un défi publié.",
                ChallengeState.Published => "Le défi est déjà publié.",
                ChallengeState.Withdrawn => "Le défi est retiré : il ne change plus.",
            }
        );
}

public sealed record ChallengeCreated(Guid ChallengeId) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Défi créé";
}

public sealed record ChallengeEdited(Guid ChallengeId) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Défi modifié";
}

public sealed record ChallengePublished(Guid ChallengeId) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Défi publié";
}

public sealed record ChallengeUnpublished(Guid ChallengeId) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Défi dépublié";
}

public sealed record ChallengeWithdrawn(Guid ChallengeId, string Why) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Défi retiré";
    public override string? Reason => Why;
}

public sealed record ChallengePreviewOpened(Guid ChallengeId) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Lien d’aperçu créé";
}

public sealed record ChallengePreviewClosed(Guid ChallengeId) : DomainEvent(nameof(Challenge), ChallengeId)
{
    public override string Sentence => "Lien d’aperçu supprimé";
}

public sealed record HostEdited(Guid HostId) : DomainEvent(nameof(HostAdministration), HostId)
{
    public override string Sentence => "Administration d’accueil enregistrée";
}
