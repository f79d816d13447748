using EigPortal.Domain.Teams;
using EigPortal.Services.Identity;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Areas.Admin.Users;

/// <summary>Invitations that wait for an answer, and the form that sends one.</summary>
public sealed record InvitationsModel(
    IReadOnlyList<InvitationRow> Waiting,
    IReadOnlyList<Choice> Challenges,
    IReadOnlyList<Choice> Hosts,
    bool CanInviteStaff
)
{
    public string? Email => null;
    public string? Kind => null;
    public string? ChallengeId => null;
    public string? MentorRole => null;
    public string? HostId => null;

    public IEnumerable<Choice> Kinds =>
        Enum.GetValues<InvitationKind>()
            .Where(kind => CanInviteStaff || kind != InvitationKind.Staff)
            .Select(kind => new Choice(
                kind.ToString(),
                char.ToUpperInvariant(PersonLabels.Of(kind)[0]) + PersonLabels.Of(kind)[1..]
            ));

    public static IEnumerable<Choice> Roles =>
        Enum.GetValues<MentorRole>().Select(role => new Choice(role.ToString(), PersonLabels.Of(role)));
}

public sealed record InvitationRow(
    Guid Id,
    string Email,
    InvitationKind Kind,
    string? About,
    DateTimeOffset InvitedAt,
    DateTimeOffset ExpiresAt
);

public sealed class InviteInput
{
    public string? Email { get; init; }
    public InvitationKind? Kind { get; init; }
    public Guid? ChallengeId { get; init; }
    public MentorRole? MentorRole { get; init; }
    public Guid? HostId { get; init; }
}
