using EigPortal.Services.Text;

namespace EigPortal.Services.Tests.Text;

public sealed class ParisInstantsTests
{
    [Theory]
    [InlineData("2018-10-15T17:00", "2018-10-15T15:00:00Z")]
    [InlineData("15/10/2018 17:00", "2018-10-15T15:00:00Z")]
    [InlineData("2018-12-04T10:00", "2018-12-04T09:00:00Z")]
    public void A_time_typed_in_Paris_is_one_instant(string typed, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, null), ParisInstants.Parse(typed, "At").Value);

    [Theory]
    [InlineData("2018-10-28T02:30", "instant.twice")]
    [InlineData("2018-03-25T02:30", "instant.absent")]
    [InlineData("demain", "instant.format")]
    [InlineData(null, "instant.format")]
    public void E1_an_hour_that_is_not_exactly_one_instant_is_refused(string? typed, string code) =>
        Assert.Equal(code, ParisInstants.Parse(typed, "At").Error.Code);

    [Fact]
    public void A_field_shows_what_it_reads() =>
        Assert.Equal("2018-10-15T16:59", ParisInstants.ToField(ParisInstants.Parse("15/10/2018 16:59", "At").Value));
}
