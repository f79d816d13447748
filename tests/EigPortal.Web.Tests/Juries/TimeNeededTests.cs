using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>Something to mark given to somebody whose time is over: the notice of the act says so, where more time is given (E8).</summary>
public sealed class TimeNeededTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    private const string Needs =
        "La notation est close : Maud Toussaint ne peut rien verrouiller sans plus de temps. Lui donner du temps";

    [Fact]
    public async Task E8_what_is_opened_again_or_given_after_the_closing_says_who_needs_more_time_and_where_to_give_it()
    {
        var closes = await session.InDatabaseAsync(db =>
            db.Cohorts.Where(cohort => cohort.IsCurrent).Select(cohort => cohort.Timetable.ReadingClosesAt!.Value).SingleAsync()
        );
        var (path, fileId) = await session.AssignAsync("EIG3-0080");
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var file = $"/admin/jurys/dossiers/{fileId}";

        await LockAsync(juror, path);
        var open = await ReopenAsync(staff, file);
        Assert.Equal(["La fiche est rouverte. La personne reçoit un courriel avec la raison."], open.Texts(".fr-alert--success"));
        await LockAsync(juror, path);

        await session.Clock.FreezeAsync(closes.AddHours(1));
        var late = await ReopenAsync(staff, file);
        Assert.Equal(
            [$"La fiche est rouverte. La personne reçoit un courriel avec la raison. {Needs}"],
            late.Texts(".fr-alert--warning")
        );
        var link = late.One(".fr-alert--warning a").GetAttribute("href")!;
        Assert.True((await staff.GetAsync("/admin/jurys/cloture")).Has(link[link.IndexOf('#')..]));

        var (preview, done) = await AssignAsync(staff, "EIG3-0081");
        Assert.Equal([Needs[..Needs.IndexOf(" Lui", StringComparison.Ordinal)]], preview.Texts("main .fr-alert--warning"));
        Assert.Equal([Needs], done.Texts("main .fr-alert--warning"));
        Assert.Equal(link, done.One("main .fr-alert--warning a").GetAttribute("href"));

        await GiveTimeAsync();
        var (_, given) = await AssignAsync(staff, "EIG3-0082");
        Assert.Empty(given.Texts("main .fr-alert--warning"));
    }

    private static async Task LockAsync(Browse juror, string path)
    {
        var page = await juror.GetAsync(path);
        var confirm = await juror.SubmitAsync(page, "Relire et verrouiller", ReadingSession.FullMarks(page));
        await juror.SubmitAsync(confirm, "Verrouiller la fiche");
    }

    private static async Task<Page> ReopenAsync(Browse staff, string file) =>
        await staff.SubmitAsync(await staff.GetAsync(file), "Rouvrir la fiche", ("reason", "Une note manque."));

    private async Task<(Page Preview, Page Done)> AssignAsync(Browse staff, string number)
    {
        var (fileId, jurorId) = await session.InDatabaseAsync(async db =>
            (
                await db.Candidatures.Where(file => file.Number == number).Select(file => file.Id).SingleAsync(),
                await (
                    from member in db.Jurors
                    join account in db.Accounts on member.AccountId equals account.Id
                    where account.Email == DemoAccounts.Juror.Email
                    select member.Id
                ).SingleAsync()
            )
        );
        var preview = await staff.SubmitAsync(
            await staff.GetAsync("/admin/jurys/lectures"),
            "Voir l’aperçu",
            ("CandidatureIds", new[] { fileId.ToString() }),
            ("JurorIds", new[] { jurorId.ToString() })
        );
        return (preview, await staff.SubmitAsync(preview, "Confier ces lectures"));
    }

    private Task GiveTimeAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var juror = await db.Jurors.SingleAsync(row =>
                db.Accounts.Any(account => account.Id == row.AccountId && account.Email == DemoAccounts.Juror.Email)
            );
            var now = session.Clock.Now;
            Assert.Empty(juror.ReopenMarking(now.AddDays(1), "Deux lectures de plus", cohort.Timetable, now).Errors);
            return await db.SaveChangesAsync();
        });
}
