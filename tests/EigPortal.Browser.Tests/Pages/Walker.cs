using System.Text.RegularExpressions;
using EigPortal.Browser.Tests.Browsers;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>Goes on a walk: opens pages, looks at each, follows links, sends forms empty, then tries the links left aside.</summary>
internal sealed partial class Walker(Walk walk, DemoPortal portal, IBrowserContext context, PageLook look, Findings findings)
{
    // Beyond, one more row of the same list.
    private const int LinksPerPattern = 3;

    // Empties the form of a button and presses it.
    private const string SendEmpty = """
        (name) => {
          const button = [...document.querySelectorAll("main form button")].find((b) => b.innerText.trim() === name);
          if (!button) {
            throw new Error(`pas de bouton « ${name} »`);
          }

          button.form.noValidate = true;
          for (const field of button.form.elements) {
            if (field.type === "checkbox" || field.type === "radio") {
              field.checked = false;
            } else if (field.tagName === "SELECT") {
              field.selectedIndex = 0;
            } else if (field.type !== "hidden" && "value" in field && field.tagName !== "BUTTON") {
              field.value = "";
            }
          }
          button.form.requestSubmit(button);
        }
        """;

    private readonly HashSet<string> queued = [];
    private readonly Queue<string> waiting = new();
    private readonly Dictionary<string, string> looked = [];
    private readonly HashSet<string> links = [];

    public DemoPortal Portal => portal;
    public IPage Page => look.Page;

    public async Task RunAsync()
    {
        foreach (var start in walk.Starts)
        {
            queued.Add(KeyOf(start));
            await OpenAsync(start);
        }

        while (waiting.TryDequeue(out var path))
        {
            await OpenAsync(path);
        }

        foreach (var (pattern, button) in walk.Refused)
        {
            await RefuseAsync(pattern, button);
        }

        await TryLinksAsync();
        if (walk.Then is not null)
        {
            await walk.Then(this);
        }
    }

    /// <summary>Opens an address and looks at the page that answers.</summary>
    public async Task OpenAsync(string address, int status = 200)
    {
        // Several addresses may lead to one page: it is looked at once, unless asked by name.
        if (await look.GoAsync(address) is { } response && !(looked.ContainsKey(Key(response)) && !walk.Starts.Contains(address)))
        {
            findings.Check(Demand.Answer, $"{walk.Name} {address}", response.Status == status, $"répond {response.Status}");
            await LookAsync(response, NameOf(address));
        }
    }

    /// <summary>Presses a button of the page that is open and looks at what comes back.</summary>
    public Task PressAsync(string button, string name, int status = 200) =>
        AnswerAsync(
            () => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync(),
            name,
            status
        );

    /// <summary>Asks for an address without showing it.</summary>
    public async Task TryAsync(string link)
    {
        var response = await context.APIRequest.GetAsync(link, new() { MaxRedirects = 0 });
        findings.Check(Demand.Link, $"{walk.Name} {link}", response.Status < 400, $"répond {response.Status}");
        await response.DisposeAsync();
    }

    private async Task RefuseAsync(string pattern, string button)
    {
        var address = looked.GetValueOrDefault(pattern, pattern);
        if (await look.GoAsync(address) is not { Status: 200 })
        {
            findings.Check(Demand.Answer, $"{walk.Name} {pattern}", false, $"page introuvable pour « {button} »");
            return;
        }

        await AnswerAsync(() => Page.EvaluateAsync(SendEmpty, button), $"{NameOf(address)}-vide", 422);
        var focus = await Page.EvaluateAsync<bool>(
            "() => document.activeElement?.matches('[data-portal-error-summary]') === true"
        );
        findings.Check(Demand.Answer, $"{walk.Name} {address}", focus, $"« {button} » : le résumé des erreurs n’a pas le focus");
    }

    private async Task AnswerAsync(Func<Task> act, string name, int status)
    {
        var response = await Page.ArriveAsync(act);
        findings.Check(Demand.Answer, $"{walk.Name} {name}", response.Status == status, $"répond {response.Status}");
        await LookAsync(response, name);
    }

    private async Task LookAsync(IResponse response, string name)
    {
        var path = new Uri(response.Url).AbsolutePath;
        looked.TryAdd(Key(response), new Uri(response.Url).PathAndQuery);
        foreach (
            var link in await look.AtAsync(
                response,
                name,
                response.Status == 200 ? KeyOf(path) : $"{KeyOf(path)} {response.Status}"
            )
        )
        {
            links.Add(link);
            if (walk.Contains(PathOf(link)) && queued.Add(KeyOf(link)))
            {
                waiting.Enqueue(link);
            }
        }
    }

    /// <summary>Every link that no page of this walk has opened must still lead somewhere.</summary>
    private async Task TryLinksAsync()
    {
        var opened = looked.Values.ToHashSet();
        foreach (var kind in links.Except(opened).GroupBy(KindOf))
        {
            foreach (
                var link in walk.Person is null && !kind.Key.Contains('?', StringComparison.Ordinal)
                    ? kind
                    : kind.Take(LinksPerPattern)
            )
            {
                await TryAsync(link);
            }
        }
    }

    private string KindOf(string link)
    {
        var query = link.Split('?', 2);
        return portal.Routes.PatternOf(query[0])
            + (query.Length == 1 ? "" : "?" + string.Join('&', query[1].Split('&').Select(pair => pair.Split('=')[0]).Order()));
    }

    private string Key(IResponse response) => KeyOf(new Uri(response.Url).AbsolutePath);

    private string KeyOf(string address)
    {
        var pattern = portal.Routes.PatternOf(PathOf(address));
        return walk.Each.Contains(pattern) ? PathOf(address) : pattern;
    }

    private static string PathOf(string address) => address.Split('?')[0];

    private string NameOf(string address)
    {
        var path =
            walk.Each.Contains(portal.Routes.PatternOf(PathOf(address))) || walk.Starts.Contains(address)
                ? PathOf(address)
                : KeyOf(address);
        var query =
            walk.Starts.Contains(address) && address.Contains('?', StringComparison.Ordinal)
                ? address[address.IndexOf('?', StringComparison.Ordinal)..]
                : "";
        var name = Unsafe().Replace(Parameter().Replace(path, "_") + query, "-").Trim('-');
        return name.Length == 0 ? "accueil" : name;
    }

    [GeneratedRegex(@"\{[^/]+\}|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[^A-Za-z0-9_.]+")]
    private static partial Regex Unsafe();
}
