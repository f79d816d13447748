using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using EigPortal.TestKit.Html;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Security;

/// <summary>Asks the running portal every question of <see cref="PermissionTable"/> (E16, B22, B24).</summary>
[Collection(PermissionWorld.Collection)]
public sealed partial class PermissionTests(PermissionWorld world)
{
    private const string Any = "ANY";

    /// <summary>Tables that a page may write: who read what.</summary>
    private static readonly string[] JournalsOfReading = ["file_openings"];

    /// <summary>Mails of a demonstration are fictitious, and everybody's; that somebody has an account is no secret.</summary>
    private static readonly string[] Told = ["/demo/courrier", "/admin/utilisateurs"];
    private static readonly Persona[] Personas = Enum.GetValues<Persona>();
    private readonly ConcurrentQueue<string> problems = [];

    /// <summary>Pages on which the team meets the person whom <see cref="Persona.TiedStaff"/> must not meet.</summary>
    private readonly ConcurrentDictionary<string, byte> doors = [];

    [Fact]
    public void Every_endpoint_has_a_line_in_the_table_and_every_line_an_endpoint()
    {
        var endpoints = world
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(Keys)
            .ToLookup(pair => pair.Key, pair => pair.Where);
        var rows = PermissionTable.Rows.ToLookup(row => row.Key);
        string[] wrong =
        [
            .. endpoints
                .Where(endpoint => !rows.Contains(endpoint.Key))
                .Select(endpoint =>
                    $"{endpoint.Key} ({endpoint.First()}) n’a pas de ligne : ajoutez-la dans Security/PermissionTable.cs, par exemple {Example(endpoint.Key)}"
                ),
            .. rows.Where(row => !endpoints.Contains(row.Key))
                .Select(row => $"{row.Key} n’existe plus : retirez sa ligne de Security/PermissionTable.cs, ou corrigez-la."),
            .. rows.Where(row => row.Count() > 1)
                .Select(row => $"{row.Key} a plusieurs lignes dans Security/PermissionTable.cs."),
            .. rows.SelectMany(row => row)
                .Where(row => row.Targets.Count == 0 && row.Pattern.Contains('{') && row.Audience != Audience.Everybody)
                .Select(row => $"{row.Key} n’a pas d’objet réel : ajoutez .On(world => [world.…]) à sa ligne."),
        ];
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task B18_E16_every_endpoint_answers_each_persona_as_the_table_says_and_neither_a_page_nor_a_refusal_writes()
    {
        var sessions = await Task.WhenAll(Personas.Select(Session.OpenAsync(world)));
        var before = await world.FingerprintAsync();

        await Task.WhenAll(sessions.Select(OpenPagesAsync));
        await AssertUnchangedAsync(
            before,
            "Une page ouverte par son adresse a écrit : déplacez l’écriture derrière un POST (B18).",
            JournalsOfReading
        );
        before = await world.FingerprintAsync();
        await Task.WhenAll(sessions.Select(SendFormsThatAreRefusedAsync));
        await AssertUnchangedAsync(before, "Un formulaire refusé a pourtant écrit : vérifiez les droits avant toute écriture.");
        await SendFormsThatAreOpenAsync(sessions.ToDictionary(session => session.Persona));

        Assert.True(problems.IsEmpty, $"{problems.Count} écarts :\n{string.Join('\n', problems.Order().Take(80))}");
        Assert.Equal(PermissionTable.DoorsToTied.Order(StringComparer.Ordinal), doors.Keys.Order(StringComparer.Ordinal));
    }

    private async Task OpenPagesAsync(Session session)
    {
        foreach (var row in PermissionTable.Rows.Where(row => row.Method is "GET" or Any))
        {
            var refusals = new List<Answer>();
            foreach (var probe in Probes(row, session.Persona))
            {
                var answer = await session.GetAsync(probe);
                Check(session, row, probe, answer, Problem(row, probe.Expected, answer, row.Statuses));
                Check(session, row, probe, answer, answer.Carelessness(row));
                Check(session, row, probe, answer, Leak(session.Persona, row, probe, answer));
                Keep(refusals, probe, answer);
            }

            CheckAlike(session, row, refusals);
        }
    }

    /// <summary>
    /// What an answer tells of <see cref="PermissionWorld.Tied"/> to somebody whom this person is hidden from: every page of the portal is a
    /// channel of the conflict matrix from the day on which it has a line (B21, B22).
    /// </summary>
    private string? Leak(Persona persona, PermissionRow row, Probe probe, Answer answer)
    {
        var told = world
            .TiedSecrets.Where(needle => !probe.Path.Contains(needle, StringComparison.OrdinalIgnoreCase))
            // Public once they agreed to it.
            .Where(needle => needle != world.Tied.FullName || !row.Audience.IsPublic)
            .Where(needle => answer.Body.Contains(needle, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (persona is not (Persona.Staff or Persona.Administrator))
        {
            return Told.Contains(row.Pattern) || told.Count == 0 ? null : $"rencontre « {string.Join(" », « ", told)} »";
        }

        if (told.Count > 0 && !row.Audience.IsPublic)
        {
            doors.TryAdd(row.Pattern, 0);
        }

        return null;
    }

    private async Task SendFormsThatAreRefusedAsync(Session session)
    {
        foreach (var row in PermissionTable.Rows.Where(row => row.Method == "POST"))
        {
            var refusals = new List<Answer>();
            foreach (var (probe, index) in Probes(row, session.Persona).Select((probe, index) => (probe, index)))
            {
                if (index == 0)
                {
                    // The token is asked for before the object is looked for.
                    var forged = await session.PostAsync(probe, row.Form, withToken: false);
                    var expected = row.Audience.Of(session.Persona);
                    Check(session, row, probe, forged, Problem(row, expected, forged, [400]), "sans jeton");
                }

                if (probe.Expected != Access.Open)
                {
                    var answer = await session.PostAsync(probe, row.Form, withToken: true);
                    Check(session, row, probe, answer, Problem(row, probe.Expected, answer, []));
                    Check(session, row, probe, answer, Leak(session.Persona, row, probe, answer));
                    Keep(refusals, probe, answer);
                }
            }

            CheckAlike(session, row, refusals);
        }
    }

    // Each form is sent once, empty or nearly, by somebody whom it is for: it must be read, were it only to say what is missing.
    private async Task SendFormsThatAreOpenAsync(Dictionary<Persona, Session> sessions)
    {
        foreach (var row in PermissionTable.Rows.Where(row => row.Method == "POST").OrderBy(row => row.ClosesSession))
        {
            var open = Personas
                .SelectMany(persona => Probes(row, persona).Select(probe => (Session: sessions[persona], Probe: probe)))
                .Where(pair => pair.Probe.Expected == (row.Secret is null ? Access.Open : Access.Secret))
                .ToList();
            if (open.Count == 0)
            {
                problems.Enqueue(
                    $"{row.Key} : personne ne peut l’envoyer. Ajoutez un objet à PermissionWorld, et .On(…) à sa ligne."
                );
                continue;
            }

            var (session, probe) = open[0];
            var answer = await session.PostAsync(probe, row.Form, withToken: true, row.Secret);
            Check(session, row, probe, answer, Problem(row, Access.Open, answer, [200, 302, 409, 422]));
            if (row.ClosesSession)
            {
                sessions[session.Persona] = await Session.OpenAsync(world)(session.Persona);
            }
        }
    }

    private async Task AssertUnchangedAsync(
        IReadOnlyDictionary<string, string> before,
        string advice,
        params IReadOnlyList<string> exempt
    )
    {
        var after = await world.FingerprintAsync();
        var changed = before.Keys.Except(exempt).Where(table => before[table] != after[table]).Order().ToList();
        Assert.True(
            changed.Count == 0,
            $"{advice} Tables changées : {string.Join(", ", changed.Select(table => $"{table} ({before[table]} -> {after[table]})"))}.\n{string.Join('\n', problems.Order().Take(40))}"
        );
    }

    /// <summary>Real objects first, each with what the persona must meet there, then objects that don't exist.</summary>
    private IEnumerable<Probe> Probes(PermissionRow row, Persona persona)
    {
        var access = row.Audience.Of(persona);
        if (row.Targets.Count == 0)
        {
            return [Probe.For(row, [], access)];
        }

        var known = row.Targets.Select(target => (target.Members, Values: target.Values(world))).ToList();
        var real = known.Select(target =>
            Probe.For(
                row,
                target.Values,
                access == Access.Open && target.Members?.Contains(persona) == false ? Access.Hidden : access
            )
        );
        return [.. real, .. Mixtures(known.Select(target => target.Values).ToList()).Select(Missing)];

        Probe Missing(IReadOnlyList<object> values) => Probe.For(row, values, access == Access.Open ? Access.Hidden : access);
    }

    // An identifier replaced by one that doesn't exist, or by the same part of another object: no pair of them belongs together.
    private static IEnumerable<IReadOnlyList<object>> Mixtures(List<IReadOnlyList<object>> known)
    {
        var first = known[0];
        for (var place = 0; place < first.Count; place++)
        {
            if (Unknown(first[place]) is { } unknown)
            {
                yield return [.. first.Take(place), unknown, .. first.Skip(place + 1)];
            }

            if (first.Count > 1 && known.Count > 1 && !first[place].Equals(known[1][place]))
            {
                yield return [.. first.Take(place), known[1][place], .. first.Skip(place + 1)];
            }
        }
    }

    private static object? Unknown(object value) =>
        value switch
        {
            Guid => new Guid("0199aaaa-0000-7000-8000-00000000dead"),
            int status => status >= 400 ? null : 9_999,
            "cv" => null,
            _ => "inconnu",
        };

    private static string? Problem(PermissionRow row, Access expected, Answer answer, IReadOnlyCollection<int> open)
    {
        var isRight = expected switch
        {
            Access.Open => open.Contains(answer.Status) && (row.Audience.IsPublic || !answer.LeadsTo("/connexion")),
            Access.SignIn => answer.Status == 302 && answer.LeadsTo("/connexion"),
            Access.Charter => answer.Status == 302 && answer.LeadsTo("/admin/jury/charte"),
            Access.Hidden => answer.Status == 404,
            Access.Secret => answer.Status == 401,
        };
        return isRight || row.ClosesSession && expected == Access.Open && answer.Status == 302
            ? null
            : $"répond {answer.Status}{(answer.Location.Length > 0 ? $" vers {answer.Location}" : "")} au lieu de {expected}";
    }

    private void Check(Session session, PermissionRow row, Probe probe, Answer answer, string? problem, string how = "")
    {
        if (problem is not null)
        {
            problems.Enqueue(
                $"{session.Persona, -13} {row.Method} {probe.Path} {how} {problem}. Corrigez le contrôle d’accès, ou la ligne « {row.Key} » du tableau."
            );
        }
    }

    private static void Keep(List<Answer> refusals, Probe probe, Answer answer)
    {
        if (probe.Expected == Access.Hidden)
        {
            refusals.Add(answer);
        }
    }

    private void CheckAlike(Session session, PermissionRow row, List<Answer> refusals)
    {
        var kinds = refusals.Select(answer => answer.Comparable).Distinct().ToList();
        if (kinds.Count > 1)
        {
            problems.Enqueue(
                $"{session.Persona, -13} {row.Key} : « pas à vous » et « inconnu » se distinguent. Répondez NotFound() dans les deux cas. {Difference(kinds[0], kinds[1])}"
            );
        }
    }

    private static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"[{one.Substring(Math.Max(0, at - 40), Math.Min(100, one.Length - Math.Max(0, at - 40)))}]";
    }

    private static IEnumerable<(string Key, string Where)> Keys(RouteEndpoint endpoint)
    {
        var where = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action
            ? $"{action.ControllerTypeInfo.Name}.{action.ActionName}"
            : endpoint.DisplayName ?? "";
        var pattern = $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [Any];
        // HEAD is GET without its body.
        return methods
            .Select(method => method == "HEAD" ? "GET" : method)
            .Distinct()
            .Select(method => ($"{method} {pattern}", where));
    }

    private static string Example(string key)
    {
        var (method, pattern) = (key.Split(' ')[0], key.Split(' ')[1]);
        var call = method switch
        {
            "GET" => "Get(",
            "POST" => "Post(",
            _ => $"new PermissionRow(\"{method}\", ",
        };
        return $"{call}\"{pattern}\", Audience.Staff){(pattern.Contains('{') ? ".On(world => [world.…]).NotOn(world => [world.…])" : "")},";
    }

    private sealed record Probe(string Path, IReadOnlyList<object> Values, Access Expected)
    {
        public static Probe For(PermissionRow row, IReadOnlyList<object> values, Access expected) =>
            new(row.PathOf(values), values, expected);
    }

    /// <param name="Comparable">The answer without what differs between two requests for the same thing.</param>
    /// <param name="Body">As it is read: entities decoded.</param>
    private sealed record Answer(int Status, string Location, string Comparable, string Headers, string Body)
    {
        /// <summary>What is wrong with the headers of something that is not for everybody: it must be kept by no cache and run nowhere (B24).</summary>
        public string? Carelessness(PermissionRow row) =>
            row.Audience.IsPublic || Status != 200 ? null
            : !Headers.Contains("no-store", StringComparison.Ordinal) ? "peut être gardé par un cache : ajoutez NoStore"
            : Headers.Contains("ETag", StringComparison.Ordinal) ? "porte un ETag"
            : !Headers.Contains("text/html", StringComparison.Ordinal)
            && !(
                Headers.Contains("attachment", StringComparison.Ordinal) && Headers.Contains("nosniff", StringComparison.Ordinal)
            )
                ? "s’ouvre dans le navigateur : donnez le fichier par this.Attachment(…)"
            : null;

        public bool LeadsTo(string path) => Location.StartsWith(path, StringComparison.Ordinal);

        public static async Task<Answer> OfAsync(HttpResponseMessage response, Probe probe)
        {
            var location = response.Headers.Location?.OriginalString ?? "";
            var headers = response
                .Headers.Concat(response.Content.Headers)
                .Where(header => header.Key is not ("Date" or "Set-Cookie" or "Content-Length" or "Expires" or "Pragma"))
                .OrderBy(header => header.Key, StringComparer.Ordinal)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .ToList();
            var all = string.Join('\n', headers);
            var body = await response.Content.ReadAsStringAsync();
            var read = WebUtility.HtmlDecode(body);
            if (response.StatusCode != HttpStatusCode.NotFound)
            {
                return new Answer((int)response.StatusCode, location, $"{(int)response.StatusCode} {location}", all, read);
            }

            var text = $"{all}\n{Token().Replace(body, "")}";
            return new Answer(
                (int)response.StatusCode,
                location,
                probe
                    .Values.Where(value => value is not int)
                    .Aggregate(text, (current, value) => current.Replace($"{value}", "…", StringComparison.Ordinal)),
                all,
                read
            );
        }
    }

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();

    private sealed record Session(Persona Persona, Browse Site, string AntiforgeryToken)
    {
        public static Func<Persona, Task<Session>> OpenAsync(PermissionWorld world) =>
            async persona =>
            {
                var site = await world.AsAsync(persona);
                var page = await site.GetAsync(persona == Persona.Visitor ? "/connexion" : "/compte");
                Assert.Equal(HttpStatusCode.OK, page.Status);
                var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                return new Session(persona, site, token);
            };

        public async Task<Answer> GetAsync(Probe probe)
        {
            using var response = await Site.Client.GetAsync(probe.Path);
            return await Answer.OfAsync(response, probe);
        }

        public async Task<Answer> PostAsync(
            Probe probe,
            IReadOnlyList<(string Name, string Value)> form,
            bool withToken,
            string? secret = null
        )
        {
            var fields = form.Append(("__RequestVerificationToken", AntiforgeryToken))
                .Take(withToken ? form.Count + 1 : form.Count);
            using var request = new HttpRequestMessage(HttpMethod.Post, probe.Path)
            {
                Content = new FormUrlEncodedContent(fields.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))),
            };
            request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
            using var response = await Site.Client.SendAsync(request);
            return await Answer.OfAsync(response, probe);
        }
    }
}
