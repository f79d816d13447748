using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Mailings;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening;

/// <summary>Candidates for one challenge and profile, whichever the rank of the wish.</summary>
/// <param name="Seats">Posts of that profile.</param>
public sealed record Coverage(
    string Challenge,
    string Slug,
    Guid ChallengeId,
    string Profile,
    int Seats,
    int Drafts,
    int Submitted
);

/// <param name="Unread">Files in the running that no juror was given.</param>
/// <param name="Undecided">Preselected files without a decision.</param>
/// <param name="OffersLate">Offers whose time to answer is over.</param>
/// <param name="SeatsVacant">Seats without a decision and without a fellow.</param>
/// <param name="ContractsMissing">Fellows without a live contract.</param>
/// <param name="ContractsToStart">Signed contracts whose first day has come.</param>
/// <param name="ContractsToEnd">Running contracts whose last day is over.</param>
/// <param name="CompletionsReceived">Files still to screen that were completed.</param>
/// <param name="HearingMoves">People who ask for another time and wait for an answer.</param>
/// <param name="Duplicates">Pairs of files that may be of one person.</param>
/// <param name="WaitingWithoutNews">People on a waiting list who have had none for two weeks, or later than promised.</param>
/// <param name="MentorlessChallenges">Published challenges without an operational mentor.</param>
public sealed record DashboardFigures(
    IReadOnlyDictionary<CandidatureState, int> ByState,
    int SheetsAssigned,
    int SheetsLocked,
    int Unread,
    int Undecided,
    int DecisionsToValidate,
    int OffersWaiting,
    int OffersLate,
    int SeatsVacant,
    int ContractsMissing,
    int ContractsToSend,
    int ContractsToSign,
    int ContractsToStart,
    int ContractsToEnd,
    int MailsFailed,
    int MailsBounced,
    int MailsHeld,
    int NoticesPrepared,
    int LateAttempts,
    int InvitationsOpen,
    int DraftChallenges,
    int MentorlessChallenges,
    int FilesToHandle,
    int CompletionsReceived,
    int Duplicates,
    int HearingMoves,
    int WaitingWithoutNews
);

