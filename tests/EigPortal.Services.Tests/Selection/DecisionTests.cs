using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Selection;

public sealed class DecisionTests : IAsyncLifetime
{
    private readonly SelectionWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task The_person_who_recorded_a_decision_cannot_validate_it()
    {
        var (id, _) = await world.PreselectedAsync(0);
        var recorded = await world.RecordAsync(id, DecisionKind.NotRetained);

        var refused = await world.ValidateAsync(recorded.Value.Id, world.Staff);

        Assert.Equal("second-person", refused.Error.Code);
        Assert.Empty(await world.MailsAboutAsync(recorded.Value.Id));
    }

    [Fact]
    public async Task A_validated_retained_person_gets_one_offer_and_its_mail_at_once()
    {
        var (_, offerId, _) = await world.OfferAsync(0);

        Assert.Equal([("OfferMail", MailState.Waiting)], await world.MailsAboutAsync(offerId));
        var mail = await world.ReadAsync(db => db.Mails.SingleAsync(found => found.AboutId == offerId));
        Assert.Contains("gardez cette nouvelle pour vous jusqu’à l’annonce", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DecisionKind.WaitingList)]
    [InlineData(DecisionKind.NotRetained)]
    public async Task E10_a_refusal_or_a_waiting_list_notice_is_written_and_held(DecisionKind kind)
    {
        var (id, _) = await world.PreselectedAsync(0);
        var seat = kind == DecisionKind.WaitingList ? await world.SeatAsync(0) : (Guid?)null;

        var decision = await world.DecideAsync(id, kind, seat);

        Assert.Equal([("DecisionNotice", MailState.Held)], await world.MailsAboutAsync(decision));
        Assert.False(await world.ReadAsync(db => db.Offers.AnyAsync()));
    }

    [Fact]
    public async Task B14_E10_changing_a_decision_leaves_only_the_mail_of_the_last_one()
    {
        var (id, _) = await world.PreselectedAsync(0);
        var first = await world.DecideAsync(id, DecisionKind.Retained, await world.SeatAsync(0));
        var offer = await world.ReadAsync(db => db.Offers.SingleAsync());

        Assert.Empty((await world.CancelAsync(first)).Errors);
        var second = await world.DecideAsync(id, DecisionKind.NotRetained);

        Assert.Equal([("OfferMail", MailState.Cancelled)], await world.MailsAboutAsync(first, offer.Id));
        Assert.Equal([("DecisionNotice", MailState.Held)], await world.MailsAboutAsync(second));
        Assert.Equal(OfferState.Revoked, await world.ReadAsync(db => db.Offers.Select(found => found.State).SingleAsync()));
    }

    [Fact]
    public async Task B14_E10_cancelling_a_refusal_cancels_its_notice()
    {
        var (id, _) = await world.PreselectedAsync(0);
        var refusal = await world.DecideAsync(id, DecisionKind.NotRetained);

        await world.CancelAsync(refusal);
        var (_, offerId) = await RetainAsync(id);

        Assert.Equal([("DecisionNotice", MailState.Cancelled)], await world.MailsAboutAsync(refusal));
        Assert.Equal([("OfferMail", MailState.Waiting)], await world.MailsAboutAsync(offerId));
    }

    /// <summary>Decided: the committee refuses one name as any decision is taken back, with a reason; the others don't wait for it.</summary>
    [Fact]
    public async Task E10_a_name_that_the_committee_refuses_is_taken_back_with_its_reason_and_its_seat_goes_to_another()
    {
        var (decisionId, offerId, person) = await world.OfferAsync(0);
        var (id, _) = await world.PreselectedAsync(0);
        Assert.Equal("decision.reason", (await world.CancelAsync(decisionId, " ")).Error.Code);
        Assert.Empty((await world.CancelAsync(decisionId, "Le comité de pilotage écarte ce nom")).Errors);

        Assert.Equal(SelectionErrors.OfferAnswered(OfferState.Revoked), (await world.AcceptAsync(offerId, person)).Error);
        Assert.Equal(
            "Le comité de pilotage écarte ce nom",
            await world.ReadAsync(db =>
                db.AuditEvents.Where(line => line.ObjectId == id && line.Kind == nameof(DecisionCancelled))
                    .Select(line => line.Reason)
                    .SingleAsync()
            )
        );
        var (next, _) = await world.PreselectedAsync(1);
        Assert.Empty((await world.RecordAsync(next, DecisionKind.Retained, await world.SeatAsync(0))).Errors);
    }

