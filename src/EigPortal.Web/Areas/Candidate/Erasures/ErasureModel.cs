using EigPortal.Domain.Shared;
using FluentValidation;

namespace EigPortal.Web.Areas.Candidate.Erasures;

/// <summary>What a person types to show that they mean it and that it is them.</summary>
public sealed class ErasureInput
{
    public string? Word { get; init; }
    public string? Password { get; init; }
}

internal sealed class ErasureInputValidator : AbstractValidator<ErasureInput>
{
    public const string Word = "EFFACER";

    public ErasureInputValidator() =>
        RuleFor(input => input.Word)
            .Must(typed => string.Equals(typed?.Trim(), Word, StringComparison.OrdinalIgnoreCase))
            .WithMessage($"Tapez le mot {Word} pour confirmer.");
}

/// <param name="IsInProcess">The candidature would leave the process.</param>
/// <param name="Hold">Why it can't be erased now; null when it can.</param>
/// <param name="ContractKeptUntil">When a contract must stay.</param>
public sealed record ErasureModel(
    string? Number,
    bool IsSubmitted,
    bool IsInProcess,
    bool HasPassword,
    DomainError? Hold,
    DateOnly? ContractKeptUntil,
    ErasureInput Input
)
{
    public string? Word => Input.Word;

    /// <summary>Never shown again.</summary>
    public string? Password => null;
}
