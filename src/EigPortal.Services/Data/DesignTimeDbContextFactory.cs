using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Data;

/// <summary>Lets `dotnet ef migrations add` read the model without starting the portal or a database.</summary>
public sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<EigDbContext>
{
    public EigDbContext CreateDbContext(string[] args) =>
        new ServiceCollection().AddPortalData(_ => "Host=design-time").BuildServiceProvider().GetRequiredService<EigDbContext>();
}
