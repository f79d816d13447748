using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>Four people whom the jury asks about a challenge they did not wish for: one has yet to answer, two agree, one would rather not.</summary>
internal static class DemoConsents
{
    private static readonly DateTimeOffset AskedAt = new(2018, 11, 6, 18, 30, 0, TimeSpan.FromHours(1));

    /// <param name="account">Of the person who has yet to answer.</param>
    public static async Task AskAsync(DemoWorld world, Guid account, Guid staff, CancellationToken ct)
    {
        var asked = new List<(Guid ConsentId, Guid AccountId)>();
        await world.ActAsync(
            AskedAt,
            staff,
            async db =>
            {
                var people = await PeopleAsync(db, ct);
                var own = people.Single(row => row.AccountId == account);
                foreach (var person in people.Where(row => row != own).Take(3).Prepend(own))
                {
                    var list = await UnaskedAsync(db, person.CandidatureId, ct);
                    var consent = ChallengeConsent
                        .Ask(
                            person.CandidatureId,
                            person.CohortId,
                            list,
                            ChallengeConsent.UsualDays,
                            "Le parcours présenté à l’audition répond bien à ce que ce défi demande.",
                            staff,
                            world.Now
                        )
                        .Value;
                    db.ChallengeConsents.Add(consent);
                    asked.Add((consent.Id, person.AccountId));
                }
            },
            ct
        );
        foreach (var (place, (id, accountId)) in asked.Skip(1).Index())
        {
            await world.ActAsync(
                AskedAt.AddHours(1 + place),
                accountId,
                async db =>
                {
                    var consent = await db.ChallengeConsents.SingleAsync(row => row.Id == id, ct);
                    _ = place < 2 ? consent.Give(isDecided: false, world.Now) : consent.Refuse(isDecided: false, world.Now);
                },
                ct
            );
        }
    }

    private static async Task<List<Person>> PeopleAsync(EigDbContext db, CancellationToken ct) =>
        await (
            from file in db.Candidatures
            join person in db.Candidates on file.CandidateId equals person.Id
            where file.State == CandidatureState.Preselected
            orderby file.Number
            select new Person(file.Id, file.CohortId, person.AccountId)
        ).ToListAsync(ct);

    /// <summary>The first list of the person's profile that they did not wish for.</summary>
    private static async Task<ListKey> UnaskedAsync(EigDbContext db, Guid candidatureId, CancellationToken ct)
    {
        var wishes = await db
            .Wishes.Where(wish => wish.CandidatureId == candidatureId)
            .OrderBy(wish => wish.Rank)
            .ToListAsync(ct);
        var asked = wishes.Select(wish => wish.ChallengeId).ToList();
        var cohortId = await db
            .Candidatures.Where(file => file.Id == candidatureId)
            .Select(file => file.CohortId)
            .SingleAsync(ct);
        return await (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohortId && !asked.Contains(challenge.Id) && post.Profile == wishes[0].Profile
            orderby challenge.Name
            select new ListKey(challenge.Id, post.Profile)
        ).FirstAsync(ct);
    }

    private sealed record Person(Guid CandidatureId, Guid CohortId, Guid AccountId);
}
