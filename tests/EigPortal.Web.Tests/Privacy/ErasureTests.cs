using System.Net;
using System.Text.Json;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy.Retaining;
using EigPortal.Services.Screening;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Postgres;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Tests.Privacy;

/// <summary>
/// E17: after an erasure, nothing that the person typed is anywhere: tables, files, logs, mails. What may stay is pseudonymised and
/// listed in docs/adr/0010: number, states, dates, challenges and profiles asked for, marks, history.
/// </summary>
public class ErasureTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string Button = "Effacer définitivement mon dossier";
    private int people;

    [Fact]
    public async Task E17_during_the_call_a_submitted_file_leaves_nothing_and_the_history_still_holds()
    {
        var person = await WriterAsync();
        await CandidatePortal.SubmitAsync(person.Site);
        await SendMailsAsync();
        await AddCvAsync(person);
        await person.Site.SubmitAsync(await person.Site.GetAsync("/candidature/verifier"), "Déposer de nouveau");
        Assert.NotEmpty(await FindAsync(person));
        Assert.NotEqual("", portal.Log);

        await EraseAsync(person);
        await SendMailsAsync();
        Assert.Empty(await FindAsync(person));
        Assert.Equal("Votre dossier est effacé", portal.Smtp.To(person.Account.Email!)[^1].Message.Subject);
        var stored = await portal.InDatabaseAsync(db => db.Candidatures.SingleAsync(row => row.Id == person.CandidatureId));
        Assert.Equal(CandidatureState.Withdrawn, stored.State);
        Assert.NotNull(stored.Number);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task E17_a_draft_that_was_never_submitted_disappears_whole()
    {
        var person = await WriterAsync();
        await EraseAsync(person);
        await SendMailsAsync();
        Assert.Empty(await FindAsync(person));
        Assert.False(await portal.InDatabaseAsync(db => db.Candidatures.AnyAsync(row => row.Id == person.CandidatureId)));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task E17_after_a_decision_statistics_are_what_they_were()
    {
        var person = await WriterAsync();
        await CandidatePortal.SubmitAsync(person.Site);
        await DecideAsync(person);
        var before = await StatisticsAsync();
        try
        {
            await portal.Clock.SetAsync("2018-12-10T10:00:00");
            await EraseAsync(person);
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }

        await SendMailsAsync();
        Assert.Empty(await FindAsync(person));
        Assert.Equal(before, await StatisticsAsync());
        var marks = await portal.InDatabaseAsync(db =>
            db.ScoreSheets.Where(sheet => sheet.CandidatureId == person.CandidatureId).Select(sheet => sheet.Total).SingleAsync()
        );
        Assert.Equal(15m, marks);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task E17_an_account_that_serves_elsewhere_stays_and_is_no_longer_tied_to_the_file()
    {
        var person = await WriterAsync();
        await CandidatePortal.SubmitAsync(person.Site);
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new HostContact(person.Account.Id, await db.Hosts.Select(host => host.Id).FirstAsync()));
            await db.SaveChangesAsync();
        });
        var left = await EraseAsync(person);
        Assert.Equal("/compte", left.Path);
        await SendMailsAsync();
        Assert.Equal("/candidature", (await person.Site.GetAsync("/candidature/passeport")).Path);
        Assert.False(
            await portal.InDatabaseAsync(db => db.Candidates.AnyAsync(candidate => candidate.AccountId == person.Account.Id))
        );
        Assert.All(await FindAsync(person), place => Assert.StartsWith("accounts.", place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_account_is_closed_everywhere_and_the_address_is_free_again()
    {
        var person = await WriterAsync();
        var elsewhere = portal.Browse();
        await elsewhere.SubmitAsync(
            await elsewhere.GetAsync("/connexion"),
            "Se connecter",
            ("Email", person.Account.Email!),
            ("Password", CandidatePortal.Password)
        );
        Assert.Equal("/", (await EraseAsync(person)).Path);
        Assert.StartsWith("/connexion", (await elsewhere.GetAsync("/candidature")).Path, StringComparison.Ordinal);
        var again = await elsewhere.SubmitAsync(
            await elsewhere.GetAsync("/connexion"),
            "Se connecter",
            ("Email", person.Account.Email!),
            ("Password", CandidatePortal.Password)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
    }

    [Theory]
    [InlineData("effacer", "mauvais mot de passe", "Ce mot de passe n’est pas le vôtre.")]
    [InlineData("oui", CandidatePortal.Password, "Tapez le mot EFFACER pour confirmer.")]
    public async Task Without_the_word_and_the_password_nothing_is_erased(string word, string password, string error)
    {
        var person = await WriterAsync();
        var page = await person.Site.SubmitAsync(
            await person.Site.GetAsync("/candidature/passeport/effacer"),
            Button,
            ("Word", word),
            ("Password", password)
        );
        Assert.Equal((HttpStatusCode.UnprocessableEntity, error), (page.Status, Assert.Single(page.Errors)));
        Assert.Equal(word, page.One("#Word").GetAttribute("value"));
        Assert.NotEmpty(await FindAsync(person));
    }

    [Fact]
    public async Task An_offer_that_waits_for_an_answer_stops_the_erasure_and_says_the_way_out()
    {
        var person = await WriterAsync();
        await CandidatePortal.SubmitAsync(person.Site);
        await portal.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
            var challenge = await db
                .Challenges.Include(found => found.Posts)
                .Where(found => found.CohortId == cohort.Id)
                .OrderByDescending(found => found.Name)
                .FirstAsync();
            var post = challenge.Posts[0];
            var decision = Decision
                .Record(
                    person.CandidatureId,
                    cohort.Id,
                    DecisionKind.Retained,
                    post.Id,
                    post.Profile,
                    [post.Profile],
                    "",
                    Guid.NewGuid(),
                    portal.Clock.Now
                )
                .Value;
            Assert.Empty(decision.Validate(Guid.NewGuid(), portal.Clock.Now).Errors);
            db.AddRange(decision, new Offer(decision.Id, person.CandidatureId, post.Id, portal.Clock.Now));
            await db.SaveChangesAsync();
        });
        var page = await person.Site.GetAsync("/candidature/passeport/effacer");
        Assert.StartsWith("Une proposition attend votre réponse.", page.Texts("main .fr-alert p")[0], StringComparison.Ordinal);
        Assert.False(page.Has("#Word"));
    }

    [Fact]
    public async Task E17_after_hiring_a_running_contract_stops_it_then_the_contract_alone_stays_until_its_own_term()
    {
        var person = await WriterAsync();
        await CandidatePortal.SubmitAsync(person.Site);
        await HireAsync(person);
        try
        {
            await portal.Clock.SetAsync("2019-02-04T10:00:00");
            var page = await person.Site.GetAsync("/candidature/passeport/effacer");
            Assert.StartsWith(
                "Un contrat vous lie à votre administration d’accueil jusqu’au 13 novembre 2019",
                page.Texts("main .fr-alert p")[0],
                StringComparison.Ordinal
            );
            await portal.Clock.SetAsync("2019-12-01T10:00:00");
            Assert.Equal("/compte", (await EraseAsync(person)).Path);
            await SendMailsAsync();
            // The contract, its account, its mails and the place in the team (docs/adr/0010).
            string[] kept =
            [
                "accounts.email",
                "accounts.family_name",
                "accounts.given_name",
                "accounts.normalized_email",
                "accounts.normalized_user_name",
                "accounts.user_name",
                "contract_documents.file_name",
                "fellows.full_name",
                "fellows.public_name",
            ];
            var places = await DatabaseText.FindAsync(portal.ConnectionString, person.Typed);
            Assert.Equal(
                kept,
                places
                    .Select(place => place.Split(':')[0])
                    .Where(place => !place.StartsWith("mails.", StringComparison.Ordinal))
                    .Distinct()
                    .Order(StringComparer.Ordinal)
            );
            Assert.Empty(await MailsOfNeitherAccountNorContractAsync(person));
            await AssertSoundAsync();

            await KeepRetentionAtAsync("2024-11-01T10:00:00");
            await KeepRetentionAtAsync("2024-11-13T00:00:00");
            await SendMailsAsync();
            Assert.NotEmpty(await FindAsync(person));
            await KeepRetentionAtAsync("2024-11-14T00:00:00");
            Assert.Empty(await FindAsync(person));
            await AssertSoundAsync();
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task The_history_refuses_any_other_change()
    {
        var person = await WriterAsync();
        foreach (
            var change in new[]
            {
                "update audit_events set sentence = 'x' where object_id = {0}",
                "update audit_events set reason = 'x' where object_id = {0}",
                "delete from audit_events where object_id = {0}",
            }
        )
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                portal.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(change, person.CandidatureId))
            );
        }
    }

    private sealed record Writer(Browse Site, Account Account, Guid CandidatureId, string Mark)
    {
        /// <summary>Every value the person typed that says something of them; choices of a list say nothing.</summary>
        public IReadOnlyList<string> Typed => [Mark, Account.Email!, Phone(Mark)];
    }

    /// <summary>Somebody whose every typed answer, file name and file holds a mark of their own.</summary>
    private async Task<Writer> WriterAsync()
    {
        var mark = $"zqx{Interlocked.Increment(ref people)}w{Guid.NewGuid().ToString("N")[..6]}";
        var (site, account) = await portal.SomebodyAsync($"Prénom{mark}", $"Nom{mark}");
        await site.SubmitAsync(await site.GetAsync("/candidature"), "Commencer ma candidature");
        foreach (var section in CandidatureForm.Sections)
        {
            await site.SubmitAsync(
                await site.GetAsync($"/candidature/{section.Key}"),
                "Enregistrer et revenir à la liste",
                [.. section.Fields.Select(field => (field.Key, Answer(field, mark)))]
            );
        }

        var wishes = await site.GetAsync("/candidature/voeux");
        await site.SubmitAsync(
            wishes,
            "Enregistrer et revenir à la liste",
            ("Wish1", CandidatePortal.OptionOf(wishes, 1)),
            ("Contribution1", $"J’apporterais {mark}.")
        );
        var id = await portal.InDatabaseAsync(db =>
            db.Candidatures.Where(row => db.Candidates.Any(p => p.Id == row.CandidateId && p.AccountId == account.Id))
                .Select(row => row.Id)
                .SingleAsync()
        );
        var writer = new Writer(site, account, id, mark);
        await AddCvAsync(writer);
        await site.SubmitAsync(
            await site.GetAsync("/candidature/messages"),
            "Envoyer le message",
            ("Body", $"Une question de {mark}"),
            ("Attachment", new UploadedFile($"piece-{mark}.pdf", "application/pdf", Pdf.Write($"Pièce de {mark}")))
        );
        return writer;
    }

    private static Task<Page> AddCvAsync(Writer person) =>
        CandidatePortal.AttachCvAsync(person.Site, $"cv-{person.Mark}.pdf", Pdf.Write($"Parcours de {person.Mark}"));

    private static object Answer(FieldDescriptor field, string mark) =>
        field.Kind switch
        {
            FieldKind.Text or FieldKind.LongText => $"Réponse {mark}",
            FieldKind.Url => $"https://{mark}.exemple.fr/",
            FieldKind.Tel => Phone(mark),
            FieldKind.SingleChoice or FieldKind.MultipleChoice or FieldKind.Declaration => CandidatePortal.Answer(field),
        };

    private static string Phone(string mark) =>
        $"+687 {Math.Abs(mark.GetHashCode(StringComparison.Ordinal)) % 900_000 + 100_000} 55";

    private static async Task<Page> EraseAsync(Writer person)
    {
        var page = await person.Site.SubmitAsync(
            await person.Site.GetAsync("/candidature/passeport/effacer"),
            Button,
            ("Word", "effacer"),
            ("Password", CandidatePortal.Password)
        );
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }

    /// <summary>A juror's sheet with comments, staff's words, a decision of two people and public results.</summary>
    private Task DecideAsync(Writer person) =>
        portal.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
            var after = new DateTimeOffset(2018, 10, 20, 9, 0, 0, TimeSpan.Zero);
            var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
            var candidature = await db.Candidatures.SingleAsync(row => row.Id == person.CandidatureId);
            Assert.Empty(candidature.Admit(cohort.Timetable, after).Errors);
            Assert.Empty(candidature.Preselect($"Entendre {person.Mark}", after).Errors);
            var jurorAccount = (await portal.SomebodyAsync()).Account;
            var juror = new Juror(jurorAccount.Id, cohort.Id);
            Assert.True(cohort.GridFixedAt is not null || cohort.FixGrid(after).IsOk);
            var sheet = new ScoreSheet(juror.Id, candidature.Id, first, after);
            var marks = cohort.Criteria.Select(c => new MarkText(c.Key, 3, false, $"Sur {person.Mark}")).ToList();
            Assert.Empty(sheet.Write(marks, Opinion.Favorable, $"Avis sur {person.Mark}", cohort, after).Errors);
            var quoted = new ReadablePart("parcours.projet", "Projet", $"Un projet de {person.Mark}");
            var snapshotId = await db
                .Snapshots.Where(snapshot => snapshot.CandidatureId == candidature.Id)
                .Select(snapshot => snapshot.Id)
                .FirstAsync();
            var passage = sheet.Retain(cohort.Criteria[0].Key, quoted.Text, [], [quoted], snapshotId, cohort, after).Value;
            Assert.Empty(sheet.Lock(cohort, after, []).Errors);
            Assert.Empty(sheet.Unlock($"Relire {person.Mark}", after).Errors);
            Assert.Empty(sheet.Lock(cohort, after, []).Errors);
            var tie = new ConflictOfInterest(
                jurorAccount.Id,
                candidature.Id,
                ConflictLevel.Declared,
                $"Ami de {person.Mark}",
                first,
                after
            );
            var decision = Decision
                .Record(candidature.Id, cohort.Id, DecisionKind.NotRetained, null, null, [], $"Motif {person.Mark}", first, after)
                .Value;
            Assert.Empty(decision.Validate(second, after).Errors);
            if (cohort.Results != Domain.Cohorts.ResultsState.Confirmed)
            {
                var timetable = cohort.Timetable with { ResultsAt = new DateTimeOffset(2018, 12, 4, 9, 0, 0, TimeSpan.Zero) };
                cohort.Reschedule(timetable, "Résultats", after);
                Assert.Empty(cohort.PrepareResults(first, after).Errors);
                Assert.Empty(cohort.ConfirmResults(second, after).Errors);
            }

            db.AddRange(juror, sheet, passage, tie, decision);
            await db.SaveChangesAsync();
        });

    private Task<List<string>> MailsOfNeitherAccountNorContractAsync(Writer person) =>
        portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == person.Account.Email || mail.TextBody.Contains(person.Mark))
                .Where(mail => mail.AboutId != person.Account.Id && !db.Contracts.Any(contract => contract.Id == mail.AboutId))
                .Select(mail => mail.Template)
                .ToListAsync()
        );

    /// <summary>A seat in a team and a signed contract from 14 January to 13 November 2019.</summary>
    private Task HireAsync(Writer person) =>
        portal.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<EigDbContext>();
            var bytes = new MemoryStream(Pdf.Write($"Contrat de {person.Mark}"));
            var files = services.GetRequiredService<IFileStore>();
            var stored = await files.SaveAsync(bytes, "application/pdf", Guid.NewGuid(), CancellationToken.None);
            var at = new DateTimeOffset(2019, 1, 10, 9, 0, 0, TimeSpan.Zero);
            var cohort = await db.Cohorts.SingleAsync(found => found.IsCurrent);
            var challenge = await db
                .Challenges.Include(c => c.Posts)
                .OrderBy(c => c.Name)
                .FirstAsync(c => c.CohortId == cohort.Id);
            var post = challenge.Posts[0];
            var decision = Decision
                .Record(
                    person.CandidatureId,
                    cohort.Id,
                    DecisionKind.Retained,
                    post.Id,
                    post.Profile,
                    [post.Profile],
                    "",
                    Guid.NewGuid(),
                    at
                )
                .Value;
            Assert.Empty(decision.Validate(Guid.NewGuid(), at).Errors);
            var offer = new Offer(decision.Id, person.CandidatureId, post.Id, at);
            Assert.Empty(offer.Accept($"Nom{person.Mark}", person.Account.Id, at).Errors);
            var team = new Team(challenge.Id, cohort.Id);
            var (name, seat) = ($"Nom{person.Mark}", post.Id);
            var fellow = team.Seat(person.Account.Id, person.CandidatureId, seat, name, name, at).Value;
            db.AddRange(stored, decision, offer, team);
            await db.SaveChangesAsync();
            var contract = new Contract(fellow.Id, challenge.HostId, new ContractTerms(new DateOnly(2019, 1, 14), 4_000, 70));
            contract.AddDocument(ContractDocumentKind.Generated, stored.Id, $"contrat-{person.Mark}.pdf", at);
            Assert.Empty(contract.Send(at).Errors);
            Assert.Empty(contract.Sign(stored.Id, $"contrat-{person.Mark}.pdf", at).Errors);
            Assert.Empty(contract.Start(new DateOnly(2019, 1, 14)).Errors);
            db.Add(contract);
            await db.SaveChangesAsync();
        });

    private async Task KeepRetentionAtAsync(string local)
    {
        await portal.Clock.SetAsync(local);
        await portal.InScopeAsync(services => services.GetRequiredService<KeepRetention>().RunAsync(CancellationToken.None));
    }

    private async Task<IReadOnlyList<string>> FindAsync(Writer person) =>
        [
            .. await DatabaseText.FindAsync(portal.ConnectionString, person.Typed),
            .. DatabaseText.FindInFiles(portal.Services.GetRequiredService<IOptions<FilesOptions>>().Value.Path, person.Typed),
            .. person
                .Typed.Where(word => portal.Log.Contains(word, StringComparison.OrdinalIgnoreCase))
                .Select(word => $"log: {word}"),
        ];

    private Task SendMailsAsync() =>
        portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));

    private Task<string> StatisticsAsync() =>
        portal.InScopeAsync(async services =>
        {
            var cohort = await services.GetRequiredService<EigDbContext>().Cohorts.SingleAsync(found => found.IsCurrent);
            var nobody = new HashSet<Guid>();
            var staff = new Actor(Guid.NewGuid(), "", "", StaffRole.Staff, nobody, nobody, nobody, nobody, nobody);
            var dashboard = services.GetRequiredService<StaffDashboard>();
            var figures = await dashboard.FiguresAsync(cohort.Id, staff, portal.Clock.Now, CancellationToken.None);
            return JsonSerializer.Serialize(
                new
                {
                    figures.ByState,
                    figures.SheetsAssigned,
                    figures.SheetsLocked,
                    Coverage = await dashboard.CoverageAsync(cohort.Id, staff, CancellationToken.None),
                }
            );
        });

    private async Task AssertSoundAsync()
    {
        var outcomes = await portal.InDatabaseAsync(db => DatabaseInvariants.CheckAsync(db, CancellationToken.None));
        Assert.Empty(outcomes.Where(outcome => outcome.Violations > 0).Select(outcome => outcome.Name));
    }
}
