using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;

namespace EigPortal.Domain.Tests.Hearings;

/// <summary>What the tables of transitions don't say: settings, panels, releases, reasons, and what a collective grid asks for.</summary>
public sealed class HearingTests
{
    private static readonly Guid Maud = Guid.CreateVersion7();
    private static readonly Guid Yann = Guid.CreateVersion7();
    private static readonly Guid Ines = Guid.CreateVersion7();

    [Fact]
    public void Settings_refuse_every_wrong_figure_at_once_and_days_of_another_calendar()
    {
        var usual = HearingText.Usual(Given.Timetable);
        Assert.Equal([6, 7, 8], usual.Days.Select(day => day.Day.Day));
        var first = usual.Days[0];
        var wrong = usual with
        {
            SlotMinutes = 5,
            Rooms = 0,
            Days = [first with { LunchFrom = first.EndsAt }, first with { Day = first.Day.AddDays(30) }],
        };
        Assert.Equal(
            ["SlotMinutes", "Rooms", "Days[0].StartsAt", "Days[1].StartsAt"],
            HearingSettings.Open(Guid.CreateVersion7(), wrong, Given.Timetable).Errors.Select(error => error.Field)
        );
        var settings = Open();
        Assert.True(settings.Write(usual with { Days = [first] }, Given.Timetable).IsOk);
        Assert.Equal([first], settings.Text.Days);
    }

    [Fact]
    public void B15_a_release_takes_two_people_and_the_version_that_they_read()
    {
        var settings = Open();
        Assert.Equal([HearingErrors.NothingToRelease], settings.Prepare(0, Given.FirstPerson, Given.AfterCall).Errors);
        settings.NoteChange(Given.AfterCall);
        Assert.Equal([HearingErrors.NotPrepared], settings.Release(1, 86, Given.SecondPerson, Given.AfterCall).Errors);
        Assert.True(settings.Prepare(86, Given.FirstPerson, Given.AfterCall).IsOk);
        Assert.Equal([HearingErrors.Stale], settings.Release(2, 86, Given.SecondPerson, Given.AfterCall).Errors);
        Assert.Equal([CohortErrors.SecondPersonNeeded], settings.Release(1, 86, Given.FirstPerson, Given.AfterCall).Errors);
        Assert.True(settings.Release(1, 86, Given.SecondPerson, Given.AfterCall).IsOk);
        Assert.True(settings.Prepare(1, Given.FirstPerson, Given.AfterCall).IsOk);
        settings.NoteChange(Given.AfterCall);
        Assert.Equal([HearingErrors.NotPrepared], settings.Release(2, 1, Given.SecondPerson, Given.AfterCall).Errors);
        Assert.Equal(2, settings.Version);
    }

    [Fact]
    public void B35_E13_a_member_who_is_replaced_stays_on_record_and_the_note_passes_on()
    {
        var panel = new Panel(Guid.CreateVersion7(), new DateOnly(2018, 11, 6), "Salle 1");
        Assert.Equal(
            ["Room", "Members"],
            panel.Describe(" ", false, "", [], [], null, Given.AfterCall).Errors.Select(error => error.Field)
        );
        Assert.True(panel.Describe("Salle 1", false, "", [], [Maud, Yann], Maud, Given.AfterCall).IsOk);
        Assert.True(panel.Replace(Maud, Ines, Given.AfterCall).IsOk);
        Assert.Equal(Ines, panel.NoteTakerId);
        Assert.Equal([Yann, Ines], panel.PresentIds);
        Assert.Equal(Given.AfterCall, panel.Members.Single(member => member.JurorId == Maud).LeftAt);
        Assert.Equal("panel.not-member", panel.Replace(Maud, Yann, Given.AfterCall).Error.Code);
        Assert.Equal("panel.already", panel.Replace(Ines, Yann, Given.AfterCall).Error.Code);
        Assert.True(panel.Replace(Ines, null, Given.AfterCall).IsOk);
        Assert.Equal(Yann, panel.NoteTakerId);
        Assert.Equal("panel.last", panel.Replace(Yann, null, Given.AfterCall).Error.Code);
        Assert.True(panel.Replace(Yann, Maud, Given.AfterCall).IsOk);
        Assert.Equal(3, panel.Members.Count);
    }

    [Fact]
    public void E13_a_move_is_asked_with_a_reason_before_the_hour_and_forgotten_once_answered()
    {
        var slot = Given.Slot(SlotState.Invited);
        Assert.Equal("slot.reason", slot.AskMove("  ", Given.AfterCall).Error.Code);
        Assert.Equal([HearingErrors.TooLate], slot.AskMove("Grève des trains", slot.StartsAt).Errors);
        Assert.Equal([HearingErrors.TooLate], slot.Confirm(slot.StartsAt).Errors);
        Assert.True(slot.AskMove("Grève des trains", slot.StartsAt.AddSeconds(-1)).IsOk);
        Assert.Equal("slot.answer", slot.Keep("").Error.Code);
        Assert.Equal("Grève des trains", slot.MoveReason);
        Assert.True(slot.Keep("Aucun autre créneau n’est libre : pouvons-nous vous entendre par téléphone ?").IsOk);
        Assert.Equal("", slot.MoveReason);
    }

    [Fact]
    public void E13_somebody_who_knew_of_a_place_is_invited_again_when_it_moves_unless_they_wait_outside()
    {
        foreach (var (state, after) in new[] { (SlotState.Confirmed, SlotState.Planned), (SlotState.Waiting, SlotState.Waiting) })
        {
            var slot = Given.Slot(state);
            Assert.True(slot.MoveTo(slot.ToPlace() with { PanelId = Maud, MentorIds = [Yann] }).IsOk);
            Assert.Equal((after, Maud, 1), (slot.State, slot.PanelId, slot.Round));
            Assert.Equal([Yann], slot.Mentors.Select(mentor => mentor.JurorId));
        }
    }

