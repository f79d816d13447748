using System.Text.RegularExpressions;
using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>Somebody at a screen: reads, fills, presses buttons, follows links, opens mails.</summary>
internal sealed partial class Visitor(DemoPortal portal, IPage page)
{
    private const string Password = "cheval agrafe batterie";

    public IPage Page => page;

    private ILocator Main => page.Locator("main");

    /// <summary>Presses a button that sends a form, and waits for the page it leads to.</summary>
    public Task PressAsync(string button) =>
        page.ArriveAsync(() => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync());

    /// <summary>Follows a link of the page's content, or of a menu beside it, and waits for the page it leads to.</summary>
    public Task FollowAsync(string link) =>
        page.ArriveAsync(() => Main.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync());

    public async Task<string> HeadingAsync() => await page.Locator("h1").InnerTextAsync();

    /// <summary>What the page says, on one line.</summary>
    public async Task<string> TextAsync() => Blank().Replace(await Main.InnerTextAsync(), " ");

    /// <summary>Ticks the box or the answer whose label begins so: a hint may follow.</summary>
    public Task ChooseAsync(string label) =>
        Main.GetByLabel(new Regex("^" + Regex.Escape(label))).First.CheckAsync(new() { Force = true });

    public Task FillAsync(string label, string text) => Main.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    public Task SelectAsync(string label, string option) =>
        Main.GetByLabel(label, new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = option });

    public Task AttachAsync(string field, string name, string line) =>
        page.SetInputFilesAsync(
            field,
            new FilePayload
            {
                Name = name,
                MimeType = "application/pdf",
                Buffer = Pdf.Write(line),
            }
        );

    /// <summary>In a juror's grid: a mark of 3 for each criterion, and a favourable opinion.</summary>
    public async Task MarkAsync()
    {
        foreach (var mark in await page.Locator("main input[name^='Marks['][value='3']").AllAsync())
        {
            await page.ClickAsync($"label[for='{await mark.GetAttributeAsync("id")}']");
        }

        await ChooseAsync("Favorable");
    }

    /// <summary>Opens the link of the last mail that came to this address and leads to a part of the portal.</summary>
    public async Task OpenMailAsync(string email, string towards) => await page.GotoAsync(await MailAsync(email, towards));

    /// <summary>The link of the last mail that came to this address and leads to a part of the portal.</summary>
    public async Task<string> MailAsync(string email, string towards)
    {
        await portal.InScopeAsync(services => services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None));
        var links = portal
            .Smtp.To(email)
            .SelectMany(mail => Link().Matches(mail.Message.TextBody ?? ""))
            .Select(match => new Uri(match.Value).PathAndQuery)
            .Where(link => link.StartsWith(towards, StringComparison.Ordinal));
        return links.Last();
    }

    /// <summary>Creates an account, which opens at once, and confirms its address with the link of the mail.</summary>
    public async Task SignUpAsync(string email)
    {
        await page.GotoAsync("/inscription");
        await FillAccountAsync(email);
        await page.GotoAsync("/candidature");
    }

    /// <summary>From the page that asks for an account to the first page behind it.</summary>
    public async Task FillAccountAsync(string email)
    {
        await FillNameAsync("Noé", "Lefèvre");
        await page.FillAsync("[name=Email]", email);
        await PressAsync("Créer mon compte");
        var inside = page.Url;
        await OpenMailAsync(email, "/inscription/confirmer");
        await PressAsync("Confirmer mon adresse");
        await page.GotoAsync(inside);
    }

    /// <summary>Fills the form of the sign-in page that is shown.</summary>
    public async Task SignInAsync(string email)
    {
        await page.FillAsync("[name=Email]", email);
        await page.FillAsync("[name=Password]", Password);
        await PressAsync("Se connecter");
    }

    /// <summary>Types at the end of a field, key by key.</summary>
    public async Task TypeAsync(string field, string text)
    {
        await page.FocusAsync($"#{field}");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Presses a button without waiting for another page.</summary>
    public Task ClickAsync(string button) => Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Waits until the words are in sight; French no-break spaces count as spaces.</summary>
    public Task SeesAsync(string words) =>
        Main.GetByText(new Regex(Regex.Escape(words).Replace("\\ ", "\\s"))).Locator("visible=true").First.WaitForAsync();

    /// <summary>How many sections this device keeps, of anybody.</summary>
    public Task<int> KeptOnDeviceAsync() =>
        page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('portal-brouillon/')).length");

    public async Task FillNameAsync(string givenName, string familyName)
    {
        await page.FillAsync("[name=GivenName]", givenName);
        await page.FillAsync("[name=FamilyName]", familyName);
        await page.FillAsync("[name=Password]", Password);
    }

    /// <summary>Starts a candidature and fills every section of it, with one wish and a CV.</summary>
    public async Task FillCandidatureAsync()
    {
        await PressAsync("Commencer ma candidature");
        await FillSectionsAsync();
    }

    /// <summary>Fills every section of a candidature already started.</summary>
    public async Task FillSectionsAsync()
    {
        // Whoever comes from a challenge starts with the wish for it.
        if (!page.Url.EndsWith("/candidature/voeux", StringComparison.Ordinal))
        {
            await FollowAsync("Vœux");
            await page.SelectOptionAsync("[name=Wish1]", new SelectOptionValue { Index = 1 });
        }

        await page.FillAsync("[name=Contribution1]", "Je relirais d’abord les parcours avec les agents.");
        await PressAsync("Enregistrer et revenir à la liste");
        foreach (var section in CandidatureForm.Sections)
        {
            await FollowAsync(section.Title);
            foreach (var field in section.Fields)
            {
                await AnswerAsync(field);
            }

            await PressAsync("Enregistrer et revenir à la liste");
            Assert.Equal("Ma candidature", await HeadingAsync());
        }

        await AttachCvAsync();
    }

    /// <summary>Checks the answers and submits.</summary>
    /// <returns>The number of the candidature.</returns>
    public async Task<string> SubmitAsync()
    {
        await FollowAsync("Vérifier mes réponses");
        await PressAsync("Déposer ma candidature");
        await page.WaitForURLAsync("**/candidature/depot/1");
        return Number().Match(await Main.InnerTextAsync()).Value;
    }

    private async Task AttachCvAsync()
    {
        await FollowAsync("Documents");
        await AttachAsync("input[name=cv]", "cv.pdf", "Noé Lefèvre, développement");
        await PressAsync("Envoyer le CV");
        await page.GetByRole(AriaRole.Link, new() { Name = "cv.pdf" }).First.WaitForAsync();
        await FollowAsync("Revenir à la liste");
    }

    private Task AnswerAsync(FieldDescriptor field)
    {
        var named = page.Locator($"[name='{field.Key}']:not([type=hidden])");
        return field.Kind switch
        {
            FieldKind.SingleChoice or FieldKind.MultipleChoice or FieldKind.Declaration => ChooseAsync(named),
            FieldKind.Tel => named.FillAsync("06 12 34 56 78"),
            FieldKind.Url => named.FillAsync("https://exemple.fr/moi"),
            _ when field.Key == "prenom" => named.FillAsync("Noé"),
            _ when field.Key == "nom" => named.FillAsync("Lefèvre"),
            _ => named.FillAsync($"Réponse {field.Key}."),
        };
    }

    private static async Task ChooseAsync(ILocator named)
    {
        if (await named.First.EvaluateAsync<bool>("element => element.tagName === 'SELECT'"))
        {
            await named.SelectOptionAsync(new SelectOptionValue { Index = 1 });
            return;
        }

        // The design system draws the box on the label, above the real one.
        await named.Last.CheckAsync(new LocatorCheckOptions { Force = true });
    }

    [GeneratedRegex(@"https?://[^\s<>]+")]
    private static partial Regex Link();

    [GeneratedRegex("EIG3-[0-9]{4}")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\s\u00a0\u202f]+")]
    private static partial Regex Blank();
}
