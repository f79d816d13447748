using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;

namespace EigPortal.Web.Areas.Admin.Contracts;

public sealed record ContractModel(ContractLine Contract, ContractInput Input)
{
    /// <summary>Whether the one table of transitions lets the screen offer this act.</summary>
    public bool Offers(ContractVerb verb) => Domain.Contracts.Contract.Allowed.Allows(Contract.State, verb);

    public static ContractModel From(ContractLine contract, ContractInput? input = null) =>
        new(contract, input ?? ContractInput.From(contract));
}

public sealed class ContractInput
{
    public static readonly DomainError Incomplete = new(
        "contract.incomplete",
        "Indiquez le premier jour, la rémunération et la part du programme, en chiffres.",
        nameof(StartsOn)
    );

    public DateOnly? StartsOn { get; set; }
    public decimal? NetMonthlySalary { get; set; }
    public decimal? ProgrammeShare { get; set; }

    public ContractTerms? ToTerms() =>
        StartsOn is { } startsOn && NetMonthlySalary is { } salary && ProgrammeShare is { } share
            ? new ContractTerms(startsOn, salary, share)
            : null;

    public static ContractInput From(ContractLine contract) =>
        new()
        {
            StartsOn = contract.StartsOn,
            NetMonthlySalary = contract.NetMonthlySalary,
            ProgrammeShare = contract.ProgrammeShare,
        };
}

/// <summary>Reads a signed copy that a form sends; a missing file is an empty one, which the use case refuses.</summary>
public static class SignedUpload
{
    public static async Task<UploadSignedContractCommand> ReadAsync(Guid contractId, IFormFile? file, CancellationToken ct)
    {
        using var content = new MemoryStream();
        if (file is not null)
        {
            await file.CopyToAsync(content, ct);
        }

        return new UploadSignedContractCommand(contractId, content.ToArray(), file?.FileName ?? "");
    }
}
