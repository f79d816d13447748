using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Juries;
using EigPortal.Services.Selection.Forming;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Sealing;

/// <summary>Hearings, teams, votes, decisions, waiting lists and histories of sealed minutes.</summary>
public sealed class GatherSelection(EigDbContext db, WaitingLists waiting)
{
    public async Task<MinutesHearings> HearingsAsync(Cohort cohort, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var version = await db
            .HearingSettings.Where(settings => settings.CohortId == cohort.Id)
            .Select(settings => settings.Version)
            .SingleOrDefaultAsync(ct);
        var slots = await db
            .Slots.AsNoTracking()
            .Include(slot => slot.Mentors)
            .Where(slot => slot.CohortId == cohort.Id)
            .ToListAsync(ct);
        var panels = await db
            .Panels.AsNoTracking()
            .Include(panel => panel.Members)
            .Where(panel => panel.CohortId == cohort.Id)
            .ToDictionaryAsync(panel => panel.Id, ct);
        var grids = await db
            .CollectiveSheets.AsNoTracking()
            .Where(grid => grid.State == CollectiveState.Locked)
            .Include(grid => grid.Marks)
            .ToDictionaryAsync(grid => grid.SlotId, ct);
        var excluded = (
            await db
                .Conflicts.Open()
                .Where(tie => tie.Level == ConflictLevel.Excluded)
                .Join(
                    db.Jurors.Where(juror => juror.CohortId == cohort.Id),
                    tie => tie.AccountId,
                    juror => juror.AccountId,
                    (tie, juror) => new { juror.Id, tie.CandidatureId }
                )
                .ToListAsync(ct)
        )
            .Select(tie => (tie.Id, tie.CandidatureId))
            .ToHashSet();
        return new MinutesHearings(
            version,
            [
                .. slots
                    .Select(slot => new MinutesHearing(
                        pseudonyms.Of(slot.CandidatureId),
                        slot.Turn,
                        slot.State,
                        [.. slot.ChallengeIds.Order()],
                        [
                            .. panels[slot.PanelId]
                                .PresentIds.Concat(slot.Mentors.Select(mentor => mentor.JurorId))
                                .Distinct()
                                .Where(juror => !excluded.Contains((juror, slot.CandidatureId)))
                                .Select(pseudonyms.Of)
                                .Order(),
                        ],
                        grids.TryGetValue(slot.Id, out var grid)
                            ? new MinutesGrid(
                                grid.Opinion!.Value,
                                GatherReadings.Marks(grid.Marks.Select(mark => (mark.CriterionKey, mark.Value))),
                                grid.Total
                            )
                            : null
                    ))
                    .OrderBy(hearing => hearing.FileId)
                    .ThenBy(hearing => hearing.Turn),
            ]
        );
    }

    /// <summary>The proposals that the jury works on or took its decisions from, and the computations they come from.</summary>
    public async Task<MinutesTeams> TeamsAsync(Cohort cohort, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var proposals = await db
            .TeamProposals.AsNoTracking()
            .Include(proposal => proposal.Edits)
            .Where(proposal => proposal.CohortId == cohort.Id && proposal.State != TeamProposalState.Dropped)
            .OrderBy(proposal => proposal.ChosenAt)
            .ThenBy(proposal => proposal.Id)
            .ToListAsync(ct);
        var used = proposals.Select(proposal => proposal.ComputationId).Distinct().ToList();
        var computations = await db
            .TeamComputations.AsNoTracking()
            .Where(computation => used.Contains(computation.Id))
            .OrderBy(computation => computation.ComputedAt)
            .ThenBy(computation => computation.Id)
            .ToListAsync(ct);
        return new MinutesTeams(
            [
                .. computations.Select(computation => new MinutesComputation(
                    pseudonyms.Of(computation.Id),
                    computation.Hash,
                    computation.Solver,
                    TeamArchive.KeptProblem.From(TeamPseudonyms.Apply(computation.Problem, pseudonyms)),
                    [
                        .. computation.Solutions.Select(solution =>
                            solution with
                            {
                                Places = TeamPseudonyms.Apply(solution.Places, pseudonyms),
                            }
                        ),
                    ]
                )),
            ],
            [
                .. proposals.Select(proposal => new MinutesProposal(
                    pseudonyms.Of(proposal.ComputationId),
                    proposal.Goal,
                    proposal.State,
                    [
                        .. proposal
                            .Edits.OrderBy(edit => edit.Position)
                            .Select(edit => new MinutesEdit(
                                edit.PostId,
                                edit.CandidatureId is { } id ? pseudonyms.Of(id) : null
                            )),
                    ],
                    TeamPseudonyms.Apply(proposal.Places, pseudonyms)
                )),
            ]
        );
    }

