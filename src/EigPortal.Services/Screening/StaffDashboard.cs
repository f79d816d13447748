using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
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

public sealed record DashboardFigures(
    IReadOnlyDictionary<CandidatureState, int> ByState,
    int SheetsAssigned,
    int SheetsLocked,
    int DecisionsToValidate,
    int OffersWaiting,
    int ContractsUnsigned,
    int MailsFailed,
    int MailsHeld,
    int LateAttempts,
    int InvitationsOpen
);

/// <summary>What waits for a person, and how the promotion stands. Counts leave out what the actor may not see (B21).</summary>
public sealed class StaffDashboard(EigDbContext db)
{
    public async Task<DashboardFigures> FiguresAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var visible = db.Candidatures.AsNoTracking().ForStaff(actor, db).Where(candidature => candidature.CohortId == cohortId);
        var byState = await visible
            .GroupBy(candidature => candidature.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var rest = await db
            .Cohorts.Where(cohort => cohort.Id == cohortId)
            .Select(_ => new
            {
                Assigned = db.ScoreSheets.Count(sheet =>
                    sheet.State != SheetState.SetAside && visible.Any(candidature => candidature.Id == sheet.CandidatureId)
                ),
                Locked = db.ScoreSheets.Count(sheet =>
                    sheet.State == SheetState.Locked && visible.Any(candidature => candidature.Id == sheet.CandidatureId)
                ),
                ToValidate = db.Decisions.Count(decision =>
                    decision.State == DecisionState.Recorded
                    && visible.Any(candidature => candidature.Id == decision.CandidatureId)
                ),
                Offers = db.Offers.Count(offer =>
                    offer.State == OfferState.Sent && visible.Any(candidature => candidature.Id == offer.CandidatureId)
                ),
                Unsigned = db
                    .Contracts.ForStaff(actor, db)
                    .Count(contract => contract.State == ContractState.Draft || contract.State == ContractState.Sent),
                Failed = db.Mails.ForStaff(actor, db).Count(mail => mail.State == MailState.Failed),
                Held = db.Mails.ForStaff(actor, db).Count(mail => mail.State == MailState.Held),
                Late = db.LateAttempts.Count(attempt => visible.Any(candidature => candidature.Id == attempt.CandidatureId)),
                Invitations = db.Invitations.Count(invitation => invitation.AcceptedAt == null && invitation.RevokedAt == null),
            })
            .SingleAsync(ct);
        return new DashboardFigures(
            byState,
            rest.Assigned,
            rest.Locked,
            rest.ToValidate,
            rest.Offers,
            rest.Unsigned,
            rest.Failed,
            rest.Held,
            rest.Late,
            rest.Invitations
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
        var wishes = await (
            from wish in db.Wishes.AsNoTracking()
            join candidature in visible on wish.CandidatureId equals candidature.Id
            where candidature.CohortId == cohortId && candidature.State != CandidatureState.Withdrawn
            group candidature by new
            {
                wish.ChallengeId,
                wish.Profile,
                IsDraft = candidature.SubmittedAt == null,
            } into list
            select new
            {
                list.Key.ChallengeId,
                list.Key.Profile,
                list.Key.IsDraft,
                Count = list.Count(),
            }
        ).ToListAsync(ct);
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
                    wishes
                        .Where(wish => wish.ChallengeId == seat.Id && wish.Profile == seat.Profile && wish.IsDraft)
                        .Sum(wish => wish.Count),
                    wishes
                        .Where(wish => wish.ChallengeId == seat.Id && wish.Profile == seat.Profile && !wish.IsDraft)
                        .Sum(wish => wish.Count)
                )),
        ];
    }
}
