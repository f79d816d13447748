using EigPortal.Services.Data;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.TestKit.Postgres;

/// <summary>Opens a test database without the portal, as a job would: nobody is signed in.</summary>
public static class PortalDatabase
{
    public static EigDbContext Open(string connectionString) =>
        new ServiceCollection().AddPortalData(_ => connectionString).BuildServiceProvider().GetRequiredService<EigDbContext>();
}
