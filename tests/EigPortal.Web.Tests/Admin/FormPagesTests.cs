using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures.Mails;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Candidates;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>
/// Staff change the form of the promotion. The tests share one promotion, whose form goes on from test to test: each asks questions of
/// its own.
/// </summary>
public sealed class FormPagesTests(CandidatePortal portal) : IClassFixture<CandidatePortal>, IAsyncLifetime
{
    private const string Desk = "/admin/formulaire";
    private const string BeforeCall = "2018-09-11T10:00:00";
    private const string ChangedAt = "2018-10-09T10:00:00";
    private const string AfterCall = "2018-10-16T10:00:00";

    public Task InitializeAsync() => portal.Clock.SetAsync(CandidatePortal.DuringCall);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Words_changed_before_the_opening_are_those_that_candidates_read_once_published()
    {
        await portal.Clock.SetAsync(BeforeCall);
        var team = await portal.StaffAsync();
        var saved = await team.SubmitAsync(
            await team.GetAsync($"{Desk}/questions/interet_general"),
            "Enregistrer dans le brouillon",
            ("Label", "Ce que l’intérêt général veut dire pour vous"),
            ("MaxLength", "1500")
        );
        Assert.Equal((HttpStatusCode.OK, Desk), (saved.Status, saved.Path));
        var preview = await team.GetAsync($"{Desk}/apercu/parcours");
        Assert.Contains("Ce que l’intérêt général veut dire pour vous", preview.Body, StringComparison.Ordinal);

        var published = await team.SubmitAsync(await team.GetAsync($"{Desk}/publication"), "Publier cette version");
        Assert.Equal((HttpStatusCode.OK, Desk), (published.Status, published.Path));
        Assert.Equal(0, await MailsAsync(await NumberAsync()));

        await portal.Clock.SetAsync("2018-10-12T10:00:00");
        var (site, _) = await portal.CandidateAsync();
        var page = await site.GetAsync("/candidature/parcours");
        Assert.Contains("Ce que l’intérêt général veut dire pour vous", page.Body, StringComparison.Ordinal);
        var refused = await site.SubmitAsync(page, "Enregistrer et continuer", ("interet_general", new string('a', 1_501)));
        Assert.Equal(["Votre réponse compte 1501 caractères. La limite est de 1500 : raccourcissez-la."], refused.Errors);
        // Nothing is new for somebody who began afterwards.
        Assert.DoesNotContain("Le formulaire a changé", (await site.GetAsync("/candidature")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E2_a_change_during_the_call_keeps_the_drafts_tells_what_is_new_and_sends_one_mail()
    {
        var (site, account) = await portal.CandidateAsync();
        var opened = await site.GetAsync("/candidature/profil");
        await site.SubmitAsync(opened, "Enregistrer et continuer", ("competences", "Python"), ("famille", "Data"));
        var stale = await site.GetAsync("/candidature/profil");

        await portal.Clock.SetAsync(ChangedAt);
        var team = await portal.StaffAsync();
        await AddAsync(team, "profil", "Langues parlées");
        var number = await PublishAsync(team, "Plusieurs personnes nous l’ont demandé.");

        var list = await site.GetAsync("/candidature");
        Assert.Equal("Le formulaire a changé le mardi 9 octobre 2018 à 10 h", list.Texts(".fr-alert__title")[0]);
        Assert.Contains("Nouvelle question, facultative : « Langues parlées ».", list.Texts(".fr-alert li"));
        Assert.StartsWith("Formulaire modifié", list.Texts("#etat-profil")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Formulaire modifié", list.Texts("#etat-identite")[0], StringComparison.Ordinal);

        // A page opened before the change loses nothing, and the new question stays to be seen.
        await site.SubmitAsync(stale, "Enregistrer et continuer", ("competences", "Python et R"));
        Assert.StartsWith(
            "Formulaire modifié",
            (await site.GetAsync("/candidature")).Texts("#etat-profil")[0],
            StringComparison.Ordinal
        );
        var page = await site.GetAsync("/candidature/profil");
        Assert.Equal("Python et R", page.One("#competences").TextContent);
        var key = await KeyOfAsync("Langues parlées");
        await site.SubmitAsync(page, "Enregistrer et continuer", (key, "Breton"));
        Assert.DoesNotContain(
            "Formulaire modifié",
            (await site.GetAsync("/candidature")).Texts("#etat-profil")[0],
            StringComparison.Ordinal
        );

        var mails = await portal.InDatabaseAsync(db =>
            db.Mails.Where(mail =>
                    mail.Template == nameof(FormChangedMail) && mail.AccountId == account.Id && mail.Round == number
                )
                .Select(mail => mail.TextBody)
                .ToListAsync()
        );
        Assert.Contains("Langues parlées", Assert.Single(mails), StringComparison.Ordinal);
        Assert.Contains("Plusieurs personnes nous l’ont demandé.", mails[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task E2_a_retired_question_keeps_its_answers_and_a_submission_is_read_with_the_words_of_its_version()
    {
        var (site, account) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        var before = await NumberAsync();

        var team = await portal.StaffAsync();
        await team.SubmitAsync(
            await team.GetAsync($"{Desk}/questions/projet"),
            "Enregistrer dans le brouillon",
            ("Label", "Le projet dont vous êtes le plus heureux")
        );
        await PressAsync(team, "Ne plus poser : Moyens dont vous auriez besoin");
        await PublishAsync(team, "Deux questions se répétaient.");

        // Still submitted, still as it was asked: to the person and to the team.
        var receipt = await site.GetAsync("/candidature/depot/1");
        Assert.Contains("Un projet que vous avez mené à bien", receipt.Body, StringComparison.Ordinal);
        Assert.Contains("Moyens dont vous auriez besoin", receipt.Body, StringComparison.Ordinal);
        var id = await portal.InDatabaseAsync(db =>
            db.Candidatures.Where(found =>
                    db.Candidates.Any(person => person.Id == found.CandidateId && person.AccountId == account.Id)
                )
                .Select(found => found.Id)
                .SingleAsync()
        );
        var file = await team.GetAsync($"/admin/candidatures/{id}");
        Assert.Contains("Un projet que vous avez mené à bien", file.Body, StringComparison.Ordinal);
        Assert.Equal(
            (CandidatureState.Submitted, before),
            await portal.InDatabaseAsync(async db =>
                (
                    (await db.Candidatures.SingleAsync(found => found.Id == id)).State,
                    (await db.Snapshots.SingleAsync(found => found.CandidatureId == id)).FormVersion
                )
            )
        );

        // The draft asks the new words, no longer the retired question, and keeps its answer.
        Assert.False((await site.GetAsync("/candidature/disponibilite")).Has("#moyens"));
        Assert.Contains(
            "Le projet dont vous êtes le plus heureux",
            (await site.GetAsync("/candidature/parcours")).Body,
            StringComparison.Ordinal
        );
        await site.SubmitAsync(
            await site.GetAsync("/candidature/disponibilite"),
            "Enregistrer et continuer",
            ("amenagements", "Aucun")
        );
        Assert.Equal(
            "Un texte long.\nPour moyens.",
            await portal.InDatabaseAsync(async db =>
                (await db.Candidatures.Include(found => found.Sections).SingleAsync(found => found.Id == id)).AnswersOf(
                    "disponibilite"
                )["moyens"]
            )
        );
        await PressAsync(team, "Reposer : Moyens dont vous auriez besoin");
        await PublishAsync(team, "Finalement utile.");
        Assert.Contains(
            "Pour moyens.",
            (await site.GetAsync("/candidature/disponibilite")).One("#moyens").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task E2_words_typed_for_a_question_retired_meanwhile_are_kept_told_and_given_back_whatever_the_page_does()
    {
        const string Key = "moyens";
        var (site, account) = await portal.CandidateAsync();
        var (other, _) = await portal.CandidateAsync();
        var stale = await site.GetAsync("/candidature/disponibilite");
        var untouched = await other.GetAsync("/candidature/disponibilite");
        var team = await portal.StaffAsync();
        await PressAsync(team, "Ne plus poser : Moyens dont vous auriez besoin");
        await PublishAsync(team, "Demandé plus tard.");

        // The page of the former version goes on: its words are stored, and it says what changed.
        var kept = await Answer.SendAsync(site, stale, (Key, "Un bureau au calme."));
        Assert.Equal((HttpStatusCode.OK, "kept"), (kept.Status, kept.Text("outcome")));
        Assert.Contains(
            "n’est plus posée",
            Assert.Single(kept.Json.GetProperty("formChanges").EnumerateArray().Select(change => change.GetString()!)),
            StringComparison.Ordinal
        );
        Assert.Equal("Un bureau au calme.", await StoredAsync(account, Key));

        // The page opened again asks no more, but can show what only the device still holds, and saves it.
        var again = await site.GetAsync("/candidature/disponibilite");
        Assert.False(again.Has($"#{Key}"));
        Assert.True(again.Has($"template[data-portal-retired={Key}]"));
        var restored = await Answer.SendAsync(site, again, (Key, "Un bureau au calme, au rez-de-chaussée."));
        Assert.Equal((HttpStatusCode.OK, 0), (restored.Status, restored.Json.GetProperty("formChanges").GetArrayLength()));
        Assert.Equal("Un bureau au calme, au rez-de-chaussée.", await StoredAsync(account, Key));

        // Without a script, a refusal gives the words back with the rest, beside what is wrong with them.
        var tooLong = new string('é', 20_000);
        var refused = await other.SubmitAsync(untouched, "Enregistrer et continuer", (Key, tooLong));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(tooLong, refused.One($"#{Key}").TextContent.Trim());
        Assert.NotEmpty(refused.Texts($"#{Key}-messages .fr-message--error"));
        Assert.Contains("Cette question n’est plus posée", refused.One("main").TextContent, StringComparison.Ordinal);
        var saved = await other.SubmitAsync(refused, "Enregistrer et continuer", (Key, "Une rampe."));
        Assert.Equal(HttpStatusCode.OK, saved.Status);

        // Two pages: the choice between two versions shows these words too.
        var first = await Answer.SendAsync(site, stale, ("page", Guid.NewGuid().ToString()), (Key, "Autre chose."));
        Assert.Equal((HttpStatusCode.Conflict, "changed"), (first.Status, first.Text("outcome")));
        var conflict = await site.SubmitAsync(stale, "Enregistrer et continuer", (Key, "Autre chose."));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Autre chose.", conflict.One("main").TextContent, StringComparison.Ordinal);
        Assert.Contains("rez-de-chaussée", conflict.One("main").TextContent, StringComparison.Ordinal);

        await PressAsync(team, "Reposer : Moyens dont vous auriez besoin");
        await PublishAsync(team, "Finalement utile.");
    }

    [Fact]
    public async Task E1_after_closing_the_form_says_why_it_no_longer_changes()
    {
        var team = await portal.StaffAsync();
        var form = await team.GetAsync($"{Desk}/questions/parcours");
        await portal.Clock.SetAsync(AfterCall);
        var refused = await team.SubmitAsync(form, "Enregistrer dans le brouillon", ("Label", "Trop tard"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([FormErrors.Closed.Message], refused.Errors);
        Assert.Equal("Trop tard", refused.One("#Label").GetAttribute("value"));
        var page = await team.GetAsync(Desk);
        Assert.Contains("L’appel est clos", page.Body, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task B3_a_question_that_can_not_be_asked_is_refused_beside_its_fields_with_everything_typed()
    {
        var team = await portal.StaffAsync();
        var refused = await team.SubmitAsync(
            await team.GetAsync($"{Desk}/rubriques/profil/question"),
            "Enregistrer dans le brouillon",
            ("Kind", "MultipleChoice"),
            ("Label", new string('é', 301)),
            ("Hint", "Une aide"),
            ("MaxLength", "beaucoup"),
            ("Options", "seule"),
            ("Required", true)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ("Une aide", "beaucoup", "seule"),
            (
                refused.One("#Hint").GetAttribute("value"),
                refused.One("#MaxLength").GetAttribute("value"),
                refused.One("#Options").TextContent.Trim()
            )
        );
        Assert.Equal(3, refused.Errors.Count);
        Assert.Contains(FormErrors.RequiredDuringCall(new string('é', 301)).Message, refused.Errors);
    }

    [Fact]
    public async Task B2_a_save_over_somebody_else_s_work_shows_both_and_loses_neither()
    {
        var (first, second) = (await portal.StaffAsync(), await portal.StaffAsync());
        var stale = await second.GetAsync($"{Desk}/questions/competences");
        await first.SubmitAsync(
            await first.GetAsync($"{Desk}/questions/competences"),
            "Enregistrer dans le brouillon",
            ("Hint", "La première")
        );
        var conflict = await second.SubmitAsync(stale, "Enregistrer dans le brouillon", ("Hint", "La seconde"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains(
            "La première",
            conflict.Texts(".fr-alert").Aggregate((all, text) => all + text),
            StringComparison.Ordinal
        );
        Assert.Equal("La seconde", conflict.One("#Hint").GetAttribute("value"));
        var saved = await second.SubmitAsync(conflict, "Enregistrer dans le brouillon");
        Assert.Equal(Desk, saved.Path);
        Assert.Equal("La seconde", (await first.GetAsync($"{Desk}/questions/competences")).One("#Hint").GetAttribute("value"));
    }

    [Fact]
    public async Task Publishing_during_the_call_needs_a_reason_and_leaves_a_history()
    {
        var team = await portal.StaffAsync();
        await AddAsync(team, "parcours", "Une lecture qui vous a marqué");
        var refused = await team.SubmitAsync(await team.GetAsync($"{Desk}/publication"), "Publier et prévenir", ("Reason", " "));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 1), (refused.Status, refused.Errors.Count));
        var number = await PublishAsync(team, "Pour mieux vous connaître.");
        var version = await team.GetAsync($"{Desk}/versions/{number}");
        Assert.Contains("Nouvelle question, facultative : « Une lecture qui vous a marqué ».", version.Texts("main li"));
        var history = await portal.InDatabaseAsync(async db =>
        {
            var id = (await db.FormVersions.SingleAsync(found => found.Number == number)).Id;
            return await db
                .AuditEvents.Where(line => line.ObjectId == id)
                .OrderBy(line => line.Sequence)
                .Select(line => line.Sentence)
                .ToListAsync();
        });
        Assert.Equal($"Formulaire, version {number} publiée pendant l’appel", history[^1]);
        Assert.Contains(
            $"Formulaire, version {number} en préparation. Nouvelle question, facultative : « Une lecture qui vous a marqué ».",
            history
        );
        await Assert.ThrowsAnyAsync<Exception>(() =>
            portal.InDatabaseAsync(db => db.FormVersions.Where(found => found.Number == number).ExecuteDeleteAsync())
        );
    }

    private static async Task AddAsync(Browse team, string section, string label)
    {
        var added = await team.SubmitAsync(
            await team.GetAsync($"{Desk}/rubriques/{section}/question"),
            "Enregistrer dans le brouillon",
            ("Kind", "Text"),
            ("Label", label),
            ("MaxLength", "200")
        );
        Assert.Equal(Desk, added.Path);
    }

    private async Task<int> PublishAsync(Browse team, string reason)
    {
        var published = await team.SubmitAsync(
            await team.GetAsync($"{Desk}/publication"),
            "Publier et prévenir",
            ("Reason", reason)
        );
        Assert.Equal((HttpStatusCode.OK, Desk), (published.Status, published.Path));
        return await NumberAsync();
    }

    private static async Task PressAsync(Browse team, string button) =>
        Assert.Equal(Desk, (await team.SubmitAsync(await team.GetAsync(Desk), button)).Path);

    private Task<int> NumberAsync() =>
        portal.InDatabaseAsync(db =>
            db.FormVersions.Where(found => found.State == FormState.Published).MaxAsync(found => found.Number)
        );

    private async Task<string> KeyOfAsync(string label) =>
        (await portal.InDatabaseAsync(db => db.FormVersions.Where(found => found.State == FormState.Published).ToListAsync()))
            .MaxBy(found => found.Number)!
            .Sections.SelectMany(section => section.Fields)
            .Single(field => field.Label == label)
            .Key;

    private Task<string> StoredAsync(Services.Identity.Account account, string key) =>
        portal.InDatabaseAsync(async db =>
            (
                await db
                    .Candidatures.Include(found => found.Sections)
                    .SingleAsync(found =>
                        db.Candidates.Any(person => person.Id == found.CandidateId && person.AccountId == account.Id)
                    )
            ).AnswersOf("disponibilite")[key]
        );

    private Task<int> MailsAsync(int number) =>
        portal.InDatabaseAsync(db =>
            db.Mails.CountAsync(mail => mail.Template == nameof(FormChangedMail) && mail.Round == number)
        );
}
