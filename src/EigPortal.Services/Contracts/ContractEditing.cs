using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

/// <summary>Loads a contract to change it, its row locked until the end of the transaction, and saves only what was accepted.</summary>
public sealed class ContractEditing(EigDbContext db)
{
    /// <param name="reach">Which contracts the actor may act on.</param>
    public async Task<Result> ExecuteAsync(
        Guid contractId,
        Func<IQueryable<Contract>, IQueryable<Contract>> reach,
        Func<Contract, Task<Result>> act,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select 1 from contracts where id = {contractId} for update", ct);
        var contract = await reach(db.Contracts)
            .Include(found => found.Documents)
            .SingleOrDefaultAsync(found => found.Id == contractId, ct);
        if (contract is null)
        {
            return ContractRefusals.NotFound;
        }

        var result = await act(contract);
        if (result.IsOk)
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return result;
    }

    public Task<Result> ByStaffAsync(Guid contractId, Actor actor, Func<Contract, Result> act, CancellationToken ct) =>
        ExecuteAsync(contractId, contracts => contracts.ForStaff(actor, db), contract => Task.FromResult(act(contract)), ct);
}

public static class ContractRefusals
{
    /// <summary>Not there, or not yours: both look alike.</summary>
    public static readonly DomainError NotFound = new("not-found", "Ce contrat n’existe pas ou n’est plus accessible.");

    public static readonly DomainError AlreadyPrepared = new(
        "contract.already",
        "Cette personne a déjà un contrat : ouvrez-le pour le modifier."
    );

    public static readonly DomainError NoStart = new(
        "contract.no-start",
        "Le calendrier de la promotion ne dit pas quand le travail commence : complétez-le d’abord."
    );
}
