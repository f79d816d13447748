using System.Globalization;
using EigPortal.Services.Text;

namespace EigPortal.Web.Tests.Dsfr;

public sealed class FrenchFormattingTests
{
    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    [Fact]
    public void The_closing_of_the_call_is_said_in_Paris_time_wherever_the_server_is()
    {
        Assert.Equal("lundi 15\u00a0octobre 2018 à\u00a017\u00a0h, heure de Paris", FrenchDates.Long(At("2018-10-15T15:00:00Z")));
        Assert.Equal(
            "lundi 15\u00a0octobre 2018 à\u00a017\u00a0h, heure de Paris",
            FrenchDates.Long(At("2018-10-16T02:00:00+11:00"))
        );
    }

    [Theory]
    [InlineData("2018-10-28T00:59:00Z", "28\u00a0octobre 2018 à\u00a02\u00a0h\u00a059")]
    [InlineData("2018-10-28T01:00:00Z", "28\u00a0octobre 2018 à\u00a02\u00a0h")]
    [InlineData("2019-03-31T00:59:00Z", "31\u00a0mars 2019 à\u00a01\u00a0h\u00a059")]
    [InlineData("2019-03-31T01:00:00Z", "31\u00a0mars 2019 à\u00a03\u00a0h")]
    [InlineData("2018-12-31T23:00:00Z", "1er\u00a0janvier 2019 à\u00a00\u00a0h")]
    public void Both_changes_of_the_hour_and_midnight_fall_where_Paris_puts_them(string instant, string expected)
    {
        Assert.Equal(expected, FrenchDates.Medium(At(instant)));
    }

    [Fact]
    public void Short_forms_fit_tables_and_receipts()
    {
        Assert.Equal("15/10/2018 16:59", FrenchDates.Short(At("2018-10-15T14:59:59Z")));
        Assert.Equal("16\u00a0h\u00a059\u00a0min\u00a059\u00a0s", FrenchDates.Seconds(At("2018-10-15T14:59:59Z")));
        Assert.Equal("2018-10-15T17:00:00+02:00", FrenchDates.Machine(At("2018-10-15T15:00:00Z")));
        Assert.Equal(new DateOnly(2018, 9, 13), FrenchDates.ParisDay(At("2018-09-12T22:00:00Z")));
    }

    [Theory]
    [InlineData("2019-01-14", "2019-01-14", "le\u00a014\u00a0janvier 2019")]
    [InlineData("2019-01-14", "2019-01-18", "du\u00a014 au\u00a018\u00a0janvier 2019")]
    [InlineData("2018-11-30", "2018-12-01", "du\u00a030\u00a0novembre au\u00a01er\u00a0décembre 2018")]
    [InlineData("2018-12-31", "2019-01-02", "du\u00a031\u00a0décembre 2018 au\u00a02\u00a0janvier 2019")]
    public void A_period_says_once_what_its_ends_share(string from, string to, string expected)
    {
        Assert.Equal(
            expected,
            FrenchDates.Period(
                DateOnly.Parse(from, CultureInfo.InvariantCulture),
                DateOnly.Parse(to, CultureInfo.InvariantCulture)
            )
        );
    }

    [Fact]
    public void Days_have_a_first_and_a_weekday()
    {
        Assert.Equal("14\u00a0janvier 2019", FrenchDates.Day(new DateOnly(2019, 1, 14)));
        Assert.Equal("vendredi 1er\u00a0mars 2019", FrenchDates.Weekday(new DateOnly(2019, 3, 1)));
        Assert.Equal("14/01/2019", FrenchDates.ShortDay(new DateOnly(2019, 1, 14)));
    }

    [Fact]
    public void Numbers_never_break_from_their_unit()
    {
        Assert.Equal("1\u00a0234\u00a0567,5", FrenchNumbers.Number(1234567.5m));
        Assert.Equal("4\u00a0000\u00a0€", FrenchNumbers.Euros(4000));
        Assert.Equal("1\u00a0234,50\u00a0€", FrenchNumbers.Euros(1234.5m));
        Assert.Equal("19\u00a0%", FrenchNumbers.Percent(0.188m));
        Assert.Equal("14,13", FrenchNumbers.TwoDecimals(14.125m));
        Assert.Equal("0\u00a0candidature", FrenchNumbers.Count(0, "candidature", "candidatures"));
        Assert.Equal("2\u00a0candidatures", FrenchNumbers.Count(2, "candidature", "candidatures"));
    }

    [Theory]
    [InlineData(1, "1\u00a0octet")]
    [InlineData(850, "850\u00a0octets")]
    [InlineData(12_400, "12\u00a0ko")]
    [InlineData(1_400_000, "1,4\u00a0Mo")]
    [InlineData(5_000_000_000, "5\u00a0Go")]
    public void Sizes_are_in_French_units(long bytes, string expected)
    {
        Assert.Equal(expected, FrenchNumbers.Bytes(bytes));
    }
}
