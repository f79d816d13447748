namespace EigPortal.Services.Data.LocalPostgres;

/// <summary>The embedded PostgreSQL cannot run. The message is for a person: what happened and what to do.</summary>
public sealed class LocalPostgresException(string message, Exception? inner = null) : Exception(message, inner);
