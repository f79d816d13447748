using EigPortal.Domain.Contracts;
using EigPortal.Domain.Selection;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

/// <summary>What a person still lacks before, or during, their ten months.</summary>
public enum CohortNeed
{
    Answer,
    Contract,
    Sending,
    SignedCopy,
    FirstDay,
    Nothing,
}

/// <summary>A person of the promotion, from the offer to the contract.</summary>
public sealed record CohortLine(
    Guid CandidatureId,
    Guid? FellowId,
    string Person,
    string Challenge,
    string Post,
    OfferState Offer,
    Guid? ContractId,
    ContractState? Contract,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    Guid? TeamId
)
{
    public CohortNeed Need =>
        Offer == OfferState.Sent
            ? CohortNeed.Answer
            : (Contract ?? ContractState.Broken) switch
            {
                ContractState.Broken => CohortNeed.Contract,
                ContractState.Draft => CohortNeed.Sending,
                ContractState.Sent => CohortNeed.SignedCopy,
                ContractState.Signed => CohortNeed.FirstDay,
                ContractState.Running or ContractState.Ended => CohortNeed.Nothing,
            };
}

public sealed record ContractDocumentLine(
    Guid Id,
    ContractDocumentKind Kind,
    int Version,
    string FileName,
    DateTimeOffset AddedAt,
    ScanState Scan
);

public sealed record ContractLine(
    Guid Id,
    Guid FellowId,
    Guid ChallengeId,
    string Person,
    string Challenge,
    string Host,
    string Post,
    ContractState State,
    DateOnly StartsOn,
    DateOnly EndsOn,
    decimal NetMonthlySalary,
    decimal ProgrammeShare,
    DateTimeOffset? SentAt,
    DateTimeOffset? SignedAt,
    DateOnly? BrokenOn,
    string? BreakReason,
    bool DocumentIsCurrent,
    IReadOnlyList<ContractDocumentLine> Documents
);

/// <summary>Contracts and the people they are for, as each actor may see them.</summary>
public sealed class ContractLists(EigDbContext db)
{
    /// <summary>Contracts that the actor may see, in order of challenge, person, then age.</summary>
    /// <param name="state">Null for every state.</param>
    public Task<List<ContractLine>> VisibleAsync(Actor actor, CancellationToken ct, ContractState? state = null) =>
        Lines(db.Contracts.VisibleTo(actor, db).Where(contract => state == null || contract.State == state))
            .AsSingleQuery()
            .ToListAsync(ct);

    /// <summary>How many contracts of each state the actor may see.</summary>
    public Task<Dictionary<ContractState, int>> CountsAsync(Actor actor, CancellationToken ct) =>
        db
            .Contracts.VisibleTo(actor, db)
            .GroupBy(contract => contract.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);

    public Task<ContractLine?> FindAsync(Guid id, Actor actor, CancellationToken ct) =>
        Lines(db.Contracts.VisibleTo(actor, db).Where(contract => contract.Id == id)).AsSingleQuery().SingleOrDefaultAsync(ct);

    /// <summary>The contracts of the person themselves, drafts left out, the last one first.</summary>
    public async Task<IReadOnlyList<ContractLine>> OwnAsync(Actor actor, CancellationToken ct) =>
        [
            .. (await Lines(db.Contracts.VisibleTo(actor, db)).AsSingleQuery().ToListAsync(ct)).Where(line =>
                actor.FellowIds.Contains(line.FellowId) && line.State != ContractState.Draft
            ),
        ];

    /// <summary>Everybody to whom a seat is offered or given, in order of challenge then person, minus those with whom a tie excludes the actor.</summary>
    public Task<List<CohortLine>> CohortAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (
            from offer in db.Offers
            join decision in db.Decisions on offer.DecisionId equals decision.Id
            join candidature in db.Candidatures.ForStaff(actor, db) on offer.CandidatureId equals candidature.Id
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join post in db.Posts on offer.PostId equals post.Id
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where
                actor.IsStaff
                && decision.CohortId == cohortId
                && (offer.State == OfferState.Sent || offer.State == OfferState.Accepted)
            let fellow = db.Fellows.FirstOrDefault(found =>
                found.CandidatureId == candidature.Id && found.PostId == post.Id && found.LeftAt == null
            )
            where offer.State == OfferState.Sent || fellow != null
            let contract = db
                .Contracts.Where(found => found.FellowId == fellow!.Id)
                .OrderBy(found => found.State == ContractState.Broken)
                .FirstOrDefault()
            orderby challenge.Name, candidate.FamilyName, candidate.GivenName
            select new CohortLine(
                candidature.Id,
                fellow == null ? null : fellow.Id,
                candidate.GivenName + " " + candidate.FamilyName,
                challenge.Name,
                post.Label != "" ? post.Label : post.Profile,
                offer.State,
                contract == null ? null : contract.Id,
                contract == null ? null : contract.State,
                contract == null ? null : contract.StartsOn,
                contract == null ? null : contract.EndsOn,
                fellow == null ? null : fellow.TeamId
            )
        ).ToListAsync(ct);

    private IQueryable<ContractLine> Lines(IQueryable<Contract> contracts) =>
        from contract in contracts
        join fellow in db.Fellows on contract.FellowId equals fellow.Id
        join team in db.Teams on fellow.TeamId equals team.Id
        join challenge in db.Challenges on team.ChallengeId equals challenge.Id
        join host in db.Hosts on contract.HostId equals host.Id
        join post in db.Posts on fellow.PostId equals post.Id
        orderby challenge.Name, fellow.FullName, contract.Id
        select new ContractLine(
            contract.Id,
            fellow.Id,
            challenge.Id,
            fellow.FullName,
            challenge.Name,
            host.Name,
            post.Label != "" ? post.Label : post.Profile,
            contract.State,
            contract.StartsOn,
            contract.EndsOn,
            contract.NetMonthlySalary,
            contract.ProgrammeShare,
            contract.SentAt,
            contract.SignedAt,
            contract.BrokenOn,
            contract.BreakReason,
            contract.DocumentIsCurrent,
            db.ContractDocuments.Where(document => document.ContractId == contract.Id)
                .OrderByDescending(document => document.AddedAt)
                .Select(document => new ContractDocumentLine(
                    document.Id,
                    document.Kind,
                    document.Version,
                    document.FileName,
                    document.AddedAt,
                    db.Files.First(file => file.Id == document.FileId).Scan
                ))
                .ToList()
        );
}
