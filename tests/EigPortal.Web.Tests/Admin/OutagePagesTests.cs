using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Health;
using EigPortal.Services.Outages;
using EigPortal.Services.Time;
using EigPortal.TestKit.Portal;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Admin;

/// <summary>From an outage to a later closing for everybody, by two people.</summary>
public sealed class OutagePagesTests : IAsyncLifetime
{
    private const string Token = "jeton-de-la-sonde-exterieure-0001";
    private readonly CandidatePortal portal = new();

    public OutagePagesTests() => portal.With("Health:ProbeToken", Token);

    public Task InitializeAsync() => portal.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)portal).DisposeAsync();

    [Fact]
    public async Task B9_B10_two_people_postpone_the_closing_and_every_page_and_mail_follows_at_once()
    {
        await portal.Clock.SetAsync("2018-10-15T16:50:00");
        var (draft, account) = await portal.CandidateAsync();
        var (nobody, _) = await portal.SomebodyAsync();
        var visitor = portal.Browse();
        Assert.Contains("17\u00a0h", (await visitor.GetAsync("/")).One("body").TextContent, StringComparison.Ordinal);
        var first = await portal.StaffAsync();
        var second = await portal.StaffAsync();

        var page = await first.GetAsync("/admin/pannes");
        var shorter = await first.SubmitAsync(
            page,
            "Proposer cette clôture",
            ("Until", "2018-10-15T16:55"),
            ("Reason", "Erreur")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shorter.Status);
        Assert.Equal(
            ["Choisissez un instant plus tardif que la clôture actuelle : elle peut être repoussée, jamais avancée."],
            shorter.Errors
        );
        Assert.Equal("2018-10-15T16:55", shorter.One("#Until").GetAttribute("value"));
        var silent = await first.SubmitAsync(page, "Proposer cette clôture", ("Until", "2018-10-15T16:55"), ("Reason", " "));
        Assert.Equal(2, silent.Errors.Count);
        var unreadable = await first.SubmitAsync(page, "Proposer cette clôture", ("Until", "demain"), ("Reason", ""));
        Assert.Equal(2, unreadable.Errors.Count);

        var proposed = await first.SubmitAsync(
            page,
            "Proposer cette clôture",
            ("Until", "2018-10-15T19:00"),
            ("Reason", "Panne de 14 h à 15 h 40")
        );
        Assert.False(proposed.Has("form[action='/admin/pannes/prolongation/accord']"));
        Assert.Contains("17\u00a0h", (await visitor.GetAsync("/")).One("body").TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "/admin/pannes",
            (await second.GetAsync("/admin"))
                .Document.QuerySelectorAll(".portal-tasks a")
                .Select(link => link.GetAttribute("href"))
        );
        await second.SubmitAsync(await second.GetAsync("/admin/pannes"), "Repousser la clôture pour tout le monde");

        Assert.Contains("19\u00a0h", (await visitor.GetAsync("/")).One("body").TextContent, StringComparison.Ordinal);
        Assert.Contains("19\u00a0h", (await draft.GetAsync("/candidature")).One("body").TextContent, StringComparison.Ordinal);
        Assert.Contains("19\u00a0h", (await nobody.GetAsync("/candidature")).One("body").TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(
            await portal.InDatabaseAsync(db => db.Mails.Where(mail => mail.Template == nameof(ProlongationMail)).ToListAsync())
        );
        Assert.Equal(account.Email, mail.To);
        Assert.Contains("> Panne de 14 h à 15 h 40", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(
            "lundi 15 octobre 2018 à 19 h, heure de Paris",
            mail.TextBody.Replace('\u00a0', ' '),
            StringComparison.Ordinal
        );
        await portal.Clock.SetAsync("2018-10-15T18:59:59");
        Assert.Equal("/candidature/voeux", (await draft.GetAsync("/candidature/voeux")).Path);
        await portal.Clock.SetAsync("2018-10-15T19:00:00");
        Assert.Equal("/candidature", (await draft.GetAsync("/candidature/voeux")).Path);
    }

    [Fact]
    public async Task A_monitor_outside_reports_with_its_token_and_the_page_proposes_a_closing()
    {
        await portal.Clock.TickFromAsync(ClockControl.Instant("2018-10-15T16:00:00"));
        var now = DateTimeOffset.UtcNow;
        var report = new
        {
            debut = now.AddMinutes(-50),
            fin = (DateTimeOffset?)null,
            detail = "La page d’accueil ne répond plus",
        };
        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync(report, "un-autre-jeton-tout-aussi-long"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync(report, ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ReportAsync(new { debut = "hier" }, Token));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            await ReportAsync(new { debut = now.AddMinutes(5), detail = "Demain" }, Token)
        );
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.Outages.CountAsync()));

        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(report, Token));
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ReportAsync(
                new
                {
                    report.debut,
                    fin = now.AddMinutes(-30),
                    report.detail,
                },
                Token
            )
        );

        var outage = await portal.InDatabaseAsync(db => db.Outages.AsNoTracking().SingleAsync());
        Assert.Equal(OutageSource.Monitor, outage.Source);
        Assert.Equal(20, (outage.ProgrammeEndedAt - outage.ProgrammeStartedAt)!.Value.TotalMinutes, precision: 3);
        Assert.Equal(new DateOnly(2018, 10, 15), DateOnly.FromDateTime(outage.ProgrammeStartedAt.UtcDateTime));
        var page = await (await portal.StaffAsync()).GetAsync("/admin/pannes?heures=3");
        Assert.Equal(["1 panne"], page.Texts("caption"));
        Assert.Contains("17\u00a0h\u00a030", page.One("body").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watch_writes_down_failures_and_the_time_when_nothing_was_checked()
    {
        await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        var start = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        var machine = new HandTime(start);
        var probe = new Switch();
        await LookAsync(machine, probe);
        machine.Advance(TimeSpan.FromMinutes(1));
        probe.Problem = "disque plein";
        await LookAsync(machine, probe);
        machine.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(machine, probe);
        machine.Advance(TimeSpan.FromMinutes(1));
        probe.Problem = null;
        await LookAsync(machine, probe);
        machine.Advance(TimeSpan.FromMinutes(40));
        await LookAsync(machine, probe);

        Assert.Equal(
            [
                (OutageSource.Readiness, start.AddMinutes(1), (DateTimeOffset?)start.AddMinutes(3)),
                (OutageSource.Silence, start.AddMinutes(3), start.AddMinutes(43)),
            ],
            (await portal.InDatabaseAsync(db => db.Outages.AsNoTracking().OrderBy(o => o.StartedAt).ToListAsync())).Select(o =>
                (o.Source, o.StartedAt, o.EndedAt)
            )
        );
    }

    private Task LookAsync(TimeProvider machine, IReadinessProbe probe) =>
        portal.InScopeAsync(services =>
        {
            var db = services.GetRequiredService<EigDbContext>();
            var journal = new OutageJournal(db, services.GetRequiredService<ProgrammeClock>(), machine);
            return new OutageWatch(db, journal, [probe], machine).RunAsync(CancellationToken.None);
        });

    private async Task<HttpStatusCode> ReportAsync(object report, string token)
    {
        using var site = portal.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sante/sonde") { Content = JsonContent.Create(report) };
        await request.Content.LoadIntoBufferAsync();
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return (await site.Client.SendAsync(request)).StatusCode;
    }

    private sealed class Switch : IReadinessProbe
    {
        public string Name => "essai";
        public string? Problem { get; set; }

        public Task<string?> ProblemAsync(CancellationToken ct) => Task.FromResult(Problem);
    }
}
