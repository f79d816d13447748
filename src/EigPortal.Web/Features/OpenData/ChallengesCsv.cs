using System.Globalization;

namespace EigPortal.Web.Features.OpenData;

/// <summary>The file /defis.csv: one row per challenge, lists separated by « | ». Commas and quotes as in RFC 4180.</summary>
internal static class ChallengesCsv
{
    private static readonly (string Name, Func<ChallengesFile.Defi, string?> Value)[] Columns =
    [
        ("promotion", defi => defi.Promotion),
        ("identifiant", defi => defi.Identifiant),
        ("nom", defi => defi.Nom),
        ("accroche", defi => defi.Accroche),
        ("resume", defi => defi.Resume),
        ("administration", defi => defi.Administration.Nom),
        ("administration_nom_court", defi => defi.Administration.NomCourt),
        ("ministeres", defi => List(defi.Administration.Ministeres)),
        ("lieux", defi => List(defi.Lieux)),
        ("themes", defi => List(defi.Themes)),
        ("familles", defi => List(defi.Familles)),
        ("profils", defi => List(defi.Profils)),
        ("nombre_de_postes", defi => defi.NombreDePostes.ToString(CultureInfo.InvariantCulture)),
        ("habilitation", defi => defi.Habilitation ? "oui" : "non"),
        ("adresse", defi => defi.Adresse),
    ];

    public static string Write(IEnumerable<ChallengesFile.Defi> rows) =>
        Line(Columns.Select(column => column.Name))
        + string.Concat(rows.Select(row => Line(Columns.Select(column => column.Value(row) ?? ""))));

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        // A spreadsheet runs a cell that starts like a formula.
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }

    private static string List(IEnumerable<string> values) => string.Join(" | ", values);
}
