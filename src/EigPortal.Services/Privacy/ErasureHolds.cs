using EigPortal.Domain.Candidates;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>What stops an erasure, and what it must leave, because of a contract (E17).</summary>
public sealed class ErasureHolds(EigDbContext db, ProgrammeNow programmeNow)
{
    /// <summary>Why the file can't be erased now, with the way out; null when it can.</summary>
    public async Task<DomainError?> OfAsync(Guid candidatureId, CancellationToken ct)
    {
        if (await db.Offers.AnyAsync(offer => offer.CandidatureId == candidatureId && offer.State == OfferState.Sent, ct))
        {
            return new DomainError(
                "erasure.offer",
                "Une proposition attend votre réponse. Acceptez-la ou déclinez-la d’abord ; vous pourrez ensuite effacer votre dossier."
            );
        }

        var today = FrenchDates.ParisDay(programmeNow());
        var running = await (
            from contract in db.Contracts
            join fellow in db.Fellows on contract.FellowId equals fellow.Id
            where
                fellow.CandidatureId == candidatureId
                && (
                    contract.State == ContractState.Sent
                    || contract.State == ContractState.Signed
                    || contract.State == ContractState.Running
                )
                && contract.EndsOn >= today
            select (DateOnly?)contract.EndsOn
        ).FirstOrDefaultAsync(ct);
        if (running is { } ends)
        {
            return new DomainError(
                "erasure.contract",
                $"Un contrat vous lie à votre administration d’accueil jusqu’au {FrenchDates.Day(ends)} : votre dossier en est la justification et doit être gardé jusque-là. Vous pourrez l’effacer ensuite."
            );
        }

        return await db.Fellows.AnyAsync(
            fellow =>
                fellow.CandidatureId == candidatureId
                && fellow.LeftAt == null
                && !db.Contracts.Any(contract => contract.FellowId == fellow.Id && contract.State != ContractState.Draft),
            ct
        )
            ? new DomainError(
                "erasure.team",
                "Vous avez accepté une proposition et votre contrat se prépare. Dites d’abord à l’équipe du programme que vous y renoncez ; vous pourrez ensuite effacer votre dossier."
            )
            : null;
    }

    /// <summary>Until when the contract of a candidature must be kept after its end; null when none is, or the term is past.</summary>
    public async Task<DateOnly?> KeptContractAsync(Guid candidatureId, DateOnly today, CancellationToken ct)
    {
        var ends = await (
            from contract in db.Contracts
            join fellow in db.Fellows on contract.FellowId equals fellow.Id
            where fellow.CandidatureId == candidatureId && contract.State != ContractState.Draft
            orderby contract.BrokenOn ?? contract.EndsOn descending
            select (DateOnly?)(contract.BrokenOn ?? contract.EndsOn)
        ).FirstOrDefaultAsync(ct);
        return ends is { } day && Retention.ContractKeptUntil(day) is var until && until >= today ? until : null;
    }
}
