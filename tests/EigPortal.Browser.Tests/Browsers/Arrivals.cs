using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Browsers;

internal static class Arrivals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Does what leads to another page, and waits until that page is there.</summary>
    /// <returns>What brought it, after the redirections.</returns>
    public static async Task<IResponse> ArriveAsync(this IPage page, Func<Task> act)
    {
        // Asked for afterwards, the state of the page may come between the question and the wait, which then never ends.
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Draw(object? sender, IPage arrived) => drawn.TrySetResult();
        page.DOMContentLoaded += Draw;
        try
        {
            var response = await page.RunAndWaitForResponseAsync(
                act,
                response => response.Request.IsNavigationRequest && response.Status is < 300 or >= 400
            );
            await drawn.Task.WaitAsync(Patience);
            return response;
        }
        finally
        {
            page.DOMContentLoaded -= Draw;
        }
    }
}
