namespace EigPortal.Web.Features.Shared;

public static class AbsoluteAddress
{
    /// <summary>The address of a page of this site, as the visitor reached it: for feeds, structured data and canonical links.</summary>
    public static string Absolute(this HttpRequest request, string path) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}{path}";
}
