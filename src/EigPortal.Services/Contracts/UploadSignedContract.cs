using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Contracts;

/// <param name="Content">The whole file.</param>
/// <param name="SentName">Name announced by the browser.</param>
public sealed record UploadSignedContractCommand(Guid ContractId, byte[] Content, string SentName);

/// <summary>
/// Keeps the copy signed by both parties, which makes the contract signed. By staff, or by a contact of the employer. Refuses what is
/// not a plain PDF by its content.
/// </summary>
public sealed class UploadSignedContract(EigDbContext db, ContractEditing editing, IFileStore files, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(UploadSignedContractCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync(
            command.ContractId,
            contracts => contracts.SignedCopyFrom(actor, db),
            contract => SignAsync(contract, command, actor, ct),
            ct
        );

    private async Task<Result> SignAsync(
        Contract contract,
        UploadSignedContractCommand command,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!Contract.Allowed.Allows(contract.State, ContractVerb.Sign))
        {
            return ContractErrors.NotAllowed(contract.State, ContractVerb.Sign);
        }

        if (PdfCheck.Refuse(command.Content, Document.MaxLength) is { } refusal)
        {
            return refusal with { Field = "File" };
        }

        using var content = new MemoryStream(command.Content, writable: false);
        var file = await files.SaveAsync(content, PdfCheck.ContentType, actor.AccountId, ct);
        db.Files.Add(file);
        return contract.Sign(file.Id, FileNames.Clean(command.SentName, PdfCheck.Extension), now());
    }
}
