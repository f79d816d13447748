using EigPortal.Domain.Mailings;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Mailings;

public sealed class MailingTests
{
    private static readonly MailingAudience Everybody = new(null, null, null);

    public static TheoryData<MailingState, MailingVerb> Cells => Given.Cells<MailingState, MailingVerb>();

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_mailing_obeys_its_table(MailingState state, MailingVerb verb)
    {
        var mailing = In(state);
        Assert.Equal(state, mailing.Standing);
        Result result = verb switch
        {
            MailingVerb.Edit => mailing.Edit("Autre", "Texte", Everybody, Given.FirstPerson, Given.DuringCall),
            MailingVerb.Ask => mailing.Ask(3),
            MailingVerb.Send => mailing.Send(3, Given.SecondPerson, Given.DuringCall),
            MailingVerb.Drop => mailing.Drop(),
        };
        Assert.Equal(Mailing.Allowed.Allows(state, verb), result.IsOk);
        Assert.Equal(Mailing.Allowed.Next(state, verb) ?? state, mailing.Standing);
    }

    [Fact]
    public void B15_the_author_never_sends_their_own_mailing_and_nobody_asks_for_an_empty_one()
    {
        var mailing = In(MailingState.Asked);
        Assert.Equal("second-person", mailing.Send(3, Given.FirstPerson, Given.DuringCall).Error.Code);
        Assert.Equal("mailing.nobody", In(MailingState.Draft).Ask(0).Error.Code);
        // Whoever changes it becomes its author.
        Assert.True(mailing.Edit("Autre", "Texte", Everybody, Given.SecondPerson, Given.DuringCall).IsOk);
        Assert.True(mailing.Ask(3).IsOk);
        Assert.Equal("second-person", mailing.Send(3, Given.SecondPerson, Given.DuringCall).Error.Code);
        Assert.True(mailing.Send(3, Given.FirstPerson, Given.DuringCall).IsOk);
    }

    private static Mailing In(MailingState state)
    {
        var mailing = new Mailing(Guid.CreateVersion7(), 1, Given.FirstPerson, Given.DuringCall);
        Assert.True(mailing.Edit("Objet", "Texte", Everybody, Given.FirstPerson, Given.DuringCall).IsOk);
        if (state is MailingState.Asked or MailingState.Sent)
        {
            Assert.True(mailing.Ask(3).IsOk);
        }

        if (state == MailingState.Sent)
        {
            Assert.True(mailing.Send(3, Given.SecondPerson, Given.DuringCall).IsOk);
        }

        if (state == MailingState.Dropped)
        {
            Assert.True(mailing.Drop().IsOk);
        }

        return mailing;
    }
}
