using System.Globalization;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Files;

namespace EigPortal.Web.Areas.Admin.Contracts;

/// <param name="State">The state shown; null for all.</param>
public sealed record ContractListModel(
    ContractState? State,
    IReadOnlyList<ContractLine> Lines,
    IReadOnlyDictionary<ContractState, int> ByState
);

public sealed record ContractModel(ContractLine Contract, ContractInput Input, ContractStepInput Step)
{
    /// <summary>Whether the one table of transitions lets the screen offer this act.</summary>
    public bool Offers(ContractVerb verb) => Domain.Contracts.Contract.Allowed.Allows(Contract.State, verb);

    public static ContractModel From(ContractLine contract, ContractInput? input = null, ContractStepInput? step = null) =>
        new(contract, input ?? ContractInput.From(contract), step ?? new ContractStepInput());
}

/// <summary>The terms as they were typed: an amount may hold spaces, and a comma or a point.</summary>
public sealed class ContractInput
{
    private static readonly DomainError NoStart = new("contract.start", "Indiquez le premier jour du contrat.", nameof(StartsOn));

    private static readonly DomainError NoSalary = new(
        "contract.salary",
        "Indiquez la rémunération en chiffres, par exemple 4 000.",
        nameof(NetMonthlySalary)
    );

    private static readonly DomainError NoShare = new(
        "contract.share",
        "Indiquez la part du programme en chiffres, de 0 à 100.",
        nameof(ProgrammeShare)
    );

    public DateOnly? StartsOn { get; set; }
    public string? NetMonthlySalary { get; set; }
    public string? ProgrammeShare { get; set; }

    public Result<ContractTerms> ToTerms()
    {
        var (salary, share) = (Amount(NetMonthlySalary), Amount(ProgrammeShare));
        DomainError?[] missing =
        [
            StartsOn is null ? NoStart : null,
            salary is null ? NoSalary : null,
            share is null ? NoShare : null,
        ];
        return missing.OfType<DomainError>().ToList() is { Count: > 0 } errors
            ? Result<ContractTerms>.Refuse(errors)
            : new ContractTerms(StartsOn!.Value, salary!.Value, share!.Value);
    }

    public static ContractInput From(ContractLine contract) =>
        new()
        {
            StartsOn = contract.StartsOn,
            NetMonthlySalary = FrenchNumbers.Number(contract.NetMonthlySalary),
            ProgrammeShare = FrenchNumbers.Number(contract.ProgrammeShare),
        };

    private static decimal? Amount(string? typed) =>
        decimal.TryParse(
            string.Concat((typed ?? "").Where(character => !char.IsWhiteSpace(character))).Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;
}

/// <summary>What a step of the contract's life may ask for.</summary>
public sealed class ContractStepInput
{
    public string? Reason { get; set; }
    public DateOnly? BrokenOn { get; set; }
}

/// <summary>Reads a signed copy that a form sends; a missing file is an empty one, which the use case refuses.</summary>
public static class SignedUpload
{
    public static async Task<UploadSignedContractCommand> ReadAsync(Guid contractId, IFormFile? file, CancellationToken ct)
    {
        if (file is null)
        {
            return new UploadSignedContractCommand(contractId, [], "");
        }

        await using var content = file.OpenReadStream();
        return new UploadSignedContractCommand(contractId, await SentFile.ReadAsync(content, ct), file.FileName);
    }
}
