using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Admin.Users;

/// <summary>Invitations of jurors, mentors, host contacts and, by administrators, of the team.</summary>
public sealed class InvitationsController(
    EigDbContext db,
    InvitePerson invite,
    CurrentCohort current,
    ActorLoader actors,
    TimeProvider machine
) : AdminController(actors)
{
    private const string Address = "/admin/utilisateurs/invitations";
    private const int MostShown = 200;

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Invitations", await ModelAsync(ct));

    [HttpPost(Address)]
    public async Task<IActionResult> Invite([FromForm] InviteInput input, CancellationToken ct)
    {
        if (input.Kind is not { } kind)
        {
            ModelState.AddModelError(nameof(input.Kind), "Dites comme quoi vous invitez cette personne.");
            return Refused("Invitations", await ModelAsync(ct));
        }

        var result = await invite.ExecuteAsync(await CommandAsync(input, kind, ct), await ActorAsync(ct), ct);
        if (!result.IsOk)
        {
            AddErrors(result.Errors);
            return Refused("Invitations", await ModelAsync(ct));
        }

        this.Flash($"L’invitation part à {input.Email}.");
        return RedirectToAction(nameof(Index));
    }

    [HttpPost(Address + "/{id:guid}/annulation")]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken ct)
    {
        if (await db.Invitations.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } invitation)
        {
            return NotFound();
        }

        if (invitation.Kind == InvitationKind.Staff && !(await ActorAsync(ct)).IsAdministrator)
        {
            return NotFound();
        }

        var result = invitation.Revoke(machine.GetUtcNow());
        await db.SaveChangesAsync(ct);
        this.Flash(
            result.IsOk ? $"L’invitation de {invitation.Email} est annulée." : result.Error.Message,
            result.IsOk ? Severity.Success : Severity.Warning
        );
        return RedirectToAction(nameof(Index));
    }

    private async Task<InvitePersonCommand> CommandAsync(InviteInput input, InvitationKind kind, CancellationToken ct) =>
        kind switch
        {
            InvitationKind.Juror => new(input.Email, kind, CohortId: (await current.GetAsync(ct)).Id),
            InvitationKind.Mentor => new(input.Email, kind, ChallengeId: input.ChallengeId, MentorRole: input.MentorRole),
            InvitationKind.HostContact => new(input.Email, kind, HostId: input.HostId),
            InvitationKind.Staff => new(input.Email, kind),
        };

    private async Task<InvitationsModel> ModelAsync(CancellationToken ct)
    {
        var now = machine.GetUtcNow();
        var cohort = await current.FindAsync(ct);
        var waiting = await db
            .Invitations.AsNoTracking()
            .Where(row => row.AcceptedAt == null && row.RevokedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.InvitedAt)
            .ThenBy(row => row.Id)
            .Take(MostShown)
            .Select(row => new InvitationRow(
                row.Id,
                row.Email,
                row.Kind,
                db.Challenges.Where(challenge => challenge.Id == row.ChallengeId)
                    .Select(challenge => challenge.Name)
                    .FirstOrDefault()
                    ?? db.Hosts.Where(host => host.Id == row.HostId).Select(host => host.Name).FirstOrDefault(),
                row.InvitedAt,
                row.ExpiresAt
            ))
            .ToListAsync(ct);
        var challenges = await db
            .Challenges.Where(challenge => cohort != null && challenge.CohortId == cohort.Id)
            .OrderBy(challenge => challenge.Name)
            .Select(challenge => new
            {
                challenge.Id,
                challenge.Name,
                challenge.HostId,
            })
            .ToListAsync(ct);
        var hostIds = challenges.Select(challenge => challenge.HostId).ToHashSet();
        var hosts = await db
            .Hosts.Where(host => hostIds.Contains(host.Id))
            .OrderBy(host => host.Name)
            .Select(host => new { host.Id, host.Name })
            .ToListAsync(ct);
        return new InvitationsModel(
            waiting,
            [.. challenges.Select(challenge => new Choice(challenge.Id.ToString(), challenge.Name))],
            [.. hosts.Select(host => new Choice(host.Id.ToString(), host.Name))],
            (await ActorAsync(ct)).IsAdministrator
        );
    }
}