    [Fact]
    public async Task A_person_whose_offer_mail_has_left_is_told_that_it_is_taken_back()
    {
        var (decisionId, offerId, _) = await world.OfferAsync(0);
        await world.ReadAsync(db =>
            db.Database.ExecuteSqlAsync($"update mails set state = 'Sent', sent_at = now() where about_id = {offerId}")
        );

        await world.CancelAsync(decisionId);

        Assert.Equal(
            [("OfferMail", MailState.Sent), ("OfferAnsweredMail", MailState.Waiting)],
            await world.MailsAboutAsync(offerId)
        );
    }

    [Fact]
    public async Task Two_people_cannot_be_retained_for_one_seat()
    {
        var seat = await world.SeatAsync(0);
        var (first, _) = await world.PreselectedAsync(0);
        var (second, _) = await world.PreselectedAsync(1);
        await world.RecordAsync(first, DecisionKind.Retained, seat);

        var refused = await world.RecordAsync(second, DecisionKind.Retained, seat);

        Assert.Equal("decision.seat-taken", refused.Error.Code);
    }

    [Fact]
    public async Task B28_E10_of_twenty_decisions_recorded_at_once_for_one_person_one_holds()
    {
        var (id, _) = await world.PreselectedAsync(0);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.RecordAsync(id, DecisionKind.NotRetained)));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("decision.already", result.Error.Code));
    }

    [Theory]
    [InlineData(DecisionKind.Retained, false)]
    [InlineData(DecisionKind.WaitingList, false)]
    [InlineData(DecisionKind.NotRetained, true)]
    public async Task Somebody_who_was_not_preselected_can_only_be_refused(DecisionKind kind, bool accepted)
    {
        var id = await world.ReadAsync(db =>
            db.Candidatures.Where(found => found.State == CandidatureState.NotPreselected)
                .OrderBy(found => found.Number)
                .Select(found => found.Id)
                .FirstAsync()
        );

        var result = await world.RecordAsync(id, kind, await world.SeatAsync(0));

        Assert.Equal(accepted, result.IsOk);
    }

    [Theory]
    [InlineData(ConflictLevel.Excluded, false)]
    [InlineData(ConflictLevel.ReadsOnly, false)]
    [InlineData(ConflictLevel.Declared, true)]
    public async Task E10_staff_with_a_tie_decide_nothing(ConflictLevel level, bool decides)
    {
        var (id, _) = await world.PreselectedAsync(0);
        var recorded = await world.RecordAsync(id, DecisionKind.NotRetained);
        await world.ReadAsync(async db =>
        {
            db.Conflicts.Add(new ConflictOfInterest(world.Second.AccountId, id, level, "Ami", world.Second.AccountId, world.Now));
            return await db.SaveChangesAsync();
        });

        var result = await world.ValidateAsync(recorded.Value.Id);

        Assert.Equal(decides, result.IsOk);
        if (!decides)
        {
            Assert.Equal("not-found", result.Error.Code);
        }
    }

    private async Task<(Guid DecisionId, Guid OfferId)> RetainAsync(Guid candidatureId)
    {
        var decisionId = await world.DecideAsync(candidatureId, DecisionKind.Retained, await world.SeatAsync(0));
        return (decisionId, await world.ReadAsync(db => db.Offers.Select(offer => offer.Id).SingleAsync()));
    }
}
