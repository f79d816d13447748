using EigPortal.Domain.Challenges;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hosts;

public sealed record HostLine(
    Guid Id,
    string Name,
    string ShortName,
    IReadOnlyList<string> Ministries,
    int Challenges,
    IReadOnlyList<string> Contacts
);

public sealed record MentorLine(Guid Id, Guid ChallengeId, string Challenge, string FullName, string Email, MentorRole Role);

/// <summary>Host administrations, their contacts, and the mentors of their challenges.</summary>
public sealed class HostRegister(EigDbContext db, ProgrammeClock clock)
{
    public static readonly DomainError NotFound = new("host.unknown", "Cette administration n’existe pas.");

    public static readonly DomainError Changed = new(
        "host.changed",
        "Quelqu’un vient de modifier cette administration. Relisez-la avant de recommencer."
    );

    private static readonly DomainError NameTaken = new("host.name-taken", "Une administration porte déjà ce nom.", "Name");

    /// <param name="cohortId">Promotion whose challenges are counted.</param>
    public async Task<IReadOnlyList<HostLine>> ListAsync(Guid cohortId, CancellationToken ct) =>
        await db
            .Hosts.AsNoTracking()
            .OrderBy(host => host.Name)
            .Select(host => new HostLine(
                host.Id,
                host.Name,
                host.ShortName,
                host.Ministries,
                db.Challenges.Count(challenge => challenge.HostId == host.Id && challenge.CohortId == cohortId),
                db.HostContacts.Where(contact => contact.HostId == host.Id && contact.LeftAt == null)
                    .Join(
                        db.Accounts,
                        contact => contact.AccountId,
                        account => account.Id,
                        (contact, account) => account.GivenName + " " + account.FamilyName
                    )
                    .OrderBy(name => name)
                    .ToList()
            ))
            .AsSplitQuery()
            .ToListAsync(ct);

    public async Task<IReadOnlyList<(Guid Id, string Name)>> NamesAsync(CancellationToken ct) =>
        (await db.Hosts.OrderBy(host => host.Name).Select(host => new { host.Id, host.Name }).ToListAsync(ct)).ConvertAll(host =>
            (host.Id, host.Name)
        );

    public Task<HostAdministration?> FindAsync(Guid id, CancellationToken ct) =>
        db.Hosts.AsNoTracking().SingleOrDefaultAsync(host => host.Id == id, ct);

    /// <param name="id">Null to add an administration.</param>
    public async Task<Result> SaveAsync(
        Guid? id,
        string name,
        string shortName,
        IReadOnlyList<string> ministries,
        CancellationToken ct
    )
    {
        if (id is null)
        {
            db.Hosts.Add(new HostAdministration(name, shortName, ministries));
        }
        else if (await db.Hosts.SingleOrDefaultAsync(host => host.Id == id, ct) is { } host)
        {
            host.Rename(name, shortName, ministries);
        }
        else
        {
            return NotFound;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_hosts_name"))
        {
            return NameTaken;
        }
    }

    /// <summary>The mentors of a promotion, by challenge.</summary>
    public async Task<IReadOnlyList<MentorLine>> MentorsAsync(Guid cohortId, CancellationToken ct) =>
        await (
            from mentor in db.Mentors
            join challenge in db.Challenges on mentor.ChallengeId equals challenge.Id
            join account in db.Accounts on mentor.AccountId equals account.Id
            where challenge.CohortId == cohortId && mentor.LeftAt == null
            orderby challenge.Name, account.FamilyName, account.GivenName, mentor.Id
            select new MentorLine(
                mentor.Id,
                challenge.Id,
                challenge.Name,
                account.GivenName + " " + account.FamilyName,
                account.Email!,
                mentor.Role
            )
        ).ToListAsync(ct);

    /// <summary>Ends a mentorship now. What the person wrote stays.</summary>
    /// <returns>False when it has already ended; null when there is no such mentorship.</returns>
    public async Task<bool?> EndMentorshipAsync(Guid mentorId, CancellationToken ct)
    {
        var mentor = await db.Mentors.SingleOrDefaultAsync(mentor => mentor.Id == mentorId, ct);
        if (mentor is null or { LeftAt: not null })
        {
            return mentor is null ? null : false;
        }

        mentor.Leave(clock.Now);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