    [Fact]
    public void E13_somebody_noted_absent_who_comes_twenty_minutes_late_waits_and_is_heard()
    {
        var slot = Given.Slot(SlotState.Confirmed);
        var late = slot.StartsAt.AddMinutes(20);
        Assert.True(slot.MarkAbsent().IsOk);
        Assert.True(slot.Arrive(late).IsOk);
        Assert.Equal((SlotState.Waiting, late), (slot.State, slot.ArrivedAt!.Value));
        Assert.True(slot.Begin(late).IsOk);
        Assert.True(slot.Finish(late.AddMinutes(30)).IsOk);
        Assert.Equal((SlotState.Heard, late), (slot.State, slot.BegunAt!.Value));
    }

    [Fact]
    public void E13_a_link_that_fails_becomes_a_phone_call_until_the_person_was_heard()
    {
        foreach (var state in Enum.GetValues<SlotState>())
        {
            var slot = Given.Slot(state);
            var isOver = state is SlotState.Heard or SlotState.Absent or SlotState.Withdrawn;
            Assert.Equal(!isOver, slot.TakePart(HearingMode.ByPhone).IsOk);
            Assert.Equal((state, isOver ? HearingMode.InRoom : HearingMode.ByPhone), (slot.State, slot.Mode));
        }
    }

    [Fact]
    public void E13_a_mentor_needed_in_two_panels_at_one_instant_stays_where_they_were_first_expected()
    {
        var day = new DateOnly(2018, 11, 6);
        var nine = new DateTimeOffset(2018, 11, 6, 8, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] starts = [nine, nine.AddMinutes(40)];
        PanelToFill[] panels = [Panel("Salle 1", Yann), Panel("Salle 2", Ines)];
        HearingToPlace[] hearings = [Hearing("EIG3-0001"), Hearing("EIG3-0002")];
        var problem = new HearingProblem(
            new HearingRules(40, 10, 10, 4, KeepsPlaced: true),
            [new HearingHalf(day, HalfDay.Morning, starts, nine.AddHours(4))],
            panels,
            hearings,
            [KeyValuePair.Create(Given.ChallengeId, (IReadOnlyList<Guid>)[Maud])],
            [],
            [],
            []
        );
        var first = Place(hearings[0], panels[0], nine);

        Assert.Null(HearingCheck.MentorsFor(problem, hearings[1], panels[1].PanelId, nine, [first]));
        Assert.Equal(
            [HearingBreach.PersonTaken],
            HearingCheck.Of(problem, hearings[1], Place(hearings[1], panels[1], nine), [first])
        );
        Assert.Equal([Maud], HearingCheck.MentorsFor(problem, hearings[1], panels[1].PanelId, starts[1], [first])!);
        Assert.Empty(HearingCheck.Of(problem, hearings[1], Place(hearings[1], panels[1], starts[1]), [first]));

        PanelToFill Panel(string room, Guid member) =>
            new(Guid.CreateVersion7(), day, room, IsRemote: false, [member], new HashSet<Guid>());

        HearingToPlace Hearing(string number) =>
            new(
                new HearingKey(Guid.CreateVersion7(), 1),
                number,
                [Given.ChallengeId],
                30,
                IsRemote: false,
                new HashSet<(DateOnly, HalfDay)>(),
                null
            );

        HearingPlace Place(HearingToPlace hearing, PanelToFill panel, DateTimeOffset at) =>
            new(hearing.Key, panel.PanelId, at, hearing.Minutes, [Maud]);
    }

    [Fact]
    public void A_collective_grid_counts_as_a_sheet_does_and_is_locked_once_the_person_was_heard()
    {
        var cohort = Given.Cohort();
        var sheet = new CollectiveSheet(Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Equal(6, sheet.Lock(SlotState.Heard, cohort, Given.AfterCall).Errors.Count);
        Assert.False(sheet.Write(Given.Marks(5), null, "", cohort, Maud, Given.AfterCall).IsOk);
        Assert.True(sheet.Write(Given.Marks(4, 3, 2, 3, null), Opinion.Favorable, " Net ", cohort, Maud, Given.AfterCall).IsOk);
        Assert.Equal([CollectiveErrors.NotHeard], sheet.Lock(SlotState.InHearing, cohort, Given.AfterCall).Errors);
        Assert.True(sheet.Lock(SlotState.Heard, cohort, Given.AfterCall).IsOk);
        Assert.Equal((15m, "Net"), (sheet.Total, sheet.OverallComment));
        Assert.Equal("collective.reason", sheet.Unlock(" ").Error.Code);
    }

    [Fact]
    public void An_adjustment_refuses_a_zone_that_nobody_knows_and_needs_no_reason()
    {
        var adjustment = new HearingAdjustment(Guid.CreateVersion7());
        var half = (new DateOnly(2018, 11, 7), HalfDay.Morning);
        Assert.Equal(
            ["ExtraMinutes", "ZoneId"],
            adjustment.Write(61, false, [], "Lune/Mer", "").Errors.Select(error => error.Field)
        );
        Assert.True(adjustment.Write(10, true, [half, half], "Pacific/Noumea", "").IsOk);
        Assert.Equal([half], adjustment.Impossible);
        Assert.DoesNotContain("10", adjustment.Events.Single().Sentence, StringComparison.Ordinal);
    }

    private static HearingSettings Open() =>
        HearingSettings.Open(Guid.CreateVersion7(), HearingText.Usual(Given.Timetable), Given.Timetable).Value;
}
