using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using EigPortal.Domain.Candidatures;
using EigPortal.TestKit.Html;
using Xunit.Abstractions;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>
/// Inputs that nobody would type and that somebody will send: no answer of the portal is a failure of its own, none loses an answer,
/// none carries markup of the sender (B3, E2).
/// </summary>
public class BadInputTests(CandidatePortal portal, ITestOutputHelper output) : IClassFixture<CandidatePortal>
{
    private const int Wanted = 20_000;

    private static readonly string[] CandidatePages =
    [
        .. CandidatureForm.Sections.Select(section => $"/candidature/{section.Key}"),
        "/candidature/voeux",
        "/candidature/documents",
        "/candidature/commencer?defi=openjustice",
        "/candidature/verifier",
        "/compte",
        "/compte/adresse",
    ];

    private static readonly string[] VisitorPages =
    [
        "/inscription",
        "/inscription/nouveau-lien",
        "/connexion",
        "/mot-de-passe-oublie",
        "/defis",
    ];

    [Fact]
    public async Task Twenty_thousand_bad_inputs_meet_no_failure_lose_no_answer_and_run_no_script()
    {
        var (site, _) = await portal.CandidateAsync();
        using var visitor = portal.Browse();
        var bad = new Bad(20_181_015);
        var (inputs, round) = (0, 0);
        var refused = new Dictionary<string, Page>();
        while (inputs < Wanted)
        {
            foreach (var path in CandidatePages)
            {
                inputs += await AttackAsync(site, path, bad, refused);
            }

            // Accounts hash passwords and send mail: a few rounds say as much as many.
            foreach (var path in round++ < 3 ? VisitorPages : [])
            {
                inputs += await AttackAsync(visitor, path, bad, refused);
            }
        }

        output.WriteLine($"{inputs} inputs in {round} rounds");
    }

