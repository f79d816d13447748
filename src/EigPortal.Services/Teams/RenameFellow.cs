using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Teams;

/// <param name="PublicName">Empty to be named no longer.</param>
public sealed record RenameFellowCommand(Guid FellowId, string PublicName);

/// <summary>Changes or takes back the consent to be named in public. Only by the person.</summary>
public sealed class RenameFellow(EigDbContext db)
{
    public async Task<Result> ExecuteAsync(RenameFellowCommand command, Actor actor, CancellationToken ct)
    {
        var team = actor.FellowIds.Contains(command.FellowId)
            ? await db
                .Teams.Include(found => found.Fellows)
                .SingleOrDefaultAsync(found => found.Fellows.Any(fellow => fellow.Id == command.FellowId), ct)
            : null;
        if (team is null)
        {
            return SelectionRefusals.NotFound;
        }

        var renamed = team.Rename(command.FellowId, command.PublicName);
        if (renamed.IsOk)
        {
            await db.SaveChangesAsync(ct);
        }

        return renamed;
    }
}
