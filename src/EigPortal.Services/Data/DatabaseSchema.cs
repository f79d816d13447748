using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EigPortal.Services.Data;

/// <summary>Brings a database to the current schema: migrations, then the functions and triggers, which are scripts safe to run again.</summary>
public static class DatabaseSchema
{
    private static readonly string[] Scripts =
    [
        "search.sql",
        "audit.sql",
        "mails.sql",
        "forms.sql",
        "snapshots.sql",
        "hearings.sql",
    ];

    /// <summary>Empties the database and brings it back to the current schema. Only for a database marked as demo.</summary>
    public static async Task RebuildAsync(EigDbContext db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync(
            "drop schema public cascade; drop schema if exists vault cascade; create schema public;",
            ct
        );
        await MigrateAsync(db, ct);
    }

    /// <summary>
    /// Whether the database was made by migrations that this program doesn't have: the single migration was generated again since (ADR 8).
    /// </summary>
    public static async Task<bool> ComesFromAnotherHistoryAsync(EigDbContext db, CancellationToken ct) =>
        await HasHistoryAsync(db, ct)
        && (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).Any();

    // Asked of a database that has no history table, the provider logs a failed command, which would frighten at the first start.
    private static async Task<bool> HasHistoryAsync(EigDbContext db, CancellationToken ct) =>
        (
            await db
                .Database.SqlQuery<bool>(
                    $"select to_regclass(quote_ident({HistoryRepository.DefaultTableName})) is not null as \"Value\""
                )
                .ToListAsync(ct)
        ).Single();

    /// <summary>Whether the database only holds fictitious people, read without the model, which may not fit.</summary>
    public static async Task<bool> IsDemoAsync(EigDbContext db, CancellationToken ct) =>
        (
            await db
                .Database.SqlQuery<bool>($"select exists (select 1 from programme_time where is_demo) as \"Value\"")
                .ToListAsync(ct)
        ).Single();

    public static async Task MigrateAsync(EigDbContext db, CancellationToken ct)
    {
        // Asked of a database that has no history table, the list of migrations is logged as a failed command.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
        await db.Database.MigrateAsync(ct);
        foreach (var script in Scripts)
        {
            await using var stream =
                Assembly.GetExecutingAssembly().GetManifestResourceStream($"EigPortal.Services.Data.Sql.{script}")
                ?? throw new InvalidOperationException($"The script {script} is not embedded.");
            using var reader = new StreamReader(stream);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync(ct);
            command.CommandText = await reader.ReadToEndAsync(ct);
            await command.ExecuteNonQueryAsync(ct);
            await db.Database.CloseConnectionAsync();
        }
    }
}
