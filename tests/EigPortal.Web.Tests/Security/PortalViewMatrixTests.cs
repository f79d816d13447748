using System.Net;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Security;

/// <summary>
/// What an administrator who sees the portal as somebody else may open, address by address: <see cref="PermissionTable"/> once more, so
/// that a new endpoint is asked too (B34, E16).
/// </summary>
[Collection(PermissionWorld.Collection)]
public sealed class PortalViewMatrixTests(PermissionWorld world)
{
    private const string Reason = "Voir le tableau des droits à travers d’autres yeux";

    /// <summary>The two acts that a view leaves: they end it.</summary>
    private static readonly string[] WaysOut = ["/vue/fin", "/deconnexion"];

    private static readonly Persona[] Subjects =
    [
        Persona.Candidate,
        Persona.Fellow,
        Persona.Juror,
        Persona.NewJuror,
        Persona.MentorJuror,
        Persona.Host,
    ];

    /// <summary>Pages that somebody opens themselves, and that nobody opens as them.</summary>
    private static readonly string[] Withheld =
    [
        "/accueil/contrats/{id:guid}/documents/{documentId:guid}",
        "/admin/jury/avis/{id:guid}/documents/{documentId:guid}",
        "/admin/jury/etat",
        "/admin/jury/lectures/{id:guid}/documents/{documentId:guid}",
        "/calendrier.ics",
        "/candidature/audition/{id:guid}/calendrier.ics",
        "/candidature/brouillon",
        "/candidature/brouillon/json",
        "/candidature/contrat/{id:guid}/documents/{documentId:guid}",
        "/candidature/depot/{sequence:int}/contenu",
        "/candidature/diversite",
        "/candidature/documents/{id:guid}",
        "/candidature/etat",
        "/candidature/export",
        "/candidature/messages/pieces/{id:guid}",
        "/candidature/passeport/effacer",
        "/compte",
        "/compte/adresse",
        "/compte/adresse/annuler",
        "/compte/adresse/confirmer",
        "/compte/cles-acces",
        "/compte/mot-de-passe",
        "/compte/second-facteur",
        "/compte/sessions",
        "/defis.atom",
        "/defis.csv",
        "/defis.json",
        "/defis/apercu/{token}",
        "/demo",
        "/demo/courrier",
        "/demo/courrier/{id:guid}",
        "/inscription",
        "/inscription/confirmer",
        "/inscription/courriel-envoye",
        "/inscription/nouveau-lien",
        "/invitation/{token}",
        "/mot-de-passe",
        "/mot-de-passe-oublie",
        "/mot-de-passe-oublie/courriel-envoye",
        "/robots.txt",
        "/sante/pret",
        "/sante/vivant",
        "/sitemap.xml",
    ];

