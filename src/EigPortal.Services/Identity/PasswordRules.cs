using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <summary>Long passwords without rules of composition, minus those that anybody would try first.</summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int MinLength = 12;
    public const int MinDistinct = 5;

    /// <summary>Longer texts only make the server work.</summary>
    public const int MaxLength = 256;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(
            Refuse(user.Email, password ?? "") is { } message
                ? IdentityResult.Failed(new IdentityError { Code = "PasswordTooGuessable", Description = message })
                : IdentityResult.Success
        );

    /// <summary>What is wrong with a password beyond its length, in French; null when nothing is.</summary>
    public static string? Refuse(string? email, string password)
    {
        if (password.Length > MaxLength)
        {
            return $"Choisissez un mot de passe de {MaxLength} caractères au maximum.";
        }

        var folded = password.Trim().ToLowerInvariant();
        if (email is { Length: > 0 } && IsFromAddress(folded, email.ToLowerInvariant()))
        {
            return "Choisissez un mot de passe qui ne reprend pas votre adresse électronique.";
        }

        return CommonPasswords.Contains(password)
            ? "Ce mot de passe est trop courant, même avec des chiffres ajoutés. Choisissez par exemple plusieurs mots sans rapport entre eux."
            : null;
    }

    private static bool IsFromAddress(string password, string email)
    {
        var name = email.Split('@')[0];
        return password.Contains(email, StringComparison.Ordinal)
            || (name.Length >= 4 && password.StartsWith(name, StringComparison.Ordinal) && password.Length < name.Length + 6);
    }
}
