using System.Globalization;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Files;
using EigPortal.Services.Files.Scanning;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>The portal during its call, with a scanner that speaks the real protocol.</summary>
public sealed class ScannedPortal : IAsyncLifetime
{
    private static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(
        new Account(),
        CandidatePortal.Password
    );
    private int people;

    public CandidatePortal Portal { get; } = new();
    public ClamServer Scanner { get; } = new();

    public async Task InitializeAsync()
    {
        Portal
            .With("Scanner:Host", "127.0.0.1")
            .With("Scanner:Port", Scanner.Port.ToString(CultureInfo.InvariantCulture))
            .With("Accounts:RequireSecondFactor", "false");
        await Portal.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Portal).DisposeAsync();
        await Scanner.DisposeAsync();
    }

    /// <summary>Runs the job, for every waiting file whatever its turn.</summary>
    public async Task ScanAsync()
    {
        await Portal.InDatabaseAsync(db =>
            db.Files.Where(file => file.Scan == ScanState.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.NextScanAt, file => file.StoredAt))
        );
        await Portal.InScopeAsync(services => services.GetRequiredService<ScanFiles>().RunAsync(CancellationToken.None));
    }

    public Task SendMailsAsync() =>
        Portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));

    /// <summary>The current CV of a person.</summary>
    public Task<Document> CvOfAsync(Account account) =>
        Portal.InDatabaseAsync(db =>
            db.Documents.AsNoTracking()
                .SingleAsync(document =>
                    document.RemovedAt == null
                    && db.Candidatures.Any(candidature =>
                        candidature.Id == document.CandidatureId
                        && db.Candidates.Any(person => person.Id == candidature.CandidateId && person.AccountId == account.Id)
                    )
                )
        );

    public async Task<(Browse Site, Account Account)> StaffAsync()
    {
        var account = await AccountAsync(StaffRole.Staff);
        return (await SignedInAsync(account), account);
    }

    /// <summary>A juror to whom this file is confided, signed in.</summary>
    public async Task<(Browse Site, Guid SheetId)> JurorAsync(Guid candidatureId)
    {
        var account = await AccountAsync(StaffRole.None);
        var sheet = await Portal.InDatabaseAsync(async db =>
        {
            var juror = await new JuryBuilder(db).JurorAsync(account);
            var added = new ScoreSheet(juror.Id, candidatureId, account.Id, Portal.Clock.Now);
            db.Add(added);
            await db.SaveChangesAsync();
            return added.Id;
        });
        return (await SignedInAsync(account), sheet);
    }

    private Task<Account> AccountAsync(StaffRole role) =>
        Portal.InDatabaseAsync(db =>
            new JuryBuilder(db, PasswordHash).AccountAsync(
                "Nour",
                "Lemaître",
                $"lecture-{Interlocked.Increment(ref people)}@exemple.fr",
                role
            )
        );

    private async Task<Browse> SignedInAsync(Account account)
    {
        var site = Portal.Browse();
        await site.SubmitAsync(
            await site.GetAsync("/connexion"),
            "Se connecter",
            ("Email", account.Email!),
            ("Password", CandidatePortal.Password)
        );
        return site;
    }
}
