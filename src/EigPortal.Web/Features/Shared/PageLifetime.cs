using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Features.Shared;

public static class PageLifetime
{
    /// <summary>A page that tells how much time is left is not kept longer than its words are true.</summary>
    public static void KeepAtMost(this HttpContext http, TimeSpan? longest)
    {
        if (
            longest is { } limit
            && http.Features.Get<IOutputCacheFeature>()?.Context is { } cache
            && !(cache.ResponseExpirationTimeSpan < limit)
        )
        {
            // Zero would mean that it never expires.
            cache.ResponseExpirationTimeSpan = limit < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : limit;
        }
    }
}
