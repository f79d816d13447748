using System.Text.RegularExpressions;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Features.Demo.Mailbox;

/// <summary>Every mail that the portal would send, readable by a tester, with links that work.</summary>
[AllowAnonymous]
[DemoOnly]
[Route("demo/courrier")]
public sealed class MailboxController(EigDbContext db, PortalUrls urls) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, int page, CancellationToken ct)
    {
        var words = q?.Trim() ?? "";
        var found = db.Mails.AsNoTracking().Where(mail => words == "" || mail.To.Contains(words) || mail.Subject.Contains(words));
        var total = await found.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await found
            .OrderByDescending(mail => mail.CreatedAt)
            .ThenByDescending(mail => mail.Id)
            .Skip((shown - 1) * PageSize)
            .Take(PageSize)
            .Select(mail => new MailRow(mail.Id, mail.To, mail.Subject, mail.State, mail.CreatedAt, mail.SentAt))
            .ToListAsync(ct);
        return View("Index", new MailboxModel(words, rows, total, shown, pages));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await db.Mails.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, ct) is { } mail
            ? View("Show", new MailModel(mail, MailPart.Split(mail.TextBody, urls.Root)))
            : NotFound();
}

public sealed record MailboxModel(string Text, IReadOnlyList<MailRow> Rows, int Total, int Page, int Pages);

public sealed record MailModel(OutboxMail Mail, IReadOnlyList<MailPart> Parts);

/// <param name="Href">Where the text leads, when it is an address.</param>
public sealed partial record MailPart(string Text, string? Href)
{
    /// <summary>Cuts a text at its web addresses. Those of the portal lead to this very portal, whatever name it is reached by.</summary>
    public static IReadOnlyList<MailPart> Split(string text, string root)
    {
        var parts = new List<MailPart>();
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            parts.Add(new MailPart(text[from..match.Index], null));
            // A demo is built before the portal knows its port: an address of this machine is its own.
            var address = new Uri(match.Value);
            var own = address.IsLoopback || match.Value.StartsWith(root + "/", StringComparison.Ordinal);
            parts.Add(new MailPart(match.Value, own ? address.PathAndQuery : match.Value));
            from = match.Index + match.Length;
        }

        parts.Add(new MailPart(text[from..], null));
        return parts;
    }

    [GeneratedRegex(@"https?://[^\s<>""]+")]
    private static partial Regex Address();
}
