using FluentValidation;

namespace EigPortal.Web.Features.Account.SignIn;

public sealed class SignInInput
{
    public string? Email { get; init; }
    public string? Password { get; init; }
    public string? Retour { get; init; }
}

public sealed class SignInInputValidator : AbstractValidator<SignInInput>
{
    public SignInInputValidator()
    {
        RuleFor(input => input.Email).NotEmpty().WithMessage("Saisissez votre adresse électronique.");
        RuleFor(input => input.Password).NotEmpty().WithMessage("Saisissez votre mot de passe.");
    }
}

public sealed class CodeInput
{
    public string? Code { get; init; }
    public string? Retour { get; init; }
}
