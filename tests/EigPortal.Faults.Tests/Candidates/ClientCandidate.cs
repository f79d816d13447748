using System.Globalization;
using System.Net;
using System.Text.Json;
using EigPortal.Domain.Candidatures;
using EigPortal.Faults.Tests.World;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;

namespace EigPortal.Faults.Tests.Candidates;

/// <summary>
/// A candidate whose browser is a program: saves each section as its script does, sends documents in pieces from where the portal says,
/// submits with the key of the page. After each fault, reads again everything that was acknowledged before.
/// </summary>
internal sealed class ClientCandidate : IDisposable
{
    private readonly FaultyPortal portal;
    private readonly PatientClient client;
    private readonly Guid page = Guid.NewGuid();
    private int seen;

    private ClientCandidate(FaultyPortal portal, string email)
    {
        this.portal = portal;
        client = new PatientClient(portal.Address, portal.Weather);
        Ledger = new Ledger(email);
        seen = portal.Weather.Broken;
    }

    public Ledger Ledger { get; }

    /// <summary>Signed in, with an empty candidature.</summary>
    public static async Task<ClientCandidate> StartAsync(FaultyPortal portal, CancellationToken ct)
    {
        var candidate = new ClientCandidate(portal, await portal.SomebodyAsync());
        await candidate.PressAsync(
            "/connexion",
            "Se connecter",
            ct,
            ("Email", candidate.Ledger.Email),
            ("Password", FaultyPortal.Password)
        );
        await candidate.PressAsync("/candidature", "Commencer ma candidature", ct);
        return candidate;
    }

    /// <summary>Writes every section, the wish and the CV anew; then nothing is missing.</summary>
    public async Task FillAsync(int round, CancellationToken ct)
    {
        foreach (var section in CandidatureForm.Sections)
        {
            await SaveAsync(section, round, ct);
        }

        await SaveWishAsync(round, ct);
        await SendCvAsync(round, ct);
    }

    /// <summary>Submits; every other time the key is sent twice at once, and once more when the answer has come.</summary>
    public async Task<Submission> SubmitAsync(bool twice, CancellationToken ct)
    {
        await ReadAgainAsync(ct);
        var review = await ReadAsync("/candidature/verifier", ct);
        var key = review.One("[name=cle]").GetAttribute("value")!;
        var token = TokenOf(review);
        var answers = await Task.WhenAll(Enumerable.Range(0, twice ? 2 : 1).Select(_ => SendKeyAsync(key, token, ct)));
        if (twice)
        {
            answers = [.. answers, await SendKeyAsync(key, token, ct)];
        }

        var sequence = Assert.Single(answers.Distinct());
        return Ledger.Submitted(key, sequence, await ReadReceiptAsync(sequence, ct));
    }

    /// <summary>The page that submits: its key and its token.</summary>
    public async Task<(string Key, string Token)> ReviewAsync(CancellationToken ct)
    {
        var review = await ReadAsync("/candidature/verifier", ct);
        return (review.One("[name=cle]").GetAttribute("value")!, TokenOf(review));
    }

    /// <summary>Sends a key once, and doesn't insist.</summary>
    /// <returns>Whether the portal acknowledged it.</returns>
    public async Task<bool> TryKeyAsync(string key, string token, CancellationToken ct) =>
        await client.TryAsync(HttpMethod.Post, "/candidature/deposer", () => Form([("cle", key)]), token, ct)
            is { Status: HttpStatusCode.OK };

