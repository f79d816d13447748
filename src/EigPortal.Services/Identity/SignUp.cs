using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <param name="Back">Local address to come back to after confirming; null for none.</param>
public sealed record SignUpCommand(string GivenName, string FamilyName, EmailAddress Email, string Password, string? Back);

/// <summary>
/// Opens an account that waits for its address to be confirmed. Says the same whether the address has an account or not: its owner
/// learns the difference by mail. Somebody who signs up again before confirming replaces what an earlier visitor, maybe a stranger, chose.
/// </summary>
public sealed class SignUp(EigDbContext db, UserManager<Account> accounts, AccountMails mails, TimeProvider machine)
{
    public async Task<Result> ExecuteAsync(SignUpCommand command, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var known = await accounts.FindByEmailAsync(command.Email.Value);
        if (known is { EmailConfirmed: true })
        {
            // The password is checked all the same, so that the answer doesn't depend on the account.
            if (await RefusePasswordAsync(known, command.Password) is { } refused)
            {
                return refused;
            }

            await mails.AlreadyRegisteredAsync(known, ct);
        }
        else
        {
            var account = known ?? new Account { CreatedAt = machine.GetUtcNow() };
            (account.GivenName, account.FamilyName) = (
                PlainText.CleanLine(command.GivenName),
                PlainText.CleanLine(command.FamilyName)
            );
            (account.UserName, account.Email) = (command.Email.Value, command.Email.Value);
            if (await RefusePasswordAsync(account, command.Password) is { } refused)
            {
                return refused;
            }

            account.PasswordHash = accounts.PasswordHasher.HashPassword(account, command.Password);
            var saved = known is null ? await accounts.CreateAsync(account) : await accounts.UpdateSecurityStampAsync(account);
            if (!saved.Succeeded)
            {
                return new DomainError("account.refused", saved.Errors.First().Description, "Email");
            }

            await mails.ConfirmAddressAsync(
                account,
                await accounts.GenerateEmailConfirmationTokenAsync(account),
                command.Back,
                ct
            );
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    private async Task<DomainError?> RefusePasswordAsync(Account account, string password)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            var result = await validator.ValidateAsync(accounts, account, password);
            if (!result.Succeeded)
            {
                return new DomainError("account.password", result.Errors.First().Description, "Password");
            }
        }

        return null;
    }
}
