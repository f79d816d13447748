using System.Security.Cryptography;
using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.TestKit.Juries;

/// <summary>People and submitted files of the current promotion, made by the verbs of the domain, straight into a database.</summary>
public sealed class JuryBuilder(EigDbContext db, string passwordHash = "")
{
    public static readonly DateTimeOffset DuringCall = new(2018, 10, 8, 8, 0, 0, TimeSpan.Zero);

    public async Task<Account> AccountAsync(string givenName, string familyName, string email, StaffRole role = StaffRole.None)
    {
        var account = new Account
        {
            Email = email,
            UserName = email,
            NormalizedEmail = email.ToUpperInvariant(),
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = passwordHash,
            SecurityStamp = Guid.NewGuid().ToString(),
            GivenName = givenName,
            FamilyName = familyName,
            StaffRole = role,
        };
        db.Add(account);
        await db.SaveChangesAsync();
        return account;
    }

    public async Task<Juror> JurorAsync(Account account)
    {
        var juror = new Juror(account.Id, (await CohortAsync()).Id);
        Must(juror.AcceptCharter(DuringCall));
        db.Add(juror);
        await db.SaveChangesAsync();
        return juror;
    }

    public async Task<Mentor> MentorAsync(Account account, Challenge challenge)
    {
        var mentor = new Mentor(account.Id, challenge.Id, MentorRole.Operationnel);
        db.Add(mentor);
        await db.SaveChangesAsync();
        return mentor;
    }

    /// <summary>The first challenge, in order of name, that offers a post of this profile.</summary>
    public async Task<Challenge> ChallengeAsync(string profile)
    {
        var cohort = await CohortAsync();
        return await db
            .Challenges.Include(challenge => challenge.Posts)
            .Where(challenge => challenge.CohortId == cohort.Id && challenge.Posts.Any(post => post.Profile == profile))
            .OrderBy(challenge => challenge.Name)
            .FirstAsync();
    }

    /// <summary>A file submitted during the call, with one wish.</summary>
    public async Task<Candidature> SubmittedAsync(Account account, Challenge challenge, string profile, string number)
    {
        var cohort = await CohortAsync();
        var person = new Candidate(account.Id, cohort.Id, account.GivenName, account.FamilyName);
        var file = new Candidature(person.Id, cohort.Id, DuringCall);
        foreach (var section in CandidatureForm.Sections)
        {
            Must(
                file.SaveSection(section, section.Fields.ToDictionary(field => field.Key, AnswerTo), cohort.Timetable, DuringCall)
            );
        }

        Must(file.SaveWishes([new WishText(challenge.Id, profile, "Ce que j’apporterais.")], cohort.Timetable, DuringCall));
        var sha = Convert.ToHexStringLower(SHA256.HashData([1, 2, 3]));
        var stored = new StoredFile(Guid.CreateVersion7(), "application/pdf", 3, sha, account.Id, DuringCall);
        Must(file.AttachDocument(DocumentKind.Cv, stored.Id, "cv.pdf", 3, sha, cohort.Timetable, DuringCall));
        var open = new Dictionary<Guid, IReadOnlyList<string>> { [challenge.Id] = [profile] };
        var people = new SnapshotPeople(account.Email!, new Dictionary<Guid, string> { [challenge.Id] = challenge.Name });
        Must(file.Submit("cle", () => number, people, CandidatureForm.Usual, open, cohort.Timetable, DuringCall));
        db.Add(stored);
        db.Add(person);
        db.Add(file);
        await db.SaveChangesAsync();
        return file;
    }

    /// <summary>Brings the jury to a phase, whatever is missing, and forward or back.</summary>
    public async Task PhaseAsync(JuryPhase phase, Guid by)
    {
        var cohort = await CohortAsync();
        var phases = await db.JuryPhases.SingleAsync(row => row.CohortId == cohort.Id);
        while (phases.Current < phase)
        {
            Must(phases.Advance(phases.Next!.Value, [], by, DuringCall));
        }

        while (phases.Current > phase)
        {
            Must(phases.Return(phases.Previous!.Value, "Essai", by, DuringCall));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A sitting under way, with the juror and the member of the team of the demonstration.</summary>
    public async Task<Guid> OpenSittingAsync(DateTimeOffset now)
    {
        var cohort = await CohortAsync();
        var called = await db
            .Accounts.Where(account => account.Email == DemoAccounts.Juror.Email || account.Email == DemoAccounts.Staff.Email)
            .Select(account => new CalledMember(account.Id, account.GivenName + " " + account.FamilyName))
            .ToListAsync();
        var day = new DateOnly(2018, 11, 9);
        var sitting = Deliberation.Convene(cohort.Id, "Jury", day, 2, called[0].AccountId, called).Value;
        Must(sitting.Attend([.. called.Select(member => member.AccountId)]));
        Must(sitting.Open(now));
        db.Add(sitting);
        await db.SaveChangesAsync();
        return sitting.Id;
    }

    public Task<Cohort> CohortAsync() => db.Cohorts.SingleAsync(cohort => cohort.IsCurrent);

    private static string AnswerTo(FieldDescriptor field) =>
        field.Kind switch
        {
            FieldKind.Declaration => "oui",
            FieldKind.SingleChoice => field.Options![0],
            FieldKind.MultipleChoice => string.Join(FieldDescriptor.Separator, field.Options!.Take(2)),
            FieldKind.Url => "https://exemple.fr/moi",
            FieldKind.Tel => "06 12 34 56 78",
            FieldKind.Text => $"Réponse {field.Key}",
            FieldKind.LongText => $"Un texte long, pour {field.Key}.",
        };

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The builder broke a rule: {result.Error.Code}.");
        }
    }
}
