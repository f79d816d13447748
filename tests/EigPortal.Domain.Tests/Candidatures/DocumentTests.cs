using EigPortal.Domain.Candidatures;

namespace EigPortal.Domain.Tests.Candidatures;

/// <summary>Documents that the scanner blocks, and windows of work that lasts.</summary>
public sealed class DocumentTests
{
    public static TheoryData<CandidatureState> States => [.. Enum.GetValues<CandidatureState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void B19_a_danger_is_told_in_every_state_and_after_closing(CandidatureState state)
    {
        var candidature = Given.Candidature(state);
        candidature.ClearEvents();
        var cv = candidature.CurrentDocuments.Single();

        Assert.True(candidature.BlockDocument(cv.Id, Given.Closes.AddDays(3)).IsOk);

        Assert.Equal((Given.Closes.AddDays(3), state), (cv.BlockedAt, candidature.State));
        Assert.Equal(new DocumentBlocked(candidature.Id, cv.Id, DocumentKind.Cv), Assert.Single(candidature.Events));
        Assert.Equal(CandidatureErrors.AlreadyBlocked, candidature.BlockDocument(cv.Id, Given.Closes).Error);
    }

    [Fact]
    public void A_blocked_document_counts_as_missing_until_it_is_replaced_or_found_clean()
    {
        var candidature = Given.CompleteDraft();
        var cv = candidature.CurrentDocuments.Single();
        Assert.Equal(CandidatureErrors.NotBlocked, candidature.UnblockDocument(cv.Id).Error);
        candidature.BlockDocument(cv.Id, Given.DuringCall);
        Assert.Equal([CandidatureErrors.Blocked(DocumentKind.Cv)], Given.Submit(candidature, Given.DuringCall).Errors);

        Assert.True(candidature.UnblockDocument(cv.Id).IsOk);

        Assert.Null(cv.BlockedAt);
        Assert.True(Given.Submit(candidature, Given.DuringCall).IsOk);
    }

    [Fact]
    public void A_former_version_that_is_blocked_keeps_nobody_from_submitting()
    {
        var candidature = Given.CompleteDraft();
        var former = candidature.CurrentDocuments.Single();
        candidature.AttachDocument(
            DocumentKind.Cv,
            Guid.CreateVersion7(),
            "cv.pdf",
            1,
            new string('0', 64),
            Given.Timetable,
            Given.DuringCall
        );

        Assert.True(candidature.BlockDocument(former.Id, Given.DuringCall).IsOk);

        Assert.True(Given.Submit(candidature, Given.DuringCall).IsOk);
    }

    [Fact]
    public void A_document_of_another_candidature_is_unknown()
    {
        var candidature = Given.CompleteDraft();
        var other = Given.CompleteDraft().CurrentDocuments.Single().Id;
        Assert.Equal(CandidatureErrors.UnknownDocument, candidature.BlockDocument(other, Given.DuringCall).Error);
        Assert.Equal(CandidatureErrors.UnknownDocument, candidature.UnblockDocument(other).Error);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "call.closed")]
    [InlineData(1, "call.closed")]
    public void E1_work_that_lasts_is_judged_by_the_arrival_of_the_request_that_began_it(int secondsFromClosing, string? refusal)
    {
        var result = Given.CompleteDraft().MayEdit(Given.Timetable, Given.Closes.AddSeconds(secondsFromClosing));
        Assert.Equal(refusal, result.IsOk ? null : result.Error.Code);
    }
}
