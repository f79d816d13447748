using System.Security.Cryptography;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Challenges;

/// <param name="Candidatures">Submitted candidatures that wish for it and that the actor may see.</param>
public sealed record ChallengeLine(
    Guid Id,
    string Slug,
    string Name,
    string Host,
    ChallengeState State,
    int Posts,
    int Mentors,
    int Candidatures
);

/// <summary>A challenge with the version of the row that was read.</summary>
public sealed record VersionedChallenge(Challenge Challenge, uint Version);

/// <summary>Staff's work on challenges: each save checks the version that the page showed.</summary>
public sealed class ChallengeWriting(EigDbContext db, ProgrammeClock clock)
{
    private const string VersionColumn = "xmin";

    public static readonly DomainError NotFound = new("challenge.unknown", "Ce défi n’existe pas.");

    public static readonly DomainError Changed = new(
        "challenge.changed",
        "Quelqu’un a modifié ce défi depuis que vous avez ouvert la page."
    );

    private static readonly DomainError PostInUse = new(
        "challenge.post-in-use",
        "Une décision ou une personne de la promotion est liée à ce poste : il ne peut plus être retiré."
    );

    private static readonly DomainError SlugTaken = new(
        "challenge.slug-taken",
        "Un autre défi utilise ou a utilisé cette adresse : choisissez-en une autre.",
        "Slug"
    );

    /// <summary>The challenges of a promotion, in order of name.</summary>
    public async Task<IReadOnlyList<ChallengeLine>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var seen = db.Candidatures.ForStaff(actor, db).Where(candidature => candidature.SubmittedAt != null);
        return await (
            from challenge in db.Challenges
            join host in db.Hosts on challenge.HostId equals host.Id
            where challenge.CohortId == cohortId
            orderby challenge.Name, challenge.Id
            select new ChallengeLine(
                challenge.Id,
                challenge.Slug,
                challenge.Name,
                host.ShortName,
                challenge.State,
                challenge.Positions,
                db.Mentors.Count(mentor => mentor.ChallengeId == challenge.Id && mentor.LeftAt == null),
                seen.Count(candidature =>
                    candidature.State != CandidatureState.Withdrawn
                    && db.LastSubmittedWishes()
                        .Any(wish => wish.CandidatureId == candidature.Id && wish.ChallengeId == challenge.Id)
                )
            )
        ).ToListAsync(ct);
    }

    public async Task<VersionedChallenge?> FindAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) is { } challenge
            ? new VersionedChallenge(challenge, db.Entry(challenge).Property<uint>(VersionColumn).CurrentValue)
            : null;

    /// <summary>Number of people who wish for the challenge and may still be told, minus those hidden from the actor (B21).</summary>
    public Task<int> CountConcernedAsync(Guid id, Actor actor, CancellationToken ct) =>
        ChallengeWishes.Concerned(db, id).ForStaff(actor, db).CountAsync(ct);

    /// <summary>Starts a challenge as a draft. Its address is made from its name.</summary>
    public async Task<Result<Challenge>> CreateAsync(Guid cohortId, Guid hostId, ChallengeText text, CancellationToken ct)
    {
        var slug = Slugs.From(text.Name);
        if (slug.Length == 0 || await IsTakenAsync(slug, Guid.Empty, ct))
        {
            // Namesakes of others are told apart by a number, which staff may replace.
            slug = $"{(slug.Length == 0 ? "defi" : slug)}-{await db.Challenges.CountAsync(ct) + 1}";
        }

        var challenge = new Challenge(cohortId, hostId, slug, text);
        db.Challenges.Add(challenge);
        return await SaveAsync(ct) is { } refusal ? refusal : challenge;
    }

    /// <summary>Applies one verb to a challenge and saves.</summary>
    /// <param name="version">Version that the page showed; null when the act doesn't depend on what was read.</param>
    public async Task<Result> ActAsync(Guid id, uint? version, Func<Challenge, DateTimeOffset, Result> verb, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is not { } challenge)
        {
            return NotFound;
        }

        if (version is { } shown)
        {
            if (db.Entry(challenge).Property<uint>(VersionColumn).CurrentValue != shown)
            {
                return Changed;
            }

            db.Entry(challenge).Property<uint>(VersionColumn).OriginalValue = shown;
        }

        var result = verb(challenge, clock.Now);
        return !result.IsOk ? result
            : await SaveAsync(ct) is { } refusal ? refusal
            : Result.Ok;
    }

    /// <summary>Changes the public address; the former one redirects.</summary>
    public async Task<Result> ChangeSlugAsync(Guid id, string slug, CancellationToken ct) =>
        await IsTakenAsync(slug, id, ct)
            ? SlugTaken
            : await ActAsync(id, null, (challenge, now) => challenge.ChangeSlug(slug, now), ct);

    public Task<Result> OpenPreviewAsync(Guid id, CancellationToken ct) =>
        ActAsync(
            id,
            null,
            (challenge, _) =>
            {
                challenge.OpenPreview(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
                return Result.Ok;
            },
            ct
        );

    public Task<Result> ClosePreviewAsync(Guid id, CancellationToken ct) =>
        ActAsync(
            id,
            null,
            (challenge, _) =>
            {
                challenge.ClosePreview();
                return Result.Ok;
            },
            ct
        );

    private Task<Challenge?> LoadAsync(Guid id, CancellationToken ct) =>
        db
            .Challenges.Include(challenge => challenge.Posts)
            .Include(challenge => challenge.FormerSlugs)
            .AsSplitQuery()
            .SingleOrDefaultAsync(challenge => challenge.Id == id, ct);

    private async Task<bool> IsTakenAsync(string slug, Guid id, CancellationToken ct) =>
        await db.Challenges.AnyAsync(other => other.Slug == slug && other.Id != id, ct)
        || await db.FormerSlugs.AnyAsync(former => former.Slug == slug && former.ChallengeId != id, ct);

    private async Task<DomainError?> SaveAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
        catch (DbUpdateException refused) when (refused.LeavesOrphans())
        {
            return PostInUse;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_challenges_slug"))
        {
            return SlugTaken;
        }
    }
}
