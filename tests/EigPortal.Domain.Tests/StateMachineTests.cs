using EigPortal.Domain.Accounts;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests;

/// <summary>Every state × verb: the verb does what the table says, and a refusal changes nothing and says why (B19).</summary>
public sealed class StateMachineTests
{
    public static TheoryData<CandidatureState, CandidatureVerb> CandidatureCells =>
        Given.Cells<CandidatureState, CandidatureVerb>();
    public static TheoryData<CompletionState, CompletionVerb> CompletionCells => Given.Cells<CompletionState, CompletionVerb>();
    public static TheoryData<ChallengeState, ChallengeVerb> ChallengeCells => Given.Cells<ChallengeState, ChallengeVerb>();
    public static TheoryData<SheetState, SheetVerb> SheetCells => Given.Cells<SheetState, SheetVerb>();
    public static TheoryData<JuryPhase, JuryPhaseVerb> PhaseCells => Given.Cells<JuryPhase, JuryPhaseVerb>();
    public static TheoryData<DecisionState, DecisionVerb> DecisionCells => Given.Cells<DecisionState, DecisionVerb>();
    public static TheoryData<MentorOpinionState, MentorOpinionVerb> OpinionCells =>
        Given.Cells<MentorOpinionState, MentorOpinionVerb>();
    public static TheoryData<ConsentState, ConsentVerb> ConsentCells => Given.Cells<ConsentState, ConsentVerb>();
    public static TheoryData<TeamProposalState, TeamProposalVerb> ProposalCells =>
        Given.Cells<TeamProposalState, TeamProposalVerb>();
    public static TheoryData<OfferState, OfferVerb> OfferCells => Given.Cells<OfferState, OfferVerb>();
    public static TheoryData<SlotState, SlotVerb> SlotCells => Given.Cells<SlotState, SlotVerb>();
    public static TheoryData<CollectiveState, CollectiveVerb> CollectiveCells => Given.Cells<CollectiveState, CollectiveVerb>();
    public static TheoryData<ContractState, ContractVerb> ContractCells => Given.Cells<ContractState, ContractVerb>();

    public static TheoryData<PortalViewState, PortalViewVerb> PortalViewCells => Given.Cells<PortalViewState, PortalViewVerb>();

    [Theory]
    [MemberData(nameof(CandidatureCells))]
    public void B19_a_candidature_obeys_its_table(CandidatureState state, CandidatureVerb verb)
    {
        var candidature = Given.Candidature(state);
        var during = Given.DuringCall;
        var after = Given.AfterCall;
        var result = verb switch
        {
            CandidatureVerb.Edit => candidature.SaveWishes(
                [new WishText(Given.OtherChallengeId, "Design", "Autre")],
                Given.Timetable,
                during
            ),
            CandidatureVerb.KeepLate => candidature.KeepLateWishes([], Given.Timetable, after),
            CandidatureVerb.Submit => Given.Submit(candidature, during, "autre clef"),
            CandidatureVerb.Withdraw => candidature.Withdraw(during),
            CandidatureVerb.Admit => candidature.Admit(Given.Timetable, after),
            CandidatureVerb.Reject => candidature.Reject("article 4", "Raison", Given.Timetable, after),
            CandidatureVerb.Preselect => candidature.Preselect("Remarque", after),
            CandidatureVerb.SetAside => candidature.SetAside("Raison", after),
            CandidatureVerb.Reconsider => candidature.Reconsider("Raison", after),
            CandidatureVerb.Extend => candidature.Extend(after.AddDays(1), "Raison", Given.Timetable, after),
            CandidatureVerb.AskCompletion => Given.AskCompletion(candidature, after),
            CandidatureVerb.Complete => Given.Complete(candidature, after),
            CandidatureVerb.Erase => candidature.Erase(ErasureCause.Person, isUnderReview: false, after),
        };
        AssertObeys(Candidature.Allowed, state, verb, result, candidature.State);
    }

    [Theory]
    [MemberData(nameof(CompletionCells))]
    public void B19_a_request_for_completion_obeys_its_table(CompletionState state, CompletionVerb verb)
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var now = Given.AfterCall;
        var request = Given.Completion(candidature, state);
        var form = CandidatureForm.Usual;
        // Nothing lapses before the deadline, and answers that come after it go by another door.
        var late = request.Until;
        var result = verb switch
        {
            CompletionVerb.Keep when state is CompletionState.Open => candidature.KeepCompletion(Given.Answers, form, now),
            CompletionVerb.Keep => candidature.KeepLateCompletion(Given.Answers, form, late),
            CompletionVerb.Answer => candidature.Complete("autre clef", form, state is CompletionState.Lapsed ? late : now),
            CompletionVerb.Extend => candidature.ExtendCompletion(request.Until.AddDays(1), "Raison", Given.Timetable, now),
            CompletionVerb.Withdraw => candidature.WithdrawCompletion("Raison", now),
            CompletionVerb.Lapse => candidature.LapseCompletion(late),
        };
        if ((state, verb) is (CompletionState.Lapsed, CompletionVerb.Answer))
        {
            Assert.Equal([CompletionErrors.Late], result.Errors);
            return;
        }

