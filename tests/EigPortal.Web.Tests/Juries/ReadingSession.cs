using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The morning after the closing, as the demonstration builds it: 170 files, 24 jurors, nothing assigned.</summary>
public sealed class ReadingSession : PortalFactory
{
    public ReadingSession()
    {
        With("Accounts:RequireSecondFactor", "false");
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync(DemoScenario.Reading.Name, CancellationToken.None)
        );
        await Clock.FreezeAsync(DemoScenario.Reading.StartsAt);
    }

    public async Task<Browse> SignInAsync(string email)
    {
        var site = Browse();
        await site.SubmitAsync(
            await site.GetAsync("/connexion"),
            "Se connecter",
            ("Email", email),
            ("Password", DemoAccounts.Password)
        );
        return site;
    }

    /// <summary>Gives a file to the juror of the demonstration.</summary>
    /// <returns>The address of the reading, and the file.</returns>
    public Task<(string Path, Guid FileId)> AssignAsync(string number) =>
        InDatabaseAsync(async db =>
        {
            var fileId = await db.Candidatures.Where(file => file.Number == number).Select(file => file.Id).SingleAsync();
            var juror = await db.Jurors.SingleAsync(link =>
                db.Accounts.Any(account => account.Id == link.AccountId && account.Email == DemoAccounts.Juror.Email)
            );
            var sheet = new ScoreSheet(juror.Id, fileId, juror.AccountId, Clock.Now);
            db.Add(sheet);
            await db.SaveChangesAsync();
            return ($"/admin/jury/lectures/{sheet.Id}", fileId);
        });

    public static Guid SheetOf(string path) => Guid.Parse(path[^36..]);

    /// <summary>A mark of 3 for each criterion of the page, and a favourable opinion.</summary>
    public static (string Name, object Value)[] FullMarks(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("input[data-portal-mark][value='3']")
                .Select(input => (input.GetAttribute("name")!, (object)"3")),
            ("Opinion", nameof(Opinion.Favorable)),
        ];
}
