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

        var row = await db
            .Accounts.AsNoTracking()
            .Where(person => person.Id == id && person.ErasedAt == null)
            .Select(person => new
            {
                person.GivenName,
                person.FamilyName,
                person.Email,
                person.StaffRole,
                person.EmailConfirmed,
                person.TwoFactorEnabled,
                Candidates = db.Candidates.Where(link => link.AccountId == id).Select(link => link.Id).ToList(),
                Jurors = db.Jurors.Where(link => link.AccountId == id && link.LeftAt == null).Select(link => link.Id).ToList(),
                HasCharterToAccept = db.Jurors.Any(link =>
                    link.AccountId == id && link.LeftAt == null && link.CharterAcceptedAt == null
                ),
                Mentored = db
                    .Mentors.Where(link => link.AccountId == id && link.LeftAt == null)
                    .Select(link => link.ChallengeId)
                    .ToList(),
                Hosts = db
                    .HostContacts.Where(link => link.AccountId == id && link.LeftAt == null)
                    .Select(link => link.HostId)
                    .ToList(),
                Fellows = db.Fellows.Where(link => link.AccountId == id && link.LeftAt == null).Select(link => link.Id).ToList(),
            })
            .AsSingleQuery()
            .SingleOrDefaultAsync(ct);
        return row is null
            ? null
            : new Actor(
                id,
                $"{row.GivenName} {row.FamilyName}".Trim(),
                row.Email ?? "",
                row.StaffRole,
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
}
