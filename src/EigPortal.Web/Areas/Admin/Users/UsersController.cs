using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Areas.Admin.Users;

/// <summary>The people of the portal and what links each of them to the programme. Roles are given by administrators only.</summary>
public sealed class UsersController(EigDbContext db, ActorLoader actors, TimeProvider machine, ProgrammeNow programmeNow)
    : AdminController(actors)
{
    private const int PageSize = 50;

    [HttpGet("/admin/utilisateurs")]
    public async Task<IActionResult> Index(string? q, int page = 1, CancellationToken ct = default)
    {
        var actor = await ActorAsync(ct);
        var found = Search(PlainText.CleanLine(q));
        var count = await found.CountAsync(ct);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await found
            .OrderBy(account => account.FamilyName)
            .ThenBy(account => account.GivenName)
            .ThenBy(account => account.Id)
            .Skip((shown - 1) * PageSize)
            .Take(PageSize)
            .Select(PersonRow.From(db, actor))
            .ToListAsync(ct);
        return View("Index", new UsersModel(q, rows, count, shown, pages, actor.IsAdministrator));
    }

    [HttpGet("/admin/utilisateurs/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var person = await db
            .Accounts.AsNoTracking()
            .Where(account => account.Id == id)
            .Select(PersonRow.From(db, actor))
            .SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return NotFound();
        }

        var jurorLinks = await db.Jurors.Where(link => link.AccountId == id).Select(link => link.Id).ToListAsync(ct);
        return View("Show", new PersonModel(person, jurorLinks, actor, await HidesFileAsync(id, actor, ct)));
    }

    [HttpPost("/admin/utilisateurs/{id:guid}/role")]
    [Authorize(Policy = Capabilities.Administrator)]
    public async Task<IActionResult> GiveRole(Guid id, [FromForm] StaffRole role, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (await db.Accounts.SingleOrDefaultAsync(account => account.Id == id, ct) is not { } person || !Enum.IsDefined(role))
        {
            return NotFound();
        }

        if (id == actor.AccountId)
        {
            this.Flash("Une autre personne doit changer votre propre rôle.", Dsfr.Severity.Warning);
            return RedirectToAction(nameof(Index));
        }

        person.StaffRole = role;
        Record(id, $"Rôle dans l’équipe : {PersonLabels.Of(role)}", actor);
        await db.SaveChangesAsync(ct);
        this.Flash($"Rôle {FrenchNames.Of(person.FullName)} : {PersonLabels.Of(role)}.");
        return RedirectToAction(nameof(Index));
    }

    private Task<bool> HidesFileAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var seen = db.Candidatures.ForStaff(actor, db);
        return db.Candidatures.AnyAsync(
            file =>
                db.Candidates.Any(link => link.Id == file.CandidateId && link.AccountId == id)
                && !seen.Any(visible => visible.Id == file.Id),
            ct
        );
    }

    // An account raises no events: it belongs to Identity.
    private void Record(Guid id, string sentence, Actor actor) =>
        db.AuditEvents.Add(
            new AuditEvent("Account", id, "StaffRoleGiven", sentence, null, actor.AccountId, programmeNow(), machine.GetUtcNow())
        );

    private IQueryable<Account> Search(string text) =>
        text.Length == 0
            ? db.Accounts.AsNoTracking()
            : db
                .Accounts.AsNoTracking()
                .Where(account =>
                    EF.Functions.ILike(account.GivenName + " " + account.FamilyName, "%" + Escaped(text) + "%")
                    || EF.Functions.ILike(account.Email!, "%" + Escaped(text) + "%")
                );

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
