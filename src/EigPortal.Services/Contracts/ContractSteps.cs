using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Contracts;

public sealed record EditContractCommand(Guid ContractId, ContractTerms Terms);

/// <summary>Changes the terms of a draft. A document generated before keeps the former ones: generate a new version.</summary>
public sealed class EditContract(ContractEditing editing)
{
    public Task<Result> ExecuteAsync(EditContractCommand command, Actor actor, CancellationToken ct) =>
        editing.ByStaffAsync(command.ContractId, actor, contract => contract.Edit(command.Terms), ct);
}

/// <summary>Sends the last generated document for signature: the host's contacts and the person are told by mail.</summary>
public sealed class SendContract(ContractEditing editing, ProgrammeNow now)
{
    public Task<Result> ExecuteAsync(Guid contractId, Actor actor, CancellationToken ct) =>
        editing.ByStaffAsync(contractId, actor, contract => contract.Send(now()), ct);
}

public sealed record TakeBackContractCommand(Guid ContractId, string Reason);

/// <summary>Takes a sent contract back to correct it.</summary>
public sealed class TakeBackContract(ContractEditing editing)
{
    public Task<Result> ExecuteAsync(TakeBackContractCommand command, Actor actor, CancellationToken ct) =>
        editing.ByStaffAsync(command.ContractId, actor, contract => contract.TakeBack(command.Reason), ct);
}

/// <param name="Today">Day in Paris, programme time.</param>
public sealed record StartContractCommand(Guid ContractId, DateOnly Today);

/// <summary>Records that the person has taken up the post.</summary>
public sealed class StartContract(ContractEditing editing)
{
    public Task<Result> ExecuteAsync(StartContractCommand command, Actor actor, CancellationToken ct) =>
        editing.ByStaffAsync(command.ContractId, actor, contract => contract.Start(command.Today), ct);
}

/// <param name="Today">Day in Paris, programme time.</param>
public sealed record EndContractCommand(Guid ContractId, DateOnly Today);

/// <summary>Records that the contract came to its term.</summary>
public sealed class EndContract(ContractEditing editing)
{
    public Task<Result> ExecuteAsync(EndContractCommand command, Actor actor, CancellationToken ct) =>
        editing.ByStaffAsync(command.ContractId, actor, contract => contract.End(command.Today), ct);
}

/// <param name="On">Last day worked.</param>
public sealed record BreakContractCommand(Guid ContractId, DateOnly On, string Reason);

/// <summary>Records that the contract stopped before its term. Another contract can then be prepared for the person.</summary>
public sealed class BreakContract(ContractEditing editing)
{
    public Task<Result> ExecuteAsync(BreakContractCommand command, Actor actor, CancellationToken ct) =>
        editing.ByStaffAsync(command.ContractId, actor, contract => contract.Break(command.On, command.Reason), ct);
}
