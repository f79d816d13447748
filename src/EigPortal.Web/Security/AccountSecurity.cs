using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Jobs;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

/// <summary>Wires accounts, sessions and capabilities.</summary>
internal static class AccountSecurity
{
    public static void AddPortalAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<AccountOptions>()
            .Configure(accounts => accounts.RequireSecondFactor = !builder.Environment.IsDevelopment())
            .BindConfiguration(AccountOptions.Section);
        services.AddHttpContextAccessor();
        services.Replace(ServiceDescriptor.Scoped<ICurrentAccount, HttpCurrentAccount>());
        services.AddPortalIdentity();
        services.AddSessions(isHttpsOnly: !builder.Environment.IsDevelopment() && !builder.Environment.IsEnvironment("Testing"));
        services.AddCapabilities();
        services.AddScoped<AccountMails>();
        services.AddScoped<SignUp>();
        services.AddScoped<UnprovedAccounts>();
        services.AddScoped<AddressProof>();
        services.AddScoped<CorrectAddress>();
        services.AddScoped<ConfirmAddress>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ChangeAddress>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<AcceptInvitation>();
        services.AddScoped<AccountSessions>();
        services.AddScoped<PortalViews>();
        services.AddSingleton<PortalViewCookie>();
        services.AddRecurringWork<ForgetSessions>();
        services.AddRecurringWork<ForgetUnprovedAccounts>();
        services.AddRecurringWork<ExpirePortalViews>();
        services.AddScoped<Features.Account.SignIn.PasswordEntry>();
    }

    private static void AddPortalIdentity(this IServiceCollection services)
    {
        services.AddScoped<IUserStore<Account>, AccountStore>();
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                // The index ux_accounts_email keeps a proved address to one account; a claimed one is nobody's yet (ADR 23).
                identity.SignIn.RequireConfirmedEmail = false;
                identity.User.RequireUniqueEmail = false;
                // The address is the user name, and addresses hold more characters than the default list.
                identity.User.AllowedUserNameCharacters = "";
                identity.Password.RequiredLength = PasswordRules.MinLength;
                identity.Password.RequiredUniqueChars = PasswordRules.MinDistinct;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Tokens.PasswordResetTokenProvider = PasswordResetTokens.Name;
            })
            .AddEntityFrameworkStores<EigDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<PasswordResetTokens>(PasswordResetTokens.Name)
            .AddPasswordValidator<PasswordRules>()
            .AddErrorDescriber<FrenchIdentityErrors>();
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        // A passkey replaces the password and the code: it must be found without an address, and check who holds it.
        services.Configure<IdentityPasskeyOptions>(passkeys =>
            (passkeys.ResidentKeyRequirement, passkeys.UserVerificationRequirement) = ("required", "required")
        );
        services
            .AddOptions<IdentityOptions>()
            .Configure<IOptions<AccountOptions>>(
                (identity, accounts) =>
                {
                    identity.Lockout.MaxFailedAccessAttempts = accounts.Value.LockoutAttempts;
                    identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(accounts.Value.LockoutMinutes);
                }
            );
    }

    private static void AddSessions(this IServiceCollection services, bool isHttpsOnly)
    {
        services.AddScoped<SessionCookie>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AccountOptions>>(
                (cookie, accounts) =>
                {
                    Harden(cookie, "eig.session", isHttpsOnly);
                    cookie.EventsType = typeof(SessionCookie);
                    cookie.SlidingExpiration = true;
                    cookie.ExpireTimeSpan = TimeSpan.FromHours(accounts.Value.IdleHours);
                }
            );
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            cookie => Harden(cookie, "eig.second-facteur", isHttpsOnly)
        );
        services
            .AddOptions<SecurityStampValidatorOptions>()
            .Configure<IOptions<AccountOptions>>(
                (stamp, accounts) => stamp.ValidationInterval = TimeSpan.FromSeconds(accounts.Value.RevocationSeconds)
            );
    }

    // The __Host- prefix makes browsers refuse the cookie unless it is Secure, for this host only and for every path.
    private static void Harden(CookieAuthenticationOptions cookie, string name, bool isHttpsOnly)
    {
        cookie.Cookie.Name = isHttpsOnly ? $"__Host-{name}" : name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.Path = "/";
        cookie.Cookie.SecurePolicy = isHttpsOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static void AddCapabilities(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var capability in Capabilities.All)
        {
            authorization.AddPolicy(
                capability,
                policy => policy.RequireAuthenticatedUser().AddRequirements(new CapabilityRequirement(capability))
            );
        }

        services.AddScoped<IAuthorizationHandler, CapabilityHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
        services.Configure<MvcOptions>(mvc => mvc.Conventions.Add(new AreaPolicyConvention()));
    }
}
