using System.Net;
using EigPortal.Faults.Tests.World;
using EigPortal.TestKit.Html;

namespace EigPortal.Faults.Tests.Candidates;

/// <param name="Body">Read to its end: an answer that was cut is no answer.</param>
internal sealed record Answer(HttpStatusCode Status, string? Location, byte[] Body, string Path)
{
    public Page Page => new(Status, Path, [], new HttpResponseMessage(Status), System.Text.Encoding.UTF8.GetString(Body));
}

/// <summary>
/// Asks as the script of the page does: again while there is no answer, a limit, or a portal that says it is away. Anything else is an
/// answer. A server error that does not say when to come back is noted as a fault.
/// </summary>
internal sealed class PatientClient(Uri portal, Weather weather) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true })
    {
        BaseAddress = portal,
        Timeout = Patience,
    };

    public Task<Answer> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, () => null, null, ct);

    /// <param name="contentOf">Made again for each attempt.</param>
    /// <param name="token">Against forgery, in the header that scripts use.</param>
    public Task<Answer> PostAsync(string path, Func<HttpContent> contentOf, string? token, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, contentOf, token, ct);

    /// <summary>One attempt, whatever comes of it; null when nothing came.</summary>
    public async Task<Answer?> TryAsync(
        HttpMethod method,
        string path,
        Func<HttpContent?> contentOf,
        string? token,
        CancellationToken ct
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = contentOf() };
            if (method != HttpMethod.Get)
            {
                request.Headers.Add("X-Requested-With", "fetch");
            }

            if (token is not null)
            {
                request.Headers.Add("RequestVerificationToken", token);
            }

            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            Judge(method, path, response);
            return new Answer(response.StatusCode, response.Headers.Location?.ToString(), body, path);
        }
        catch (Exception cut)
            when (cut is HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        Func<HttpContent?> contentOf,
        string? token,
        CancellationToken ct
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await TryAsync(method, path, contentOf, token, ct);
            if (answer is not null && answer.Status != HttpStatusCode.TooManyRequests && (int)answer.Status < 500)
            {
                return answer;
            }

            weather.Retry();
            // The page begins with a second; nobody here has an hour.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(2_000, 100 << Math.Min(attempt, 5))), ct);
        }
    }

    private void Judge(HttpMethod method, string path, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status >= 500 && (response.StatusCode != HttpStatusCode.ServiceUnavailable || response.Headers.RetryAfter is null))
        {
            weather.Blame($"{method} {path} : {status}{(response.Headers.RetryAfter is null ? " sans Retry-After" : "")}");
        }
    }
}
