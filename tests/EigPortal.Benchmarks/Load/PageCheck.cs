using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EigPortal.Benchmarks.Load;

/// <summary>Looks at a page before it is measured: a fast answer of another page, or of an empty list, would be a wrong figure.</summary>
internal static class PageCheck
{
    /// <exception cref="InvalidOperationException">The page is another one, or holds another number of these elements.</exception>
    public static async Task HoldsAsync(ServerProcess portal, string path, string? cookie, string selector, int least, int most)
    {
        var page = await ReadAsync(portal, path, cookie);
        var found = page.QuerySelectorAll(selector).Length;
        if (found < least || found > most)
        {
            throw new InvalidOperationException($"{path} (« {page.Title} ») holds {found} times {selector}.");
        }
    }

    private static async Task<IDocument> ReadAsync(ServerProcess portal, string path, string? cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, path));
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await http.SendAsync(request);
        return response.StatusCode == HttpStatusCode.OK
            ? new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync())
            : throw new InvalidOperationException($"{response.StatusCode} to {path}.");
    }
}
