using System.Net;

namespace EigPortal.TestKit.Html;

/// <summary>A visitor without JavaScript: reads pages, fills the forms that are on them, follows redirects, keeps cookies.</summary>
public sealed class Browse(HttpClient client) : IDisposable
{
    private const int MaxRedirects = 10;

    /// <summary>For the rare request that no page can make.</summary>
    public HttpClient Client => client;

    public Task<Page> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Follows the only link of the page with this text.</summary>
    public Task<Page> FollowAsync(Page page, string linkText)
    {
        var links = page.Document.QuerySelectorAll("a[href]").Where(link => link.TextContent.Trim() == linkText).ToList();
        return links.Count == 1
            ? GetAsync(Resolve(page, links[0].GetAttribute("href")!))
            : throw new InvalidOperationException($"{links.Count} liens « {linkText} » dans {page.Path}.");
    }

    /// <summary>
    /// Presses the only button of the page with this text, after filling its form. A value is a text, a number, true or false for
    /// a box to tick, several texts for a multiple choice, or an <see cref="UploadedFile"/>. Everything else keeps what the page holds.
    /// </summary>
    public Task<Page> SubmitAsync(Page page, string buttonText, params (string Name, object Value)[] values)
    {
        var (form, button) = page.FormOf(buttonText);
        var entries = FormEntries.Fill(form, button, values);
        var action = button.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page.Path : Resolve(page, action);
        return entries.IsGet
            ? GetAsync($"{target.Split('?')[0]}?{entries.ToQuery()}")
            : SendAsync(new HttpRequestMessage(HttpMethod.Post, target) { Content = entries.ToContent() });
    }

    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var redirects = new List<(HttpStatusCode, string)>();
        var path = request.RequestUri!.ToString();
        var response = await client.SendAsync(request);
        while (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
        {
            if (redirects.Count == MaxRedirects)
            {
                throw new InvalidOperationException(
                    $"{MaxRedirects} redirections depuis {request.RequestUri}, la dernière vers {location}."
                );
            }

            var target = new Uri(new Uri(client.BaseAddress!, path), location).PathAndQuery;
            redirects.Add((response.StatusCode, target));
            // 307 and 308 would send the body again; the portal redirects after a post with 302 or 303 only.
            response = await client.GetAsync(target);
            path = target;
        }

        return new Page(response.StatusCode, path, redirects, response, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => client.Dispose();

    private string Resolve(Page page, string target) => new Uri(new Uri(client.BaseAddress!, page.Path), target).PathAndQuery;
}
