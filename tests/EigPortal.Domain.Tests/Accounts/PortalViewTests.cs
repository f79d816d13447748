using EigPortal.Domain.Accounts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Accounts;

public sealed class PortalViewTests
{
    private static readonly Guid Administrator = Guid.CreateVersion7();
    private static readonly ViewedPerson Person = new(Guid.CreateVersion7(), false, false, false);
    private static readonly DateTimeOffset Machine = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<ViewedPerson, DomainError> Refused =>
        new()
        {
            { Person with { AccountId = Administrator }, PortalViewErrors.Oneself },
            { Person with { IsOfTeam = true }, PortalViewErrors.OfTheTeam },
            { Person with { IsClosed = true }, PortalViewErrors.Closed },
            { Person with { IsBehindTie = true }, PortalViewErrors.Tie },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void B34_some_people_are_nobody_s_to_view_whatever_the_reason(ViewedPerson person, DomainError refusal)
    {
        Assert.Equal([refusal], Begin(person, "Raison").Errors);
        Assert.Equal([refusal, PortalViewErrors.NoReason], Begin(person, "").Errors);
        Assert.Equal(refusal, PortalView.RefusalOf(Administrator, person));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t\u00a0")]
    public void B34_a_view_needs_a_reason(string? reason) =>
        Assert.Equal([PortalViewErrors.NoReason], Begin(Person, reason).Errors);

    [Fact]
    public void B34_a_reason_has_a_length()
    {
        Assert.True(Begin(Person, new string('a', PortalView.ReasonMaxLength)).IsOk);
        Assert.Equal([PortalViewErrors.ReasonTooLong], Begin(Person, new string('a', PortalView.ReasonMaxLength + 1)).Errors);
    }

    [Fact]
    public void B34_a_view_has_thirty_minutes_and_says_both_people_and_why()
    {
        var view = Begin(Person, " Sa proposition ne s’affiche pas. ").Value;
        Assert.Equal((Given.AfterCall, Machine, Machine.AddMinutes(30)), (view.BegunAt, view.OpenedAt, view.ExpiresAt));
        Assert.Equal(PortalViewErrors.NotYet, view.Expire(Machine.AddMinutes(30).AddTicks(-1)).Error);
        Assert.True(view.Expire(Machine.AddMinutes(30)).IsOk);

        Assert.Equal(
            [(Person.AccountId, Administrator, "Sa proposition ne s’affiche pas."), (Person.AccountId, Administrator, null)],
            view.Events.Select(line => (line.ObjectId, line.ActorId!.Value, line.Reason))
        );
        Assert.Equal(
            ["Portail vu comme cette personne, en lecture seule", "Fin de la vue du portail comme cette personne : temps écoulé"],
            view.Events.Select(line => line.Sentence)
        );
        Assert.Equal((Machine.AddMinutes(30), PortalViewEnd.TimeOut), (view.EndedAt!.Value, view.EndedBecause!.Value));
    }

    [Fact]
    public void B34_a_view_that_is_over_keeps_the_end_it_had()
    {
        var view = Begin(Person, "Raison").Value;
        Assert.True(view.End(PortalViewEnd.Left, Machine.AddMinutes(1)).IsOk);
        Assert.Equal(PortalViewErrors.Over, view.End(PortalViewEnd.SignedOut, Machine.AddMinutes(2)).Error);
        Assert.Equal(PortalViewErrors.Over, view.Expire(Machine.AddMinutes(40)).Error);
        Assert.Equal((Machine.AddMinutes(1), PortalViewEnd.Left), (view.EndedAt!.Value, view.EndedBecause!.Value));
        Assert.Equal(2, view.Events.Count);
    }

    private static Result<PortalView> Begin(ViewedPerson person, string? reason) =>
        PortalView.Begin(Administrator, person, reason, Given.AfterCall, Machine);
}
