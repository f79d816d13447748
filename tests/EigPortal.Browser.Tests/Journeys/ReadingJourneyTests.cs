using EigPortal.Browser.Tests.Browsers;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Browser.Tests.Journeys;

/// <summary>A juror reads file after file (E8).</summary>
[Collection(BrowserFixture.Collection)]
public sealed class ReadingJourneyTests(BrowserFixture browsers)
{
    [Fact]
    public async Task Files_are_read_marked_and_locked_one_after_the_other_with_the_keyboard_alone()
    {
        var portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "lectures-clavier");
        string[] paths = [(await portal.AssignAsync("EIG3-0001")).Path, (await portal.AssignAsync("EIG3-0002")).Path];
        await using var home = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var page = await home.NewPageAsync();
        await page.GotoAsync("/admin/jury");
        var pressed = 0;
        async Task PressAsync(params string[] keys)
        {
            foreach (var key in keys)
            {
                pressed++;
                await page.Keyboard.PressAsync(key);
            }
        }

        await page.ArriveAsync(() => PressAsync("n"));
        foreach (var path in paths)
        {
            Assert.EndsWith(path, page.Url, StringComparison.Ordinal);
            // Five criteria, the opinion, then the last look and the lock.
            await PressAsync("j", "3", "j", "4", "j", "a", "j", "2", "j", "1", "j", "2");
            await page.ArriveAsync(() => PressAsync("v"));
            Assert.EndsWith($"{path}/verrouiller", page.Url, StringComparison.Ordinal);
            await page.ArriveAsync(() => PressAsync("v"));
            var sheet = await portal.SheetAsync(path);
            Assert.Equal((SheetState.Locked, Opinion.Favorable), (sheet.State, sheet.Opinion!.Value));
            Assert.Equal([1, 2, 3, 4], sheet.Marks.Where(mark => !mark.Abstains).Select(mark => mark.Value!.Value).Order());
        }

        // Opening the first file, then 14 keys a file.
        Assert.Equal(1 + 14 * paths.Length, pressed);
        Assert.EndsWith("/admin/jury", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_keys_do_nothing_while_one_writes_and_can_be_turned_off_for_good()
    {
        var portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "lectures-raccourcis");
        var (path, _) = await portal.AssignAsync("EIG3-0001");
        await portal.AssignAsync("EIG3-0002");
        await using var home = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var page = await home.NewPageAsync();
        await page.GotoAsync(path);
        var keys = page.Keyboard;

        await keys.PressAsync("j");
        await keys.PressAsync("c");
        await keys.TypeAsync("jnpv?4");
        Assert.Equal("jnpv?4", await page.InputValueAsync("textarea >> nth=0"));
        Assert.Equal(0, await page.Locator("input[data-portal-mark]:checked").CountAsync());
        await keys.PressAsync("Escape");
        await keys.PressAsync("4");
        Assert.Equal("4", await page.Locator("input[data-portal-mark]:checked").GetAttributeAsync("value"));
        Assert.NotEqual(
            "none",
            await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement.labels[0], '::before').outlineStyle")
        );

        await keys.PressAsync("?");
        Assert.Equal("Raccourcis clavier", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await page.ReloadAsync();
        await keys.PressAsync("n");
        await keys.PressAsync("j");
        Assert.EndsWith(path, page.Url, StringComparison.Ordinal);
        Assert.Equal("BODY", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        // A mark that has the focus may still take a digit.
        await page.Locator("input[data-portal-mark]").First.FocusAsync();
        await keys.PressAsync("2");
        Assert.Equal("2", await page.Locator("input[data-portal-mark]:checked").First.GetAttributeAsync("value"));
    }

    [Fact]
    public async Task Words_selected_in_the_file_are_retained_for_the_criterion_one_is_at_with_what_was_being_written()
    {
        var portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "lectures-passages");
        var (path, _) = await portal.AssignAsync("EIG3-0001");
        await using var home = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var page = await home.NewPageAsync();
        await page.GotoAsync(path);
        foreach (var key in new[] { "j", "j", "3" })
        {
            await page.Keyboard.PressAsync(key);
        }

        var selected = await page.EvaluateAsync<string>(
            """
            () => {
              const answer = document.querySelector("[aria-labelledby=depot-parcours] .portal-preline").firstChild;
              getSelection().setBaseAndExtent(answer, 0, answer, 40);
              return getSelection().toString();
            }
            """
        );
        await page.ArriveAsync(() => page.Keyboard.PressAsync("r"));

        Assert.Equal(selected.Trim(), (await page.Locator("mark#passage-1").InnerTextAsync()).Trim());
        var sheet = await portal.SheetAsync(path);
        Assert.Equal([3], sheet.Marks.Where(mark => mark.Value is not null).Select(mark => mark.Value!.Value));
        // What was sent has arrived: nothing comes back from the device to cross it.
        await page.WaitForTimeoutAsync(2_500);
        Assert.False(await page.Locator("[data-portal-stop]:visible, [data-portal-kept]:visible").First.IsVisibleAsync());
        Assert.Equal(0, await new Visitor(portal, page).KeptOnDeviceAsync());
        var second = sheet.Marks.Single(mark => mark.Value is not null).CriterionKey;
        Assert.Equal(
            [second],
            await portal.InDatabaseAsync(db =>
                db.Passages.Where(passage => passage.SheetId == sheet.Id).Select(passage => passage.CriterionKey).ToListAsync()
            )
        );
    }

