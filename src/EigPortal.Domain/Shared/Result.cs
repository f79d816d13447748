namespace EigPortal.Domain.Shared;

/// <summary>A refusal that people are expected to meet.</summary>
/// <param name="Code">Stable identifier, for tests and for translation of database refusals.</param>
/// <param name="Message">What to tell the person, in French: what is refused and the way out.</param>
/// <param name="Field">Name of the field concerned, when there is one.</param>
public record DomainError(string Code, string Message, string? Field = null);

/// <summary>What a verb answers: done, or refused with the reason. Never a silent no-op.</summary>
public class Result
{
    private protected Result(IReadOnlyList<DomainError> errors) => Errors = errors;

    public IReadOnlyList<DomainError> Errors { get; }

    public bool IsOk => Errors.Count == 0;

    /// <summary>The first refusal; only meaningful when <see cref="IsOk"/> is false.</summary>
    public DomainError Error =>
        Errors.Count > 0 ? Errors[0] : throw new InvalidOperationException("This result is not a refusal.");

    public static Result Ok { get; } = new([]);

    public static Result Refuse(DomainError error) => new([error]);

    public static Result Refuse(IReadOnlyList<DomainError> errors) => new(errors);

    public static implicit operator Result(DomainError error) => Refuse(error);
}

/// <summary>What a verb that makes something answers.</summary>
public sealed class Result<T> : Result
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<DomainError> errors)
        : base(errors) => this.value = value;

    public T Value => IsOk ? value! : throw new InvalidOperationException($"Refused: {Error.Code}.");

    public static new Result<T> Refuse(IReadOnlyList<DomainError> errors) => new(default, errors);

    public static implicit operator Result<T>(T made) => new(made, []);

    public static implicit operator Result<T>(DomainError error) => new(default, [error]);
}
