using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>
/// Writes facts as if they had happened at another time and by another hand: its contexts record the history and the mails with the
/// builder's own clock and account. Shared by the demo and the tests.
/// </summary>
public sealed class DemoWorld(
    IServiceProvider services,
    string connectionString,
    IEnumerable<IMailOnEvent> mails,
    DateTimeOffset startsAt
) : ICurrentAccount
{
    /// <summary>Programme instant at which the next facts happen.</summary>
    public DateTimeOffset Now { get; set; } = startsAt;

    /// <summary>Account that the next facts are due to; null for the portal itself.</summary>
    public Guid? Id { get; set; }

    public EigDbContext Open()
    {
        var options = new DbContextOptionsBuilder<EigDbContext>();
        EigPostgres.Configure(options, connectionString);
        options.UseApplicationServiceProvider(services);
        options.AddInterceptors(new EventsInterceptor(this, () => Now, TimeProvider.System, new(mails)));
        return new EigDbContext(options.Options);
    }

    /// <summary>Does one act in a context of its own and saves it.</summary>
    public async Task ActAsync(DateTimeOffset at, Guid? by, Func<EigDbContext, Task> act, CancellationToken ct)
    {
        (Now, Id) = (at, by);
        await using var db = Open();
        await act(db);
        await db.SaveChangesAsync(ct);
    }
}