    [Fact]
    public async Task Bodies_that_are_no_form_are_refused_without_failing()
    {
        var (site, _) = await portal.CandidateAsync();
        var page = await site.GetAsync("/candidature/parcours");
        var token = page.One("form#formulaire [name=__RequestVerificationToken]").GetAttribute("value")!;
        string[] targets =
        [
            "/candidature/parcours",
            "/candidature/parcours/brouillon",
            "/candidature/parcours/texte",
            "/candidature/voeux",
            "/candidature/voeux/brouillon",
            "/candidature/voeux/texte",
            "/candidature/commencer",
            "/candidature/deposer",
            "/candidature/retirer",
            "/candidature/documents/cv",
            "/compte",
            "/inscription",
            "/connexion",
            "/mot-de-passe-oublie",
        ];
        foreach (var target in targets)
        {
            foreach (var (type, body) in Bad.Bodies())
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                request.Headers.Add("RequestVerificationToken", token);
                var answer = await site.SendAsync(request);
                Assert.True((int)answer.Status < 500, $"{target} answers {(int)answer.Status} to {type}");
            }
        }
    }

    public static TheoryData<string> Sections => [.. CandidatureForm.Sections.Select(section => section.Key)];

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task B3_whatever_is_typed_with_one_wrong_answer_comes_back_as_it_was(string key)
    {
        var (site, _) = await portal.CandidateAsync();
        var section = CandidatureForm.Find(key)!;
        var bad = new Bad(key.Length);
        for (var i = 0; i < 20; i++)
        {
            var typed = section.Fields.ToDictionary(question => question.Key, bad.Answer);
            var page = await PostAsync(site, await site.GetAsync($"/candidature/{key}"), typed);
            if (page.Status == HttpStatusCode.UnprocessableEntity)
            {
                AssertShown(page, section, typed);
            }
            else
            {
                // Nothing was wrong: the draft holds it all.
                Assert.Equal(HttpStatusCode.OK, page.Status);
                AssertShown(
                    await site.GetAsync($"/candidature/{key}"),
                    section,
                    section.Clean(typed.ToDictionary(answer => answer.Key, answer => Typed(answer.Value)))
                );
            }
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "oui", "oui")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "oui", "non")]
    [InlineData(HttpStatusCode.OK, "\r\noui", "")]
    public async Task B3_a_declaration_stays_ticked_whatever_arrives_with_it(HttpStatusCode status, params string[] sent)
    {
        var (site, _) = await portal.CandidateAsync();
        var page = await site.GetAsync("/candidature/eligibilite");
        var box = (IHtmlInputElement)page.Document.QuerySelector("form#formulaire input[type=checkbox]")!;
        var answer = await site.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/candidature/eligibilite")
            {
                Content = new FormUrlEncodedContent(
                    page.Document.QuerySelectorAll("form#formulaire input[type=hidden]")
                        .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
                        .Concat(sent.Select(value => KeyValuePair.Create(box.Name!, value)))
                ),
            }
        );

        Assert.Equal(status, answer.Status);
        var shown = status == HttpStatusCode.OK ? await site.GetAsync("/candidature/eligibilite") : answer;
        Assert.True(((IHtmlInputElement)shown.One($"[name='{box.Name}']")).IsChecked);
    }

    /// <summary>Fills every form of a page with what nobody would type.</summary>
    /// <param name="refused">By address, the page that came back last time: people go on from there.</param>
    /// <returns>How many values were sent.</returns>
    private static async Task<int> AttackAsync(Browse site, string path, Bad bad, Dictionary<string, Page> refused)
    {
        var page = refused.Remove(path, out var last) ? last : await site.GetAsync(path);
        var sent = 0;
        foreach (var form in page.Document.QuerySelectorAll("form").OfType<IHtmlFormElement>())
        {
            var target = form.GetAttribute("action") is { Length: > 0 } action ? action : path.Split('?')[0];
            if (target is "/deconnexion" or "/candidature/retirer")
            {
                continue;
            }

            var fields = bad.Fill(form).Select(field => KeyValuePair.Create(field.Key, LineEnds(field.Value))).ToList();
            sent += fields.Count;
            var answer = await site.SendAsync(
                form.GetAttribute("method") == "post"
                    ? new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) }
                    : new HttpRequestMessage(
                        HttpMethod.Get,
                        $"{target}?{string.Join('&', fields.Take(8).Select(field => $"{Uri.EscapeDataString(Bad.Whole(field.Key))}={Uri.EscapeDataString(Bad.Whole(field.Value)[..Math.Min(500, Bad.Whole(field.Value).Length)])}"))}"
                    )
            );
            Assert.True((int)answer.Status < 500, $"{target} answers {(int)answer.Status}");
            AssertHarmless(answer, target);
            if (answer.Status != HttpStatusCode.UnprocessableEntity)
            {
                continue;
            }

            refused[path] = answer;
            if (CandidatureForm.Find(target.Split('/')[^1]) is { } section)
            {
                AssertShown(
                    answer,
                    section,
                    section.Fields.ToDictionary(
                        question => question.Key,
                        question =>
                            string.Join('\n', fields.Where(field => field.Key == question.Key).Select(field => field.Value))
                    )
                );
            }
        }

        return sent;
    }

    private static Task<Page> PostAsync(Browse site, Page page, Dictionary<string, string> typed)
    {
        var form = page.One("form#formulaire");
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
            .Concat(typed);
        return site.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent(fields) }
        );
    }

    private static void AssertShown(Page page, SectionDescriptor section, IReadOnlyDictionary<string, string> typed)
    {
        foreach (var question in section.Fields)
        {
            var controls = page.Document.QuerySelectorAll($"[name='{question.Key}']");
            var answer = Typed(typed[question.Key]);
            var lines = answer.Split('\n');
            var (expected, shown) = controls[0] switch
            {
                IHtmlTextAreaElement area => (answer, area.TextContent),
                IHtmlInputElement { Type: "checkbox" or "radio" } => (
                    string.Join('|', controls.Select(box => box.GetAttribute("value")).Where(value => lines.Contains(value))),
                    string.Join(
                        '|',
                        controls.Where(box => ((IHtmlInputElement)box).IsChecked).Select(box => box.GetAttribute("value"))
                    )
                ),
                var input => (answer, input.GetAttribute("value") ?? ""),
            };
            Assert.Equal(expected, Lines(shown));
        }
    }

    /// <summary>What a page can carry of a text: no NUL, no lone surrogate, one kind of line end.</summary>
    private static string Typed(string text) =>
        string.Concat(Lines(Bad.Whole(text)).Where(character => character is not ('\0' or (>= '\u0080' and <= '\u009f'))));

    /// <summary>Browsers never send CR alone; beside a character that a page can't carry, it would mean two things.</summary>
    private static string LineEnds(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\r(?!\n)", "\n");

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static void AssertHarmless(Page page, string target)
    {
        if (page.Response.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return;
        }

        Assert.False(page.Has(Bad.Tag), $"{target} shows markup that was typed");
        foreach (var element in page.Document.All)
        {
            Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
            Assert.False(
                element is IHtmlScriptElement script
                    && script.Type != "application/ld+json"
                    && script.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) != true,
                $"{target} runs a script that is not ours"
            );
            Assert.False(
                element.GetAttribute("href")?.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) == true,
                $"{target} links to a script"
            );
        }
    }

    /// <summary>Makes bad inputs, the same for the same seed.</summary>
    private sealed class Bad(int seed)
    {
        public const string Tag = "eig-injecte";

        private static readonly string[] Awkward =
        [
            "",
            " ",
            "é",
            "e\u0301\u0327",
            "😀",
            "👩\u200d👩\u200d👧",
            "\u202eאבג\u202c",
            "مرحبا",
            "\0",
            "\ud800",
            "\udc00",
            "\u0085\u0092",
            "\u0001\u0007",
            "\ufeff",
            "\u2028",
            "\uffff",
            "\r\n",
            "\r",
            "\n",
            "%00",
            "%",
            "&#60;script&#62;",
            $"<{Tag}>",
            $"\"><{Tag} onclick=alert(1)>",
            $"</textarea><{Tag}>",
            "<script>alert(1)</script>",
            "javascript:alert(1)",
            "=cmd|'/c calc'!A1",
            "' or 1=1 --",
            "{{7*7}}",
            "../../etc/passwd",
            "999999999999999999999",
            "-1",
            "oui",
            "null",
            "00000000-0000-0000-0000-000000000000",
        ];

        private static readonly string[] Unknown =
        [
            "admin",
            "Id",
            "State",
            "version",
            "__proto__",
            "a.b[0]",
            "é",
            "page",
            "garder.projet",
            "suite",
        ];

        private readonly Random random = new(seed);

        /// <summary>Lone surrogates as they travel.</summary>
        public static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

        /// <summary>Something for one question: often allowed, sometimes not, never plain.</summary>
        public string Answer(FieldDescriptor question) =>
            question.Kind switch
            {
                FieldKind.SingleChoice when random.Next(4) > 0 => question.Options![random.Next(question.Options.Count)],
                FieldKind.MultipleChoice when random.Next(4) > 0 => string.Join(
                    '\n',
                    question.Options!.Where(_ => random.Next(2) == 0)
                ),
                FieldKind.Declaration when random.Next(2) == 0 => "oui",
                _ => Text(),
            };

        /// <summary>Every field of a form, some of them twice, and fields that it doesn't have.</summary>
        public List<KeyValuePair<string, string>> Fill(IHtmlFormElement form)
        {
            var fields = new List<KeyValuePair<string, string>>();
            var names = form
                .Elements.Select(field => field.GetAttribute("name"))
                .Where(name => name is { Length: > 0 })
                .Distinct();
            foreach (var name in names)
            {
                var hidden = form.QuerySelector($"input[type=hidden][name='{name}']")?.GetAttribute("value");
                if (hidden is not null && (name == "__RequestVerificationToken" || random.Next(4) > 0))
                {
                    fields.Add(new(name!, hidden));
                    continue;
                }

                for (var times = random.Next(4) == 0 ? 3 : 1; times > 0; times--)
                {
                    fields.Add(new(name!, Text()));
                }
            }

            fields.AddRange(Unknown.Where(_ => random.Next(2) == 0).Select(name => KeyValuePair.Create(name, Text())));
            return fields;
        }

        public static IEnumerable<(string Type, byte[] Body)> Bodies()
        {
            const string form = "application/x-www-form-urlencoded";
            yield return ("application/json", "{\"projet\":"u8.ToArray());
            yield return ("text/plain", "projet=x"u8.ToArray());
            yield return ("", "projet=x"u8.ToArray());
            yield return ("n'importe quoi", "projet=x"u8.ToArray());
            yield return ("application/octet-stream", [0, 1, 2, 255]);
            yield return ("multipart/form-data", "--x"u8.ToArray());
            yield return (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"projet\"\r\n\r\ncoupé"u8.ToArray()
            );
            yield return ("multipart/form-data; boundary=x", []);
            yield return (form, "%&%%=%zz&=&projet=%C3%28&projet=%ED%A0%80&projet"u8.ToArray());
            yield return ($"{form}; charset=utf-7", "projet=+ADw-script+AD4-"u8.ToArray());
            yield return ($"{form}; charset=inconnu", "projet=x"u8.ToArray());
            yield return (form, Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 2_000).Select(i => $"c{i}=x"))));
            yield return (form, Encoding.ASCII.GetBytes($"{new string('c', 3_000)}=x"));
            yield return (form, Encoding.ASCII.GetBytes($"projet={new string('x', 5_000_000)}"));
            yield return (form, Encoding.ASCII.GetBytes("projet=" + string.Concat(Enumerable.Repeat("%00", 20_000)) + "x"));
        }

        private string Text()
        {
            var pieces = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Awkward[random.Next(Awkward.Length)]);
            var text = string.Concat(pieces);
            return random.Next(60) == 0 ? text + new string('é', 50_000) : text;
        }
    }
}
