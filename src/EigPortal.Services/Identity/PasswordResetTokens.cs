using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Identity;

/// <summary>Links that set a new password live one hour; links that confirm an address live a day, as mail can be slow.</summary>
public sealed class PasswordResetTokens(
    IDataProtectionProvider protection,
    IOptions<PasswordResetTokensOptions> options,
    ILogger<PasswordResetTokens> logger
) : DataProtectorTokenProvider<Account>(protection, options, logger)
{
    public new const string Name = "PasswordReset";
}

public sealed class PasswordResetTokensOptions : DataProtectionTokenProviderOptions
{
    public PasswordResetTokensOptions()
    {
        Name = PasswordResetTokens.Name;
        TokenLifespan = TimeSpan.FromHours(1);
    }
}
