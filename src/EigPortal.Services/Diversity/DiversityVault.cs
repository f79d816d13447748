using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Diversity;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Diversity;

/// <summary>
/// The answers to the optional questionnaire, apart from everything else (ADR 24). Only the person reaches their own, and only while the
/// key exists. Writing leaves no line in the history: that somebody answered is nobody's business either.
/// </summary>
public sealed class DiversityVault(EigDbContext db, IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("EigPortal.DiversityVault");

    /// <summary>A person's own answers by question; none without answers, or once nothing links them any more.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Guid cohortId, Guid candidatureId, CancellationToken ct)
    {
        if (await KeyAsync(cohortId, ct) is not { } key)
        {
            return new Dictionary<string, string>();
        }

        var links = LinksOf(key, candidatureId);
        return await db
            .VaultAnswers.AsNoTracking()
            .Where(row => row.CohortId == cohortId && links.Contains(row.Link))
            .ToDictionaryAsync(row => row.Question, row => row.Answer, ct);
    }

    /// <summary>Replaces a person's answers. Refuses once the counts are frozen, even while they are being frozen.</summary>
    public async Task<Result> SaveAsync(
        Guid cohortId,
        Guid candidatureId,
        IReadOnlyDictionary<string, string> answers,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await IsOpenAsync(cohortId, ct))
        {
            return DiversityQuestionnaire.Frozen;
        }

        await MakeKeyAsync(cohortId, ct);
        var key = (await KeyAsync(cohortId, ct))!;
        await RemoveAsync(cohortId, key, candidatureId, ct);
        db.VaultAnswers.AddRange(
            answers.Select(answer => new VaultAnswer(cohortId, answer.Key, answer.Value, LinkOf(key, candidatureId, answer.Key)))
        );
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    /// <summary>Removes a person's answers, as long as they can be told from the others. Part of the caller's transaction.</summary>
    public async Task RemoveAsync(Guid cohortId, Guid candidatureId, CancellationToken ct)
    {
        if (await KeyAsync(cohortId, ct) is { } key)
        {
            await RemoveAsync(cohortId, key, candidatureId, ct);
        }
    }

    internal async Task<byte[]?> KeyAsync(Guid cohortId, CancellationToken ct) =>
        await db
            .VaultKeys.AsNoTracking()
            .Where(row => row.CohortId == cohortId)
            .Select(row => row.ProtectedKey)
            .SingleOrDefaultAsync(ct)
            is { } stored
            ? protector.Unprotect(Convert.FromBase64String(stored))
            : null;

    internal static string LinkOf(byte[] key, Guid candidatureId, string question) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{candidatureId:N}|{question}")));

    private static List<string> LinksOf(byte[] key, Guid candidatureId) =>
        [.. DiversityQuestionnaire.Questions.Select(question => LinkOf(key, candidatureId, question.Key))];

    private Task RemoveAsync(Guid cohortId, byte[] key, Guid candidatureId, CancellationToken ct)
    {
        var links = LinksOf(key, candidatureId);
        return db.VaultAnswers.Where(row => row.CohortId == cohortId && links.Contains(row.Link)).ExecuteDeleteAsync(ct);
    }

    // Shared with the other people who answer; freezing waits for all of them, and they for it.
    private async Task<bool> IsOpenAsync(Guid cohortId, CancellationToken ct) =>
        (
            await db
                .Database.SqlQuery<Guid>(
                    $"select id as \"Value\" from cohorts where id = {cohortId} and stage_counts_frozen_at is null for share"
                )
                .ToListAsync(ct)
        ).Count == 1;

    private async Task MakeKeyAsync(Guid cohortId, CancellationToken ct)
    {
        var made = Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(32)));
        await db.Database.ExecuteSqlAsync(
            $"insert into vault.keys (cohort_id, protected_key) values ({cohortId}, {made}) on conflict do nothing",
            ct
        );
    }
}
