using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EigPortal.Services.Data;

/// <summary>The one place that says how the context talks to PostgreSQL.</summary>
public static class EigPostgres
{
    // A page asks the same handful of questions each time: what comes back often is parsed and planned once by each connection.
    private const int PreparedStatements = 100;
    private static readonly ConcurrentDictionary<string, string> Completed = new();

    /// <remarks>
    /// A query that loads two collections at once multiplies its rows, and one split by default holds all of them twice in memory even
    /// when it has no collection. So neither is the default: such a query says `AsSplitQuery` or `AsSingleQuery`, or fails.
    /// </remarks>
    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseNpgsql(Completed.GetOrAdd(connectionString, Complete))
            .UseSnakeCaseNamingConvention()
            .ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.MultipleCollectionIncludeWarning));

    /// <summary>What the connection string says itself is left as it is: a pool in front of PostgreSQL may refuse prepared statements.</summary>
    private static string Complete(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey("MaxAutoPrepare"))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        // The portal leaves nothing in a session: its locks end with their transaction, and it sets no variable (SourceTests).
        connection.NoResetOnClose = true;
        return connection.ConnectionString;
    }
}