    public async Task<IReadOnlyList<MinutesSitting>> SittingsAsync(Cohort cohort, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var sittings = await db
            .Deliberations.AsNoTracking()
            .Include(sitting => sitting.Members)
            .Include(sitting => sitting.Resolutions)
            .AsSplitQuery()
            .Where(sitting => sitting.CohortId == cohort.Id)
            .OrderBy(sitting => sitting.HeldOn)
            .ThenBy(sitting => sitting.Id)
            .ToListAsync(ct);
        return
        [
            .. sittings.Select(sitting => new MinutesSitting(
                sitting.HeldOn,
                sitting.State,
                sitting.Members.Count,
                sitting.Present,
                sitting.Quorum,
                sitting.MinutesSha256,
                [
                    .. sitting
                        .Resolutions.OrderBy(vote => vote.Sequence)
                        .Select(vote => new MinutesVote(
                            pseudonyms.Of(vote.CandidatureId),
                            vote.Kind,
                            vote.Voters,
                            vote.For,
                            vote.Against,
                            vote.Abstained,
                            vote.CastingVote,
                            vote.Recused.Count,
                            vote.Outcome,
                            vote.DecisionId is { } id ? pseudonyms.Of(id) : null
                        )),
                ]
            )),
        ];
    }

    /// <param name="jurors">Links of jurors by account.</param>
    public async Task<MinutesDecisions> DecisionsAsync(
        Cohort cohort,
        Pseudonyms pseudonyms,
        IReadOnlyDictionary<Guid, Guid> jurors,
        CancellationToken ct
    )
    {
        Guid Person(Guid account) => pseudonyms.Of(jurors.GetValueOrDefault(account, account));
        var decisions = await db
            .Decisions.AsNoTracking()
            .Include(decision => decision.Places)
            .Where(decision => decision.CohortId == cohort.Id)
            .OrderBy(decision => decision.RecordedAt)
            .ThenBy(decision => decision.Id)
            .ToListAsync(ct);
        var offers = await db
            .Offers.AsNoTracking()
            .Where(offer => db.Decisions.Any(decision => decision.Id == offer.DecisionId && decision.CohortId == cohort.Id))
            .OrderBy(offer => offer.SentAt)
            .ThenBy(offer => offer.Id)
            .ToListAsync(ct);
        var seated = await db
            .Fellows.AsNoTracking()
            .Where(fellow =>
                fellow.LeftAt == null
                && db.Candidatures.Any(file => file.Id == fellow.CandidatureId && file.CohortId == cohort.Id)
            )
            .Select(fellow => new { fellow.PostId, fellow.CandidatureId })
            .ToListAsync(ct);
        return new MinutesDecisions(
            cohort.Results,
            [
                .. decisions.Select(decision => new MinutesDecision(
                    pseudonyms.Of(decision.Id),
                    pseudonyms.Of(decision.CandidatureId),
                    decision.Kind,
                    decision.PostId,
                    decision.State,
                    Person(decision.RecordedBy),
                    decision.ValidatedBy is { } by ? Person(by) : null,
                    decision.Aids,
                    [.. decision.Places.Select(place => Place(place.List, place.Position)).OrderBy(Order)]
                )),
            ],
            [
                .. offers.Select(offer => new MinutesOffer(
                    pseudonyms.Of(offer.DecisionId),
                    pseudonyms.Of(offer.CandidatureId),
                    offer.PostId,
                    offer.State
                )),
            ],
            [
                .. seated
                    .Select(fellow => new TeamPlace(fellow.PostId, pseudonyms.Of(fellow.CandidatureId)))
                    .OrderBy(place => place.PostId),
            ],
            await WaitingAsync(cohort, pseudonyms, ct)
        );
    }

