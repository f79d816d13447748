using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Selection;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mailings;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

public sealed record OwnWaitingList(ListKey Key, string Challenge, string ChallengeSlug)
{
    public string Profile => Key.Profile;
}

/// <param name="Text">As it was sent to the person.</param>
/// <param name="NextNewsOn">The day before which other news were promised; null when none was.</param>
public sealed record OwnWaitingNews(string Subject, string Text, DateTimeOffset SentAt, DateOnly? NextNewsOn)
{
    /// <summary>The promised day is over and nothing came.</summary>
    public bool IsLate { get; init; }
}

/// <summary>What a person who waits may know. Never a rank (ADR 32).</summary>
/// <param name="Since">Programme instant since which they may know that they wait.</param>
/// <param name="Lists">Empty once they have left all of them.</param>
/// <param name="News">The last that the team sent; null when none was.</param>
public sealed record OwnWaitingDetail(DateTimeOffset Since, IReadOnlyList<OwnWaitingList> Lists, OwnWaitingNews? News);

/// <summary>A person's own waiting lists, once results are public.</summary>
public sealed class OwnWaiting(EigDbContext db, ProgrammeNow now)
{
    /// <summary>Whether the person was on some waiting list once results were public, and this one exists, whatever came of it.</summary>
    public async Task<bool> HasWaitedAsync(Actor actor, string challengeSlug, string profileSlug, CancellationToken ct) =>
        await HasWaitedAsync(actor, ct)
        && (
            await db
                .Posts.Where(post =>
                    db.Challenges.Any(challenge => challenge.Id == post.ChallengeId && challenge.Slug == challengeSlug)
                )
                .Select(post => post.Profile)
                .ToListAsync(ct)
        ).Exists(profile => Slugs.From(profile) == profileSlug);

    private async Task<bool> HasWaitedAsync(Actor actor, CancellationToken ct)
    {
        var at = now();
        return await db.Decisions.AnyAsync(
            decision =>
                decision.Kind == DecisionKind.WaitingList
                && decision.ValidatedAt != null
                && db.Cohorts.Any(cohort =>
                    cohort.Id == decision.CohortId
                    && cohort.IsCurrent
                    && cohort.Results == ResultsState.Confirmed
                    && cohort.Timetable.ResultsAt <= at
                )
                && db.Candidatures.Any(candidature =>
                    candidature.Id == decision.CandidatureId && actor.CandidateIds.Contains(candidature.CandidateId)
                ),
            ct
        );
    }

    /// <summary>Null for somebody about whom it was not decided that they wait.</summary>
    public async Task<OwnWaitingDetail?> FindAsync(Actor actor, CancellationToken ct)
    {
        var at = now();
        var decision = await (
            from standing in db.KnownDecisions().WaitingOf(db, actor)
            join cohort in db.Cohorts on standing.CohortId equals cohort.Id
            where cohort.Results == ResultsState.Confirmed && cohort.Timetable.ResultsAt <= at
            orderby standing.ValidatedAt descending
            select new
            {
                standing.Id,
                ValidatedAt = standing.ValidatedAt!.Value,
                ResultsAt = cohort.Timetable.ResultsAt!.Value,
            }
        ).FirstOrDefaultAsync(ct);
        if (decision is null)
        {
            return null;
        }

        var lists = await (
            from place in db.WaitingPlaces
            join challenge in db.Challenges on place.ChallengeId equals challenge.Id
            where place.DecisionId == decision.Id
            orderby challenge.Name, place.Profile
            select new OwnWaitingList(new ListKey(challenge.Id, place.Profile), challenge.Name, challenge.Slug)
        ).ToListAsync(ct);
        var news = await (
            from mail in db.Mails
            join mailing in db.Mailings on mail.Round equals mailing.Number
            where
                mail.AboutId == decision.Id
                && mail.Template == MailingDesk.Template
                && mail.State != MailState.Cancelled
                && mailing.Standing == MailingState.Sent
            orderby mailing.SentAt descending
            select new OwnWaitingNews(mail.Subject, mail.TextBody, mailing.SentAt!.Value, mailing.NextNewsOn)
        ).FirstOrDefaultAsync(ct);
        var since = decision.ValidatedAt > decision.ResultsAt ? decision.ValidatedAt : decision.ResultsAt;
        return new OwnWaitingDetail(
            since,
            lists,
            news is null
                ? null
                : news with
                {
                    Text = MailText.WithoutFooter(news.Text),
                    IsLate = news.NextNewsOn < FrenchDates.ParisDay(at),
                }
        );
    }
}
