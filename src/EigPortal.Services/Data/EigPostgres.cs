using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Data;

/// <summary>The one place that says how the context talks to PostgreSQL.</summary>
public static class EigPostgres
{
    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseNpgsql(connectionString, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention();
}