    [Fact]
    public async Task E8_marks_given_offline_stay_on_the_device_and_leave_when_the_network_is_back()
    {
        var portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "lectures-hors-connexion");
        var (path, _) = await portal.AssignAsync("EIG3-0001");
        await using var home = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var juror = new Visitor(portal, await home.NewPageAsync());
        await juror.Page.GotoAsync(path);
        await home.SetOfflineAsync(true);
        await juror.Page.Keyboard.PressAsync("4");
        await juror.Page.Keyboard.PressAsync("c");
        await juror.Page.Keyboard.TypeAsync("Trop jeune, mais très bon code.");
        await juror.SeesAsync("Hors connexion : vos notes sont gardées sur cet appareil");
        Assert.Equal(SheetState.NotStarted, (await portal.SheetAsync(path)).State);
        await home.SetOfflineAsync(false);
        await juror.SeesAsync("Brouillon : 1 critère sur 5");
        await juror.SeesAsync("l’âge ne peut pas compter");

        var sheet = await portal.SheetAsync(path);
        Assert.Equal(SheetState.Draft, sheet.State);
        Assert.Equal(
            [(4, "Trop jeune, mais très bon code.")],
            sheet.Marks.Where(mark => mark.Value is not null).Select(mark => (mark.Value!.Value, mark.Comment))
        );
        Assert.Equal(0, await juror.KeptOnDeviceAsync());
        Assert.DoesNotContain(
            "verrouillée",
            await juror.Page.Locator("[data-portal-dock]").InnerTextAsync(),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task E8_marks_of_a_hearing_given_offline_leave_when_the_network_is_back_and_a_second_device_compares()
    {
        const string ComesBack = "Écrit dans le train.";
        var portal = await browsers.PortalAsync(DemoScenario.Jury.Name, "audition-hors-connexion");
        var path = await portal.BeginHearingAsync();
        await using var home = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var juror = new Visitor(portal, await home.NewPageAsync());
        await juror.Page.GotoAsync(path);
        await home.SetOfflineAsync(true);
        await juror.Page.Locator("input[data-portal-mark][value='3']").First.CheckAsync(new() { Force = true });
        await juror.Page.Locator("textarea[name^=Marks]").First.FillAsync("Trop jeune, mais très bon code.");
        await juror.SeesAsync("Hors connexion : vos notes sont gardées sur cet appareil");
        Assert.Null(await portal.GridAsync(path));
        await home.SetOfflineAsync(false);
        await juror.SeesAsync("Brouillon : 1 critère sur 5");
        await juror.SeesAsync("l’âge ne peut pas compter");
        var mark = (await portal.GridAsync(path))!.Marks.Single();
        Assert.Equal((3, "Trop jeune, mais très bon code."), (mark.Value!.Value, mark.Comment));
        Assert.Equal(0, await juror.KeptOnDeviceAsync());
        Assert.DoesNotContain(
            "verrouillée",
            await juror.Page.Locator("[data-portal-dock]").InnerTextAsync(),
            StringComparison.OrdinalIgnoreCase
        );

        // A page that dies offline: what its device kept comes back into the grid of the next one, and leaves from there.
        await home.SetOfflineAsync(true);
        await juror.Page.FillAsync("[name=OverallComment]", ComesBack);
        await juror.SeesAsync("Hors connexion : vos notes sont gardées sur cet appareil");
        var device = await juror.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)");
        await using var again = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var reborn = new Visitor(portal, await again.NewPageAsync());
        await reborn.Page.GotoAsync("/admin/jury/auditions");
        await reborn.Page.EvaluateAsync("kept => Object.assign(localStorage, JSON.parse(kept))", device);
        await reborn.Page.GotoAsync(path);
        await reborn.SeesAsync("est revenu dans la grille");
        Assert.Equal(ComesBack, await reborn.Page.InputValueAsync("[name=OverallComment]"));
        await reborn.SeesAsync("Enregistré à");
        Assert.Equal(ComesBack, (await portal.GridAsync(path))!.OverallComment);
        Assert.Equal(0, await reborn.KeptOnDeviceAsync());

        // The page that was thought dead is now another device: it stops, and compares.
        await juror.Page.FillAsync("[name=OverallComment]", "Écrit au bureau.");
        await home.SetOfflineAsync(false);
        await juror.SeesAsync("Grille enregistrée ailleurs");
        await juror.PressAsync("Comparer les deux versions");
        await juror.SeesAsync("Deux versions de cette grille");
        Assert.Equal(
            ["Écrit au bureau.", ComesBack],
            await juror.Page.Locator("tbody tr:last-child td .portal-preline").AllInnerTextsAsync()
        );
        Assert.Equal(ComesBack, (await portal.GridAsync(path))!.OverallComment);
    }

