using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;

namespace EigPortal.Domain.Tests.Juries;

/// <summary>Phases of the jury: opened in order, never over what is missing, and shown as staff state it.</summary>
public sealed class PhaseTests
{
    public static TheoryData<JuryPhase> Phases => [.. Enum.GetValues<JuryPhase>()];

    [Fact]
    public void B30_a_phase_is_refused_with_everything_that_is_missing()
    {
        var phases = Given.Phases(JuryPhase.Hearings);
        var missing = Enum.GetValues<PhaseGapKind>().Select(kind => new PhaseGap(kind, 2)).ToList();

        var refused = phases.Advance(JuryPhase.Deliberation, missing, Given.FirstPerson, Given.AfterCall);

        Assert.Equal(missing.Select(gap => gap.Sentence), refused.Errors.Select(error => error.Message));
        Assert.Equal(JuryPhase.Hearings, phases.Current);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Nothing_is_skipped_and_a_second_click_opens_nothing_more(JuryPhase from)
    {
        foreach (var to in Enum.GetValues<JuryPhase>())
        {
            var (forward, back) = (Given.Phases(from), Given.Phases(from));
            Assert.Equal(to == from + 1, forward.Advance(to, [], Given.FirstPerson, Given.AfterCall).IsOk);
            Assert.Equal(to == from - 1, back.Return(to, "Raison", Given.FirstPerson, Given.AfterCall).IsOk);
        }
    }

    [Fact]
    public void Going_back_asks_why_and_the_history_keeps_it()
    {
        var phases = Given.Phases(JuryPhase.Deliberation);
        phases.ClearEvents();

        Assert.Equal("phase.reason", phases.Return(JuryPhase.Hearings, " ", Given.FirstPerson, Given.AfterCall).Error.Code);
        Assert.True(phases.Return(JuryPhase.Hearings, "Une audition a été oubliée", Given.SecondPerson, Given.AfterCall).IsOk);

        var happened = Assert.Single(phases.Events);
        Assert.Equal(
            ("Retour à la phase du jury : Auditions", "Une audition a été oubliée"),
            (happened.Sentence, happened.Reason)
        );
        Assert.Equal((Given.SecondPerson, Given.AfterCall), (phases.OpenedBy, phases.OpenedAt));
    }

    [Fact]
    public void What_would_contradict_itself_is_refused_all_at_once()
    {
        var phases = Given.Phases(JuryPhase.Reading);
        var sights = new Dictionary<JuryPhase, PhaseSight>
        {
            [JuryPhase.Reading] = new(OthersMarks.Never, Names: true, Ranks: false, FinalList: false),
            [JuryPhase.Hearings] = new(OthersMarks.AfterLockingOwn, Names: false, Ranks: true, FinalList: false),
            [JuryPhase.Decision] = new(OthersMarks.Always, Names: false, Ranks: true, FinalList: true),
            [JuryPhase.Results] = new(OthersMarks.Always, Names: false, Ranks: false, FinalList: true),
        };

        Assert.Equal(
            ["phase.names", "phase.ranks", "phase.final-list", "phase.final-list-ranks", "phase.reason"],
            phases.Describe(sights, "").Errors.Select(error => error.Code)
        );
        Assert.All(Enum.GetValues<JuryPhase>(), phase => Assert.Equal(PhaseSight.Usual(phase), phases.SightIn(phase)));
    }

    [Fact]
    public void Rules_change_with_a_reason_and_the_same_rules_are_no_change()
    {
        var phases = Given.Phases(JuryPhase.Reading);
        var same = Enum.GetValues<JuryPhase>().ToDictionary(phase => phase, PhaseSight.Usual);
        Assert.True(phases.Describe(same, null).IsOk);
        Assert.Empty(phases.Events);

        same[JuryPhase.Reading] = new PhaseSight(OthersMarks.Never, false, false, false);
        Assert.True(phases.Describe(same, "Le jury préfère lire seul").IsOk);

        Assert.Equal(OthersMarks.Never, phases.SightIn(JuryPhase.Reading).OthersMarks);
        Assert.Equal(
            "Phase Lecture : notes des autres, jamais ; noms masqués ; classements masqués ; liste définitive masquée",
            Assert.Single(phases.Events).Sentence
        );
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void E10_no_phase_shows_the_final_list_before_results_are_public(JuryPhase phase)
    {
        var cohort = Given.Cohort();
        var phases = Given.Phases(phase);
        Assert.False(JuryView.Of(phases, cohort, Given.ResultsAt).FinalList);
        Assert.True(cohort.PrepareResults(Given.FirstPerson, Given.AfterCall).IsOk);
        Assert.True(cohort.ConfirmResults(Given.SecondPerson, Given.AfterCall).IsOk);

        Assert.False(JuryView.Of(phases, cohort, Given.ResultsAt.AddSeconds(-1)).FinalList);
        Assert.Equal(phase == JuryPhase.Results, JuryView.Of(phases, cohort, Given.ResultsAt).FinalList);
    }

    [Theory]
    [InlineData(OthersMarks.Never)]
    [InlineData(OthersMarks.AfterLockingOwn)]
    [InlineData(OthersMarks.Always)]
    public void Others_are_read_as_the_phase_says_and_never_from_a_reading_taken_away(OthersMarks marks)
    {
        var view = JuryView.In(JuryPhase.Reading, new PhaseSight(marks, false, false, false), Given.Cohort(), Given.AfterCall);
        var seen = Enum.GetValues<SheetState>().Where(view.ShowsOthers);
        SheetState[] expected = marks switch
        {
            OthersMarks.Never => [],
            OthersMarks.AfterLockingOwn => [SheetState.Locked],
            OthersMarks.Always => [SheetState.NotStarted, SheetState.Draft, SheetState.Locked],
        };
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void Identities_stay_hidden_in_every_phase_until_they_are_revealed()
    {
        var cohort = Given.Cohort();
        Assert.True(cohort.HideIdentities(hasBeenRead: false, Given.AfterCall).IsOk);
        Assert.All(
            Enum.GetValues<JuryPhase>(),
            phase => Assert.False(JuryView.Of(Given.Phases(phase), cohort, Given.AfterCall).Identities)
        );
        Assert.True(cohort.RevealIdentities("Fin de la première lecture", Given.AfterCall).IsOk);
        Assert.True(JuryView.Of(Given.Phases(JuryPhase.Reading), cohort, Given.AfterCall).Identities);
    }
}