        AssertObeys(CompletionRequest.Allowed, state, verb, result, request.State);
    }

    [Theory]
    [MemberData(nameof(ChallengeCells))]
    public void A_challenge_obeys_its_table(ChallengeState state, ChallengeVerb verb)
    {
        var challenge = Given.Challenge(state);
        var result = verb switch
        {
            ChallengeVerb.Edit => challenge.Edit(Given.ChallengeText("Autre"), challenge.HostId),
            ChallengeVerb.Publish => challenge.Publish(Given.DuringCall),
            ChallengeVerb.Unpublish => challenge.Unpublish(),
            ChallengeVerb.Withdraw => challenge.Withdraw("Raison", Given.DuringCall),
        };
        AssertObeys(Challenge.Allowed, state, verb, result, challenge.State);
    }

    [Theory]
    [MemberData(nameof(SheetCells))]
    public void A_score_sheet_obeys_its_table(SheetState state, SheetVerb verb)
    {
        var cohort = Given.Cohort();
        var sheet = Given.Sheet(state, cohort);
        var result = verb switch
        {
            SheetVerb.Write => sheet.Write(Given.Marks(1, 1, 1, 1, 1), Opinion.Reserve, "", cohort, Given.AfterCall),
            SheetVerb.Lock => sheet.Lock(cohort, Given.AfterCall, []),
            SheetVerb.Unlock => sheet.Unlock("Raison", Given.AfterCall),
            SheetVerb.SetAside => sheet.PutAside("Raison", Given.AfterCall),
            SheetVerb.Restore => sheet.Restore(Given.FirstPerson, Given.AfterCall),
        };
        AssertObeys(ScoreSheet.Allowed, state, verb, result, sheet.State);
    }

    [Theory]
    [MemberData(nameof(PhaseCells))]
    public void B19_the_phases_of_the_jury_obey_their_table(JuryPhase state, JuryPhaseVerb verb)
    {
        var phases = Given.Phases(state);
        // At both ends there is no phase to name: any other is refused.
        var result = verb switch
        {
            JuryPhaseVerb.Advance => phases.Advance(phases.Next ?? state, [], Given.FirstPerson, Given.AfterCall),
            JuryPhaseVerb.Return => phases.Return(phases.Previous ?? state, "Raison", Given.FirstPerson, Given.AfterCall),
        };
        AssertObeys(JuryPhases.Allowed, state, verb, result, phases.Current);
    }

    [Theory]
    [MemberData(nameof(DecisionCells))]
    public void A_decision_obeys_its_table(DecisionState state, DecisionVerb verb)
    {
        var decision = Given.Decision(state);
        var result = verb switch
        {
            DecisionVerb.Validate => decision.Validate(Given.SecondPerson, Given.AfterCall),
            DecisionVerb.Cancel => decision.Cancel("Raison", Given.AfterCall),
        };
        AssertObeys(Decision.Allowed, state, verb, result, decision.State);
    }

    [Theory]
    [MemberData(nameof(OpinionCells))]
    public void B19_a_question_to_a_mentor_obeys_its_table(MentorOpinionState state, MentorOpinionVerb verb)
    {
        var opinion = Given.MentorOpinion(state);
        var result = verb switch
        {
            MentorOpinionVerb.Give => opinion.Give(MentorView.Reserved, "À voir", Given.AfterCall),
            MentorOpinionVerb.TakeBack => opinion.TakeBack(),
        };
        AssertObeys(MentorOpinion.Allowed, state, verb, result, opinion.State);
    }

    [Theory]
    [MemberData(nameof(ConsentCells))]
    public void B19_a_question_about_another_challenge_obeys_its_table(ConsentState state, ConsentVerb verb)
    {
        var consent = Given.Consent(state);
        var result = verb switch
        {
            ConsentVerb.Give => consent.Give(isDecided: false, Given.AfterCall),
            ConsentVerb.Refuse => consent.Refuse(isDecided: false, Given.AfterCall),
            ConsentVerb.TakeBack => consent.TakeBack(),
        };
        AssertObeys(ChallengeConsent.Allowed, state, verb, result, consent.State);
    }

    [Theory]
    [MemberData(nameof(ProposalCells))]
    public void B19_a_proposal_of_teams_obeys_its_table(TeamProposalState state, TeamProposalVerb verb)
    {
        var proposal = Given.TeamProposal(state);
        var result = verb switch
        {
            TeamProposalVerb.Edit => proposal.Edit(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                "Raison",
                Given.FirstPerson,
                Given.AfterCall
            ),
            TeamProposalVerb.Prepare => proposal.Prepare(1, Given.AfterCall),
            TeamProposalVerb.Drop => proposal.Drop(Given.AfterCall),
        };
        AssertObeys(TeamProposal.Allowed, state, verb, result, proposal.State);
    }

    [Theory]
    [MemberData(nameof(OfferCells))]
    public void An_offer_obeys_its_table(OfferState state, OfferVerb verb)
    {
        var offer = Given.Offer(state);
        var result = verb switch
        {
            OfferVerb.Accept => offer.Accept("Camille", Given.FirstPerson, Given.AfterCall),
            OfferVerb.Decline => offer.Decline("", Given.FirstPerson, Given.AfterCall),
            OfferVerb.Revoke => offer.Revoke(Given.AfterCall),
            OfferVerb.Remind => offer.Remind(Given.AfterCall),
        };
        AssertObeys(Offer.Allowed, state, verb, result, offer.State);
    }

    [Theory]
    [MemberData(nameof(SlotCells))]
    public void B19_E13_a_hearing_obeys_its_table(SlotState state, SlotVerb verb)
    {
        var slot = Given.Slot(state);
        var before = slot.StartsAt;
        var result = verb switch
        {
            SlotVerb.Move => slot.MoveTo(slot.ToPlace() with { StartsAt = before.AddMinutes(40) }),
            SlotVerb.Invite => slot.Invite(Given.AfterCall),
            SlotVerb.Confirm => slot.Confirm(Given.AfterCall),
            SlotVerb.AskMove => slot.AskMove("Je travaille ce jour-là.", Given.AfterCall),
            SlotVerb.Keep => slot.Keep("Aucun autre créneau n’est libre."),
            SlotVerb.Arrive => slot.Arrive(before),
            SlotVerb.Begin => slot.Begin(before),
            SlotVerb.Finish => slot.Finish(before.AddMinutes(30)),
            SlotVerb.Resume => slot.Resume(),
            SlotVerb.MarkAbsent => slot.MarkAbsent(),
            SlotVerb.Withdraw => slot.Withdraw(),
        };
        AssertObeys(Slot.Allowed, state, verb, result, slot.State);
        Assert.Equal(result.IsOk && verb == SlotVerb.Move ? before.AddMinutes(40) : before, slot.StartsAt);
    }

    [Theory]
    [MemberData(nameof(CollectiveCells))]
    public void B19_a_collective_sheet_obeys_its_table(CollectiveState state, CollectiveVerb verb)
    {
        var cohort = Given.Cohort();
        var sheet = Given.CollectiveSheet(state, cohort);
        var result = verb switch
        {
            CollectiveVerb.Write => sheet.Write(
                Given.Marks(1, 1, 1, 1, 1),
                Opinion.Reserve,
                "",
                cohort,
                Given.FirstPerson,
                Given.AfterCall
            ),
            CollectiveVerb.Lock => sheet.Lock(SlotState.Heard, cohort, Given.AfterCall),
            CollectiveVerb.Unlock => sheet.Unlock("Raison"),
        };
        AssertObeys(CollectiveSheet.Allowed, state, verb, result, sheet.State);
    }

    [Theory]
    [MemberData(nameof(ContractCells))]
    public void A_contract_obeys_its_table(ContractState state, ContractVerb verb)
    {
        var contract = Given.Contract(state);
        if (verb == ContractVerb.Send)
        {
            contract.AddDocument(ContractDocumentKind.Generated, Guid.CreateVersion7(), "contrat.docx", Given.AfterCall);
        }

        var result = verb switch
        {
            ContractVerb.Edit => contract.Edit(Given.Terms),
            ContractVerb.Send => contract.Send(Given.AfterCall),
            ContractVerb.TakeBack => contract.TakeBack("Raison"),
            ContractVerb.Sign => contract.Sign(Guid.CreateVersion7(), "signe.pdf", Given.AfterCall),
            ContractVerb.Start => contract.Start(contract.StartsOn),
            ContractVerb.End => contract.End(contract.EndsOn.AddDays(1)),
            ContractVerb.Break => contract.Break(new DateOnly(2019, 3, 1), "Raison"),
        };
        AssertObeys(Contract.Allowed, state, verb, result, contract.State);
    }

    [Theory]
    [MemberData(nameof(PortalViewCells))]
    public void B34_a_view_of_the_portal_obeys_its_table(PortalViewState state, PortalViewVerb verb)
    {
        var view = Given.PortalView(state);
        var result = verb switch
        {
            PortalViewVerb.End => view.End(PortalViewEnd.Left, view.OpenedAt.AddMinutes(1)),
            PortalViewVerb.Expire => view.Expire(view.ExpiresAt),
        };
        AssertObeys(PortalView.Allowed, state, verb, result, view.State);
    }

    private static void AssertObeys<TState, TVerb>(
        Transitions<TState, TVerb> table,
        TState before,
        TVerb verb,
        Result result,
        TState after
    )
        where TState : struct, Enum
        where TVerb : struct, Enum
    {
        Assert.Equal(table.Allows(before, verb), result.IsOk);
        Assert.Equal(table.Next(before, verb) ?? before, after);
        if (!result.IsOk)
        {
            Assert.EndsWith(".", result.Error.Message);
        }
    }
}
