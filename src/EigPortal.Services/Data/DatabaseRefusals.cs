using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EigPortal.Services.Data;

/// <summary>Reads which named constraint refused a save, so that use cases can tell the person in their own words.</summary>
public static class DatabaseRefusals
{
    /// <summary>Whether the save broke this unique index.</summary>
    public static bool Breaks(this DbUpdateException refused, string constraint) =>
        refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres
        && postgres.ConstraintName == constraint;

    /// <summary>Whether the save would have removed something that other rows name.</summary>
    public static bool LeavesOrphans(this DbUpdateException refused) =>
        refused.InnerException
            is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation };
}