    /// <summary>Sends a key until it is heard.</summary>
    /// <returns>The sequence of the submission it made.</returns>
    public async Task<int> SendKeyAsync(string key, string token, CancellationToken ct)
    {
        var answer = await client.PostAsync("/candidature/deposer", () => Form([("cle", key)]), token, ct);
        var href = Read(answer).GetProperty("href").GetString()!;
        Assert.StartsWith("/candidature/depot/", href, StringComparison.Ordinal);
        portal.Weather.Acknowledge();
        return int.Parse(href["/candidature/depot/".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>The fingerprint that the receipt announces, once the content it gives back has the same.</summary>
    public async Task<string> ReadReceiptAsync(int sequence, CancellationToken ct)
    {
        var receipt = await ReadAsync($"/candidature/depot/{sequence}", ct);
        var announced = receipt.One("#empreinte").TextContent.Trim();
        var content = await client.GetAsync($"/candidature/depot/{sequence}/contenu", ct);
        Assert.Equal(announced, Ledger.Hash(content.Body));
        return announced;
    }

    /// <summary>Everything acknowledged so far, as the portal gives it back: answers word for word, the CV by its fingerprint.</summary>
    public async Task ReadBackAsync(CancellationToken ct)
    {
        var file = Read(await client.GetAsync("/candidature/brouillon/json", ct));
        var stored = file.GetProperty("answers")
            .EnumerateArray()
            .ToDictionary(
                answer => $"{answer.GetProperty("section").GetString()}.{answer.GetProperty("key").GetString()}",
                answer => answer.GetProperty("stored").GetString()!
            );
        foreach (var (question, answer) in Ledger.Answers)
        {
            Assert.Equal((Ledger.Email, question, answer), (Ledger.Email, question, stored[question]));
        }

        var wishes = file.GetProperty("wishes").EnumerateArray().Select(wish => wish.GetProperty("contribution").GetString());
        Assert.Equal(Ledger.Contribution.Length == 0 ? [] : [Ledger.Contribution], wishes);
        if (Ledger.DocumentSha256.Length > 0)
        {
            var documents = await ReadAsync("/candidature/documents", ct);
            var link = documents.Document.QuerySelectorAll("main a[href^='/candidature/documents/']").Single();
            var cv = await client.GetAsync(link.GetAttribute("href")!, ct);
            Assert.Equal((Ledger.Email, Ledger.DocumentSha256), (Ledger.Email, Ledger.Hash(cv.Body)));
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>What this person writes in a round, in letters that a careless portal would lose.</summary>
    public static string Words(string email, string question, int round) =>
        $"{question}, tour {round}, {email} : « œuvre à l’été » 👩🏽‍💻 <b>&amp;</b>\nseconde ligne\u00a0!";

    private async Task SaveAsync(SectionDescriptor section, int round, CancellationToken ct)
    {
        await ReadAgainAsync(ct);
        var answers = section.Fields.ToDictionary(field => field.Key, field => AnswerTo(field, round));
        var path = $"/candidature/{section.Key}";
        var form = await ReadAsync(path, ct);
        var posted = section.Fields.SelectMany(field =>
            (
                field.Kind == FieldKind.MultipleChoice
                    ? answers[field.Key].Split(FieldDescriptor.Separator)
                    : [answers[field.Key]]
            ).Select(value => (field.Key, value))
        );
        await KeepAsync(path, form, "version", [.. posted], ct);
        Ledger.Keep(section.Key, answers);
    }

    private async Task SaveWishAsync(int round, CancellationToken ct)
    {
        await ReadAgainAsync(ct);
        var form = await ReadAsync("/candidature/voeux", ct);
        var choice = form.Document.QuerySelectorAll("#Wish1 option")[1].GetAttribute("value")!;
        var words = Words(Ledger.Email, "voeu", round);
        await KeepAsync(
            "/candidature/voeux",
            form,
            "Version",
            [("Wish1", choice), ("Contribution1", words), ("Wish2", ""), ("Contribution2", "")],
            ct
        );
        Ledger.Contribution = words;
    }

    // The same page throughout, as one left open: a save whose answer was lost is known again by its number.
    private async Task KeepAsync(string path, Page form, string version, (string, string)[] answers, CancellationToken ct)
    {
        (string, string)[] own =
        [
            ("__RequestVerificationToken", TokenOf(form)),
            ("candidature", form.One("[name=candidature]").GetAttribute("value")!),
            (version, form.One($"form[data-portal-draft] [name={version}]").GetAttribute("value")!),
            ("page", page.ToString()),
            ("reprise", ""),
        ];
        var answer = await client.PostAsync($"{path}/brouillon", () => Form([.. own, .. answers]), null, ct);
        var kept = Read(answer);
        Assert.Equal("kept", kept.GetProperty("outcome").GetString());
        Assert.Empty(kept.GetProperty("errors").EnumerateObject());
        portal.Weather.Acknowledge();
    }

    private async Task SendCvAsync(int round, CancellationToken ct)
    {
        await ReadAgainAsync(ct);
        var cv = Pdf.Heavy($"{Ledger.Email} {round}", Ordeal.Asked.DocumentLength);
        var sha256 = Ledger.Hash(cv);
        var token = TokenOf(await ReadAsync("/candidature/documents", ct));
        (string, string)[] announced =
        [
            ("name", $"cv-{round}.pdf"),
            ("length", cv.Length.ToString(CultureInfo.InvariantCulture)),
            ("sha256", sha256),
        ];
        var begun = Read(await client.PostAsync("/candidature/documents/cv/envois", () => Form(announced), token, ct));
        var (id, piece) = (begun.GetProperty("id").GetString(), begun.GetProperty("piece").GetInt32());
        for (var received = begun.GetProperty("received").GetInt32(); received < cv.Length; )
        {
            var (from, length) = (received, Math.Min(piece, cv.Length - received));
            var appended = await client.PostAsync(
                $"/candidature/documents/envois/{id}?position={from}",
                () => new ByteArrayContent(cv, from, length),
                token,
                ct
            );
            Assert.Contains(appended.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]);
            received = JsonDocument.Parse(appended.Body).RootElement.GetProperty("received").GetInt32();
            portal.Weather.Acknowledge();
        }

        Read(await client.PostAsync($"/candidature/documents/envois/{id}/terminer", () => Form([]), token, ct));
        portal.Weather.Acknowledge();
        Ledger.DocumentSha256 = sha256;
    }

    private async Task ReadAgainAsync(CancellationToken ct)
    {
        if (seen != portal.Weather.Broken)
        {
            seen = portal.Weather.Broken;
            await ReadBackAsync(ct);
        }
    }

    private string AnswerTo(FieldDescriptor field, int round) =>
        field.Kind switch
        {
            FieldKind.Text when field.Key is "prenom" => "Noé",
            FieldKind.Text when field.Key is "nom" => "Lefèvre",
            FieldKind.Text => $"Ville {round} de {Ledger.Email}",
            FieldKind.Tel => $"06 12 34 56 {round:00}",
            FieldKind.Url => $"https://exemple.fr/{round}",
            FieldKind.LongText => Words(Ledger.Email, field.Key, round),
            FieldKind.SingleChoice => field.Options![round % field.Options.Count],
            FieldKind.MultipleChoice => string.Join(FieldDescriptor.Separator, field.Options!.Take(1 + round % 2)),
            FieldKind.Declaration => "oui",
        };

    private async Task PressAsync(string path, string button, CancellationToken ct, params (string Name, object Value)[] values)
    {
        var shown = await ReadAsync(path, ct);
        var (form, pressed) = shown.FormOf(button);
        var entries = FormEntries.Fill(form, pressed, values);
        var answer = await client.PostAsync(form.GetAttribute("action") ?? path, entries.ToContent, null, ct);
        Assert.Equal(HttpStatusCode.Found, answer.Status);
    }

    private async Task<Page> ReadAsync(string path, CancellationToken ct)
    {
        var answer = await client.GetAsync(path, ct);
        Assert.Equal((Ledger.Email, path, HttpStatusCode.OK), (Ledger.Email, path, answer.Status));
        return answer.Page;
    }

    private JsonElement Read(Answer answer)
    {
        Assert.True(
            answer.Status == HttpStatusCode.OK,
            $"{Ledger.Email}, {answer.Path} : {answer.Status}, {System.Text.Encoding.UTF8.GetString(answer.Body)}"
        );
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private static string TokenOf(Page page) =>
        page.Document.QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
