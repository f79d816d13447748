using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.TestKit.Files;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Candidatures;

public class DraftTests(CandidatureWorld world) : IClassFixture<CandidatureWorld>
{
    [Fact]
    public async Task One_person_has_one_candidature_even_when_twenty_clicks_start_it()
    {
        var actor = await world.SomebodyAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.StartAsync(actor)));
        Assert.Single(results.Select(result => result.Value).Distinct());
        Assert.Equal(1, await world.ReadAsync(db => db.Candidates.CountAsync(c => c.AccountId == actor.AccountId)));
    }

    [Fact]
    public async Task Starting_from_a_challenge_puts_it_among_the_wishes_once()
    {
        var actor = await world.SomebodyAsync();
        var wished = await world.WishAsync(3);
        var slug = await world.ReadAsync(db =>
            db.Challenges.Where(c => c.Id == wished.ChallengeId).Select(c => c.Slug).SingleAsync()
        );
        await world.StartAsync(actor, slug);
        await world.StartAsync(actor, slug);
        Assert.Equal(
            [(1, wished.ChallengeId, wished.Profile)],
            (await world.FileAsync(actor))!.Candidature.Wishes.Select(wish => (wish.Rank, wish.ChallengeId, wish.Profile))
        );
    }

    [Fact]
    public async Task Starting_is_refused_before_opening_and_from_closing_on()
    {
        var actor = await world.SomebodyAsync();
        var opening = new DateTimeOffset(2018, 9, 12, 22, 0, 0, TimeSpan.Zero);
        Assert.Equal(CohortErrors.CallNotOpen, (await world.StartAsync(actor, at: opening.AddSeconds(-1))).Error);
        Assert.Equal(CohortErrors.CallClosed, (await world.StartAsync(actor, at: CandidatureWorld.Closing)).Error);
        Assert.Null(await world.FileAsync(actor));
        Assert.True((await world.StartAsync(actor, at: opening)).IsOk);
    }

    [Fact]
    public async Task E5_a_member_of_the_jury_can_not_be_a_candidate_of_the_same_promotion()
    {
        var actor = await world.SomebodyAsync();
        await world.InAsync<EigDbContext>(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
            db.Jurors.Add(new Juror(actor.AccountId, cohort.Id));
            await db.SaveChangesAsync();
        });
        Assert.Equal(CandidatureRefusals.Juror, (await world.StartAsync(actor)).Error);
    }

    [Fact]
    public async Task B4_a_draft_keeps_incomplete_answers()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        Assert.True((await world.SaveAsync(actor, CandidatureForm.Identity, new() { ["nom"] = "Petit" })).IsOk);
        var answers = (await world.FileAsync(actor))!.Candidature.AnswersOf(CandidatureForm.Identity);
        Assert.Equal(("", "Petit"), (answers["prenom"], answers["nom"]));
    }

    [Fact]
    public async Task B2_a_section_saved_in_another_tab_is_never_overwritten_unseen()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        await world.SaveAsync(actor, CandidatureForm.Identity, new() { ["nom"] = "Un" }, version: 0);
        var second = await world.SaveAsync(actor, CandidatureForm.Identity, new() { ["nom"] = "Deux" }, version: 0);
        Assert.Equal(CandidatureRefusals.Changed, second.Error);
        Assert.Equal("Un", (await world.FileAsync(actor))!.Candidature.AnswersOf(CandidatureForm.Identity)["nom"]);
        Assert.True((await world.SaveAsync(actor, CandidatureForm.Identity, new() { ["nom"] = "Deux" }, version: 1)).IsOk);
    }

    [Fact]
    public async Task B2_saving_the_same_answers_twice_is_no_conflict()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        await world.SaveAsync(actor, CandidatureForm.Identity, new() { ["nom"] = "Un" }, version: 0);
        Assert.True((await world.SaveAsync(actor, CandidatureForm.Identity, new() { ["nom"] = " Un " }, version: 0)).IsOk);
    }

    [Fact]
    public async Task Tabs_on_different_sections_do_not_disturb_each_other()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        var results = await Task.WhenAll(
            CandidatureForm.Sections.Select(section =>
                world.SaveAsync(actor, section.Key, CandidatureWorld.Complete(section), version: 0)
            )
        );
        Assert.All(results, result => Assert.True(result.IsOk));
        Assert.Equal(5, (await world.FileAsync(actor))!.Candidature.Sections.Count);
    }

    [Fact]
    public async Task Swapping_the_two_wishes_keeps_each_text_with_its_challenge()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        var first = (await world.WishAsync(0)) with { Contribution = "A" };
        var second = (await world.WishAsync(1)) with { Contribution = "B" };
        await world.SaveWishesAsync(actor, [first, second]);
        Assert.True((await world.SaveWishesAsync(actor, [second, first])).IsOk);
        Assert.Equal(
            [(1, second.ChallengeId, "B"), (2, first.ChallengeId, "A")],
            (await world.FileAsync(actor))!
                .Candidature.Wishes.OrderBy(wish => wish.Rank)
                .Select(wish => (wish.Rank, wish.ChallengeId, wish.Contribution))
        );
    }

    [Fact]
    public async Task E5_the_same_challenge_twice_and_a_challenge_or_profile_that_is_not_open_are_refused()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        var wish = await world.WishAsync(0);
        Assert.Equal(CandidatureErrors.SameWishTwice, (await world.SaveWishesAsync(actor, [wish, wish])).Error);
        Assert.Equal(
            CandidatureErrors.WishClosed(1),
            (await world.SaveWishesAsync(actor, [wish with { ChallengeId = Guid.NewGuid() }])).Error
        );
        Assert.Equal(
            CandidatureErrors.WishClosed(1),
            (await world.SaveWishesAsync(actor, [wish with { Profile = "Poésie" }])).Error
        );
    }

    [Fact]
    public async Task E6_a_challenge_withdrawn_after_the_wish_stays_in_the_draft_and_blocks_submission()
    {
        var actor = await world.WithCompleteFileAsync();
        var doomed = await world.WishAsync(14);
        await world.SaveWishesAsync(actor, [doomed]);
        await world.InAsync<EigDbContext>(async db =>
        {
            var challenge = await db.Challenges.SingleAsync(c => c.Id == doomed.ChallengeId);
            challenge.Withdraw("Plus de budget.", CandidatureWorld.DuringCall);
            await db.SaveChangesAsync();
        });
        Assert.True((await world.SaveWishesAsync(actor, [doomed with { Contribution = "Autre" }])).IsOk);
        Assert.Equal(CandidatureErrors.WishClosed(1), (await world.SubmitAsync(actor)).Error);
        Assert.NotEmpty((await world.FileAsync(actor))!.ChallengeName(doomed.ChallengeId));
    }

    [Fact]
    public async Task A_replaced_document_leaves_one_current_document_of_its_kind()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        await world.AttachAsync(actor, DocumentKind.Cv, "un.pdf", Pdf.Write("1"));
        await world.AttachAsync(actor, DocumentKind.Cv, "deux.pdf", Pdf.Write("2"));
        await world.AttachAsync(actor, DocumentKind.Portfolio, "deux.pdf", Pdf.Write("3"));
        Assert.Equal(
            [(DocumentKind.Cv, "deux.pdf"), (DocumentKind.Portfolio, "deux.pdf")],
            (await world.FileAsync(actor))!
                .Candidature.Documents.OrderBy(document => document.Kind)
                .Select(document => (document.Kind, document.FileName))
        );
    }

    [Fact]
    public async Task B24_documents_are_given_to_their_owner_and_to_nobody_else()
    {
        var owner = await world.WithCompleteFileAsync();
        var other = await world.WithCompleteFileAsync();
        var document = (await world.FileAsync(owner))!.Candidature.Documents[0].Id;
        Assert.True(await CanReadAsync(document, owner));
        Assert.False(await CanReadAsync(document, other));
        Assert.False(await CanReadAsync(Guid.NewGuid(), owner));
    }

    [Fact]
    public async Task B31_staff_read_a_document_once_it_is_submitted_and_no_draft_of_it()
    {
        var owner = await world.WithCompleteFileAsync();
        var staff = (await world.SomebodyAsync()) with { StaffRole = Identity.StaffRole.Staff };
        var submitted = (await world.FileAsync(owner))!.Candidature.Documents[0].Id;
        Assert.False(await CanReadAsync(submitted, staff));
        await world.SubmitAsync(owner);
        Assert.True(await CanReadAsync(submitted, staff));
        var edited = (await world.AttachAsync(owner, DocumentKind.Cv, "brouillon.pdf", Pdf.Write("2"))).Value.Id;
        Assert.False(await CanReadAsync(edited, staff));
        Assert.True(await CanReadAsync(submitted, staff));
    }

    [Fact]
    public async Task The_outcome_shows_nothing_of_screening_or_decision_before_the_results_are_public()
    {
        var owner = await world.WithCompleteFileAsync();
        await world.SubmitAsync(owner);
        var after = new DateTimeOffset(2018, 12, 1, 0, 0, 0, TimeSpan.Zero);
        await world.InAsync<EigDbContext>(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
            var candidature = await db.Candidatures.SingleAsync(c =>
                db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == owner.AccountId)
            );
            candidature.Reject("article 4", "Études en cours.", cohort.Timetable, CandidatureWorld.Closing);
            await db.SaveChangesAsync();
        });
        var file = (await world.FileAsync(owner))!;
        Assert.Equal(CandidatureState.Inadmissible, file.Candidature.State);
        var outcome = await world.InAsync<CandidatureOutcomes, CandidatureOutcome>(outcomes =>
            outcomes.OfAsync(file, after, CancellationToken.None)
        );
        Assert.Equal(new CandidatureOutcome(Outcome.UnderReview), outcome);
    }

    private async Task<bool> CanReadAsync(Guid documentId, Identity.Actor actor)
    {
        var document = await world.InAsync<ReadDocument, ReadableDocument?>(read =>
            read.ExecuteAsync(documentId, actor, CancellationToken.None)
        );
        if (document?.Content is { } content)
        {
            await content.DisposeAsync();
        }

        return document is not null;
    }
}