    /// <summary>Last line of each history. Acts of sealing change nothing of the selection.</summary>
    public async Task<MinutesHistory> HistoryAsync(Cohort cohort, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var own = await db
            .AuditEvents.Where(line => line.ObjectId == cohort.Id && line.Kind != SealMinutes.Sealed)
            .OrderByDescending(line => line.Sequence)
            .Select(line => new MinutesHead(line.Sequence, line.Hash))
            .FirstOrDefaultAsync(ct);
        var files = await db
            .Candidatures.Where(file => file.CohortId == cohort.Id && file.State != CandidatureState.Draft)
            .Join(
                db.AuditEvents.Where(line =>
                    line.Sequence == db.AuditEvents.Where(other => other.ObjectId == line.ObjectId).Max(other => other.Sequence)
                ),
                file => file.Id,
                line => line.ObjectId,
                (file, line) =>
                    new
                    {
                        file.Id,
                        line.Sequence,
                        line.Hash,
                    }
            )
            .ToListAsync(ct);
        return new MinutesHistory(
            own,
            [
                .. files
                    .Select(file => new MinutesFileHead(pseudonyms.Of(file.Id), file.Sequence, file.Hash))
                    .OrderBy(head => head.FileId),
            ]
        );
    }

    private async Task<MinutesWaiting> WaitingAsync(Cohort cohort, Pseudonyms pseudonyms, CancellationToken ct)
    {
        var (seats, people) = await waiting.FactsAsync(cohort.Id, ct);
        return new MinutesWaiting(
            [.. seats.Select(seat => new MinutesFreeSeat(seat.PostId, seat.List.ChallengeId, seat.List.Profile))],
            [
                .. people
                    .Select(person => new MinutesWaitingPerson(
                        pseudonyms.Of(person.CandidatureId),
                        [.. person.Lists.Select(place => Place(place.List, place.Position))]
                    ))
                    .OrderBy(person => person.FileId),
            ],
            [
                .. SeatRepair
                    .Designate(seats, people)
                    .Select(found => new MinutesDesignation(
                        found.Seat.PostId,
                        found.CandidatureId is { } id ? pseudonyms.Of(id) : null
                    )),
            ]
        );
    }

    private static MinutesWaitingPlace Place(ListKey list, int position) => new(list.ChallengeId, list.Profile, position);

    private static string Order(MinutesWaitingPlace place) => $"{place.ChallengeId} {place.Profile}";
}

/// <summary>A problem of teams that names nobody: same hash, same solutions.</summary>
internal static class TeamPseudonyms
{
    public static TeamProblem Apply(TeamProblem problem, Pseudonyms pseudonyms) =>
        new(
            problem.MinimumMark,
            problem.Seats,
            problem.Candidates.Select(person => new TeamCandidate(pseudonyms.Of(person.CandidatureId), person.Key, person.Key)),
            problem.Options.Select(option => option with { CandidatureId = pseudonyms.Of(option.CandidatureId) }),
            problem.Rules.Select(rule => Apply(rule, pseudonyms)),
            Apply(problem.Current, pseudonyms),
            problem.Seed
        );

    public static IReadOnlyList<TeamPlace> Apply(IReadOnlyList<TeamPlace> places, Pseudonyms pseudonyms) =>
        [.. places.Select(place => place with { CandidatureId = pseudonyms.Of(place.CandidatureId) })];

    private static TeamRule Apply(TeamRule rule, Pseudonyms pseudonyms) =>
        rule switch
        {
            TeamRule.Minimum or TeamRule.Complete or TeamRule.Without => rule,
            TeamRule.OneOf some => some with { People = [.. some.People.Select(pseudonyms.Of)] },
            TeamRule.Settled settled => settled with { CandidatureId = pseudonyms.Of(settled.CandidatureId) },
            TeamRule.Lock locked => locked with { CandidatureId = pseudonyms.Of(locked.CandidatureId) },
            TeamRule.Barred barred => barred with { CandidatureId = pseudonyms.Of(barred.CandidatureId) },
            TeamRule.Apart pair => new TeamRule.Apart(pseudonyms.Of(pair.First), pseudonyms.Of(pair.Second)),
            TeamRule.Together pair => new TeamRule.Together(pseudonyms.Of(pair.First), pseudonyms.Of(pair.Second)),
            TeamRule.Complementary pair => new TeamRule.Complementary(pseudonyms.Of(pair.First), pseudonyms.Of(pair.Second)),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };
}
