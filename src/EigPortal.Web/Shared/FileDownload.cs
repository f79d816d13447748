using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace EigPortal.Web.Shared;

/// <summary>
/// The only way files leave the portal: as attachments, never shown in the page's own origin (B24), never kept by a shared cache.
/// The name has a plain fallback for old tools and its full form in UTF-8.
/// </summary>
public static class FileDownload
{
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
