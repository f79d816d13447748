using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Contracts;

/// <summary>
/// Writes the draft contract as a DOCX, which human-resources offices can edit and sign. Each time a new version: nothing that was
/// handed out is ever replaced (E14).
/// </summary>
public sealed class GenerateContractDocument(EigDbContext db, ContractEditing editing, IFileStore files, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(Guid contractId, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync(
            contractId,
            contracts => contracts.ForStaff(actor, db),
            contract => GenerateAsync(contract, actor, ct),
            ct
        );

    private async Task<Result> GenerateAsync(Contract contract, Actor actor, CancellationToken ct)
    {
        if (!Contract.Allowed.Allows(contract.State, ContractVerb.Edit))
        {
            return ContractErrors.NotAllowed(contract.State, ContractVerb.Edit);
        }

        var (terms, number) = await ReadAsync(contract, ct);
        using var content = ContractDocx.Write(terms);
        var file = await files.SaveAsync(content, ContractDocx.ContentType, actor.AccountId, ct);
        file.Trust();
        db.Files.Add(file);
        var version = contract.Documents.Count(document => document.Kind == ContractDocumentKind.Generated) + 1;
        contract.AddDocument(ContractDocumentKind.Generated, file.Id, $"contrat-{number}-v{version}.docx", now());
        return Result.Ok;
    }

    private async Task<(ContractText Text, string Number)> ReadAsync(Contract contract, CancellationToken ct)
    {
        var found = await (
            from fellow in db.Fellows
            join candidature in db.Candidatures on fellow.CandidatureId equals candidature.Id
            join post in db.Posts on fellow.PostId equals post.Id
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            join host in db.Hosts on contract.HostId equals host.Id
            join cohort in db.Cohorts on challenge.CohortId equals cohort.Id
            where fellow.Id == contract.FellowId
            select new
            {
                fellow.FullName,
                candidature.Number,
                post.Label,
                post.Profile,
                Mission = post.Mission,
                Challenge = challenge.Name,
                challenge.Places,
                challenge.RequiresClearance,
                Host = host.Name,
                Cohort = cohort.Name,
            }
        ).SingleAsync(ct);
        var text = new ContractText(
            found.Host,
            found.FullName,
            found.Label.Length > 0 ? found.Label : found.Profile,
            found.Profile,
            found.Mission,
            found.Challenge,
            found.Places,
            found.Cohort,
            found.RequiresClearance,
            contract.StartsOn,
            contract.EndsOn,
            contract.NetMonthlySalary,
            contract.ProgrammeShare
        );
        return (text, found.Number!.ToLowerInvariant());
    }
}
