using System.Net;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Diversity;
using EigPortal.Services.Privacy;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Postgres;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Privacy;

/// <summary>E17: the optional questionnaire, while a key still links answers to candidatures.</summary>
public sealed class DiversityTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string Rural = "rural";
    private const string RuralWords = "Dans une commune rurale";

    [Fact]
    public async Task Answers_are_read_back_by_the_person_alone_and_are_in_no_page_nor_export_of_the_team()
    {
        var (site, account) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        var answered = await AnswerAsync(site);
        Assert.Equal("/candidature/diversite", answered.Path);
        Assert.True(answered.One($"input[name=territoire][value={Rural}]").HasAttribute("checked"));

        var id = await IdOfAsync(account.Id);
        using var staff = await portal.StaffAsync();
        string[] doors =
        [
            "/admin",
            "/admin/candidatures",
            $"/admin/candidatures/{id}",
            $"/admin/candidatures/{id}/messages",
            "/admin/candidatures/export.csv",
            "/admin/candidatures/export.json",
            "/admin/utilisateurs",
            "/admin/conservation",
            "/admin/couverture",
            "/admin/diversite",
            $"/admin/candidatures?q={Uri.EscapeDataString(RuralWords)}",
        ];
        foreach (var door in doors)
        {
            var page = await staff.GetAsync(door);
            Assert.DoesNotContain(
                RuralWords,
                page.Texts("main").FirstOrDefault() ?? page.Body,
                StringComparison.OrdinalIgnoreCase
            );
            Assert.DoesNotContain("territoire", page.Body, StringComparison.OrdinalIgnoreCase);
        }

        var list = await staff.GetAsync("/admin/candidatures");
        var export = await staff.SubmitAsync(list, "Exporter en CSV");
        Assert.Contains("EIG3-", export.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("rural", export.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            "Rien ne s’affiche avant l’arrêt",
            (await staff.GetAsync("/admin/diversite")).Body,
            StringComparison.Ordinal
        );
        // Not even that somebody answered.
        Assert.DoesNotContain("territoire", portal.Log, StringComparison.OrdinalIgnoreCase);
        Assert.False(
            await portal.InDatabaseAsync(db =>
                db.AuditEvents.AnyAsync(line => line.ObjectId == id && EF.Functions.ILike(line.Sentence, "%questionnaire%"))
            )
        );
    }

    [Fact]
    public async Task The_vault_names_nobody_and_tells_neither_whose_answers_go_together_nor_when_they_came()
    {
        var (site, account) = await portal.CandidateAsync();
        await AnswerAsync(site);
        var id = await IdOfAsync(account.Id);

        var rows = await portal.InDatabaseAsync(db => db.VaultAnswers.AsNoTracking().ToListAsync());
        Assert.Equal(rows.Count, rows.Select(row => row.Link).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(4, row.Id.Version));
        var columns = await portal.InDatabaseAsync(db =>
            db.Database.SqlQuery<string>(
                    $"select column_name::text as \"Value\" from information_schema.columns where table_schema = 'vault' and table_name = 'answers' order by 1"
                )
                .ToListAsync()
        );
        Assert.Equal(["answer", "cohort_id", "id", "link", "question"], columns);
        var places = await DatabaseText.FindAsync(portal.ConnectionString, [$"{id}", $"{id:N}", $"{account.Id}"]);
        Assert.DoesNotContain(places, place => place.StartsWith("answers.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_are_changed_exported_withdrawn_and_erased_with_the_file()
    {
        var (site, account) = await portal.CandidateAsync();
        await AnswerAsync(site);
        var exported = ExportedFile.FromJson(await site.Client.GetStringAsync("/candidature/brouillon/json"));
        Assert.Equal([("genre", "femme"), ("territoire", Rural)], exported.Diversity.Select(one => (one.Question, one.Answer)));

        await site.SubmitAsync(
            await site.GetAsync("/candidature/diversite"),
            "Garder mes réponses à part",
            ("territoire", "ville")
        );
        Assert.Equal("ville", (await OwnAsync(account.Id))["territoire"]);
        await site.SubmitAsync(await site.GetAsync("/candidature/diversite"), "Retirer mes réponses");
        Assert.Empty(await OwnAsync(account.Id));

        await AnswerAsync(site);
        var before = await portal.InDatabaseAsync(db => db.VaultAnswers.CountAsync());
        await site.SubmitAsync(
            await site.GetAsync("/candidature/passeport/effacer"),
            "Effacer définitivement mon dossier",
            ("Word", "EFFACER"),
            ("Password", CandidatePortal.Password)
        );
        Assert.Equal(before - 2, await portal.InDatabaseAsync(db => db.VaultAnswers.CountAsync()));
    }

    [Fact]
    public async Task Nothing_is_kept_without_consent_and_what_was_chosen_comes_back()
    {
        var (site, account) = await portal.CandidateAsync();

        var refused = await site.SubmitAsync(
            await site.GetAsync("/candidature/diversite"),
            "Garder mes réponses à part",
            ("genre", "homme"),
            ("age", "31-40")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Single(refused.Errors);
        Assert.True(refused.One("input[name=genre][value=homme]").HasAttribute("checked"));
        Assert.True(refused.One("input[name=age][value='31-40']").HasAttribute("checked"));
        Assert.Empty(await OwnAsync(account.Id));
    }

    internal static async Task<Page> AnswerAsync(Browse site) =>
        await AnswerAsync(site, await site.GetAsync("/candidature/diversite"));

    /// <param name="page">The questionnaire, opened before.</param>
    internal static Task<Page> AnswerAsync(Browse site, Page page) =>
        site.SubmitAsync(page, "Garder mes réponses à part", ("genre", "femme"), ("territoire", Rural), ("Consent", true));

    private async Task<IReadOnlyDictionary<string, string>> OwnAsync(Guid accountId)
    {
        var id = await IdOfAsync(accountId);
        var cohort = await portal.InDatabaseAsync(db =>
            db.Cohorts.Where(row => row.IsCurrent).Select(row => row.Id).SingleAsync()
        );
        return await portal.InScopeAsync(services =>
            services.GetRequiredService<DiversityVault>().OfAsync(cohort, id, CancellationToken.None)
        );
    }

    private Task<Guid> IdOfAsync(Guid accountId) =>
        portal.InDatabaseAsync(db =>
            db.Candidatures.Where(file => db.Candidates.Any(link => link.Id == file.CandidateId && link.AccountId == accountId))
                .Select(file => file.Id)
                .SingleAsync()
        );
}

/// <summary>E17: the counts are frozen by the team once results are public; after that nothing links an answer to anybody.</summary>
public sealed class DiversityFreezeTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    [Fact]
    public async Task Freezing_waits_for_the_results_counts_once_and_destroys_answers_and_key_whoever_answers_meanwhile()
    {
        var sites = new List<Browse>();
        for (var i = 0; i < 6; i++)
        {
            var (site, _) = await portal.CompleteAsync();
            await CandidatePortal.SubmitAsync(site);
            await DiversityTests.AnswerAsync(site);
            sites.Add(site);
        }

        using var staff = await portal.StaffAsync();
        Assert.False((await staff.GetAsync("/admin/diversite")).Has("#Word"));
        await Results.PublishAsync(portal, "2018-12-10T10:00:00");
        var page = await staff.GetAsync("/admin/diversite");
        var refused = await staff.SubmitAsync(page, "Arrêter les comptages et détruire la clé", ("Word", "arrêter"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("arrêter", refused.One("#Word").GetAttribute("value"));
        Assert.NotEqual(0, await portal.InDatabaseAsync(db => db.VaultAnswers.CountAsync()));

        // Opened before, since the questionnaire closes with the freeze: what they send meets it.
        var open = new List<(Browse Site, Page Page)>();
        foreach (var site in sites)
        {
            open.Add((site, await site.GetAsync("/candidature/diversite")));
        }

        var meanwhile = open.Select(one => DiversityTests.AnswerAsync(one.Site, one.Page)).ToList();
        var frozen = await staff.SubmitAsync(page, "Arrêter les comptages et détruire la clé", ("Word", "ARRÊTER"));
        await Task.WhenAll(meanwhile);

        Assert.Equal("/admin/diversite", frozen.Path);
        // Six people stopped at the same stage with the same answer: shown, it would be everybody's.
        Assert.Contains("Trop peu de réponses", frozen.Body, StringComparison.Ordinal);
        Assert.True(await portal.InDatabaseAsync(db => db.StageCounts.AnyAsync(count => count.OutOf == 6)));
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.VaultAnswers.CountAsync()));
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.VaultKeys.CountAsync()));
        var late = await sites[0].GetAsync("/candidature/diversite");
        Assert.Contains("le questionnaire est fermé", late.Body, StringComparison.Ordinal);
        Assert.Empty(ExportedFile.FromJson(await sites[0].Client.GetStringAsync("/candidature/brouillon/json")).Diversity);
        var again = await staff.SubmitAsync(page, "Arrêter les comptages et détruire la clé", ("Word", "ARRÊTER"));
        Assert.Equal(["Les comptages de cette promotion sont déjà arrêtés."], again.Errors);
        Assert.All(
            await portal.InDatabaseAsync(db => DatabaseInvariants.CheckAsync(db, CancellationToken.None)),
            outcome => Assert.Equal(0, outcome.Violations)
        );
        Assert.Contains("réponses et clé détruites", (await staff.GetAsync("/admin/resultats")).Body, StringComparison.Ordinal);
    }
}

/// <summary>What the team forgot is done by the job, thirty days after the results.</summary>
public sealed class ForgottenCountsTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    [Fact]
    public async Task The_key_does_not_outlive_the_results_by_more_than_thirty_days()
    {
        var (site, _) = await portal.CandidateAsync();
        await DiversityTests.AnswerAsync(site);
        await Results.PublishAsync(portal, "2019-01-01T10:00:00");
        await RunAsync();
        Assert.Equal(2, await portal.InDatabaseAsync(db => db.VaultAnswers.CountAsync()));

        await portal.Clock.SetAsync("2019-01-10T10:00:00");
        await RunAsync();
        await RunAsync();

        Assert.Equal(0, await portal.InDatabaseAsync(db => db.VaultAnswers.CountAsync()));
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.VaultKeys.CountAsync()));
    }

    private Task RunAsync() =>
        portal.InScopeAsync(services =>
            ActivatorUtilities.CreateInstance<FreezeForgottenCounts>(services).RunAsync(CancellationToken.None)
        );
}

internal static class Results
{
    /// <summary>Confirms the results by two people, and moves the clock after the announced instant.</summary>
    public static async Task PublishAsync(CandidatePortal portal, string now)
    {
        await portal.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var at = new DateTimeOffset(2018, 12, 3, 10, 0, 0, TimeSpan.Zero);
            Assert.Empty(cohort.PrepareResults(Guid.NewGuid(), at).Errors);
            Assert.Empty(cohort.ConfirmResults(Guid.NewGuid(), at).Errors);
            Assert.Equal(ResultsState.Confirmed, cohort.Results);
            await db.SaveChangesAsync();
        });
        await portal.Clock.SetAsync(now);
    }
}
