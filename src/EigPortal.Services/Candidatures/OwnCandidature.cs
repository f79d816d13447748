using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Candidatures;

/// <summary>A challenge that accepts candidatures, as the form of wishes lists it.</summary>
public sealed record OpenChallenge(Guid Id, string Slug, string Name, string Host, IReadOnlyList<string> Profiles);

/// <summary>A challenge that is in a wish and no longer accepts candidatures.</summary>
public sealed record ClosedChallenge(Guid Id, string Name);

/// <summary>A submission without its content.</summary>
public sealed record SubmissionLine(
    Guid SnapshotId,
    int Sequence,
    DateTimeOffset SubmittedAt,
    string Sha256,
    string SubmissionKey,
    int FormVersion,
    bool IsCompletion
);

/// <summary>Everything the pages of a person's own candidature need, for reading only.</summary>
/// <param name="Candidature">With its answers, wishes and current documents; its snapshots are in <paramref name="Submissions"/>.</param>
/// <param name="Form">The version of the form in force.</param>
/// <param name="News">What changed in the form since the person began to answer, the last first.</param>
/// <param name="Submissions">From the first to the last.</param>
public sealed record CandidatureFile(
    Cohort Cohort,
    Candidate Candidate,
    Candidature Candidature,
    PromotionForm Form,
    IReadOnlyList<FormNews> News,
    IReadOnlyList<SubmissionLine> Submissions,
    IReadOnlyList<OpenChallenge> Challenges,
    IReadOnlyList<ClosedChallenge> ClosedWishes
)
{
    /// <summary>The dates that hold for this person, their own extension included.</summary>
    public Timetable Timetable => Candidature.TimetableFrom(Cohort.Timetable);

    public string ChallengeName(Guid id) =>
        Challenges.FirstOrDefault(challenge => challenge.Id == id)?.Name
        ?? ClosedWishes.FirstOrDefault(challenge => challenge.Id == id)?.Name
        ?? "";

    /// <summary>What changed in a section since the person last saved it from a page that showed the change.</summary>
    public IReadOnlyList<FormNews> NewsOf(string sectionKey)
    {
        var seen = Candidature.Sections.SingleOrDefault(section => section.Key == sectionKey)?.FormVersion ?? 0;
        return
        [
            .. News.Where(news => news.Number > seen)
                .Select(news => news with { Changes = [.. news.Changes.Where(change => change.SectionKey == sectionKey)] })
                .Where(news => news.Changes.Count > 0),
        ];
    }

    /// <summary>The last time that the whole file was submitted: what the rules and the clocks count from.</summary>
    public SubmissionLine? LastSubmission => Submissions.LastOrDefault(made => !made.IsCompletion);

    /// <summary>What is read now: the last submission, or what completed it.</summary>
    public SubmissionLine? LastVersion => Submissions.LastOrDefault();

    public IReadOnlyDictionary<string, IReadOnlyList<Domain.Shared.DomainError>> Missing() =>
        Candidature.Missing(Form, Challenges.ToDictionary(challenge => challenge.Id, challenge => challenge.Profiles));
}

/// <summary>Finds what a person has in the current promotion. Asks by account, so that nobody reaches the file of another.</summary>
public sealed class OwnCandidature(EigDbContext db, CandidatureForms forms)
{
    public async Task<Cohort> CurrentCohortAsync(CancellationToken ct) =>
        await db.Cohorts.AsNoTracking().SingleAsync(cohort => cohort.IsCurrent, ct);

    /// <summary>The form that the call of the current promotion asks to fill.</summary>
    public async Task<PromotionForm> CurrentFormAsync(CancellationToken ct) => await forms.CurrentAsync(db, ct);

    /// <summary>The person's candidature in the current promotion, or null when they have not started one. Five queries, and one more once the form has changed.</summary>
    public async Task<CandidatureFile?> FindAsync(Actor actor, CancellationToken ct)
    {
        var row = await (
            from candidate in db.Candidates.AsNoTracking()
            join cohort in db.Cohorts.AsNoTracking() on candidate.CohortId equals cohort.Id
            join candidature in db.Candidatures on candidate.Id equals candidature.CandidateId
            where candidate.AccountId == actor.AccountId && cohort.IsCurrent
            select new
            {
                candidate,
                cohort,
                candidature.Id,
                Form = db.FormVersions.Published().Where(version => version.CohortId == cohort.Id).Max(version => version.Number),
            }
        )
            .IgnoreAutoIncludes()
            .SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        // One query on purpose: at most five sections, two wishes and two documents.
        var found = await db
            .Candidatures.AsNoTracking()
            .Include(candidature => candidature.Sections)
            .Include(candidature => candidature.Wishes)
            .Include(candidature =>
                candidature.Documents.Where(document => document.RemovedAt == null && document.PendingFor == null)
            )
            .AsSingleQuery()
            .SingleAsync(candidature => candidature.Id == row.Id, ct);
        var submissions = await db
            .Snapshots.Where(snapshot => snapshot.CandidatureId == row.Id)
            .OrderBy(snapshot => snapshot.Sequence)
            .Select(snapshot => new SubmissionLine(
                snapshot.Id,
                snapshot.Sequence,
                snapshot.SubmittedAt,
                snapshot.Sha256,
                snapshot.SubmissionKey,
                snapshot.FormVersion,
                snapshot.CompletionId != null
            ))
            .ToListAsync(ct);
        var open = await OpenChallengesAsync(row.cohort.Id, ct);
        return new CandidatureFile(
            row.cohort,
            row.candidate,
            found,
            await forms.OfAsync(db, row.cohort.Id, row.Form, ct),
            row.Form == 1 ? [] : await FormNews.ForAsync(db, forms, found, submissions.LastOrDefault()?.FormVersion ?? 0, ct),
            submissions,
            open,
            await ClosedWishesAsync(found, open, ct)
        );
    }

    private async Task<IReadOnlyList<ClosedChallenge>> ClosedWishesAsync(
        Candidature candidature,
        IReadOnlyList<OpenChallenge> open,
        CancellationToken ct
    )
    {
        var closed = candidature.Wishes.Select(wish => wish.ChallengeId).Except(open.Select(challenge => challenge.Id)).ToList();
        return closed.Count == 0
            ? []
            : await db
                .Challenges.Where(challenge => closed.Contains(challenge.Id))
                .Select(challenge => new ClosedChallenge(challenge.Id, challenge.Name))
                .ToListAsync(ct);
    }

    /// <summary>Challenges of the promotion that accept candidatures, by name.</summary>
    public async Task<IReadOnlyList<OpenChallenge>> OpenChallengesAsync(Guid cohortId, CancellationToken ct) =>
        await (
            from challenge in db.Challenges
            join host in db.Hosts on challenge.HostId equals host.Id
            where challenge.CohortId == cohortId && challenge.State == ChallengeState.Published
            orderby challenge.Name, challenge.Id
            select new OpenChallenge(
                challenge.Id,
                challenge.Slug,
                challenge.Name,
                host.ShortName == "" ? host.Name : host.ShortName,
                challenge.ProfilesSought
            )
        ).ToListAsync(ct);
}
