using EigPortal.Services.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace EigPortal.Web.Shared;

/// <summary>
/// The only way files leave the portal: as attachments, never shown in the page's own origin (B24), never kept by a shared cache.
/// The name has a plain fallback for old tools and its full form in UTF-8.
/// </summary>
public static class FileDownload
{
    /// <summary>A stored document: absent, in quarantine (a page says why, 409), or its bytes.</summary>
    public static IActionResult Attachment(this Controller controller, ReadableDocument? document)
    {
        if (document is null)
        {
            return controller.NotFound();
        }

        if (document.Content is { } content)
        {
            return controller.Attachment(content, document.ContentType, document.FileName);
        }

        controller.Response.StatusCode = StatusCodes.Status409Conflict;
        return controller.View("Quarantine", document);
    }

    public static IActionResult Attachment(this ControllerBase controller, Stream content, string contentType, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        var headers = controller.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        return new FileStreamResult(content, contentType);
    }
}
