using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>A declaration is ticked or it is not: no text is read as one, and « Déclaré » is said of a ticked one only (B33).</summary>
public sealed class DeclarationTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private const string Address = "/candidature/eligibilite";
    private const string Ticked = "pas_en_poste_public";

    private static readonly IReadOnlyList<FieldDescriptor> Declarations = CandidatureForm
        .Find(CandidatureForm.Eligibility)!
        .Fields;

    [Theory]
    [InlineData("non")]
    [InlineData("false")]
    [InlineData("true")]
    [InlineData("Oui")]
    [InlineData("OUI")]
    [InlineData("1")]
    [InlineData("on")]
    [InlineData("null")]
    [InlineData("oui, non")]
    public async Task B33_any_other_word_than_that_of_the_box_is_refused_beside_it_and_declares_nothing(string word)
    {
        var (site, account) = await portal.CandidateAsync();
        var page = await site.GetAsync(Address);

        var refused = await PostAsync(site, page, Address, word);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Choisissez une des réponses proposées."], refused.Errors);
        Assert.True(refused.Has($"a[href='#{Ticked}']"), "Le résumé des erreurs mène à la case.");
        Assert.False(((IHtmlInputElement)refused.One($"[name={Ticked}]")).IsChecked);
        Assert.Equal("", await StoredAsync(account.Id, Ticked));

        await PostAsync(site, page, $"{Address}/brouillon", word);
        Assert.Equal("", await StoredAsync(account.Id, Ticked));
        Assert.DoesNotContain("Déclaré", (await site.GetAsync("/candidature/verifier")).Texts("dd"));
    }

    [Fact]
    public async Task B33_a_draft_says_declared_of_the_ticked_box_only_and_forgets_it_once_unticked()
    {
        var (site, account) = await portal.CandidateAsync();
        await TickAsync(site, true);
        Assert.Equal("oui", await StoredAsync(account.Id, Ticked));
        Assert.Equal([Ticked], await DeclaredAsync(site));
        Assert.Single((await site.GetAsync("/candidature/verifier")).Texts("dd"), "Déclaré");

        await TickAsync(site, false);
        Assert.Equal("", await StoredAsync(account.Id, Ticked));
        Assert.Empty(await DeclaredAsync(site));
        Assert.DoesNotContain("Déclaré", (await site.GetAsync("/candidature/verifier")).Texts("dd"));
        using var text = await site.Client.GetAsync("/candidature/brouillon");
        Assert.DoesNotContain("Déclaré", await text.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B33_everybody_reads_declared_as_many_times_as_boxes_were_ticked()
    {
        var (site, account) = await portal.CompleteAsync();
        var receipt = await CandidatePortal.SubmitAsync(site);
        await portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));
        var mail = Assert.Single(portal.Smtp.To(account.Email!)).Message.TextBody!;
        var file = await portal.InDatabaseAsync(db =>
            db.Candidatures.SingleAsync(row =>
                db.Candidates.Any(person => person.Id == row.CandidateId && person.AccountId == account.Id)
            )
        );
        var staff = await portal.StaffAsync();
        var (juror, reader) = await portal.SomebodyAsync("Hippolyte", "Vauquelin");
        var sheetId = await portal.InDatabaseAsync(async db =>
        {
            var link = new Juror(reader.Id, file.CohortId);
            link.AcceptCharter(portal.Clock.Now);
            var sheet = new ScoreSheet(link.Id, file.Id, reader.Id, portal.Clock.Now);
            db.AddRange(link, sheet);
            await db.SaveChangesAsync();
            return sheet.Id;
        });
        using var zip = new ZipArchive(await site.Client.GetStreamAsync("/candidature/export"));
        var shown = new Dictionary<string, int>
        {
            ["receipt"] = Count(receipt.One("main").TextContent),
            ["mail"] = Count(mail),
            ["staff"] = Count((await staff.GetAsync($"/admin/candidatures/{file.Id}")).One("main").TextContent),
            ["juror"] = Count((await juror.GetAsync($"/admin/jury/lectures/{sheetId}")).One("main").TextContent),
            ["export"] = Count(Read(zip, "dossier.html")) - Count(Mails(zip)),
        };
        Assert.All(shown, pair => Assert.Equal((pair.Key, Declarations.Count), (pair.Key, pair.Value)));
        Assert.Equal(Declarations.Select(field => field.Key), Declared(Read(zip, "dossier.json")));
    }

    private static async Task TickAsync(Browse site, bool ticked) =>
        await site.SubmitAsync(await site.GetAsync(Address), "Enregistrer et revenir à la liste", (Ticked, ticked));

    private static Task<Page> PostAsync(Browse site, Page page, string address, string word) =>
        site.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(
                    page.Document.QuerySelectorAll("form#formulaire input[type=hidden]")
                        .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))
                        .Append(KeyValuePair.Create(Ticked, word))
                ),
            }
        );

    private static async Task<IReadOnlyList<string>> DeclaredAsync(Browse site) =>
        Declared(await site.Client.GetStringAsync("/candidature/brouillon/json"));

    private static IReadOnlyList<string> Declared(string json) =>
        [.. ExportedFile.FromJson(json).Answers.Where(answer => answer.Shown == "Déclaré").Select(answer => answer.Key)];

    private static int Count(string text) => text.Split("Déclaré").Length - 1;

    // The receipt is in the export too, as a mail.
    private static string Mails(ZipArchive zip) =>
        string.Join('\n', ExportedFile.FromJson(Read(zip, "dossier.json")).Mails.Select(mail => mail.Text));

    private static string Read(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private Task<string> StoredAsync(Guid accountId, string key) =>
        portal.InDatabaseAsync(async db =>
        {
            var file = await db
                .Candidatures.Include(row => row.Sections)
                .SingleAsync(row => db.Candidates.Any(person => person.Id == row.CandidateId && person.AccountId == accountId));
            return file.AnswersOf(CandidatureForm.Eligibility).GetValueOrDefault(key) ?? "";
        });
}
