using EigPortal.Services.Text;

namespace EigPortal.Services.Tests.Text;

public sealed class FrenchNamesTests
{
    [Theory]
    [InlineData("Noé Lefèvre", "de Noé Lefèvre")]
    [InlineData("Aliénor Petit", "d’Aliénor Petit")]
    [InlineData("Éloïse Roy", "d’Éloïse Roy")]
    [InlineData("Hélène Blanc", "d’Hélène Blanc")]
    [InlineData("Yves Caron", "d’Yves Caron")]
    [InlineData("Yann Kerbrat", "de Yann Kerbrat")]
    [InlineData("", "de ")]
    public void The_preposition_elides_before_a_vowel(string name, string said) => Assert.Equal(said, FrenchNames.Of(name));
}
