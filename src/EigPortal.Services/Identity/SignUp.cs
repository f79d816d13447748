using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <param name="Back">Local address to come back to after confirming; null for none.</param>
public sealed record SignUpCommand(string GivenName, string FamilyName, EmailAddress Email, string Password, string? Back);

/// <summary>
/// Opens an account that claims an address and can be used at once (ADR 23). It is opened whether or not the address has its owner, so
/// that the answer tells nothing: the owner learns it by mail, and the two accounts never meet. Somebody who signs up again with the
/// same address and password finds the account they have already opened.
/// </summary>
public sealed class SignUp(
    EigDbContext db,
    UserManager<Account> accounts,
    UnprovedAccounts unproved,
    AddressProof proof,
    TimeProvider machine
)
{
    public async Task<Result<Account>> ExecuteAsync(SignUpCommand command, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A second click waits for the first, then finds its account.
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtext({accounts.NormalizeEmail(command.Email.Value)}))",
            ct
        );
        foreach (var claim in await unproved.ClaimingAsync(command.Email.Value, ct))
        {
            if (await accounts.CheckPasswordAsync(claim, command.Password))
            {
                return claim;
            }
        }

        var account = Account.Claiming(command.Email.Value, machine.GetUtcNow());
        (account.GivenName, account.FamilyName) = (
            PlainText.CleanLine(command.GivenName),
            PlainText.CleanLine(command.FamilyName)
        );
        var saved = await accounts.CreateAsync(account, command.Password);
        if (!saved.Succeeded)
        {
            return new DomainError("account.password", saved.Errors.First().Description, "Password");
        }

        await proof.AskAsync(account, command.Back, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return account;
    }
}
