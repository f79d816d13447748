using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Selection;

public sealed class WaitingListTests : IAsyncLifetime
{
    private readonly SelectionWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task E12_a_declined_seat_is_proposed_to_the_first_who_waits_and_offered_once_a_second_person_agrees()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        var post = await world.SeatAsync(0);
        var (first, second) = (await WaitAsync(1, post), await WaitAsync(2, post));
        await world.DeclineAsync(offerId, person);

        var seat = Assert.Single((await BoardAsync()).Seats, seat => seat.PostId == post);
        Assert.Equal((first, 1), (seat.Person!.CandidatureId, seat.Position));
        var proposed = await ProposeAsync(post, first);

        Assert.Empty(proposed.Errors);
        Assert.Empty(await OffersAsync(first));
        Assert.Empty((await world.ValidateAsync(proposed.Value.Id)).Errors);
        Assert.Equal([OfferState.Sent], await OffersAsync(first));
        Assert.Equal(
            [second],
            (await BoardAsync()).Lists.SelectMany(list => list.People).Select(line => line.Person.CandidatureId)
        );
    }

    [Fact]
    public async Task B14_the_notice_that_said_wait_never_leaves_once_the_seat_is_proposed()
    {
        var post = await world.SeatAsync(0);
        var waiting = await WaitAsync(1, post);
        var decision = await world.ReadAsync(db =>
            db.Decisions.Where(found => found.CandidatureId == waiting).Select(found => found.Id).SingleAsync()
        );
        Assert.Equal([("DecisionNotice", MailState.Held)], await world.MailsAboutAsync(decision));

        await ProposeAsync(post, waiting);

        Assert.Equal([("DecisionNotice", MailState.Cancelled)], await world.MailsAboutAsync(decision));
    }

    [Fact]
    public async Task E12_until_a_second_person_agrees_whoever_is_designated_still_reads_that_they_wait()
    {
        var post = await world.SeatAsync(0);
        var waiting = await WaitAsync(1, post);
        await world.PublishAsync();
        world.Now = SelectionWorld.ResultsAt.AddDays(1);
        var person = await world.ActorAsync((await world.PreselectedAsync(1)).Email);
        var before = await ReadAsync(person);
        Assert.Equal((Outcome.WaitingList, 1), (before.Outcome, before.Waiting!.Lists.Count));

        var proposed = await ProposeAsync(post, waiting);

        var meanwhile = await ReadAsync(person);
        Assert.Equal((before.Outcome, before.Waiting.Since), (meanwhile.Outcome, meanwhile.Waiting!.Since));
        Assert.Equal(before.Waiting.Lists, meanwhile.Waiting.Lists);
        Assert.Empty((await world.ValidateAsync(proposed.Value.Id)).Errors);
        var after = await ReadAsync(person);
        Assert.Equal((Outcome.Retained, null), (after.Outcome, after.Waiting));
    }

    [Fact]
    public async Task E12_another_person_than_the_one_designated_needs_a_reason()
    {
        var post = await world.SeatAsync(0);
        await WaitAsync(1, post);
        var second = await WaitAsync(2, post);

        Assert.Equal(WaitingErrors.OutOfOrder, (await ProposeAsync(post, second)).Error);
        var proposed = await ProposeAsync(post, second, "La première personne n’est plus joignable.");

        Assert.Empty(proposed.Errors);
        Assert.Equal("La première personne n’est plus joignable.", proposed.Value.Reason);
    }

    [Fact]
    public async Task E12_of_twenty_people_who_propose_one_seat_at_once_one_does_and_the_others_are_told()
    {
        var post = await world.SeatAsync(0);
        var waiting = new List<Guid>();
        foreach (var index in Enumerable.Range(1, 4))
        {
            waiting.Add(await WaitAsync(index, post));
        }

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => ProposeAsync(post, waiting[i % 4], "Au choix du comité"))
        );

        var won = Assert.Single(answers, answer => answer.IsOk).Value;
        Assert.All(
            answers.Where(answer => !answer.IsOk),
            answer => Assert.True(answer.Error == WaitingErrors.SeatNotFree || answer.Error == WaitingErrors.NotWaiting)
        );
        var standing = await world.ReadAsync(db =>
            db.Decisions.Where(found => found.PostId == post && found.State == DecisionState.Recorded).SingleAsync()
        );
        Assert.Equal(won.Id, standing.Id);
    }

    [Fact]
    public async Task E12_accept_decline_and_propose_at_the_same_instant_leave_one_holder_of_the_seat_and_one_truth()
    {
        var (_, offerId, person) = await world.OfferAsync(0);
        var post = await world.SeatAsync(0);
        var next = await WaitAsync(1, post);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    (i % 3) switch
                    {
                        0 => world.AcceptAsync(offerId, person),
                        1 => world.DeclineAsync(offerId, person),
                        _ => Upcast(ProposeAsync(post, next)),
                    }
                )
        );

        var offer = await world.ReadAsync(db => db.Offers.SingleAsync(found => found.Id == offerId));
        var fellows = await world.ReadAsync(db => db.Fellows.Where(fellow => fellow.PostId == post).CountAsync());
        var retained = await world.ReadAsync(db =>
            db.Decisions.Where(found =>
                    found.PostId == post && found.Kind == DecisionKind.Retained && found.State != DecisionState.Cancelled
                )
                .Select(found => found.CandidatureId)
                .ToListAsync()
        );
        var accepted = offer.State == OfferState.Accepted;
        Assert.Equal(accepted ? 1 : 0, fellows);
        Assert.True(retained.Count <= 1);
        Assert.Equal(accepted ? [offer.CandidatureId] : retained.Where(id => id == next), retained);
        Assert.Equal(1, answers.Where((_, i) => i % 3 != 2).Count(answer => answer.IsOk));
        Assert.Equal(retained.Count(id => id == next), answers.Where((_, i) => i % 3 == 2).Count(answer => answer.IsOk));
    }

    [Fact]
    public async Task B21_a_colleague_with_a_tie_sees_neither_the_person_nor_a_gap()
    {
        var post = await world.SeatAsync(0);
        var hidden = await WaitAsync(1, post);
        var shown = await WaitAsync(2, post);
        await world.ReadAsync(async db =>
        {
            db.Add(
                new Domain.Juries.ConflictOfInterest(
                    world.Second.AccountId,
                    hidden,
                    Domain.Juries.ConflictLevel.Excluded,
                    "Parenté",
                    world.Second.AccountId,
                    world.Now
                )
            );
            return await db.SaveChangesAsync();
        });

        var board = await BoardAsync(world.Second);

        var seat = Assert.Single(board.Seats, seat => seat.PostId == post);
        Assert.Equal((null, true, null), (seat.Person, seat.IsHidden, seat.Position));
        var line = Assert.Single(board.Lists.SelectMany(list => list.People));
        Assert.Equal((shown, 1), (line.Person.CandidatureId, line.Position));
        Assert.Equal(SelectionRefusals.NotFound, (await ProposeAsync(post, hidden, "", world.Second)).Error);
    }

    [Fact]
    public async Task A_person_may_wait_for_each_of_their_wishes()
    {
        var (id, _) = await world.PreselectedAsync(3);
        var wishes = await world.ReadAsync(async db =>
            (await db.Candidatures.Include(row => row.Snapshots).AsSplitQuery().SingleAsync(row => row.Id == id))
                .LastSnapshot!
                .Content
                .Wishes
        );
        var post = await world.SeatAsync(0);
        var seat = await world.ReadAsync(db => db.Posts.SingleAsync(found => found.Id == post));

        var recorded = await world.RecordAsync(id, DecisionKind.WaitingList, post, alsoOtherWishes: true);

        Assert.Empty(recorded.Errors);
        var expected = wishes
            .Select(wish => new ListKey(wish.ChallengeId, wish.Profile))
            .Prepend(new ListKey(seat.ChallengeId, seat.Profile))
            .Distinct()
            .ToHashSet();
        Assert.Equal(expected, recorded.Value.Places.Select(place => place.List).ToHashSet());
    }

    [Fact]
    public async Task A_person_who_was_heard_is_told_at_least_one_ground()
    {
        var (id, _) = await world.PreselectedAsync(4);
        var refused = await world.InAsync<RecordDecision, Result<Decision>>(record =>
            record.ExecuteAsync(new(id, DecisionKind.NotRetained, null, ""), world.Staff, CancellationToken.None)
        );
        Assert.Equal(SelectionRefusals.GroundsMissing, refused.Error);
    }

    [Fact]
    public async Task An_offer_made_once_results_are_public_does_not_speak_of_an_embargo()
    {
        var post = await world.SeatAsync(1);
        await WaitAsync(2, post);
        await world.OfferAsync(0);
        await world.PublishAsync();
        world.Now = SelectionWorld.ResultsAt;
        var waiting = (await BoardAsync()).Seats.Single(seat => seat.PostId == post).Person!.CandidatureId;
        var proposed = await ProposeAsync(post, waiting);
        await world.ValidateAsync(proposed.Value.Id);

        var subjects = await world.ReadAsync(db =>
            db.Mails.Where(mail => mail.Template == "OfferMail")
                .OrderBy(mail => mail.CreatedAt)
                .Select(mail => mail.Subject)
                .ToListAsync()
        );
        Assert.Equal(["Une place vous est proposée dans la promotion", "Une place s’est libérée et vous est proposée"], subjects);
    }

    [Fact]
    public async Task B13_each_reminder_leaves_once()
    {
        var (_, offerId, _) = await world.OfferAsync(0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RemindAsync(offerId)));
        world.Now += Offer.BetweenReminders;
        Assert.Empty((await RemindAsync(offerId)).Errors);

        Assert.Single(answers, answer => answer.IsOk);
        var mails = await world.MailsAboutAsync(offerId);
        Assert.Equal(2, mails.Count(mail => mail.Template == "OfferReminderMail"));
    }

    private async Task<(Outcome Outcome, OwnWaitingDetail? Waiting)> ReadAsync(Actor person)
    {
        var file = await world.InAsync<OwnCandidature, CandidatureFile?>(own => own.FindAsync(person, CancellationToken.None));
        var outcome = await world.InAsync<CandidatureOutcomes, CandidatureOutcome>(outcomes =>
            outcomes.OfAsync(file!, world.Now, CancellationToken.None)
        );
        var waiting = await world.InAsync<OwnWaiting, OwnWaitingDetail?>(own => own.FindAsync(person, CancellationToken.None));
        return (outcome.Outcome, waiting);
    }

    private async Task<Guid> WaitAsync(int index, Guid post)
    {
        var (id, _) = await world.PreselectedAsync(index);
        await world.DecideAsync(id, DecisionKind.WaitingList, post);
        return id;
    }

    private Task<WaitingBoard> BoardAsync(Actor? by = null) =>
        world.InAsync<WaitingLists, WaitingBoard>(async lists =>
            await lists.BoardAsync(
                await world.ReadAsync(db => db.Cohorts.Where(row => row.IsCurrent).Select(row => row.Id).SingleAsync()),
                by ?? world.Staff,
                CancellationToken.None
            )
        );

    private Task<Result<Decision>> ProposeAsync(Guid post, Guid candidature, string reason = "", Actor? by = null) =>
        world.InAsync<ProposeFreeSeat, Result<Decision>>(propose =>
            propose.ExecuteAsync(new(post, candidature, reason), by ?? world.Staff, CancellationToken.None)
        );

    private Task<Result> RemindAsync(Guid offerId) =>
        world.InAsync<RemindOffer, Result>(remind => remind.ExecuteAsync(offerId, world.Staff, CancellationToken.None));

    private Task<List<OfferState>> OffersAsync(Guid candidature) =>
        world.ReadAsync(db =>
            db.Offers.Where(offer => offer.CandidatureId == candidature).Select(offer => offer.State).ToListAsync()
        );

    private static async Task<Result> Upcast(Task<Result<Decision>> proposing) => await proposing;
}
