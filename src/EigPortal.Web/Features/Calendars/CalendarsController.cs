using System.Text;
using EigPortal.Services.Calendars;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Mail;
using EigPortal.Services.Time;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Features.Calendars;

/// <summary>The dates of the current promotion, for people's own calendars.</summary>
[AllowAnonymous]
public sealed class CalendarsController(CurrentCohort current, PortalUrls urls, ProgrammeClock clock) : Controller
{
    [HttpGet("/calendrier.ics")]
    [OutputCache(PolicyName = PublicPages.Policy)]
    public async Task<IActionResult> Programme(CancellationToken ct)
    {
        if (await current.FindAsync(ct) is not { } cohort)
        {
            return NotFound();
        }

        var file = CalendarFile.Of(
            $"Entrepreneurs d’intérêt général, {cohort.Name}",
            new Uri(urls.Root).Host,
            ProgrammeDates.Of(cohort),
            clock.Now
        );
        return this.Attachment(new MemoryStream(Encoding.UTF8.GetBytes(file)), CalendarFile.ContentType, "calendrier-eig.ics");
    }
}