    [Fact]
    public async Task B34_E16_no_endpoint_that_acts_is_reached_in_a_view_and_nothing_is_written()
    {
        using var site = await world.AsAsync(Persona.Administrator);
        var seen = await BeginAsync(site, await world.AccountAsync(Persona.Candidate));
        var token = seen.One("section.portal-view [name=__RequestVerificationToken]").GetAttribute("value")!;
        var before = await world.FingerprintAsync();
        var acts = PermissionTable.Rows.Where(row => row.Method == "POST" && !WaysOut.Contains(row.Pattern)).ToList();
        var answers = new List<(string Path, HttpStatusCode AsPage, HttpStatusCode AsScript)>();
        foreach (var row in acts)
        {
            foreach (var path in Paths(row))
            {
                answers.Add((path, await SendAsync(path, row, isScript: false), await SendAsync(path, row, isScript: true)));
            }
        }

        Assert.True(acts.Count > 150, $"{acts.Count} acts");
        Assert.Equal(answers.Select(answer => (answer.Path, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized)), answers);
        foreach (var method in (string[])["PUT", "PATCH", "DELETE", "OPTIONS"])
        {
            using var answer = await site.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/candidature"));
            Assert.Equal((method, HttpStatusCode.Forbidden), (method, answer.StatusCode));
        }

        Assert.Equal(before, await world.FingerprintAsync());
        await site.SubmitAsync(await site.GetAsync("/candidature"), "Revenir à mon compte");

        async Task<HttpStatusCode> SendAsync(string path, PermissionRow row, bool isScript)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(
                    row.Form.Append(("__RequestVerificationToken", token))
                        .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))
                ),
            };
            if (isScript)
            {
                request.Headers.Add("X-Requested-With", "fetch");
            }

            using var answer = await site.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task B34_E16_a_view_shows_what_the_person_sees_under_its_banner_and_the_pages_named_here_are_withheld()
    {
        var problems = new List<string>();
        var withheld = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var persona in Subjects)
        {
            using var own = await world.AsAsync(persona);
            using var site = await world.AsAsync(Persona.Administrator);
            var account = await world.AccountAsync(persona);
            var readings = await ReadingsAsync(own, account);
            await BeginAsync(site, account);
            var title = $"Vous voyez le portail comme {account.FullName}";
            foreach (var row in PermissionTable.Rows.Where(row => row.Method == "GET"))
            {
                foreach (var path in Paths(row))
                {
                    var (mine, theirs) = (readings[path], await GetAsync(site, path));
                    if (theirs.Status == HttpStatusCode.Forbidden && mine.Status == HttpStatusCode.OK)
                    {
                        withheld.Add(row.Pattern);
                    }
                    else if (theirs.Status != HttpStatusCode.Forbidden && theirs.Status != mine.Status)
                    {
                        problems.Add($"{persona} {path} : {mine.Status} pour la personne, {theirs.Status} dans la vue");
                    }

                    if (theirs.Banner != (theirs.IsPage ? title : "") || mine.Banner.Length > 0)
                    {
                        problems.Add($"{persona} {path} : bandeau « {theirs.Banner} »");
                    }
                }
            }

            Assert.Equal(readings.Openings, await OpeningsByAsync(account.Id));
            await site.SubmitAsync(await site.GetAsync("/espaces"), "Revenir à mon compte");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(60)));
        Assert.Equal(Withheld, withheld);
    }

    private async Task<Readings> ReadingsAsync(Browse own, Account account)
    {
        var answers = new Readings();
        foreach (var path in PermissionTable.Rows.Where(row => row.Method == "GET").SelectMany(Paths))
        {
            answers[path] = await GetAsync(own, path);
        }

        answers.Openings = await OpeningsByAsync(account.Id);
        return answers;
    }

    private Task<int> OpeningsByAsync(Guid accountId) =>
        world.InDatabaseAsync(db => db.FileOpenings.CountAsync(opening => opening.ReaderId == accountId));

    private IEnumerable<string> Paths(PermissionRow row) =>
        row.Targets.Count == 0 ? [row.PathOf([])] : row.Targets.Select(target => row.PathOf(target.Values(world))).Distinct();

    private static async Task<Answer> GetAsync(Browse site, string path)
    {
        using var response = await site.Client.GetAsync(path);
        var isPage = response.Content.Headers.ContentType?.MediaType == "text/html";
        if (!isPage)
        {
            return new Answer(response.StatusCode, false, "");
        }

        var page = new Page(response.StatusCode, path, [], response, await response.Content.ReadAsStringAsync());
        return new Answer(response.StatusCode, true, string.Join(" / ", page.Texts("section.portal-view .fr-alert__title")));
    }

    private static async Task<Page> BeginAsync(Browse site, Account subject)
    {
        var form = await site.GetAsync($"/admin/utilisateurs/{subject.Id}/vue");
        var seen = await site.SubmitAsync(form, $"Voir le portail comme {subject.FullName}", ("Reason", Reason));
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        return seen;
    }

    private sealed record Answer(HttpStatusCode Status, bool IsPage, string Banner);

    private sealed class Readings : Dictionary<string, Answer>
    {
        /// <summary>Files that the journal says the person has opened.</summary>
        public int Openings { get; set; }
    }
}
