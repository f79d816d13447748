using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>Who accepts without an account: the address of the invitation counts as confirmed, since the link came through it.</summary>
public sealed record NewPerson(string GivenName, string FamilyName, string Password);

/// <summary>
/// Accepts an invitation once, whatever happens at the same instant: the row is locked before it is judged (B28). Refuses an invitation
/// that is used, revoked or expired, a candidate of the promotion as a juror, and a new account for an address that has one.
/// </summary>
public sealed class AcceptInvitation(EigDbContext db, UserManager<Account> accounts, TimeProvider machine)
{
    public static readonly DomainError IsCandidate = new(
        "invitation.own-candidate",
        "Vous êtes candidate ou candidat à cette promotion : vous ne pouvez pas siéger dans son jury. Prévenez l’équipe du programme."
    );
    public static readonly DomainError HasAccount = new(
        "invitation.has-account",
        "Un compte existe déjà pour cette adresse : connectez-vous pour accepter l’invitation."
    );

    public static readonly DomainError NotProved = new(
        "invitation.unproved",
        "Confirmez d’abord l’adresse de votre compte, avec le lien du courriel que vous avez reçu, ou déconnectez-vous pour répondre avec l’adresse de l’invitation."
    );

    /// <summary>Accepts for somebody signed in, whose address is proved.</summary>
    public async Task<Result<Account>> ExecuteAsync(string token, Guid accountId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (
            await LockAsync(token, ct) is not { } invitation
            || await accounts.FindByIdAsync(accountId.ToString()) is not { } account
        )
        {
            return InvitationErrors.NoLongerValid;
        }

        if (!account.EmailConfirmed)
        {
            return NotProved;
        }

        var result = await LinkAsync(invitation, account, ct);
        if (!result.IsOk)
        {
            return result.Error;
        }

        await transaction.CommitAsync(ct);
        return account;
    }

    /// <summary>Opens the account of the invitation's address, then accepts.</summary>
    public async Task<Result<Account>> ExecuteAsync(string token, NewPerson person, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(token, ct) is not { } invitation || !invitation.IsOpenAt(machine.GetUtcNow()))
        {
            return InvitationErrors.NoLongerValid;
        }

        var opened = await OpenAsync(invitation.Email, person);
        if (!opened.IsOk)
        {
            return opened;
        }

        var result = await LinkAsync(invitation, opened.Value, ct);
        if (!result.IsOk)
        {
            return result.Error;
        }

        await transaction.CommitAsync(ct);
        return opened;
    }

    /// <summary>The promotion whose jury an invitation leads to: a juror's, and an operational mentor's; null for the others.</summary>
    internal static async Task<Guid?> JuryCohortAsync(
        EigDbContext db,
        InvitationKind kind,
        Guid? cohortId,
        Guid? challengeId,
        MentorRole? role,
        CancellationToken ct
    ) =>
        kind switch
        {
            InvitationKind.Juror => cohortId,
            InvitationKind.Mentor when role == MentorRole.Operationnel => await db
                .Challenges.Where(challenge => challenge.Id == challengeId)
                .Select(challenge => (Guid?)challenge.CohortId)
                .SingleAsync(ct),
            InvitationKind.Mentor or InvitationKind.HostContact or InvitationKind.Staff => null,
        };

    private async Task<Invitation?> LockAsync(string token, CancellationToken ct)
    {
        var hash = InvitePerson.HashOf(token);
        var rows = await db
            .Invitations.FromSql($"select *, xmin from invitations where token_hash = {hash} for update")
            .ToListAsync(ct);
        return rows.SingleOrDefault();
    }

    private async Task<Result<Account>> OpenAsync(string email, NewPerson person)
    {
        // Accounts that only claim this address stay apart: the link of the invitation is what proves it.
        if (await accounts.FindByEmailAsync(email) is not null)
        {
            return HasAccount;
        }

        if (RefuseName(person) is { Count: > 0 } refusals)
        {
            return Result<Account>.Refuse(refusals);
        }

        var account = Account.Claiming(email, machine.GetUtcNow());
        (account.GivenName, account.FamilyName) = (PlainText.CleanLine(person.GivenName), PlainText.CleanLine(person.FamilyName));
        account.Prove();
        var saved = await accounts.CreateAsync(account, person.Password);
        return saved.Succeeded ? account : new DomainError("account.password", saved.Errors.First().Description, "Password");
    }

    private static List<DomainError> RefuseName(NewPerson person) =>
        [
            .. new[]
            {
                RefuseName(person.GivenName, "prénom", nameof(person.GivenName)),
                RefuseName(person.FamilyName, "nom", nameof(person.FamilyName)),
            }.OfType<DomainError>(),
        ];

    private static DomainError? RefuseName(string name, string what, string field) =>
        PlainText.CleanLine(name).Length switch
        {
            0 => new DomainError("account.name", $"Saisissez votre {what}.", field),
            > Account.NameMaxLength => new DomainError(
                "account.name-long",
                $"Votre {what} dépasse {Account.NameMaxLength} caractères : raccourcissez-le.",
                field
            ),
            _ => null,
        };

    private async Task<Result> LinkAsync(Invitation invitation, Account account, CancellationToken ct)
    {
        var jury = await JuryCohortAsync(
            db,
            invitation.Kind,
            invitation.CohortId,
            invitation.ChallengeId,
            invitation.MentorRole,
            ct
        );
        if (
            jury is { } cohort
            && await db.Candidates.AnyAsync(link => link.AccountId == account.Id && link.CohortId == cohort, ct)
        )
        {
            return IsCandidate;
        }

        var accepted = invitation.Accept(account.Id, machine.GetUtcNow());
        if (!accepted.IsOk)
        {
            return accepted;
        }

        if (jury is { } seat)
        {
            await AddJurorAsync(account.Id, seat, ct);
        }

        await AddOwnLinkAsync(invitation, account, ct);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    private async Task AddJurorAsync(Guid accountId, Guid cohortId, CancellationToken ct)
    {
        var juror = await db.Jurors.SingleOrDefaultAsync(link => link.AccountId == accountId && link.CohortId == cohortId, ct);
        if (juror is null)
        {
            db.Jurors.Add(new Juror(accountId, cohortId));
        }
        else if (juror.LeftAt is not null)
        {
            juror.Return();
        }
    }

    private async Task AddOwnLinkAsync(Invitation invitation, Account account, CancellationToken ct)
    {
        if (invitation is { Kind: InvitationKind.Mentor, ChallengeId: { } challenge, MentorRole: { } role })
        {
            if (
                !await db.Mentors.AnyAsync(
                    m => m.AccountId == account.Id && m.ChallengeId == challenge && m.Role == role && m.LeftAt == null,
                    ct
                )
            )
            {
                db.Mentors.Add(new Mentor(account.Id, challenge, role));
            }
        }
        else if (invitation is { Kind: InvitationKind.HostContact, HostId: { } host })
        {
            if (!await db.HostContacts.AnyAsync(c => c.AccountId == account.Id && c.HostId == host && c.LeftAt == null, ct))
            {
                db.HostContacts.Add(new HostContact(account.Id, host));
            }
        }
        else if (invitation.Kind == InvitationKind.Staff && account.StaffRole == StaffRole.None)
        {
            account.StaffRole = StaffRole.Staff;
        }
    }
}
