using System.Text;
using Npgsql;

namespace EigPortal.TestKit.Postgres;

/// <summary>Looks for words in a whole database: every column of every table that can hold any.</summary>
public static class DatabaseText
{
    private static readonly string[] Types =
    [
        "text",
        "character varying",
        "character",
        "json",
        "jsonb",
        "bytea",
        "ARRAY",
        "tsvector",
    ];

    /// <summary>Each place that holds one of the words, as "table.column: word". Upper and lower case are the same.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string connectionString, IReadOnlyCollection<string> words)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var found = new List<string>();
        foreach (var (schema, table, column, type) in await ColumnsAsync(connection))
        {
            await using var command = connection.CreateCommand();
            var holds =
                type == "bytea"
                    ? $"position(convert_to(word, 'UTF8') in \"{column}\") > 0"
                    : $"position(lower(word) in lower(\"{column}\"::text)) > 0";
            command.CommandText =
                $"select distinct word from unnest(@words) word where exists (select 1 from \"{schema}\".\"{table}\" where {holds})";
            command.Parameters.AddWithValue("words", words.ToArray());
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                found.Add($"{table}.{column}: {rows.GetString(0)}");
            }
        }

        return found;
    }

    /// <summary>Each file under a folder whose bytes hold one of the words.</summary>
    public static IReadOnlyList<string> FindInFiles(string folder, IReadOnlyCollection<string> words) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => FindInBytes(File.ReadAllBytes(path), words)),
        ];

    private static bool FindInBytes(byte[] bytes, IReadOnlyCollection<string> words) =>
        words.Any(word => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);

    private static async Task<IReadOnlyList<(string Schema, string Table, string Column, string Type)>> ColumnsAsync(
        NpgsqlConnection connection
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select c.table_schema, c.table_name, c.column_name, c.data_type from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.table_schema in ('public', 'vault') and t.table_type = 'BASE TABLE' and c.data_type = any(@types)
            order by 1, 2, 3
            """;
        command.Parameters.AddWithValue("types", Types);
        await using var rows = await command.ExecuteReaderAsync();
        var columns = new List<(string, string, string, string)>();
        while (await rows.ReadAsync())
        {
            columns.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3)));
        }

        return columns;
    }
}
