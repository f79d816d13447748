using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Shared;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("camille@exemple.fr", true)]
    [InlineData("  camille.durand+eig@sous.exemple.fr ", true)]
    [InlineData("camille", false)]
    [InlineData("camille@exemple", false)]
    [InlineData("a@b@exemple.fr", false)]
    [InlineData("camille @exemple.fr", false)]
    [InlineData("@exemple.fr", false)]
    [InlineData("camille@.fr", false)]
    [InlineData("camille@exemple.fr\nBcc: x@y.fr", false)]
    [InlineData(null, false)]
    public void An_address_is_accepted_when_it_can_be_delivered_to(string? text, bool accepted) =>
        Assert.Equal(accepted, EmailAddress.Parse(text).IsOk);

    [Fact]
    public void Text_is_kept_composed_and_without_what_a_database_refuses() =>
        Assert.Equal("caf\u00e9\nfin", PlainText.Clean("cafe\u0301\0\r\nfi\ud800n"));
}
