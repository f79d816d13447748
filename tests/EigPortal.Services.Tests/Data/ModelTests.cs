using System.Text.RegularExpressions;
using EigPortal.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Data;

/// <summary>The shape of the database, read in the database itself.</summary>
public sealed partial class ModelTests
{
    [Fact]
    public async Task Every_foreign_key_is_indexed()
    {
        var bare = await NamesAsync(
            """
            select con.conrelid::regclass || ' (' || con.conname || ')' as "Value"
            from pg_constraint con
            where con.contype = 'f' and con.connamespace = 'public'::regnamespace
              and not exists (
                select 1 from pg_index ind
                where ind.indrelid = con.conrelid and ind.indpred is null
                  and (ind.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey
                  and (ind.indkey::int2[])[0:cardinality(con.conkey) - 1] <@ con.conkey)
            """
        );
        Assert.True(
            bare.Count == 0,
            $"Sans index commençant par elle, une clé étrangère rend chaque suppression et chaque jointure lente. Ajoutez HasIndex pour : {string.Join(", ", bare)}"
        );
    }

    [Fact]
    public async Task Every_name_is_in_snake_case()
    {
        var names = await NamesAsync(
            """
            select table_name || '.' || column_name as "Value" from information_schema.columns
              where table_schema = 'public' and table_name <> '__EFMigrationsHistory'
            union all select indexname from pg_indexes where schemaname = 'public' and tablename <> '__EFMigrationsHistory'
            union all select conname from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
              and conrelid <> coalesce(to_regclass('"__EFMigrationsHistory"'), 0)
            """
        );
        var wrong = names.Where(name => !SnakeCase().IsMatch(name)).ToList();
        Assert.True(wrong.Count == 0, $"Nommez en minuscules, les mots séparés par un tiret bas : {string.Join(", ", wrong)}");
    }

    [Fact]
    public async Task B33_what_is_true_or_false_is_a_boolean_of_the_database_and_nothing_else()
    {
        var server = await PostgresServer.GetAsync();
        await using var db = PortalDatabase.Open(await server.CreatePortalDatabaseAsync());
        var properties = db
            .Model.GetEntityTypes()
            .Where(type => !type.IsMappedToJson() && type.GetTableName() is not null)
            .SelectMany(type => type.GetProperties())
            .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(bool))
            .ToList();
        Assert.All(properties, property => Assert.Equal("boolean", property.GetColumnType()));

        var columns = await NamesAsync(
            """
            select table_name || '.' || column_name as "Value" from information_schema.columns
              where data_type = 'boolean' and table_schema in ('public', 'vault')
            """
        );
        Assert.Equal(
            properties
                .Select(property => $"{property.DeclaringType.ContainingEntityType.GetTableName()}.{property.GetColumnName()}")
                .Order()
                .Distinct(),
            columns.Order()
        );
    }

    private static async Task<List<string>> NamesAsync(string sql)
    {
        var server = await PostgresServer.GetAsync();
        await using var db = PortalDatabase.Open(await server.CreatePortalDatabaseAsync());
        return await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
    private static partial Regex SnakeCase();
}
