using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EigPortal.Services.Selection;

/// <param name="Position">From 1, among the people whom the actor sees.</param>
public sealed record MoveWaitingCommand(ListKey List, Guid CandidatureId, int Position, string Reason);

/// <summary>Changes the order of a waiting list. People with whom the actor has a tie keep their neighbours.</summary>
public sealed class OrderWaitingList(EigDbContext db, RankedLists ranked)
{
    public async Task<Result> MoveAsync(MoveWaitingCommand command, Actor actor, CancellationToken ct)
    {
        if (command.CandidatureId == Guid.Empty)
        {
            return WaitingErrors.PersonMissing;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var decisions = await OpenAsync(command.List, actor, ct);
        if (decisions.TrueForAll(decision => decision.CandidatureId != command.CandidatureId))
        {
            return SelectionRefusals.NotFound;
        }

        var moved = new WaitingList(command.List, decisions).Move(command.CandidatureId, command.Position, command.Reason);
        return moved.IsOk ? await SaveAsync(transaction, ct) : moved;
    }

    /// <summary>Puts the list in the order of the jury's ranked list.</summary>
    public async Task<Result> ArrangeAsync(Guid cohortId, ListKey list, Actor actor, CancellationToken ct)
    {
        var standings = await ranked.StandingsAsync(cohortId, actor, ct);
        var ranks = standings
            .SelectMany(file => file)
            .Where(standing => standing.ChallengeId == list.ChallengeId && standing.Profile == list.Profile)
            .Where(standing => standing.Rank is not null)
            .ToDictionary(standing => standing.CandidatureId, standing => standing.Rank!.Value);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var decisions = await OpenAsync(list, actor, ct);
        if (decisions.Count == 0)
        {
            return SelectionRefusals.NotFound;
        }

        new WaitingList(list, decisions).Arrange(ranks);
        return await SaveAsync(transaction, ct);
    }

    private async Task<List<Decision>> OpenAsync(ListKey list, Actor actor, CancellationToken ct)
    {
        await db.LockChallengeAsync(list.ChallengeId, ct);
        var decidable = db.Candidatures.DecidableBy(actor, db).Select(candidature => candidature.Id);
        return await db.OnWaitingList(list).Where(decision => decidable.Contains(decision.CandidatureId)).ToListAsync(ct);
    }

    private async Task<Result> SaveAsync(IDbContextTransaction transaction, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
