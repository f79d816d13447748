using EigPortal.TestKit.Html;

namespace EigPortal.Web.Tests.Public;

public sealed class CalendarTests(CataloguePortal portal) : IClassFixture<CataloguePortal>
{
    [Fact]
    public async Task B36_the_home_page_leads_to_the_timetable_as_a_calendar_in_paris_time()
    {
        using var visitor = portal.Browse();
        var home = await visitor.GetAsync("/");
        var file = await visitor.FollowAsync(home, "Mettre ces dates dans mon agenda (fichier iCalendar)");
        Assert.Equal("text/calendar", file.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("\r\nDTSTART;TZID=Europe/Paris:20181015T170000\r\n", file.Body, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART;VALUE=DATE:20181106\r\nDTEND;VALUE=DATE:20181109\r\n", file.Body, StringComparison.Ordinal);
    }
}
