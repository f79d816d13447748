using EigPortal.Services.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>
/// An address belongs to the account that proved it. Accounts that only claim it are never found by address: whatever is written to,
/// or decided for, the owner of an address can't reach somebody who merely typed it (ADR 23).
/// </summary>
public sealed class AccountStore(EigDbContext db, IdentityErrorDescriber errors)
    : UserOnlyStore<Account, EigDbContext, Guid>(db, errors)
{
    public override Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken = default) =>
        Users.SingleOrDefaultAsync(
            account => account.NormalizedEmail == normalizedEmail && account.EmailConfirmed,
            cancellationToken
        );
}
