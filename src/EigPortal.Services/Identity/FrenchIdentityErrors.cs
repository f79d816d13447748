using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <summary>What Identity answers to people, in French.</summary>
public sealed class FrenchIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DefaultError() =>
        Say(nameof(DefaultError), "L’opération n’a pas abouti. Recommencez dans un instant.");

    public override IdentityError ConcurrencyFailure() =>
        Say(nameof(ConcurrencyFailure), "Votre compte a changé entre-temps. Rechargez la page et recommencez.");

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), "Le mot de passe actuel n’est pas le bon.");

    public override IdentityError InvalidToken() =>
        Say(nameof(InvalidToken), "Ce lien n’est plus valable. Demandez-en un nouveau.");

    public override IdentityError RecoveryCodeRedemptionFailed() =>
        Say(nameof(RecoveryCodeRedemptionFailed), "Ce code de secours n’est pas valable.");

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError InvalidEmail(string? email) =>
        Say(nameof(InvalidEmail), "Saisissez une adresse électronique au format nom@exemple.fr.");

    // People never read these two: the pages that could say them must not tell whether an account exists.
    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);

    public override IdentityError DuplicateEmail(string email) =>
        Say(nameof(DuplicateEmail), "Cette adresse ne peut pas être utilisée.");

    public override IdentityError UserAlreadyHasPassword() =>
        Say(nameof(UserAlreadyHasPassword), "Ce compte a déjà un mot de passe.");

    public override IdentityError UserLockoutNotEnabled() => DefaultError();

    public override IdentityError PasswordTooShort(int length) =>
        Say(nameof(PasswordTooShort), $"Choisissez un mot de passe d’au moins {length} caractères.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Say(
            nameof(PasswordRequiresUniqueChars),
            $"Choisissez un mot de passe qui a au moins {uniqueChars} caractères différents."
        );

    private static IdentityError Say(string code, string message) => new() { Code = code, Description = message };
}
