using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>A member of the jury as the plan knows them.</summary>
public sealed record JuryMember(
    Guid JurorId,
    string FullName,
    IReadOnlyList<Family> Families,
    int? MaxReadings,
    bool HasLeft,
    bool HasStatedInterests
);

/// <summary>What staff say of a member: what they can judge, and how many files at most.</summary>
public sealed record JuryMemberText(Guid JurorId, IReadOnlyList<Family> Families, int? MaxReadings);

/// <summary>Who sits on the jury: trades, limits, departures. What a plan starts from.</summary>
public sealed class JuryMembers(EigDbContext db, ProgrammeNow programmeNow)
{
    public Task<List<JuryMember>> ListAsync(Guid cohortId, CancellationToken ct) =>
        (
            from juror in db.Jurors
            join account in db.Accounts on juror.AccountId equals account.Id
            where juror.CohortId == cohortId
            orderby juror.LeftAt != null, account.FamilyName, account.GivenName, juror.Id
            select new JuryMember(
                juror.Id,
                account.GivenName + " " + account.FamilyName,
                juror.Families,
                juror.MaxReadings,
                juror.LeftAt != null,
                juror.InterestsStatedAt != null
            )
        ).ToListAsync(ct);

    /// <summary>Saves what changed; a member who isn't of this promotion is refused.</summary>
    public async Task<Result> DescribeAsync(Guid cohortId, IReadOnlyList<JuryMemberText> texts, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        var jurors = await db.Jurors.Where(juror => juror.CohortId == cohortId).ToDictionaryAsync(juror => juror.Id, ct);
        var errors = new List<DomainError>();
        foreach (var text in texts)
        {
            if (!jurors.TryGetValue(text.JurorId, out var juror))
            {
                return JuryErrors.NotFound;
            }

            errors.AddRange(juror.Describe(text.Families, text.MaxReadings).Errors);
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    /// <summary>Notes that a member left the session, or came back. Their sheets stay; the next plan gives the rest to others.</summary>
    public async Task<Result> SetPresenceAsync(Guid cohortId, Guid jurorId, bool isPresent, Actor actor, CancellationToken ct)
    {
        var juror = await db.Jurors.SingleOrDefaultAsync(row => row.Id == jurorId && row.CohortId == cohortId, ct);
        if (juror is null || !actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        var result = isPresent ? juror.Return() : juror.Leave(programmeNow());
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return result;
    }
}
