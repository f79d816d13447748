using EigPortal.Browser.Tests.Browsers;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.TestKit.Files;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>A heavy document over a connection that breaks.</summary>
[Collection(BrowserFixture.Collection)]
public sealed class UploadTests(BrowserFixture browsers)
{
    private const string Scenario = "avant";
    private const string Pieces = "**/documents/envois/*position=*";
    private static readonly byte[] Cv = Pdf.Heavy("Noé Lefèvre", 9 * 1024 * 1024);
    private static readonly int PieceCount = (Cv.Length + Upload.MaxPiece - 1) / Upload.MaxPiece;

    [Fact]
    public async Task Nine_megabytes_cut_half_way_resume_after_the_page_is_opened_again()
    {
        var portal = await browsers.PortalAsync(Scenario);
        await portal.Clock.SetAsync("2018-10-08T10:00:00");
        await using var home = await browsers.VisitorAsync(portal);
        var page = await home.NewPageAsync();
        var candidate = new Visitor(portal, page);
        await candidate.SignUpAsync("noe.envoi@exemple.fr");
        await candidate.PressAsync("Commencer ma candidature");
        await page.GotoAsync("/candidature/documents");

        var half = PieceCount / 2;
        var tried = 0;
        await page.RouteAsync(
            Pieces,
            route => Interlocked.Increment(ref tried) > half ? route.AbortAsync() : route.ContinueAsync()
        );
        await ChooseAsync(page);
        await page.ClickAsync("text=Envoyer le CV");
        await page.GetByText("Connexion interrompue, nouvel essai dans un instant…").WaitForAsync();

        // Away first: a page that is still trying would send pieces between the two routes.
        await page.GotoAsync("/candidature");
        await page.UnrouteAsync(Pieces);
        var sent = 0;
        await page.RouteAsync(
            Pieces,
            route =>
            {
                Interlocked.Increment(ref sent);
                return route.ContinueAsync();
            }
        );
        await page.GotoAsync("/candidature/documents");
        await page.GetByText("Choisissez de nouveau ce fichier pour le reprendre.").WaitForAsync();
        await ChooseAsync(page);
        await page.ClickAsync("text=Envoyer le CV");
        await page.GetByRole(AriaRole.Link, new() { Name = "lourd.pdf" }).WaitForAsync();

        // The pieces before the cut had their answers, those after it never left.
        Assert.Equal(PieceCount - half, sent);
    }

    private static Task ChooseAsync(IPage page) =>
        page.SetInputFilesAsync(
            "input[name=cv]",
            new FilePayload
            {
                Name = "lourd.pdf",
                MimeType = "application/pdf",
                Buffer = Cv,
            }
        );
}
