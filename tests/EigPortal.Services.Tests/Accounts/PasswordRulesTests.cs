using EigPortal.Services.Identity;

namespace EigPortal.Services.Tests.Accounts;

/// <summary>Which passwords are too easy to guess, whatever they are dressed with.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("administrateur")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("Motdepasse-1985")]
    [InlineData("Mot de passe secret")]
    [InlineData("!!Football!!2018")]
    [InlineData("sunshine12345")]
    [InlineData("Princesse1234567890")]
    [InlineData("ÉlisabethElisabeth")]
    [InlineData("dragondragondragon")]
    [InlineData("x7q2x7q2x7q2")]
    [InlineData("123456123456")]
    [InlineData("Anniversaire14071990")]
    [InlineData("immédiatement")]
    [InlineData("Entrepreneur d’intérêt général")]
    public void A_common_password_is_refused_even_decorated_or_repeated(string password) =>
        Assert.StartsWith("Ce mot de passe est trop courant", PasswordRules.Refuse(null, password), StringComparison.Ordinal);

    [Theory]
    [InlineData("girafe tambour lundi canal")]
    [InlineData("un secret bien à elle")]
    [InlineData("bateau83920174659")]
    [InlineData("kX9#vLq2!tRz8")]
    [InlineData("7294618350274")]
    [InlineData("三人行必有我师焉择其善者")]
    public void Unrelated_words_and_random_texts_pass(string password) => Assert.Null(PasswordRules.Refuse(null, password));

    [Fact]
    public void The_list_is_large_and_stays_compact()
    {
        Assert.InRange(CommonPasswords.Count, 60_000, 200_000);
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream(
            "EigPortal.Services.Identity.listed-passwords.gz"
        )!;
        Assert.InRange(packed.Length, 1, 500_000);
    }
}
