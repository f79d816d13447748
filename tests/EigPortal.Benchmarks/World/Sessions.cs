using System.Security.Claims;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Portal;
using EigPortal.TestKit.Postgres;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EigPortal.Benchmarks.World;

/// <param name="Cookie">Header of a browser that is signed in and has opened a form.</param>
/// <param name="Token">What the form holds against forgery, ready for a posted body.</param>
internal sealed record Session(Guid AccountId, string Cookie, string Token);

/// <summary>
/// Signs people in without their password, whose hash is slow on purpose: the cookies come from the portal's own code and keys, which
/// are in the database, so the measured portal checks them like any other.
/// </summary>
internal sealed class Sessions(string database) : PortalFactory
{
    // A browser takes the cookie that is renewed once a minute, after a check of the account. The generator sends the same one for a
    // whole chapter: dated as of now, each of its requests would pay for that check from the second minute on.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="emails">A SQL list, or a query, of addresses.</param>
    public static async Task<IReadOnlyList<Session>> OpenAsync(string database, string emails)
    {
        await using var sessions = new Sessions(database);
        await sessions.InitializeAsync();
        return await sessions.InScopeAsync(services => OpenAsync(services, emails));
    }

    protected override Task<string> CreateDatabaseAsync(PostgresServer server) => Task.FromResult(database);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        // Only test projects are told where the portal's sources are.
        builder.UseContentRoot(PublishedPortal.WebProject);
    }

    private static async Task<IReadOnlyList<Session>> OpenAsync(IServiceProvider services, string emails)
    {
        var db = services.GetRequiredService<EigDbContext>();
        var people = await db
            .Accounts.FromSql(
                System.Runtime.CompilerServices.FormattableStringFactory.Create(
                    $"select * from accounts where email in ({emails}) order by email"
                )
            )
            .ToListAsync();
        var signIn = services.GetRequiredService<SignInManager<Account>>();
        var format = services
            .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var antiforgery = services.GetRequiredService<IAntiforgery>();
        var cookieOfForms = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        var rows = services.GetRequiredService<AccountSessions>();
        var signedIn = new List<Session>();
        foreach (var person in people)
        {
            var principal = await signIn.CreateUserPrincipalAsync(person);
            // What the cookie handler authenticates.
            var identity = new ClaimsIdentity(principal.Claims, IdentityConstants.ApplicationScheme);
            var user = new ClaimsPrincipal(identity);
            var now = DateTimeOffset.UtcNow;
            var properties = new AuthenticationProperties
            {
                IssuedUtc = now + Longest,
                ExpiresUtc = now + Longest + format.ExpireTimeSpan,
            };
            // The row that the portal looks for whenever it checks a session: without it, the cookie is refused after a minute.
            var opened = await rows.OpenAsync(person.Id, userAgent: null, CancellationToken.None);
            properties.Items["session"] = opened.ToString();
            properties.Items["opened"] = now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            var session = format.TicketDataFormat.Protect(
                new AuthenticationTicket(user, properties, IdentityConstants.ApplicationScheme)
            );
            var tokens = antiforgery.GetTokens(new DefaultHttpContext { User = user, RequestServices = services });
            signedIn.Add(
                new Session(
                    person.Id,
                    $"{format.Cookie.Name}={session}; {cookieOfForms}={tokens.CookieToken}",
                    $"{tokens.FormFieldName}={Uri.EscapeDataString(tokens.RequestToken!)}"
                )
            );
        }

        return signedIn;
    }
}
