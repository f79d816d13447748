using System.Text.RegularExpressions;
using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Candidatures;
using EigPortal.TestKit.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>Somebody at a screen: reads, fills, presses buttons, opens mails.</summary>
internal sealed partial class Visitor(DemoPortal portal, IPage page)
{
    private const string Password = "cheval agrafe batterie";

    public IPage Page => page;

    /// <summary>Presses a button that sends a form, and waits for the page it leads to.</summary>
    public async Task PressAsync(string button)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(),
            response => response.Request.IsNavigationRequest && response.Status is < 300 or >= 400
        );
        await page.WaitForLoadStateAsync();
    }

    public async Task<string> HeadingAsync() => await page.Locator("h1").InnerTextAsync();

    /// <summary>Creates an account and confirms its address with the link of the mail.</summary>
    public async Task SignUpAsync(string email)
    {
        await page.GotoAsync("/inscription");
        await page.FillAsync("[name=GivenName]", "Noé");
        await page.FillAsync("[name=FamilyName]", "Lefèvre");
        await page.FillAsync("[name=Email]", email);
        await page.FillAsync("[name=Password]", Password);
        await PressAsync("Créer mon compte");
        Assert.Equal("Consultez vos courriels", await HeadingAsync());
        await page.GotoAsync(await LinkOfMailAsync(email));
        await PressAsync("Confirmer mon adresse");
        await page.GotoAsync("/candidature");
        if (page.Url.Contains("/connexion", StringComparison.Ordinal))
        {
            await SignInAsync(email);
        }
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
    public Task ClickAsync(string button) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Waits until the words are in sight; French no-break spaces count as spaces.</summary>
    public Task SeesAsync(string words) =>
        page.Locator("main")
            .GetByText(new Regex(Regex.Escape(words).Replace("\\ ", "\\s")))
            .Locator("visible=true")
            .First.WaitForAsync();

    /// <summary>How many sections this device keeps, of anybody.</summary>
    public Task<int> KeptOnDeviceAsync() =>
        page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('portal-brouillon/')).length");

    /// <summary>Fills every section of a candidature, with one wish and a CV.</summary>
    public async Task FillCandidatureAsync()
    {
        await PressAsync("Commencer ma candidature");
        await FillSectionsAsync();
    }

    /// <summary>Fills every section of a candidature already started.</summary>
    public async Task FillSectionsAsync()
    {
        foreach (var section in CandidatureForm.Sections)
        {
            await page.GotoAsync($"/candidature/{section.Key}");
            foreach (var field in section.Fields)
            {
                await AnswerAsync(field);
            }

            await PressAsync("Enregistrer et revenir à la liste");
            Assert.Equal("Ma candidature", await HeadingAsync());
        }

        await page.GotoAsync("/candidature/voeux");
        await page.SelectOptionAsync("[name=Wish1]", new SelectOptionValue { Index = 1 });
        await page.FillAsync("[name=Contribution1]", "Je relirais d’abord les parcours avec les agents.");
        await PressAsync("Enregistrer et revenir à la liste");
        await AttachCvAsync();
    }

    /// <summary>Checks the answers and submits.</summary>
    /// <returns>The number of the candidature.</returns>
    public async Task<string> SubmitAsync()
    {
        await page.GotoAsync("/candidature/verifier");
        await PressAsync("Déposer ma candidature");
        await page.WaitForURLAsync("**/candidature/depot/1");
        return Number().Match(await page.Locator("main").InnerTextAsync()).Value;
    }

    private async Task AttachCvAsync()
    {
        await page.GotoAsync("/candidature/documents");
        await page.SetInputFilesAsync(
            "input[name=cv]",
            new FilePayload
            {
                Name = "cv.pdf",
                MimeType = "application/pdf",
                Buffer = Pdf.Write("Noé Lefèvre", "Développement"),
            }
        );
        await PressAsync("Envoyer le CV");
        await page.GetByRole(AriaRole.Link, new() { Name = "cv.pdf" }).First.WaitForAsync();
    }

    private Task AnswerAsync(FieldDescriptor field)
    {
        var named = page.Locator($"[name='{field.Key}']:not([type=hidden])");
        return field.Kind switch
        {
            FieldKind.SingleChoice or FieldKind.MultipleChoice or FieldKind.Declaration => ChooseAsync(named),
            FieldKind.Tel => named.FillAsync("06 12 34 56 78"),
            FieldKind.Url => named.FillAsync("https://exemple.fr/moi"),
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

    private async Task<string> LinkOfMailAsync(string email)
    {
        var text = await portal.InDatabaseAsync(db =>
            db.Mails.Where(mail => mail.To == email)
                .OrderByDescending(mail => mail.CreatedAt)
                .Select(mail => mail.TextBody)
                .FirstAsync()
        );
        return new Uri(Link().Match(text).Value).PathAndQuery;
    }

    [GeneratedRegex(@"https?://\S+/inscription/confirmer\S*")]
    private static partial Regex Link();

    [GeneratedRegex("EIG3-[0-9]{4}")]
    private static partial Regex Number();
}
