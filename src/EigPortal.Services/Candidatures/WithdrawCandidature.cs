using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

public sealed record WithdrawCandidatureCommand(DateTimeOffset ArrivedAt);

/// <summary>Takes the actor's candidature back. Applying again is possible while the call is open.</summary>
public sealed class WithdrawCandidature(CandidatureEditing editing)
{
    public Task<Result> ExecuteAsync(WithdrawCandidatureCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
            "withdraw",
            command.ArrivedAt,
            found => Task.FromResult(found.Candidature.Withdraw(command.ArrivedAt)),
            refusal => refusal,
            ct
        );
}
