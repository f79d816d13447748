using EigPortal.Domain.Selection;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using EigPortal.Services.Teams;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Selection;

public sealed class OfferTests : IAsyncLifetime
{
    private readonly SelectionWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task An_acceptance_seats_the_person_in_the_team_with_the_name_they_consent_to()
    {
        var (_, offerId, person) = await world.OfferAsync(0);

        var accepted = await world.AcceptAsync(offerId, person, "Éloïse D’Arcy");

        Assert.Empty(accepted.Errors);
        var fellow = await world.ReadAsync(db => db.Fellows.SingleAsync());
        Assert.Equal(person.AccountId, fellow.AccountId);
        Assert.Equal(await world.SeatAsync(0), fellow.PostId);
        Assert.Equal("Éloïse D’Arcy", fellow.PublicName);
        Assert.Contains(("OfferAnsweredMail", MailState.Waiting), await world.MailsAboutAsync(offerId));
    }

    [Fact]
    public async Task E12_of_an_acceptance_and_a_refusal_at_the_same_instant_exactly_one_wins()
    {
        var (_, offerId, person) = await world.OfferAsync(0);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => i % 2 == 0 ? world.AcceptAsync(offerId, person) : world.DeclineAsync(offerId, person))
        );

        Assert.Single(answers, answer => answer.IsOk);
        var state = await world.ReadAsync(db => db.Offers.Select(offer => offer.State).SingleAsync());
        var seated = await world.ReadAsync(db => db.Fellows.CountAsync());
        Assert.Equal(state == OfferState.Accepted ? 1 : 0, seated);
        Assert.All(
            answers.Where(answer => !answer.IsOk),
            answer => Assert.Equal($"offer.{state}".ToLowerInvariant(), answer.Error.Code)
        );
    }

    [Fact]
    public async Task Two_people_of_one_challenge_who_accept_at_once_form_one_team()
    {
        var first = await world.OfferAsync(0);
        var second = await world.OfferAsync(1);

        var answers = await Task.WhenAll(
            world.AcceptAsync(first.OfferId, first.Person),
            world.AcceptAsync(second.OfferId, second.Person)
        );

        Assert.All(answers, answer => Assert.Empty(answer.Errors));
        Assert.Equal(2, await world.ReadAsync(db => db.Teams.SelectMany(team => team.Fellows).CountAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.Teams.CountAsync()));
    }

    [Fact]
    public async Task Nobody_answers_the_offer_of_another()
    {
        var (_, offerId, _) = await world.OfferAsync(0);
        var (_, otherEmail) = await world.PreselectedAsync(5);
        var other = await world.ActorAsync(otherEmail);

        Assert.Equal("not-found", (await world.AcceptAsync(offerId, other)).Error.Code);
        Assert.Equal("not-found", (await world.DeclineAsync(offerId, other)).Error.Code);
    }

    [Fact]
    public async Task E12_staff_answer_for_a_person_with_a_reason_and_never_publish_their_name()
    {
        var (_, offerId, _) = await world.OfferAsync(0);

        Assert.Equal("offer.reason", (await world.AcceptAsync(offerId, world.Staff, "Nom")).Error.Code);
        Assert.Empty((await world.AcceptAsync(offerId, world.Staff, "Nom", "Par téléphone le 20")).Errors);

        var offer = await world.ReadAsync(db => db.Offers.SingleAsync());
        Assert.Equal("Par téléphone le 20", offer.AnswerReason);
        Assert.Equal("", await world.ReadAsync(db => db.Fellows.Select(fellow => fellow.PublicName).SingleAsync()));
    }

    [Fact]
    public async Task E12_a_declined_seat_can_go_to_the_next_person()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        await world.DeclineAsync(offerId, person, "Un autre projet");
        var (next, _) = await world.PreselectedAsync(1);

        var recorded = await world.RecordAsync(next, DecisionKind.Retained, await world.SeatAsync(0));

        Assert.Empty(recorded.Errors);
    }

    [Fact]
    public async Task E12_nothing_is_declined_by_the_clock()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        world.Now = world.Now.AddDays(Offer.AnswerDays + 30);

        Assert.Empty((await world.AcceptAsync(offerId, person)).Errors);
    }

    /// <summary>
    /// Decided: an offer ends at an instant, told with its hour in Paris. From that second on staff see it late, and may record a refusal
    /// once they have asked; until they do, the person still accepts.
    /// </summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task E12_an_offer_that_expires_at_23_59_59_is_late_from_that_second_on_and_still_accepted(
        int seconds,
        bool isLate
    )
    {
        world.Now = new DateTimeOffset(2018, 11, 9, 22, 59, 59, TimeSpan.Zero);
        var (_, offerId, person) = await world.OfferAsync(0);
        world.Now = new DateTimeOffset(2018, 11, 24, 22, 59, 59, TimeSpan.Zero).AddSeconds(seconds);

        var line = await world.InAsync<OfferRegister, OfferLine?>(offers =>
            offers.FindAsync(offerId, world.Staff, CancellationToken.None)
        );
        Assert.Equal(
            "samedi 24 novembre 2018 à 23 h 59 min 59 s, heure de Paris",
            FrenchDates.ToTheSecond(line!.AnswerBefore).Replace('\u00a0', ' ')
        );
        Assert.Equal(isLate, line.IsLateAt(world.Now));
        Assert.Empty((await world.AcceptAsync(offerId, person)).Errors);
    }

    [Fact]
    public async Task E12_nobody_holds_two_offers_nor_accepts_two()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        var (id, _) = await world.PreselectedAsync(0);
        var elsewhere = await world.SeatAsync(1);

        Assert.Equal("decision.already", (await world.RecordAsync(id, DecisionKind.Retained, elsewhere)).Error.Code);
        Assert.Empty((await world.AcceptAsync(offerId, person)).Errors);
        Assert.Equal("decision.already", (await world.RecordAsync(id, DecisionKind.Retained, elsewhere)).Error.Code);

        var other = await world.OfferAsync(2);
        Assert.Empty((await world.DeclineAsync(other.OfferId, other.Person)).Errors);
        var (again, _) = await world.PreselectedAsync(2);
        Assert.Empty((await world.RecordAsync(again, DecisionKind.Retained, elsewhere)).Errors);
    }

    /// <summary>
    /// Decided: somebody who cannot be reached is waited for until a hand records, with what was tried, that they give way. Their answer
    /// comes too late once the seat went to the next person, and they are told so.
    /// </summary>
    [Fact]
    public async Task E12_whoever_cannot_be_reached_gives_way_by_a_hand_with_a_reason_and_accepts_too_late_once_the_next_was_asked()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        var (next, nextEmail) = await world.PreselectedAsync(1);
        var seat = await world.SeatAsync(0);
        world.Now = world.Now.AddDays(40);
        Assert.Equal("decision.seat-taken", (await world.RecordAsync(next, DecisionKind.Retained, seat)).Error.Code);

        Assert.Equal("offer.reason", (await world.DeclineAsync(offerId, world.Staff)).Error.Code);
        Assert.Empty((await world.DeclineAsync(offerId, world.Staff, "Injoignable : trois appels, deux courriels")).Errors);
        await world.DecideAsync(next, DecisionKind.Retained, seat);

        Assert.Equal(SelectionErrors.OfferAnswered(OfferState.Declined), (await world.AcceptAsync(offerId, person)).Error);
        var second = await world.ReadAsync(db =>
            db.Offers.Where(offer => offer.CandidatureId == next).Select(offer => offer.Id).SingleAsync()
        );
        Assert.Empty((await world.AcceptAsync(second, await world.ActorAsync(nextEmail))).Errors);
        Assert.Equal([next], await world.ReadAsync(db => db.Fellows.Select(fellow => fellow.CandidatureId).ToListAsync()));
    }

    [Fact]
    public async Task E12_an_accepted_seat_is_freed_only_when_the_person_leaves()
    {
        var (decisionId, offerId, person) = await world.OfferAsync(0);
        await world.AcceptAsync(offerId, person);
        Assert.Equal("decision.offer-accepted", (await world.CancelAsync(decisionId)).Error.Code);
        var fellowId = await world.ReadAsync(db => db.Fellows.Select(fellow => fellow.Id).SingleAsync());

        var left = await world.InAsync<LeaveTeam, Domain.Shared.Result>(leave =>
            leave.ExecuteAsync(new LeaveTeamCommand(fellowId, "Démission"), world.Staff, CancellationToken.None)
        );

        Assert.Empty(left.Errors);
        var (next, _) = await world.PreselectedAsync(1);
        Assert.Empty((await world.RecordAsync(next, DecisionKind.Retained, await world.SeatAsync(0))).Errors);
    }
}
