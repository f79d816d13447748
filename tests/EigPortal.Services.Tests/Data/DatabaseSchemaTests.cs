using EigPortal.Services.Data;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Data;

public sealed class DatabaseSchemaTests
{
    [Fact]
    public async Task Every_invariant_holds_on_a_database_that_was_just_migrated()
    {
        await using var db = await MigratedAsync();

        var outcomes = await DatabaseInvariants.CheckAsync(db, CancellationToken.None);

        Assert.Equal(25, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(0, outcome.Violations));
    }

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await using var db = await MigratedAsync();
        var before = await db.Database.GetAppliedMigrationsAsync();

        await DatabaseSchema.MigrateAsync(db, CancellationToken.None);

        Assert.Equal(before, await db.Database.GetAppliedMigrationsAsync());
    }

    [Fact]
    public async Task Full_text_search_finds_French_words_without_their_accents()
    {
        await using var db = await MigratedAsync();

        var found = await db
            .Database.SqlQuery<bool>(
                $"select to_tsvector('eig_french', 'Les données des collectivités') @@ plainto_tsquery('eig_french', 'DONNEE collectivite') as \"Value\""
            )
            .SingleAsync();

        Assert.True(found);
    }

    [Fact]
    public async Task The_model_has_no_change_that_the_migrations_lack()
    {
        await using var db = await MigratedAsync();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static async Task<EigDbContext> MigratedAsync()
    {
        var server = await PostgresServer.GetAsync();
        return PortalDatabase.Open(await server.CreatePortalDatabaseAsync());
    }
}