/// <summary>What waits for a person, and how the promotion stands. Counts leave out what the actor may not see (B21).</summary>
public sealed class StaffDashboard(EigDbContext db, FilesToHandle files, FindDuplicates duplicates, TimeProvider machine)
{
    /// <param name="now">Programme instant.</param>
    public async Task<DashboardFigures> FiguresAsync(Guid cohortId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var visible = db.Candidatures.AsNoTracking().ForStaff(actor, db).Where(candidature => candidature.CohortId == cohortId);
        var byState = await visible
            .GroupBy(candidature => candidature.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var running = visible.Where(candidature => SheetQueries.InTheRunning.Contains(candidature.State));
        var sheets = db.ScoreSheets.Where(sheet => sheet.State != SheetState.SetAside);
        var decisions = db.Decisions.Where(decision => decision.State != DecisionState.Cancelled);
        var offers = db.Offers.Where(offer =>
            offer.State == OfferState.Sent && visible.Any(candidature => candidature.Id == offer.CandidatureId)
        );
        var challenges = db.Challenges.Where(challenge => challenge.CohortId == cohortId);
        var seated = db.Fellows.Where(fellow =>
            fellow.LeftAt == null && db.Teams.Any(team => team.Id == fellow.TeamId && team.CohortId == cohortId)
        );
        var fellows = seated.ForStaff(actor, db);
        var contracts = db.Contracts.ForStaff(actor, db).Where(contract => fellows.Any(fellow => fellow.Id == contract.FellowId));
        var decidable = visible.DecidableBy(actor, db);
        var waiting = db.ToldToWait()
            .WithoutNews(now, db)
            .Where(decision =>
                decidable.Any(found => found.Id == decision.CandidatureId && found.State == CandidatureState.Preselected)
            );
        var (today, machineNow) = (FrenchDates.ParisDay(now), machine.GetUtcNow());
        var counts = await db
            .Cohorts.Where(cohort => cohort.Id == cohortId)
            .Select(_ => new
            {
                Assigned = sheets.Count(sheet => visible.Any(candidature => candidature.Id == sheet.CandidatureId)),
                Locked = sheets.Count(sheet =>
                    sheet.State == SheetState.Locked && visible.Any(candidature => candidature.Id == sheet.CandidatureId)
                ),
                Unread = running.Count(candidature => !sheets.Any(sheet => sheet.CandidatureId == candidature.Id)),
                Undecided = visible.Count(candidature =>
                    candidature.State == CandidatureState.Preselected
                    && !decisions.Any(decision => decision.CandidatureId == candidature.Id)
                ),
                ToValidate = decisions.Count(decision =>
                    decision.State == DecisionState.Recorded
                    && visible.Any(candidature => candidature.Id == decision.CandidatureId)
                ),
                Offers = offers.Count(offer => offer.AnswerBefore > now),
                OffersLate = offers.Count(offer => offer.AnswerBefore <= now),
                Vacant = db.Posts.Count(post =>
                    challenges.Any(challenge => challenge.Id == post.ChallengeId && challenge.State == ChallengeState.Published)
                    && !seated.Any(fellow => fellow.PostId == post.Id)
                    && !decisions.Any(decision => decision.PostId == post.Id && decision.Kind == DecisionKind.Retained)
                ),
                NoContract = fellows.Count(fellow =>
                    !contracts.Any(contract => contract.FellowId == fellow.Id && contract.State != ContractState.Broken)
                ),
                ToSend = contracts.Count(contract => contract.State == ContractState.Draft),
                ToSign = contracts.Count(contract => contract.State == ContractState.Sent),
                ToStart = contracts.Count(contract => contract.State == ContractState.Signed && contract.StartsOn <= today),
                ToEnd = contracts.Count(contract => contract.State == ContractState.Running && contract.EndsOn < today),
                Failed = db.Mails.ForStaff(actor, db).Count(mail => mail.State == MailState.Failed),
                Bounced = db.Mails.ForStaff(actor, db).Count(mail => mail.State == MailState.Bounced),
                Held = db.Mails.ForStaff(actor, db).Count(mail => mail.State == MailState.Held),
                Prepared = db.NoticeReleases.Count(release =>
                    release.CohortId == cohortId && release.State == NoticeReleaseState.Prepared
                ),
                Late = db.LateAttempts.Count(attempt => visible.Any(candidature => candidature.Id == attempt.CandidatureId)),
                Invitations = db.Invitations.Count(invitation =>
                    invitation.AcceptedAt == null && invitation.RevokedAt == null && invitation.ExpiresAt > machineNow
                ),
                Completions = visible.Count(candidature =>
                    candidature.State == CandidatureState.Submitted
                    && db.Completions.Any(request =>
                        request.CandidatureId == candidature.Id && request.State == CompletionState.Answered
                    )
                ),
                HearingMoves = db.Slots.Count(slot =>
                    slot.State == SlotState.MoveAsked && visible.Any(candidature => candidature.Id == slot.CandidatureId)
                ),
                Waiting = waiting.Count(),
                Drafts = challenges.Count(challenge => challenge.State == ChallengeState.Draft),
                Mentorless = challenges.Count(challenge =>
                    challenge.State == ChallengeState.Published
                    && !db.Mentors.Any(mentor =>
                        mentor.ChallengeId == challenge.Id && mentor.LeftAt == null && mentor.Role == MentorRole.Operationnel
                    )
                ),
            })
            .SingleAsync(ct);
        return new DashboardFigures(
            byState,
            counts.Assigned,
            counts.Locked,
            counts.Unread,
            counts.Undecided,
            counts.ToValidate,
            counts.Offers,
            counts.OffersLate,
            counts.Vacant,
            counts.NoContract,
            counts.ToSend,
            counts.ToSign,
            counts.ToStart,
            counts.ToEnd,
            counts.Failed,
            counts.Bounced,
            counts.Held,
            counts.Prepared,
            counts.Late,
            counts.Invitations,
            counts.Drafts,
            counts.Mentorless,
            await files.CountAsync(actor, ct),
            counts.Completions,
            await duplicates.CountAsync(cohortId, actor, ct),
            counts.HearingMoves,
            counts.Waiting
        );
    }

    /// <summary>Each challenge and profile with its seats and its candidates, in order of challenge.</summary>
    public async Task<IReadOnlyList<Coverage>> CoverageAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var seats = await (
            from post in db.Posts.AsNoTracking()
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            where challenge.CohortId == cohortId && challenge.State == ChallengeState.Published
            group post by new
            {
                challenge.Id,
                challenge.Name,
                challenge.Slug,
                post.Profile,
            } into list
            select new
            {
                list.Key.Id,
                list.Key.Name,
                list.Key.Slug,
                list.Key.Profile,
                Seats = list.Count(),
            }
        ).ToListAsync(ct);
        var visible = db.Candidatures.AsNoTracking().ForStaff(actor, db);
        var drafts = await (
            from wish in db.Wishes.AsNoTracking()
            join candidature in visible on wish.CandidatureId equals candidature.Id
            where candidature.CohortId == cohortId && candidature.SubmittedAt == null
            group wish by new { wish.ChallengeId, wish.Profile } into list
            select new { list.Key, Count = list.Count() }
        ).ToDictionaryAsync(list => (list.Key.ChallengeId, list.Key.Profile), list => list.Count, ct);
        // What was submitted last, and not the live wishes: an edit that isn't submitted again changes nothing.
        var submitted = await (
            from wish in db.LastSubmittedWishes()
            join candidature in visible on wish.CandidatureId equals candidature.Id
            where candidature.CohortId == cohortId && candidature.State != CandidatureState.Withdrawn
            group wish by new { wish.ChallengeId, wish.Profile } into list
            select new { list.Key, Count = list.Count() }
        ).ToDictionaryAsync(list => (list.Key.ChallengeId, list.Key.Profile), list => list.Count, ct);
        return
        [
            .. seats
                .OrderBy(seat => seat.Name, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(seat => seat.Profile, StringComparer.Ordinal)
                .Select(seat => new Coverage(
                    seat.Name,
                    seat.Slug,
                    seat.Id,
                    seat.Profile,
                    seat.Seats,
                    drafts.GetValueOrDefault((seat.Id, seat.Profile)),
                    submitted.GetValueOrDefault((seat.Id, seat.Profile))
                )),
        ];
    }
}
