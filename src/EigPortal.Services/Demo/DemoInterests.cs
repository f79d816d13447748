namespace EigPortal.Services.Demo;

/// <summary>What jurors of the demonstration state: made-up employers and schools, found in no file.</summary>
internal static class DemoInterests
{
    private static readonly string[] Employers =
    [
        "Atelier des données ouvertes",
        "Coopérative Lignes claires",
        "Compagnie des phares",
        "Régie des eaux de Valmont",
        "Hôpital de Bellerive",
    ];

    private static readonly string[] Schools =
    [
        "École supérieure de cartographie de Valmont",
        "Université de Bellerive",
        "Institut des arts graphiques de Montclar",
    ];

    public static string Employer(int turn) => Employers[turn % Employers.Length];

    public static string School(int turn) => Schools[turn % Schools.Length];
}
