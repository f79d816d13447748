using Microsoft.AspNetCore.Identity;

namespace EigPortal.Web.Features.Account.Passkeys;

/// <summary>
/// The two ceremonies of WebAuthn, with what strangers may send taken as a refusal. The framework throws when no ceremony was begun
/// in this browser, which anybody can cause by posting the form alone.
/// </summary>
internal static class PasskeyCeremonies
{
    /// <summary>A credential with its certificate chain stays far below.</summary>
    private const int MaxLength = 32_000;

    public static Task<PasskeyAttestationResult?> AttestAsync(
        this SignInManager<Services.Identity.Account> signIn,
        string? credential
    ) => RunAsync(credential, signIn.PerformPasskeyAttestationAsync);

    public static Task<PasskeyAssertionResult<Services.Identity.Account>?> AssertAsync(
        this SignInManager<Services.Identity.Account> signIn,
        string? credential
    ) => RunAsync(credential, signIn.PerformPasskeyAssertionAsync);

    private static async Task<T?> RunAsync<T>(string? credential, Func<string, Task<T>> ceremony)
        where T : class
    {
        if (string.IsNullOrEmpty(credential) || credential.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return await ceremony(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
