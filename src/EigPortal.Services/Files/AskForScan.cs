using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Data;
using EigPortal.Services.Files.Scanning;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Files;

/// <summary>
/// Puts a blocked or waiting file at the head of the queue again, after the scanner or its signatures were mended. A blocked document
/// stays blocked until the answer.
/// </summary>
public sealed class AskForScan(
    EigDbContext db,
    FilesToHandle toHandle,
    IFileScanner scanner,
    AuditTrail audit,
    TimeProvider machine
)
{
    public static readonly DomainError NotFound = new("not-found", "Ce document n’est plus à traiter.");

    public static readonly DomainError NoScanner = new(
        "scanner.none",
        "Aucun antivirus n’est configuré : l’analyse ne peut pas avoir lieu."
    );

    public async Task<Result> ExecuteAsync(Guid fileId, Actor actor, CancellationToken ct)
    {
        if (await toHandle.FindAsync(fileId, actor, ct) is not { } found)
        {
            return NotFound;
        }

        if (!scanner.IsConfigured)
        {
            return NoScanner;
        }

        var file = await db.Files.SingleAsync(stored => stored.Id == fileId, ct);
        file.AwaitScan(machine.GetUtcNow());
        var (type, id) = found.CandidatureId is { } candidature
            ? (nameof(Candidature), candidature)
            : (nameof(Contract), found.ContractId!.Value);
        audit.Record(type, id, "ScanAsked", "Nouvelle analyse d’un document demandée");
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
