using System.Buffers;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EigPortal.Web.Areas.Candidate.Documents;

/// <summary>
/// Sends a document in pieces, for the script of the page: begin, send each piece from where the portal says, finish. Without the
/// script, the form of <see cref="DocumentsController"/> does the same in one request.
/// </summary>
public sealed class UploadsController(
    OwnCandidature own,
    ActorLoader actors,
    StartUpload start,
    AppendToUpload append,
    FinishUpload finish
) : CandidateController(own, actors)
{
    [HttpPost("/candidature/documents/{kind:regex(^(cv|portfolio)$)}/envois")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Start(string kind, [FromForm] UploadInput input, CancellationToken ct)
    {
        var command = new StartUploadCommand(
            Enum.Parse<DocumentKind>(kind, ignoreCase: true),
            input.Name ?? "",
            input.Length,
            input.Sha256 ?? "",
            Arrived
        );
        var result = await start.ExecuteAsync(command, await ActorAsync(ct), ct);
        return result.IsOk
            ? Json(
                new
                {
                    id = result.Value.Id,
                    received = result.Value.Received,
                    piece = Upload.MaxPiece,
                }
            )
            : Refuse(result.Error);
    }

    [HttpPost("/candidature/documents/envois/{id:guid}")]
    [RequestSizeLimit(Upload.MaxPiece)]
    [EnableRateLimiting(RateLimits.UploadPiece)]
    public async Task<IActionResult> Append(Guid id, [FromQuery] long position, CancellationToken ct)
    {
        // Whole or not at all: what a cut connection brought of a piece is not kept.
        using var piece = MemoryPool<byte>.Shared.Rent(Upload.MaxPiece);
        var length = await Request.Body.ReadAtLeastAsync(piece.Memory, piece.Memory.Length, throwOnEndOfStream: false, ct);
        var appended = await append.ExecuteAsync(id, position, piece.Memory[..length], await ActorAsync(ct), ct);
        return appended is null
            ? NotFound()
            : Answer(appended.Accepted ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, new { appended.Received });
    }

    [HttpPost("/candidature/documents/envois/{id:guid}/terminer")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Finish(Guid id, CancellationToken ct)
    {
        if (await finish.ExecuteAsync(id, await ActorAsync(ct), ct) is not { } result)
        {
            return NotFound();
        }

        if (!result.IsOk)
        {
            return Refuse(result.Error);
        }

        this.Flash($"{DocumentLabels.Of(result.Value.Kind)} enregistré dans votre brouillon : {result.Value.FileName}.");
        return Json(new { href = "/candidature/documents" });
    }

    private JsonResult Refuse(DomainError error) =>
        Answer(StatusCodes.Status422UnprocessableEntity, new { error.Code, error.Message });

    private JsonResult Answer(int status, object body) => new(body) { StatusCode = status };
}

public sealed class UploadInput
{
    public string? Name { get; init; }
    public long Length { get; init; }
    public string? Sha256 { get; init; }
}
