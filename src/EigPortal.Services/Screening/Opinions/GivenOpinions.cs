using EigPortal.Domain.Screening;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening.Opinions;

/// <summary>A question to a mentor as staff read it.</summary>
public sealed record OpinionLine(
    Guid Id,
    Guid CandidatureId,
    string Mentor,
    string Challenge,
    MentorOpinionState State,
    MentorView? View,
    string Words,
    DateTimeOffset AskedAt,
    DateTimeOffset? GivenAt
);

/// <summary>How many mentors were asked about a file, and what they think of it.</summary>
public sealed record OpinionCounts(int Asked, int Favourable, int Reserved, int Unfavourable)
{
    public static readonly OpinionCounts None = new(0, 0, 0, 0);

    public int Waiting => Asked - Favourable - Reserved - Unfavourable;
}

/// <summary>Opinions of mentors for those who screen.</summary>
public sealed class GivenOpinions(EigDbContext db)
{
    /// <summary>Those of one file that the actor may see, in order of challenge and name; without what was taken back.</summary>
    public async Task<IReadOnlyList<OpinionLine>> OfAsync(Guid candidatureId, Actor actor, CancellationToken ct) =>
        await (
            from opinion in db.MentorOpinions.AsNoTracking()
            join account in db.Accounts on opinion.MentorAccountId equals account.Id
            join challenge in db.Challenges on opinion.ChallengeId equals challenge.Id
            where
                opinion.CandidatureId == candidatureId
                && opinion.State != MentorOpinionState.TakenBack
                && db.Candidatures.ForStaff(actor, db).Any(file => file.Id == opinion.CandidatureId)
            orderby challenge.Name, account.FamilyName, account.GivenName, opinion.Id
            select new OpinionLine(
                opinion.Id,
                opinion.CandidatureId,
                account.GivenName + " " + account.FamilyName,
                challenge.Name,
                opinion.State,
                opinion.View,
                opinion.Words,
                opinion.AskedAt,
                opinion.GivenAt
            )
        ).ToListAsync(ct);

    /// <summary>Counts of the files named; a file without a question is absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, OpinionCounts>> CountAsync(
        IReadOnlyCollection<Guid> candidatureIds,
        Actor actor,
        CancellationToken ct
    ) =>
        await (
            from opinion in db.MentorOpinions
            where
                candidatureIds.Contains(opinion.CandidatureId)
                && opinion.State != MentorOpinionState.TakenBack
                && db.Candidatures.ForStaff(actor, db).Any(file => file.Id == opinion.CandidatureId)
            group opinion by opinion.CandidatureId into file
            select new
            {
                file.Key,
                Counts = new OpinionCounts(
                    file.Count(),
                    file.Count(opinion => opinion.View == MentorView.Favourable),
                    file.Count(opinion => opinion.View == MentorView.Reserved),
                    file.Count(opinion => opinion.View == MentorView.Unfavourable)
                ),
            }
        ).ToDictionaryAsync(file => file.Key, file => file.Counts, ct);
}
