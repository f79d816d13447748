using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <param name="CohortId">The promotion of a juror.</param>
/// <param name="ChallengeId">The challenge of a mentor.</param>
/// <param name="HostId">The administration of a host contact.</param>
public sealed record InvitePersonCommand(
    string? Email,
    InvitationKind Kind,
    Guid? CohortId = null,
    Guid? ChallengeId = null,
    MentorRole? MentorRole = null,
    Guid? HostId = null
);

/// <summary>
/// Invites somebody by mail. Refuses a second invitation while one is open, an invitation without its object, a candidate of the same
/// promotion as a juror, and an invitation to the team by anybody but an administrator. The secret of the link is only in the mail.
/// </summary>
public sealed class InvitePerson(EigDbContext db, AccountMails mails, TimeProvider machine)
{
    public static readonly DomainError NotYours = new(
        "invitation.administrators",
        "Seule une personne qui administre le portail peut inviter dans l’équipe."
    );
    public static readonly DomainError AlreadyOpen = new(
        "invitation.open",
        "Une invitation est déjà en attente pour cette personne. Annulez-la d’abord pour en envoyer une autre.",
        "Email"
    );
    public static readonly DomainError NoTarget = new(
        "invitation.target",
        "Choisissez la promotion, le défi ou l’administration concernée.",
        "Kind"
    );
    public static readonly DomainError IsCandidate = new(
        "invitation.candidate",
        "Cette personne est candidate à cette promotion : elle ne peut pas siéger dans son jury.",
        "Email"
    );

    public async Task<Result> ExecuteAsync(InvitePersonCommand command, Actor actor, CancellationToken ct)
    {
        var address = EmailAddress.Parse(command.Email);
        if (!address.IsOk)
        {
            return address.Error;
        }

        if (command.Kind == InvitationKind.Staff ? !actor.IsAdministrator : !actor.IsStaff)
        {
            return NotYours;
        }

        if (await DescribeAsync(command, ct) is not { } what)
        {
            return NoTarget;
        }

        if (await RefuseAsync(command, address.Value.Value, ct) is { } refusal)
        {
            return refusal;
        }

        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var invitation = new Invitation(address.Value.Value, command.Kind, HashOf(token), actor.AccountId, machine.GetUtcNow())
        {
            CohortId = command.CohortId,
            ChallengeId = command.ChallengeId,
            MentorRole = command.MentorRole,
            HostId = command.HostId,
        };
        db.Invitations.Add(invitation);
        await mails.InviteAsync(invitation, what, token, ct);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    /// <summary>What the database keeps of the secret of a link.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private async Task<DomainError?> RefuseAsync(InvitePersonCommand command, string email, CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        var open = await db.Invitations.AnyAsync(
            other =>
                other.Email == email
                && other.Kind == command.Kind
                && other.CohortId == command.CohortId
                && other.ChallengeId == command.ChallengeId
                && other.HostId == command.HostId
                && other.AcceptedAt == null
                && other.RevokedAt == null
                && other.ExpiresAt > now,
            ct
        );
        if (open)
        {
            return AlreadyOpen;
        }

        var normalized = email.ToUpperInvariant();
        return
            await AcceptInvitation.JuryCohortAsync(
                db,
                command.Kind,
                command.CohortId,
                command.ChallengeId,
                command.MentorRole,
                ct
            )
                is { } cohort
            && await db.Candidates.AnyAsync(
                link =>
                    link.CohortId == cohort
                    && db.Accounts.Any(account => account.Id == link.AccountId && account.NormalizedEmail == normalized),
                ct
            )
            ? IsCandidate
            : null;
    }

    private async Task<string?> DescribeAsync(InvitePersonCommand command, CancellationToken ct)
    {
        switch (command.Kind)
        {
            case InvitationKind.Juror:
                var cohort = await db
                    .Cohorts.Where(row => row.Id == command.CohortId)
                    .Select(row => row.Name)
                    .SingleOrDefaultAsync(ct);
                return cohort is null ? null : $"membre du jury ({cohort})";
            case InvitationKind.Mentor:
                var challenge = await db
                    .Challenges.Where(row => row.Id == command.ChallengeId)
                    .Select(row => row.Name)
                    .SingleOrDefaultAsync(ct);
                return challenge is null || command.MentorRole is null ? null : $"mentor du défi {challenge}";
            case InvitationKind.HostContact:
                var host = await db.Hosts.Where(row => row.Id == command.HostId).Select(row => row.Name).SingleOrDefaultAsync(ct);
                return host is null ? null : $"contact de l’administration d’accueil {host}";
            case InvitationKind.Staff:
                return "membre de l’équipe du programme";
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "Unknown kind.");
        }
    }
}
