using System.Net;
using System.Text.Json;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>What the script of the forms relies on.</summary>
public class AutosaveTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string BeforeClosing = "2018-10-15T16:59:59";
    private const string AtClosing = "2018-10-15T17:00:00";
    private const string AfterClosing = "2018-10-15T17:00:01";

    [Fact]
    public async Task A_section_is_kept_without_being_submitted_and_the_answer_says_so()
    {
        var (site, account) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");
        var kept = await Answer.SendAsync(site, form, ("projet", "Un projet."));
        Assert.Equal(
            (HttpStatusCode.OK, "kept", "1", "10\u00a0h", "Candidature pas encore déposée"),
            (kept.Status, kept.Text("outcome"), kept.Text("version"), kept.Text("savedAt"), kept.Text("standing"))
        );
        Assert.Equal(
            new DateTimeOffset(2018, 10, 15, 15, 0, 0, TimeSpan.Zero),
            kept.Json.GetProperty("closesAt").GetDateTimeOffset()
        );
        Assert.Equal(CandidatureState.Draft, await StateAsync(account));
        Assert.Equal("Un projet.", (await site.GetAsync("/candidature/parcours")).One("#projet").TextContent);
    }

    [Fact]
    public async Task B4_one_wrong_answer_is_named_and_never_holds_back_the_others()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/identite");
        var first = await Answer.SendAsync(site, form, ("ville", "Nouméa"), ("site", "https://exemple.fr/moi"));
        var second = await Answer.SendAsync(
            site,
            form,
            ("version", first.Text("version")),
            ("ville", "Lyon"),
            ("site", "https:/")
        );
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(["site"], second.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        var page = await site.GetAsync("/candidature/identite");
        Assert.Equal(
            ("Lyon", "https://exemple.fr/moi"),
            (page.One("#ville").GetAttribute("value"), page.One("#site").GetAttribute("value"))
        );
    }

    [Fact]
    public async Task B2_a_second_page_is_told_that_another_version_exists_and_overwrites_nothing()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");
        await Answer.SendAsync(site, form, ("page", Guid.NewGuid().ToString()), ("projet", "Un"));
        var second = await Answer.SendAsync(site, form, ("page", Guid.NewGuid().ToString()), ("projet", "Deux"));
        Assert.Equal((HttpStatusCode.Conflict, "changed"), (second.Status, second.Text("outcome")));
        Assert.Equal("Un", (await site.GetAsync("/candidature/parcours")).One("#projet").TextContent);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("reprise")]
    public async Task B2_a_page_that_never_got_its_answer_or_the_one_that_takes_over_is_no_other_version(string field)
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");
        var page = Guid.NewGuid().ToString();
        await Answer.SendAsync(site, form, ("page", page), ("projet", "Un"));
        // The version is that of the page when it was opened: the first answer was lost on the way.
        var again = await Answer.SendAsync(site, form, (field, page), ("projet", "Un, puis deux"));
        Assert.Equal((HttpStatusCode.OK, "2"), (again.Status, again.Text("version")));
    }

    [Fact]
    public async Task B1_without_a_session_a_script_gets_401_and_no_page()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");
        await site.SubmitAsync(form, "Se déconnecter");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Answer.SendAsync(site, form, ("projet", "Un"))).Status);
    }

    [Fact]
    public async Task B1_a_page_never_writes_into_the_candidature_of_who_signed_in_after()
    {
        var (first, _) = await portal.CandidateAsync();
        var (second, _) = await portal.CandidateAsync();
        var left = await first.GetAsync("/candidature/parcours");
        var own = await second.GetAsync("/candidature/parcours");
        var answer = await Answer.SendAsync(
            second,
            own,
            ("candidature", left.One("form#formulaire [name=candidature]").GetAttribute("value")!),
            ("projet", "De quelqu’un d’autre")
        );
        Assert.Equal((HttpStatusCode.Conflict, "signed-out"), (answer.Status, answer.Text("outcome")));
        Assert.Equal("", (await second.GetAsync("/candidature/parcours")).One("#projet").TextContent);
    }

    [Fact]
    public async Task A_form_with_a_stale_token_is_refused_then_accepted_with_a_new_one()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");
        var stale = await Answer.SendAsync(site, form, ("__RequestVerificationToken", "périmé"), ("projet", "Un"));
        Assert.Equal(HttpStatusCode.BadRequest, stale.Status);
        var state = JsonDocument.Parse((await site.GetAsync("/candidature/etat")).Body).RootElement;
        var token = state.GetProperty("token").GetString()!;
        Assert.Equal(
            HttpStatusCode.OK,
            (await Answer.SendAsync(site, form, ("__RequestVerificationToken", token), ("projet", "Un"))).Status
        );
    }

    [Theory]
    [InlineData(BeforeClosing, HttpStatusCode.OK, "kept", 0)]
    [InlineData(AtClosing, HttpStatusCode.UnprocessableEntity, "closed-kept", 1)]
    [InlineData(AfterClosing, HttpStatusCode.UnprocessableEntity, "closed-kept", 1)]
    public async Task B9_from_the_closing_instant_what_is_typed_goes_to_the_draft_and_the_late_attempts_never_into_the_submission(
        string at,
        HttpStatusCode status,
        string outcome,
        int attempts
    )
    {
        var (site, account) = await portal.CompleteAsync();
        await CandidatePortal.SubmitAsync(site);
        var form = await site.GetAsync("/candidature/parcours");
        await AtAsync(
            at,
            async () =>
            {
                var answer = await Answer.SendAsync(site, form, ("projet", "À la dernière seconde"));
                Assert.Equal((status, outcome), (answer.Status, answer.Text("outcome")));
                var found = await portal.InDatabaseAsync(db =>
                    db.Candidatures.Include(c => c.Sections)
                        .Include(c => c.Snapshots)
                        .AsSplitQuery()
                        .SingleAsync(c => db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == account.Id))
                );
                Assert.Equal("À la dernière seconde", found.AnswersOf("parcours")["projet"]);
                Assert.NotEqual("À la dernière seconde", found.LastSnapshot!.Content.Sections["parcours"]["projet"]);
                Assert.Equal(
                    attempts,
                    await portal.InDatabaseAsync(db => db.LateAttempts.CountAsync(attempt => attempt.CandidatureId == found.Id))
                );
            }
        );
    }

    [Fact]
    public async Task B2_what_comes_late_does_not_overwrite_another_version_either()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/parcours");
        await Answer.SendAsync(site, form, ("projet", "Version un"));
        await AtAsync(
            AtClosing,
            async () =>
            {
                var answer = await Answer.SendAsync(site, form, ("projet", "Version deux"));
                Assert.Equal((HttpStatusCode.UnprocessableEntity, "closed"), (answer.Status, answer.Text("outcome")));
                var plain = await site.SubmitAsync(form, "Enregistrer et continuer", ("projet", "Version deux"));
                Assert.Equal("Version deux", plain.One("#projet").TextContent);
                Assert.Contains("Version un", (await site.GetAsync("/candidature/brouillon")).Body, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Wishes_are_kept_place_by_place()
    {
        var (site, _) = await portal.CandidateAsync();
        var form = await site.GetAsync("/candidature/voeux");
        var (one, two) = (CandidatePortal.OptionOf(form, 1), CandidatePortal.OptionOf(form, 6));
        var kept = await Answer.SendAsync(
            site,
            form,
            ("Wish1", one),
            ("Contribution1", "A"),
            ("Contribution2", "Sans défi encore")
        );
        Assert.Equal(["Wish2"], kept.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        var version = kept.Text("version");
        var longer = await Answer.SendAsync(
            site,
            form,
            ("Version", version),
            ("Wish1", one),
            ("Contribution1", new string('a', CandidatureForm.ContributionMaxLength + 1)),
            ("Wish2", two),
            ("Contribution2", "B")
        );
        Assert.Equal(["Contribution1"], longer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        var page = await site.GetAsync("/candidature/voeux");
        Assert.Equal(("A", "B"), (page.One("#Contribution1").TextContent, page.One("#Contribution2").TextContent));
        Assert.Equal(HttpStatusCode.Conflict, (await Answer.SendAsync(site, form, ("Version", version), ("Wish1", two))).Status);
    }

    [Fact]
    public async Task The_draft_can_be_taken_away_before_and_after_closing_and_says_what_it_is_worth()
    {
        var (site, _) = await portal.CandidateAsync();
        await Answer.SendAsync(site, await site.GetAsync("/candidature/parcours"), ("projet", "Mon <projet> & moi"));
        foreach (var at in (string[])[BeforeClosing, AfterClosing])
        {
            await AtAsync(
                at,
                async () =>
                {
                    var text = await site.GetAsync("/candidature/brouillon");
                    Assert.Equal("attachment", text.Response.Content.Headers.ContentDisposition!.DispositionType);
                    Assert.Contains("Cette candidature n’est pas déposée.", text.Body, StringComparison.Ordinal);
                    Assert.Contains("Mon <projet> & moi", text.Body, StringComparison.Ordinal);
                    var json = await site.GetAsync("/candidature/brouillon/json");
                    Assert.Equal("attachment", json.Response.Content.Headers.ContentDisposition!.DispositionType);
                    var answers = JsonDocument.Parse(json.Body).RootElement.GetProperty("answers").EnumerateArray();
                    Assert.Equal(
                        "Mon <projet> & moi",
                        answers
                            .Single(answer => answer.GetProperty("key").GetString() == "projet")
                            .GetProperty("stored")
                            .GetString()
                    );
                }
            );
        }
    }

    private async Task AtAsync(string time, Func<Task> work)
    {
        try
        {
            await portal.Clock.SetAsync(time);
            await work();
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    private Task<CandidatureState> StateAsync(Account account) =>
        portal.InDatabaseAsync(db =>
            db.Candidatures.Where(c => db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == account.Id))
                .Select(c => c.State)
                .SingleAsync()
        );
}

/// <summary>What the portal answers to an automatic save.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Json, HttpResponseMessage Response)
{
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>Sends the fields of the form as its script does, some of them changed.</summary>
    public static async Task<Answer> SendAsync(Browse site, Page page, params (string Name, string Value)[] changes)
    {
        var form = page.One("form#formulaire, form#grille");
        var fields = changes.ToList();
        fields.AddRange(
            form.QuerySelectorAll("input[type=hidden]")
                .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
                .Where(field => !changes.Any(change => change.Name == field.Item1))
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{form.GetAttribute("action")}/brouillon")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("X-Requested-With", "fetch");
        var response = await site.Client.SendAsync(request);
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new Answer(
            response.StatusCode,
            isJson ? JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement : default,
            response
        );
    }
}
