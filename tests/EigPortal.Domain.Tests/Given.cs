using EigPortal.Domain.Accounts;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests;

/// <summary>Objects in a wanted state, reached through their own verbs only.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Opens = new(2018, 9, 12, 22, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Closes = new(2018, 10, 15, 15, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset DuringCall = new(2018, 10, 8, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset AfterCall = new(2018, 10, 16, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset ResultsAt = new(2018, 12, 4, 9, 0, 0, TimeSpan.Zero);

    public static readonly Guid FirstPerson = Guid.CreateVersion7();
    public static readonly Guid SecondPerson = Guid.CreateVersion7();
    public static readonly Guid ChallengeId = Guid.CreateVersion7();
    public static readonly Guid OtherChallengeId = Guid.CreateVersion7();

    public static readonly IReadOnlyDictionary<Guid, IReadOnlyList<string>> OpenChallenges = new Dictionary<
        Guid,
        IReadOnlyList<string>
    >
    {
        [ChallengeId] = ["Data science", "Développement"],
        [OtherChallengeId] = ["Design"],
    };

    public static readonly SnapshotPeople People = new(
        "camille@exemple.fr",
        new Dictionary<Guid, string> { [ChallengeId] = "CibNav", [OtherChallengeId] = "Karfu’R" }
    );

    public static Timetable Timetable { get; } =
        new()
        {
            CallOpensAt = Opens,
            CallClosesAt = Closes,
            HearingsFrom = new DateOnly(2018, 11, 6),
            HearingsTo = new DateOnly(2018, 11, 8),
            ResultsAt = ResultsAt,
        };

    public static Cohort Cohort(int criteria = 5)
    {
        var cohort = new Cohort("3", "Promotion 3", 2019, Timetable, new CohortFigures(170, 86, 32, 42, 15), isCurrent: true);
        for (var i = 1; i <= criteria; i++)
        {
            cohort.AddCriterion($"c{i}", $"Critère {i}", "Question", ["zéro", "un", "deux", "trois", "quatre"]);
        }

        return cohort;
    }

    public static JuryPhases Phases(JuryPhase phase)
    {
        var phases = new JuryPhases(Guid.CreateVersion7());
        while (phases.Current < phase)
        {
            Assert.True(phases.Advance(phases.Next!.Value, [], FirstPerson, AfterCall).IsOk);
        }

        return phases;
    }

    public static ChallengeText ChallengeText(string name = "CibNav") =>
        new(name, "Accroche", "", "Problème", "", "", "", ["La Défense"], [], [], false);

    public static Challenge Challenge(ChallengeState state)
    {
        var challenge = new Challenge(Guid.CreateVersion7(), Guid.CreateVersion7(), "cibnav", ChallengeText());
        Assert.True(challenge.AddPost(new PostText("Data science", "Data scientist", "Mission", ["Python"])).IsOk);
        if (state is ChallengeState.Published or ChallengeState.Withdrawn)
        {
            Assert.True(challenge.Publish(Opens).IsOk);
        }

        if (state is ChallengeState.Withdrawn)
        {
            Assert.True(challenge.Withdraw("Faute de candidatures", AfterCall).IsOk);
        }

        return challenge;
    }

    public static string AnswerTo(FieldDescriptor field) =>
        field.Kind switch
        {
            FieldKind.Declaration => "oui",
            FieldKind.SingleChoice => field.Options![0],
            FieldKind.MultipleChoice => string.Join('\n', field.Options!.Take(2)),
            FieldKind.Url => "https://exemple.fr/camille",
            FieldKind.Tel => "06 12 34 56 78",
            FieldKind.Text => "Camille",
            FieldKind.LongText => "Un texte qui répond à la question.",
        };

    public static Candidature CompleteDraft()
    {
        var candidature = new Candidature(Guid.CreateVersion7(), Guid.CreateVersion7(), DuringCall);
        foreach (var section in CandidatureForm.Sections)
        {
            Assert.True(
                candidature
                    .SaveSection(section, section.Fields.ToDictionary(field => field.Key, AnswerTo), Timetable, DuringCall)
                    .IsOk
            );
        }

        Assert.True(
            candidature.SaveWishes([new WishText(ChallengeId, "Data science", "Ma contribution")], Timetable, DuringCall).IsOk
        );
        Assert.True(
            candidature
                .AttachDocument(
                    DocumentKind.Cv,
                    Guid.CreateVersion7(),
                    "cv.pdf",
                    1_000,
                    new string('a', 64),
                    Timetable,
                    DuringCall
                )
                .IsOk
        );
        return candidature;
    }

    public static Result<Snapshot> Submit(Candidature candidature, DateTimeOffset at, string key = "clef") =>
        candidature.Submit(key, () => "EIG3-0001", People, CandidatureForm.Usual, OpenChallenges, Timetable, at);

    public static Candidature Candidature(CandidatureState state)
    {
        var candidature = CompleteDraft();
        if (state == CandidatureState.Draft)
        {
            return candidature;
        }

        Assert.True(Submit(candidature, DuringCall).IsOk);
        if (state == CandidatureState.Withdrawn)
        {
            Assert.True(candidature.Withdraw(DuringCall).IsOk);
        }

        if (state == CandidatureState.Inadmissible)
        {
            Assert.True(candidature.Reject("article 4", "Personne en poste", Timetable, AfterCall).IsOk);
        }

        if (state is CandidatureState.Admissible or CandidatureState.Preselected or CandidatureState.NotPreselected)
        {
            Assert.True(candidature.Admit(Timetable, AfterCall).IsOk);
        }

        if (state == CandidatureState.Preselected)
        {
            Assert.True(candidature.Preselect("", AfterCall).IsOk);
        }

        if (state == CandidatureState.NotPreselected)
        {
            Assert.True(candidature.SetAside("Profil éloigné", AfterCall).IsOk);
        }

        return candidature;
    }

    public static readonly DateTimeOffset CompletionUntil = AfterCall.AddDays(3);

    /// <summary>A CV and one question, asked of a file.</summary>
    public static readonly CompletionPieces Pieces = new(["ville"], [DocumentKind.Cv]);

    public static readonly IReadOnlyDictionary<string, string> Answers = new Dictionary<string, string> { ["ville"] = "Nouméa" };

    public static Result<CompletionRequest> AskCompletion(
        Candidature candidature,
        DateTimeOffset at,
        CompletionPieces? pieces = null
    ) =>
        candidature.AskCompletion(
            pieces ?? Pieces,
            "La page 2 est illisible.",
            CompletionUntil,
            CandidatureForm.Usual,
            Timetable,
            at
        );

    public static Result<Document> JoinCv(Candidature candidature, DateTimeOffset at, string fileName = "cv-lisible.pdf") =>
        candidature.AttachToCompletion(DocumentKind.Cv, Guid.CreateVersion7(), fileName, 2_000, new string('b', 64), at);

    /// <summary>Answers what <see cref="AskCompletion"/> asks; whatever the file refuses on the way is refused at the end too.</summary>
    public static Result<Snapshot> Complete(Candidature candidature, DateTimeOffset at, string key = "complément")
    {
        AskCompletion(candidature, at);
        candidature.KeepCompletion(Answers, CandidatureForm.Usual, at);
        JoinCv(candidature, at);
        return candidature.Complete(key, CandidatureForm.Usual, at);
    }

    /// <summary>A request in a state, with an answer ready to be sent.</summary>
    public static CompletionRequest Completion(Candidature candidature, CompletionState state)
    {
        var request = AskCompletion(candidature, AfterCall).Value;
        Assert.True(
            candidature
                .KeepCompletion(new Dictionary<string, string> { ["ville"] = "Lyon" }, CandidatureForm.Usual, AfterCall)
                .IsOk
        );
        Assert.True(JoinCv(candidature, AfterCall).IsOk);
        var reached = state switch
        {
            CompletionState.Open => Result.Ok,
            CompletionState.Answered => candidature.Complete("complément", CandidatureForm.Usual, AfterCall),
            CompletionState.Withdrawn => candidature.WithdrawCompletion("Reçu autrement", AfterCall),
            CompletionState.Lapsed => candidature.LapseCompletion(CompletionUntil),
        };
        Assert.True(reached.IsOk);
        return request;
    }

    public static IReadOnlyList<MarkText> Marks(params int?[] values) =>
        [.. values.Select((value, i) => new MarkText($"c{i + 1}", value, value is null, ""))];

    public static ScoreSheet Sheet(SheetState state, Cohort cohort)
    {
        var sheet = new ScoreSheet(Guid.CreateVersion7(), Guid.CreateVersion7(), FirstPerson, AfterCall);
        if (state is SheetState.Draft or SheetState.Locked)
        {
            Assert.True(sheet.Write(Marks(4, 3, 2, 1, 0), Opinion.Favorable, "", cohort, AfterCall).IsOk);
        }

        if (state is SheetState.Locked)
        {
            Assert.True(sheet.Lock(cohort, AfterCall, []).IsOk);
        }

        if (state is SheetState.SetAside)
        {
            Assert.True(sheet.PutAside("Lien d’intérêts", AfterCall).IsOk);
        }

        return sheet;
    }

    /// <summary>On the first day of hearings, at 9:00 in Paris.</summary>
    public static Slot Slot(SlotState state)
    {
        var at = new DateTimeOffset(2018, 11, 6, 8, 0, 0, TimeSpan.Zero);
        var slot = new Slot(
            Guid.CreateVersion7(),
            new HearingPlace(new HearingKey(Guid.CreateVersion7(), 1), Guid.CreateVersion7(), at, 30, [FirstPerson]),
            [ChallengeId],
            HearingMode.InRoom
        );
        Func<Result>[] steps = state switch
        {
            SlotState.Planned => [],
            SlotState.Invited => [Invite],
            SlotState.Confirmed => [Invite, () => slot.Confirm(AfterCall)],
            SlotState.MoveAsked => [Invite, () => slot.AskMove("Je travaille ce matin-là.", AfterCall)],
            SlotState.Waiting => [Invite, () => slot.Arrive(at)],
            SlotState.InHearing => [Invite, () => slot.Begin(at)],
            SlotState.Heard => [Invite, () => slot.Begin(at), () => slot.Finish(at.AddMinutes(30))],
            SlotState.Absent => [Invite, slot.MarkAbsent],
            SlotState.Withdrawn => [slot.Withdraw],
        };
        Assert.All(steps, step => Assert.True(step().IsOk));
        return slot;

        Result Invite() => slot.Invite(AfterCall);
    }

    public static CollectiveSheet CollectiveSheet(CollectiveState state, Cohort cohort)
    {
        var sheet = new CollectiveSheet(Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.True(sheet.Write(Marks(4, 3, null, 1, 0), Opinion.Favorable, "", cohort, FirstPerson, AfterCall).IsOk);
        if (state is CollectiveState.Locked)
        {
            Assert.True(sheet.Lock(SlotState.Heard, cohort, AfterCall).IsOk);
        }

        return sheet;
    }

    public static Decision Decision(DecisionState state, DecisionKind kind = DecisionKind.Retained)
    {
        var decision = EigPortal
            .Domain.Selection.Decision.Record(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                kind,
                Guid.CreateVersion7(),
                "Design",
                ["Design"],
                "",
                FirstPerson,
                AfterCall
            )
            .Value;
        if (state == DecisionState.Validated)
        {
            Assert.True(decision.Validate(SecondPerson, AfterCall).IsOk);
        }

        if (state == DecisionState.Cancelled)
        {
            Assert.True(decision.Cancel("Erreur de saisie", AfterCall).IsOk);
        }

        return decision;
    }

    public static PortalView PortalView(PortalViewState state)
    {
        var person = new ViewedPerson(SecondPerson, false, false, false);
        var view = EigPortal.Domain.Accounts.PortalView.Begin(FirstPerson, person, "Raison", AfterCall, AfterCall).Value;
        var done = state switch
        {
            PortalViewState.Open => Result.Ok,
            PortalViewState.Ended => view.End(PortalViewEnd.Left, AfterCall),
        };
        Assert.Empty(done.Errors);
        return view;
    }

    public static MentorOpinion MentorOpinion(MentorOpinionState state)
    {
        var opinion = new MentorOpinion(Guid.CreateVersion7(), Guid.CreateVersion7(), FirstPerson, SecondPerson, AfterCall);
        var reached = state switch
        {
            MentorOpinionState.Asked => Result.Ok,
            MentorOpinionState.Given => opinion.Give(MentorView.Favourable, "", AfterCall),
            MentorOpinionState.TakenBack => opinion.TakeBack(),
        };
        Assert.True(reached.IsOk);
        return opinion;
    }

    public static ChallengeConsent Consent(ConsentState state)
    {
        var list = new ListKey(Guid.CreateVersion7(), "Design");
        var consent = ChallengeConsent
            .Ask(Guid.CreateVersion7(), Guid.CreateVersion7(), list, ChallengeConsent.UsualDays, "Raison", FirstPerson, AfterCall)
            .Value;
        var reached = state switch
        {
            ConsentState.Asked => Result.Ok,
            ConsentState.Given => consent.Give(isDecided: false, AfterCall),
            ConsentState.Refused => consent.Refuse(isDecided: false, AfterCall),
            ConsentState.TakenBack => consent.TakeBack(),
        };
        Assert.True(reached.IsOk);
        return consent;
    }

    public static TeamProposal TeamProposal(TeamProposalState state)
    {
        var problem = new TeamProblem(null, [], [], [], [], [], seed: 1);
        var solution = new TeamSolution(TeamGoal.Lists, [], TeamReview.Of(problem, []), null);
        var computation = new TeamComputation(Guid.CreateVersion7(), problem, [solution], "Essai", FirstPerson, AfterCall);
        var proposal = new TeamProposal(computation, solution, FirstPerson, AfterCall);
        var reached = state switch
        {
            TeamProposalState.Open => Result.Ok,
            TeamProposalState.Prepared => proposal.Prepare(0, AfterCall),
            TeamProposalState.Dropped => proposal.Drop(AfterCall),
        };
        Assert.True(reached.IsOk);
        return proposal;
    }

    public static Offer Offer(OfferState state)
    {
        var offer = new Offer(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), AfterCall);
        var reached = state switch
        {
            OfferState.Sent => Result.Ok,
            OfferState.Accepted => offer.Accept("Camille D.", FirstPerson, AfterCall),
            OfferState.Declined => offer.Decline("", FirstPerson, AfterCall),
            OfferState.Revoked => offer.Revoke(AfterCall),
        };
        Assert.True(reached.IsOk);
        return offer;
    }

    public static readonly ContractTerms Terms = new(new DateOnly(2019, 1, 14), 4_000m, 70m);

    public static Contract Contract(ContractState state)
    {
        var contract = new Contract(Guid.CreateVersion7(), Guid.CreateVersion7(), Terms);
        if (state == ContractState.Draft)
        {
            return contract;
        }

        contract.AddDocument(ContractDocumentKind.Generated, Guid.CreateVersion7(), "contrat.docx", AfterCall);
        Assert.True(contract.Send(AfterCall).IsOk);
        if (state == ContractState.Sent)
        {
            return contract;
        }

        Assert.True(contract.Sign(Guid.CreateVersion7(), "signe.pdf", AfterCall).IsOk);
        if (state is ContractState.Running or ContractState.Ended)
        {
            Assert.True(contract.Start(contract.StartsOn).IsOk);
        }

        if (state is ContractState.Ended)
        {
            Assert.True(contract.End(contract.EndsOn.AddDays(1)).IsOk);
        }

        if (state is ContractState.Broken)
        {
            Assert.True(contract.Break(new DateOnly(2019, 3, 1), "Départ").IsOk);
        }

        return contract;
    }

    /// <summary>Every cell of a state machine.</summary>
    public static TheoryData<TState, TVerb> Cells<TState, TVerb>()
        where TState : struct, Enum
        where TVerb : struct, Enum
    {
        var cells = new TheoryData<TState, TVerb>();
        foreach (var state in Enum.GetValues<TState>())
        {
            foreach (var verb in Enum.GetValues<TVerb>())
            {
                cells.Add(state, verb);
            }
        }

        return cells;
    }
}
