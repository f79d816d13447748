namespace EigPortal.Web.Security;

/// <summary>
/// Marks what a page asks by itself: it doesn't count as a visit, so that saving drafts automatically never makes a session last for
/// ever (B1, E2).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LeavesSessionAsIsAttribute : Attribute
{
    internal static bool IsOn(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LeavesSessionAsIsAttribute>() is not null;
}
