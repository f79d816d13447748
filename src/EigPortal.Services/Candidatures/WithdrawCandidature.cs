using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Reminders;

namespace EigPortal.Services.Candidatures;

public sealed record WithdrawCandidatureCommand(DateTimeOffset ArrivedAt);

/// <summary>Takes the actor's candidature back. Applying again is possible while the call is open.</summary>
public sealed class WithdrawCandidature(CandidatureEditing editing, EigDbContext db)
{
    public Task<Result> ExecuteAsync(WithdrawCandidatureCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
            EditingParts.Submissions,
            "withdraw",
            command.ArrivedAt,
            async found =>
            {
                var result = found.Candidature.Withdraw(command.ArrivedAt);
                await db.CancelRemindersAsync(found.Candidature.Id, ct);
                if (result.IsOk)
                {
                    await db.CancelHearingsAsync(found.Candidature.Id, command.ArrivedAt, ct);
                }

                return result;
            },
            refusal => refusal,
            ct
        );
}
