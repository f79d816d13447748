using System.Security.Cryptography;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Mailings;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
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
);

/// <summary>Who a mailing would go to, in order of name.</summary>
public sealed record RecipientList(IReadOnlyList<Recipient> People)
{
    /// <summary>Changes when anybody joins or leaves the list or changes address: what was read is what is sent.</summary>
    public string Mark =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        People.Select(person => $"{person.CandidatureId} {person.Email}").Order(StringComparer.Ordinal)
                    )
                )
            )
        );
}

public static class MailingRecipients
{
    /// <summary>
    /// People whom both the author and the reader may write to: a tie that excludes either of them takes the person off the list, and
    /// somebody else of the team writes to them.
    /// </summary>
    public static async Task<RecipientList> RecipientsAsync(
        this EigDbContext db,
        Mailing mailing,
        Actor reader,
        CancellationToken ct
    )
    {
        var excludedForAuthor = db
            .Conflicts.Where(conflict =>
                conflict.AccountId == mailing.Author
                && conflict.LiftedAt == null
                && conflict.Level == Domain.Juries.ConflictLevel.Excluded
            )
            .Select(conflict => conflict.CandidatureId);
        var (state, challengeId, profile) = mailing.Audience;
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
}
