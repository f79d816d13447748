using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>The portal with the real promotion 3 during its call, and somebody of the programme team to sign in.</summary>
public class StaffPortal : PortalFactory
{
    public const string DuringCall = "2018-10-08T10:00:00";
    public const string AfterClosing = "2018-10-16T09:00:00";
    private const string Password = "cheval agrafe batterie";
    private static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
    private int people;

    public StaffPortal() => With("Accounts:RequireSecondFactor", "false");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabaseAsync(db => Catalogue.ImportAsync(db, CancellationToken.None));
        await Clock.SetAsync(DuringCall);
    }

    /// <summary>Somebody of the programme team, signed in.</summary>
    public async Task<(Browse Site, Account Account)> StaffAsync(string givenName = "Nour")
    {
        var account = await AccountAsync(givenName, "Lemaître", StaffRole.Staff);
        return (await SignInAsync(account.Email!), account);
    }

    /// <summary>Somebody who administers the portal, signed in.</summary>
    public async Task<(Browse Site, Account Account)> AdministratorAsync(string givenName = "Zélie")
    {
        var account = await AccountAsync(givenName, "Quintard", StaffRole.Administrator);
        return (await SignInAsync(account.Email!), account);
    }

    /// <summary>Somebody who has an account, signed in.</summary>
    public async Task<Browse> SignInAsync(string email)
    {
        var site = Browse();
        await site.SubmitAsync(await site.GetAsync("/connexion"), "Se connecter", ("Email", email), ("Password", Password));
        return site;
    }

    /// <summary>The person behind a candidature, signed in.</summary>
    public async Task<Browse> OwnerAsync(Candidature candidature) =>
        await SignInAsync((await AccountOfAsync(candidature)).Email!);

    /// <summary>The account of the person behind a candidature.</summary>
    public Task<Account> AccountOfAsync(Candidature candidature) =>
        InDatabaseAsync(db =>
            db.Candidates.Where(person => person.Id == candidature.CandidateId)
                .Join(db.Accounts, person => person.AccountId, account => account.Id, (_, account) => account)
                .SingleAsync()
        );

    /// <summary>A juror to whom a candidature is confided, signed in, and the reading.</summary>
    public async Task<(Browse Site, Account Account, Guid SheetId)> JurorAsync(Candidature candidature, Guid assignedBy)
    {
        var account = await AccountAsync("Hippolyte", "Vauquelin", StaffRole.None);
        var sheetId = await InDatabaseAsync(async db =>
        {
            var juror = new Juror(account.Id, candidature.CohortId);
            juror.AcceptCharter(Clock.Now);
            var sheet = new ScoreSheet(juror.Id, candidature.Id, assignedBy, Clock.Now);
            db.AddRange(juror, sheet);
            await db.SaveChangesAsync();
            return sheet.Id;
        });
        return (await SignInAsync(account.Email!), account, sheetId);
    }

    /// <summary>A submitted candidature for the first published challenge, in order of name, or for another.</summary>
    public async Task<Candidature> SubmittedAsync(string familyName, Guid? challengeId = null)
    {
        var account = await AccountAsync("Camille", familyName, StaffRole.None);
        var place = Interlocked.Increment(ref people);
        return await InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(cohort => cohort.IsCurrent);
            var challenge = await db
                .Challenges.AsNoTracking()
                .Where(challenge => challenge.CohortId == cohort.Id && (challengeId == null || challenge.Id == challengeId))
                .OrderBy(challenge => challenge.Name)
                .FirstAsync();
            var candidate = new Candidate(account.Id, cohort.Id, "Camille", familyName);
            var candidature = new Candidature(candidate.Id, cohort.Id, Clock.Now);
            Fill(candidature, cohort.Timetable, challenge.Id, challenge.ProfilesSought[0]);
            var file = new StoredFile(Guid.CreateVersion7(), "application/pdf", 10, new string('0', 64), account.Id, Clock.Now);
            candidature.AttachDocument(DocumentKind.Cv, file.Id, "cv.pdf", 10, file.Sha256, cohort.Timetable, Clock.Now);
            var submitted = candidature.Submit(
                "cle",
                () => $"EIG3-{place:0000}",
                new SnapshotPeople(account.Email!, new Dictionary<Guid, string> { [challenge.Id] = challenge.Name }),
                CandidatureForm.Usual,
                new Dictionary<Guid, IReadOnlyList<string>> { [challenge.Id] = challenge.ProfilesSought },
                cohort.Timetable,
                Clock.Now
            );
            Assert.Empty(submitted.Errors);
            db.AddRange(file, candidate, candidature);
            await db.SaveChangesAsync();
            return candidature;
        });
    }

    public Task<IReadOnlyList<string>> HistoryAsync(Guid objectId) =>
        InDatabaseAsync<IReadOnlyList<string>>(async db =>
            await db
                .AuditEvents.Where(line => line.ObjectId == objectId)
                .OrderBy(line => line.Sequence)
                .Select(line => line.Sentence)
                .ToListAsync()
        );

    private void Fill(Candidature candidature, Timetable timetable, Guid challengeId, string profile)
    {
        foreach (var section in CandidatureForm.Sections)
        {
            var answers = section.Fields.ToDictionary(field => field.Key, Candidates.CandidatePortal.Answer);
            candidature.SaveSection(
                section,
                answers.ToDictionary(
                    pair => pair.Key,
                    pair =>
                        pair.Value switch
                        {
                            string text => text,
                            string[] many => string.Join('\n', many),
                            _ => "oui",
                        }
                ),
                timetable,
                Clock.Now
            );
        }

        candidature.SaveWishes([new WishText(challengeId, profile, "Ce que j’apporterais.")], timetable, Clock.Now);
    }

    private async Task<Account> AccountAsync(string givenName, string familyName, StaffRole role)
    {
        var email = $"personne-{Interlocked.Increment(ref people)}@exemple.fr";
        var account = new Account
        {
            Email = email,
            UserName = email,
            NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = PasswordHash,
            SecurityStamp = Guid.NewGuid().ToString(),
            GivenName = givenName,
            FamilyName = familyName,
            StaffRole = role,
        };
        await InDatabaseAsync(async db =>
        {
            db.Add(account);
            await db.SaveChangesAsync();
        });
        return account;
    }
}
