using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace EigPortal.Web.Startup;

/// <summary>Serves wwwroot/assets in the best encoding that the browser accepts; names change with contents, so for ever.</summary>
public static class Assets
{
    private const string Forever = "public, max-age=31536000, immutable";
    private static readonly (string Encoding, string Extension)[] Variants = [("br", ".br"), ("gzip", ".gz")];
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static IApplicationBuilder UsePortalAssets(this IApplicationBuilder app)
    {
        var environment = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>();
        var folder = Path.Combine(environment.WebRootPath ?? Path.Combine(environment.ContentRootPath, "wwwroot"), "assets");
        return app.Use(
            (context, next) =>
                context.Request.Path.StartsWithSegments("/assets", out var rest) ? Serve(context, folder, rest) : next(context)
        );
    }

    private static async Task Serve(HttpContext context, string folder, PathString rest)
    {
        var name = rest.Value?.TrimStart('/') ?? "";
        // A flat folder of names that we made: anything else, such as a path upwards or a variant asked by name, isn't there.
        if (
            name != Path.GetFileName(name)
            || name == "manifest.json"
            || !ContentTypes.TryGetContentType(name, out var contentType)
        )
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return;
        }

        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = Forever;
        headers.Vary = HeaderNames.AcceptEncoding;
        foreach (var (encoding, extension) in Variants)
        {
            if (Accepts(context.Request, encoding) && File.Exists(path + extension))
            {
                headers.ContentEncoding = encoding;
                path += extension;
                break;
            }
        }

        context.Response.ContentType = contentType.StartsWith("text/", StringComparison.Ordinal)
            ? contentType + "; charset=utf-8"
            : contentType;
        context.Response.ContentLength = new FileInfo(path).Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.SendFileAsync(path, context.RequestAborted);
        }
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);
}
