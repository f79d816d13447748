namespace EigPortal.Domain.Shared;

/// <summary>An address as mail servers understand it: trimmed, compared without case.</summary>
public readonly record struct EmailAddress
{
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads an address. Refuses what could not be delivered to: no @, two @, blanks, no dot in the domain, control characters.</summary>
    public static Result<EmailAddress> Parse(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var at = trimmed.IndexOf('@');
        var valid =
            trimmed.Length is > 2 and <= MaxLength
            && at > 0
            && at == trimmed.LastIndexOf('@')
            && trimmed.IndexOf('.', at) > at + 1
            && !trimmed.EndsWith('.')
            && !trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';');
        return valid
            ? new EmailAddress(trimmed)
            : new DomainError("email.invalid", "Saisissez une adresse électronique au format nom@exemple.fr.", "Email");
    }

    public override string ToString() => Value;
}
