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

    [Fact]
    public void B14_B15_news_to_a_waiting_list_go_to_the_people_read_minus_those_who_left_and_never_to_one_who_came()
    {
        var (stays, leaves, comes) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var news = News([stays, leaves]);

        var sent = news.Send([comes, stays], Given.SecondPerson, Given.AfterCall, Public);

        Assert.True(sent.IsOk);
        Assert.Equal(1, news.Recipients);
        Assert.Equal(
            [(stays, true), (leaves, false)],
            news.Asked.Select(person => (person.DecisionId, person.IsReached)).ToArray()
        );
        Assert.Equal("mailing.sent.send", news.Send([stays], Given.SecondPerson, Given.AfterCall, Public).Error.Code);
    }

    [Fact]
    public void E12_news_to_a_waiting_list_wait_for_the_results_keep_their_promise_and_need_somebody_who_waits()
    {
        var person = Guid.CreateVersion7();
        var embargo = Public with { ResultsArePublic = false };
        var late = Public with { Today = Promised.AddDays(1) };
        var news = News([person]);
        Assert.Equal("mailing.embargo", news.Send([person], Given.SecondPerson, Given.AfterCall, embargo).Error.Code);
        Assert.Equal("mailing.news-past", news.Send([person], Given.SecondPerson, Given.AfterCall, late).Error.Code);
        Assert.Equal("mailing.nobody-waits", news.Send([], Given.SecondPerson, Given.AfterCall, Public).Error.Code);
        Assert.Equal("second-person", news.Send([person], Given.FirstPerson, Given.AfterCall, Public).Error.Code);
        Assert.Equal(MailingState.Asked, news.Standing);

        Assert.True(Write(news).IsOk);
        Assert.Empty(news.Asked);
        Assert.Equal("mailing.embargo", news.Ask([person], embargo).Error.Code);
        Assert.Equal("mailing.nobody", news.Ask([], Public).Error.Code);
    }

    private static readonly DateOnly Promised = new(2018, 12, 17);
    private static readonly MailingMoment Public = new(ResultsArePublic: true, Promised);

    private static Result Write(Mailing news) =>
        news.Edit(
            "Objet",
            "Texte",
            new MailingAudience(null, null, null, OnWaitingList: true),
            Given.FirstPerson,
            Given.AfterCall,
            Promised
        );

    private static Mailing News(IReadOnlyCollection<Guid> people)
    {
        var news = new Mailing(Guid.CreateVersion7(), 2, Given.FirstPerson, Given.AfterCall);
        Assert.True(Write(news).IsOk);
        Assert.True(news.Ask(people, Public).IsOk);
        return news;
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
