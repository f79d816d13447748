using System.Security.Cryptography;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Mailings;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Mailings;

public sealed record Recipient(
    Guid CandidatureId,
    Guid AccountId,
    string GivenName,
    string FamilyName,
    string Email,
    string? Number,
    CandidatureState State,
    DateTimeOffset? ExtendedUntil
)
{
    /// <summary>The decision by which the person waits, for news to a waiting list.</summary>
    public Guid? DecisionId { get; init; }

    /// <summary>Where the person waits, among the lists that the news are for.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];
}

/// <summary>Who a mailing would go to, in order of name.</summary>
/// <param name="Read">
/// Everybody whom the author has read, once news to a waiting list are asked for; null while the list is that of now.
/// </param>
/// <param name="Gone">Names of those who have stopped waiting since, whom the reader may know of.</param>
public sealed record RecipientList(
    IReadOnlyList<Recipient> People,
    IReadOnlyList<Guid>? Read = null,
    IReadOnlyList<string>? Gone = null
)
{
    /// <summary>Changes with the words, and when anybody joins or leaves the list or changes address: what was read is what is sent.</summary>
    public string MarkOf(Mailing mailing)
    {
        IEnumerable<string> people = Read is null
            ? People.Select(person => $"{person.CandidatureId} {person.Email}")
            : Read.Select(decisionId => $"{decisionId}");
        string[] words = [mailing.Subject, mailing.Body, $"{mailing.NextNewsOn:O}"];
        var text = string.Join('\n', people.Order(StringComparer.Ordinal).Concat(words));
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}

public static class MailingRecipients
{
    /// <summary>
    /// People whom both the author and the reader may write to: a tie that excludes either of them takes the person off the list, and
    /// somebody else of the team writes to them.
    /// </summary>
    public static Task<RecipientList> RecipientsAsync(
        this EigDbContext db,
        Mailing mailing,
        Actor reader,
        CancellationToken ct
    ) => mailing.OnWaitingList ? db.WaitingAsync(mailing, reader, ct) : db.MatchingAsync(mailing, reader, ct);

    private static async Task<RecipientList> MatchingAsync(
        this EigDbContext db,
        Mailing mailing,
        Actor reader,
        CancellationToken ct
    )
    {
        var excludedForAuthor = db
            .Conflicts.Where(conflict =>
                conflict.AccountId == mailing.Author && conflict.LiftedAt == null && conflict.Level == ConflictLevel.Excluded
            )
            .Select(conflict => conflict.CandidatureId);
        var (state, challengeId, profile, _) = mailing.Audience;
        var people = await (
            from candidature in db.Candidatures.AsNoTracking().ForStaff(reader, db)
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            where
                candidature.CohortId == mailing.CohortId
                && !excludedForAuthor.Contains(candidature.Id)
                && (state == null || candidature.State == state)
                && (
                    (challengeId == null && profile == null)
                    || db.Wishes.Any(wish =>
                        wish.CandidatureId == candidature.Id
                        && (challengeId == null || wish.ChallengeId == challengeId)
                        && (profile == null || wish.Profile == profile)
                    )
                )
            orderby candidate.FamilyName, candidate.GivenName, candidature.Id
            select new Recipient(
                candidature.Id,
                account.Id,
                candidate.GivenName,
                candidate.FamilyName,
                account.Email!,
                candidature.Number,
                candidature.State,
                candidature.ExtendedUntil
            )
        ).ToListAsync(ct);
        return new RecipientList(people);
    }

    /// <summary>
    /// People who wait and have been told so. Ties weigh as they do on the pages of waiting lists: also those that only let read.
    /// </summary>
    private static async Task<RecipientList> WaitingAsync(
        this EigDbContext db,
        Mailing mailing,
        Actor reader,
        CancellationToken ct
    )
    {
        var known = db
            .Candidatures.DecidableBy(reader, db)
            .Where(candidature =>
                !db.Conflicts.Any(conflict =>
                    conflict.AccountId == mailing.Author
                    && conflict.CandidatureId == candidature.Id
                    && conflict.LiftedAt == null
                    && (conflict.Level == ConflictLevel.Excluded || conflict.Level == ConflictLevel.ReadsOnly)
                )
            );
        var (_, challengeId, profile, _) = mailing.Audience;
        var rows = await (
            from place in db.WaitingPlaces.AsNoTracking()
            join decision in db.ToldToWait() on place.DecisionId equals decision.Id
            join candidature in known on decision.CandidatureId equals candidature.Id
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            join challenge in db.Challenges on place.ChallengeId equals challenge.Id
            where
                decision.CohortId == mailing.CohortId
                && candidature.State == CandidatureState.Preselected
                && (challengeId == null || place.ChallengeId == challengeId)
                && (profile == null || place.Profile == profile)
            orderby candidate.FamilyName, candidate.GivenName, candidature.Id, challenge.Name, place.Profile
            select new
            {
                List = challenge.Name + ", " + place.Profile,
                Person = new Recipient(
                    candidature.Id,
                    account.Id,
                    candidate.GivenName,
                    candidate.FamilyName,
                    account.Email!,
                    candidature.Number,
                    candidature.State,
                    candidature.ExtendedUntil
                )
                {
                    DecisionId = decision.Id,
                },
            }
        ).ToListAsync(ct);
        var people = rows.GroupBy(row => row.Person.DecisionId)
            .Select(person => person.First().Person with { Lists = [.. person.Select(row => row.List)] })
            .ToList();
        if (mailing.Standing == MailingState.Draft)
        {
            return new RecipientList(people);
        }

        var read = mailing.Asked.Select(person => person.DecisionId).ToList();
        people.RemoveAll(person => !read.Contains(person.DecisionId!.Value));
        var gone = mailing
            .Asked.Where(person =>
                mailing.Standing == MailingState.Sent
                    ? !person.IsReached
                    : people.TrueForAll(still => still.DecisionId != person.DecisionId)
            )
            .Select(person => person.DecisionId)
            .ToList();
        return new RecipientList(people, read, await NamesAsync(db, known, gone, ct));
    }

    private static Task<List<string>> NamesAsync(
        EigDbContext db,
        IQueryable<Candidature> known,
        List<Guid> decisionIds,
        CancellationToken ct
    ) =>
        (
            from decision in db.Decisions
            join candidature in known on decision.CandidatureId equals candidature.Id
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            where decisionIds.Contains(decision.Id)
            orderby candidate.FamilyName, candidate.GivenName, candidature.Id
            select candidate.GivenName + " " + candidate.FamilyName
        ).ToListAsync(ct);
}
