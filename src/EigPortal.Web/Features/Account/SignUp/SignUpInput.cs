using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using FluentValidation;

namespace EigPortal.Web.Features.Account.SignUp;

public sealed class SignUpInput
{
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }
    public string? Retour { get; init; }
}

public sealed class SignUpInputValidator : AbstractValidator<SignUpInput>
{
    public SignUpInputValidator()
    {
        RuleFor(input => input.GivenName)
            .NotEmpty()
            .WithMessage("Saisissez votre prénom.")
            .MaximumLength(Services.Identity.Account.NameMaxLength)
            .WithMessage($"Votre prénom dépasse {Services.Identity.Account.NameMaxLength} caractères : raccourcissez-le.");
        RuleFor(input => input.FamilyName)
            .NotEmpty()
            .WithMessage("Saisissez votre nom.")
            .MaximumLength(Services.Identity.Account.NameMaxLength)
            .WithMessage($"Votre nom dépasse {Services.Identity.Account.NameMaxLength} caractères : raccourcissez-le.");
        RuleFor(input => input.Email)
            .Must(email => EmailAddress.Parse(email).IsOk)
            .WithMessage("Saisissez une adresse électronique au format nom@exemple.fr.");
        RuleFor(input => input.Password)
            .NotEmpty()
            .WithMessage("Choisissez un mot de passe.")
            .MinimumLength(PasswordRules.MinLength)
            .WithMessage($"Choisissez un mot de passe d’au moins {PasswordRules.MinLength} caractères.");
    }
}

public sealed class ResendInput
{
    public string? Email { get; init; }
}

/// <param name="Compte">Account to confirm.</param>
/// <param name="Jeton">Secret of the link.</param>
/// <param name="Password">Of the account, when the browser is not in it.</param>
public sealed record ConfirmInput(Guid Compte, string? Jeton, string? Retour, string? Password = null);
