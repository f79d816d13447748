using System.Globalization;
using Npgsql;

namespace EigPortal.Benchmarks.World;

/// <summary>
/// Multiplies the people and the files of the demo inside the database: what the demo's builders wrote, under other names. Reads the
/// columns and the foreign keys from the catalogue, so a new column needs nothing here.
/// </summary>
internal static class ScaledData
{
    /// <summary>What each of the first jurors has to read: a long list, and the same at every size.</summary>
    public const int ReadingsOfAJuror = 50;

    // Parents before children.
    private static readonly string[] Tables =
    [
        "accounts",
        "candidates",
        "jurors",
        "candidatures",
        "section_answers",
        "wishes",
        "documents",
        "snapshots",
        "score_sheets",
        "marks",
    ];

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["accounts.email"] = "'c' || copy || '.' || source.email",
        ["accounts.normalized_email"] = "'C' || copy || '.' || source.normalized_email",
        ["accounts.user_name"] = "'c' || copy || '.' || source.user_name",
        ["accounts.normalized_user_name"] = "'C' || copy || '.' || source.normalized_user_name",
        ["candidatures.number"] = "left(source.number, 5) || to_char(nextval('candidature_number'), 'FM99990000')",
    };

    public static async Task MultiplyAsync(NpgsqlConnection connection, int candidatures)
    {
        var present = await connection.ScalarAsync<long>("select count(*) from candidatures where submitted_at is not null");
        var copies = (candidatures - present + present - 1) / present;
        await connection.ExecuteAsync(
            """
            create temporary table copied as
            select id from accounts
            where staff_role = 'None' and id in (select account_id from candidates union select account_id from jurors)
            """
        );
        foreach (var table in Tables)
        {
            await connection.ExecuteAsync(await CopyAsync(connection, table, copies));
        }

        await GiveReadingsAsync(connection);
        await connection.ExecuteAsync("vacuum analyze");
    }

    private static async Task<string> CopyAsync(NpgsqlConnection connection, string table, long copies)
    {
        var columns = await connection.RowsAsync(
            $"""
            select attribute.attname, parent.relname
            from pg_attribute attribute
            left join pg_constraint key
                on key.conrelid = attribute.attrelid and key.contype = 'f' and key.conkey = array[attribute.attnum]
            left join pg_class parent on parent.oid = key.confrelid
            where attribute.attrelid = '{table}'::regclass and attribute.attnum > 0 and not attribute.attisdropped
                and attribute.attgenerated = ''
            order by attribute.attnum
            """
        );
        var names = columns.Select(column => $"\"{column[0]}\"");
        var values = columns.Select(column => ValueOf(table, (string)column[0], column[1] as string));
        var which = table == "accounts" ? "where source.id in (select id from copied)" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"insert into {table} ({string.Join(", ", names)}) select {string.Join(", ", values)} from {table} source cross join generate_series(1, {copies}) copy {which}"
        );
    }

    private static string ValueOf(string table, string column, string? parent)
    {
        var copied = $"md5(source.\"{column}\"::text || ':' || copy)::uuid";
        return Renamed.TryGetValue($"{table}.{column}", out var renamed) ? renamed
            : column == "id" ? copied
            : parent is null || !Tables.Contains(parent) ? $"source.\"{column}\""
            : parent == "accounts"
                ? $"case when source.\"{column}\" in (select id from copied) then {copied} else source.\"{column}\" end"
            : copied;
    }

    // The first sixteen jurors take over sheets of the others, each of another file.
    private static Task GiveReadingsAsync(NpgsqlConnection connection) =>
        connection.ExecuteAsync(
            $"""
            with chosen as (
                select juror.id, row_number() over (order by account.email) as turn
                from jurors juror join accounts account on account.id = juror.account_id
                where account.email in ({Personas.Jurors})
            ), mine as (
                select chosen.id, chosen.turn, count(sheet.id) as held
                from chosen left join score_sheets sheet on sheet.juror_id = chosen.id
                group by chosen.id, chosen.turn
            ), spare as (
                select distinct on (sheet.candidature_id) sheet.id, sheet.candidature_id
                from score_sheets sheet
                where sheet.juror_id not in (select id from chosen)
                    and not exists (
                        select 1 from score_sheets other
                        where other.candidature_id = sheet.candidature_id and other.juror_id in (select id from chosen)
                    )
                order by sheet.candidature_id, sheet.id
            ), dealt as (
                select id, 1 + (row_number() over (order by id) - 1) / {ReadingsOfAJuror} as turn,
                    1 + (row_number() over (order by id) - 1) % {ReadingsOfAJuror} as place
                from spare
            )
            update score_sheets set juror_id = mine.id
            from dealt join mine on mine.turn = dealt.turn
            where score_sheets.id = dealt.id and dealt.place <= {ReadingsOfAJuror} - mine.held
            """
        );
}

/// <summary>Who signs in, as SQL lists of addresses.</summary>
internal static class Personas
{
    public const string Staff = "'equipe@demo.test', 'equipe2@demo.test', 'admin@demo.test'";

    /// <summary>One for each connection, where the demo is multiplied; the first nine otherwise.</summary>
    public static readonly string Jurors = string.Join(
        ", ",
        Enumerable.Range(0, 16).Select(place => $"'{(place < 9 ? "" : "c1.")}jury{(place % 9 == 0 ? "" : place % 9)}@demo.test'")
    );
}
