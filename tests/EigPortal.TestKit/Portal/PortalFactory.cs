using EigPortal.Services.Data;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Mail;
using EigPortal.TestKit.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.TestKit.Portal;

/// <summary>
/// The whole portal with its real pipeline, antiforgery included, on a database of its own and a real SMTP server.
/// Use it as an xunit class or collection fixture. Jobs don't run by themselves.
/// </summary>
public class PortalFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Jobs:Enabled"] = "false",
        ["Accounts:AnswerMilliseconds"] = "0",
        ["RateLimits:SignIn:Requests"] = "100000",
        ["RateLimits:SignUp:Requests"] = "100000",
        ["RateLimits:Upload:Requests"] = "100000",
        ["RateLimits:UploadPiece:Requests"] = "100000",
        ["RateLimits:Submit:Requests"] = "100000",
        ["Portal:PublicUrl"] = "http://localhost",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:From"] = "portail@eig.test",
        ["Mail:RequireTls"] = "false",
        ["Mail:SendFromThisNode"] = "false",
    };

    private readonly List<Action<IServiceCollection>> replacements = [];
    private readonly string filesFolder = Directory.CreateTempSubdirectory("eig-portal-files-").FullName;

    public PortalFactory() => Clock = new ClockControl(this);

    public ClockControl Clock { get; }
    public SmtpSink Smtp { get; } = new();
    public string ConnectionString { get; private set; } = "";

    /// <summary>Address of the real server once <see cref="Listen"/> was called.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync(await PostgresServer.GetAsync());
        settings["ConnectionStrings:Portal"] = ConnectionString;
        settings["Mail:Port"] = Smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["Files:Path"] = filesFolder;
    }

    /// <summary>Before the first request: another value of a configuration key.</summary>
    public PortalFactory With(string key, string value)
    {
        settings[key] = value;
        return this;
    }

    /// <summary>Before the first request: another service.</summary>
    public PortalFactory WithServices(Action<IServiceCollection> replace)
    {
        replacements.Add(replace);
        return this;
    }

    /// <summary>Serves on a real port of the loopback interface, for browsers. Call before anything else uses the portal.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return Address;
    }

    /// <summary>A new visitor, with cookies of its own.</summary>
    public Browse Browse() =>
        new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = Address }));

    /// <summary>Does work with the services of the portal, in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task InScopeAsync(Func<IServiceProvider, Task> work) =>
        InScopeAsync(async services =>
        {
            await work(services);
            return true;
        });

    /// <summary>Reads or writes the database as a job would.</summary>
    public Task<T> InDatabaseAsync<T>(Func<EigDbContext, Task<T>> work) =>
        InScopeAsync(services => work(services.GetRequiredService<EigDbContext>()));

    public Task InDatabaseAsync(Func<EigDbContext, Task> work) =>
        InScopeAsync(services => work(services.GetRequiredService<EigDbContext>()));

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Smtp.DisposeAsync();
        Directory.Delete(filesFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The database of this portal: migrated and without rows, unless a derived fixture says otherwise.</summary>
    protected virtual Task<string> CreateDatabaseAsync(PostgresServer server) => server.CreatePortalDatabaseAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => replacements.ForEach(replace => replace(services)));
    }
}
