using EigPortal.Domain.Candidatures;

namespace EigPortal.Domain.Tests.Candidatures;

public sealed class MessageTests
{
    [Theory]
    [InlineData(null, "message.empty")]
    [InlineData(" \n ", "message.empty")]
    [InlineData("\0", "message.empty")]
    public void An_empty_message_is_refused(string? body, string code) =>
        Assert.Equal(code, FileMessage.Write(Guid.NewGuid(), Guid.NewGuid(), false, body, Given.DuringCall).Error.Code);

    [Fact]
    public void A_message_is_cleaned_before_its_length_is_judged()
    {
        var longest = new string('é', FileMessage.BodyMaxLength);
        Assert.Equal(
            longest,
            FileMessage.Write(Guid.NewGuid(), Guid.NewGuid(), false, $" {longest}\0\n", Given.DuringCall).Value.Body
        );
        var refused = FileMessage.Write(Guid.NewGuid(), Guid.NewGuid(), false, longest + "é", Given.DuringCall);
        Assert.Equal("message.too-long", refused.Error.Code);
    }

    [Fact]
    public void What_was_handled_stays_handled_at_the_first_instant()
    {
        var message = FileMessage.Write(Guid.NewGuid(), Guid.NewGuid(), true, "Bonjour", Given.DuringCall).Value;
        message.MarkHandled(Given.DuringCall);
        message.MarkHandled(Given.AfterCall);
        Assert.Equal(Given.DuringCall, message.HandledAt);
    }
}