    [Fact]
    public async Task E8_B2_the_second_device_stops_and_shows_both_versions()
    {
        var portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "lectures-deux-appareils");
        var (path, _) = await portal.AssignAsync("EIG3-0001");
        await using var office = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        await using var train = await browsers.SignedInAsync(portal, DemoAccounts.Juror);
        var (first, second) = (new Visitor(portal, await office.NewPageAsync()), new Visitor(portal, await train.NewPageAsync()));
        await first.Page.GotoAsync(path);
        await second.Page.GotoAsync(path);
        await first.Page.Keyboard.PressAsync("4");
        await first.SeesAsync("Brouillon : 1 critère sur 5");
        await second.Page.Keyboard.PressAsync("1");
        await second.SeesAsync("Fiche enregistrée ailleurs");

        await second.PressAsync("Comparer les deux versions");
        await second.SeesAsync("Deux versions de cette fiche");
        Assert.Equal(
            ["1 sur 4", "4 sur 4"],
            (await second.Page.Locator("tbody tr:first-child td").AllInnerTextsAsync()).Select(text => text.Trim())
        );
        // Nothing is saved by itself while both are shown.
        // The next criterion without a mark takes the digit.
        await second.Page.Keyboard.PressAsync("2");
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(
            [4],
            (await portal.SheetAsync(path)).Marks.Where(mark => mark.Value is not null).Select(mark => mark.Value!.Value)
        );
        await second.PressAsync("Enregistrer le brouillon");
        Assert.Equal(
            [1, 2],
            (await portal.SheetAsync(path)).Marks.Where(mark => mark.Value is not null).Select(mark => mark.Value!.Value).Order()
        );
    }

    [Fact]
    public async Task E8_marks_are_given_without_JavaScript_by_the_plain_save()
    {
        var portal = await browsers.PortalAsync(DemoScenario.Reading.Name, "lectures-sans-script");
        var (path, _) = await portal.AssignAsync("EIG3-0001");
        await using var home = await browsers.VisitorAsync(portal, javaScript: false);
        var juror = new Visitor(portal, await home.NewPageAsync());
        await juror.Page.GotoAsync($"/connexion?retour={path}");
        await juror.Page.FillAsync("[name=Email]", DemoAccounts.Juror.Email);
        await juror.Page.FillAsync("[name=Password]", DemoAccounts.Password);
        await juror.PressAsync("Se connecter");
        Assert.False(await juror.Page.Locator("[data-portal-shortcuts]").IsVisibleAsync());
        Assert.False(await juror.Page.Locator("[data-portal-dock]").IsVisibleAsync());
        await juror.Page.Locator("input[data-portal-mark][value='2']").First.CheckAsync(new() { Force = true });
        await juror.PressAsync("Enregistrer le brouillon");
        Assert.Equal(
            [2],
            (await portal.SheetAsync(path)).Marks.Where(mark => mark.Value is not null).Select(mark => mark.Value!.Value)
        );
    }
}
