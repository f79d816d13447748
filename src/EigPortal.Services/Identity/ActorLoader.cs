using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Identity;

/// <summary>Loads, once per request, what the account behind it is now. One query.</summary>
public sealed class ActorLoader(EigDbContext db, ICurrentAccount account)
{
    private Task<Actor?>? loading;

    /// <summary>The actor, or null for a visitor or a deleted account.</summary>
    public Task<Actor?> LoadAsync(CancellationToken ct) => loading ??= QueryAsync(ct);

    /// <summary>The actor of an endpoint that requires one.</summary>
    public async Task<Actor> RequireAsync(CancellationToken ct) =>
        await LoadAsync(ct) ?? throw new InvalidOperationException("This endpoint must require a signed-in account.");

    private async Task<Actor?> QueryAsync(CancellationToken ct)
    {
        if (account.Id is not { } id)
        {
            return null;
        }

        // One row whatever the links: five joined collections would multiply each other, on every request of everybody.
        var row = (
            await db
                .Database.SqlQuery<ActorRow>(
                    $"""
                    select a.given_name, a.family_name, coalesce(a.email, '') as email, a.staff_role, a.email_confirmed,
                        a.two_factor_enabled,
                        array(select id from candidates where account_id = a.id) as candidates,
                        array(select id from jurors where account_id = a.id and left_at is null) as jurors,
                        exists(
                            select 1 from jurors where account_id = a.id and left_at is null and charter_accepted_at is null
                        ) as has_charter_to_accept,
                        array(select challenge_id from mentors where account_id = a.id and left_at is null) as mentored,
                        array(select host_id from host_contacts where account_id = a.id and left_at is null) as hosts,
                        array(select id from fellows where account_id = a.id and left_at is null) as fellows
                    from accounts a
                    where a.id = {id} and a.erased_at is null
                    """
                )
                .ToListAsync(ct)
        ).SingleOrDefault();
        return row is null
            ? null
            : new Actor(
                id,
                $"{row.GivenName} {row.FamilyName}".Trim(),
                row.Email,
                Enum.Parse<StaffRole>(row.StaffRole),
                row.Candidates.ToHashSet(),
                row.Jurors.ToHashSet(),
                row.Mentored.ToHashSet(),
                row.Hosts.ToHashSet(),
                row.Fellows.ToHashSet()
            )
            {
                IsAddressProved = row.EmailConfirmed,
                HasSecondFactor = row.TwoFactorEnabled,
                HasCharterToAccept = row.HasCharterToAccept,
            };
    }

    private sealed record ActorRow(
        string GivenName,
        string FamilyName,
        string Email,
        string StaffRole,
        bool EmailConfirmed,
        bool TwoFactorEnabled,
        Guid[] Candidates,
        Guid[] Jurors,
        bool HasCharterToAccept,
        Guid[] Mentored,
        Guid[] Hosts,
        Guid[] Fellows
    );
}
