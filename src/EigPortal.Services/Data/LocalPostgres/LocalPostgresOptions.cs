namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>Configuration section <c>LocalPostgres</c>: the PostgreSQL that Development starts when it has no connection string.</summary>
public sealed class LocalPostgresOptions
{
    public const string Section = "LocalPostgres";

    /// <summary>Folder of the cluster. Empty: <c>.data/postgres</c> at the root of the repository.</summary>
    public string? DataPath { get; set; }

    /// <summary>Folder that holds <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>. Empty: the npm package, then the machine.</summary>
    public string? BinariesPath { get; set; }

    public string DatabaseName { get; set; } = "eig_portal";
}
