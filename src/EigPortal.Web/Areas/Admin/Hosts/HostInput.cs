using EigPortal.Domain.Challenges;
using FluentValidation;

namespace EigPortal.Web.Areas.Admin.Hosts;

public sealed class HostInput
{
    public string? Name { get; init; }
    public string? ShortName { get; init; }

    /// <summary>One per line; none for an independent authority.</summary>
    public string? Ministries { get; init; }

    public static HostInput From(HostAdministration host) =>
        new()
        {
            Name = host.Name,
            ShortName = host.ShortName,
            Ministries = string.Join('\n', host.Ministries),
        };
}

public sealed class HostInputValidator : AbstractValidator<HostInput>
{
    public HostInputValidator()
    {
        RuleFor(input => input.Name)
            .NotEmpty()
            .WithMessage("Donnez le nom de l’administration.")
            .MaximumLength(HostAdministration.NameMaxLength)
            .WithMessage($"Le nom dépasse {HostAdministration.NameMaxLength} caractères : raccourcissez-le.");
        RuleFor(input => input.ShortName)
            .NotEmpty()
            .WithMessage("Donnez un nom court ou un sigle.")
            .MaximumLength(HostAdministration.NameMaxLength)
            .WithMessage($"Le nom court dépasse {HostAdministration.NameMaxLength} caractères : raccourcissez-le.");
    }
}

/// <param name="Id">Null for a new administration.</param>
public sealed record HostFormModel(Guid? Id, HostInput Input);
