using EigPortal.Domain.Shared;
using EigPortal.Services.Audit;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Mail.Wording;

/// <summary>Reads the words that count now.</summary>
public static class CurrentWords
{
    /// <summary>The words of staff when they gave some, the usual ones otherwise.</summary>
    public static async Task<MailWords> WordsAsync(this EigDbContext db, MailTemplate template, CancellationToken ct) =>
        await LastAsync(db, template, ct) is { Subject: { } subject, Body: { } body }
            ? new MailWords(template, subject, body)
            : template.Usual;

    internal static Task<MailWording?> LastAsync(EigDbContext db, MailTemplate template, CancellationToken ct) =>
        db
            .MailWordings.AsNoTracking()
            .Where(wording => wording.Template == template.Key)
            .OrderByDescending(wording => wording.Version)
            .FirstOrDefaultAsync(ct);
}

/// <param name="Version">0 while nobody has reworded it.</param>
/// <param name="IsReworded">The words are those of staff.</param>
public sealed record CurrentWording(MailWords Words, int Version, bool IsReworded);

/// <summary>Staff's rewording of messages: versioned, audited, taken back by the usual words.</summary>
public sealed class MailWordings(EigDbContext db, AuditTrail audit, TimeProvider machine)
{
    public static readonly DomainError Changed = new(
        "wording.changed",
        "Quelqu’un a enregistré un autre texte depuis que vous avez ouvert cette page. Comparez les deux avant de recommencer."
    );

    /// <summary>Versions of the templates that somebody has reworded.</summary>
    public async Task<IReadOnlyDictionary<string, MailWording>> LastAsync(CancellationToken ct) =>
        await db
            .MailWordings.AsNoTracking()
            .Where(wording =>
                !db.MailWordings.Any(later => later.Template == wording.Template && later.Version > wording.Version)
            )
            .ToDictionaryAsync(wording => wording.Template, ct);

    public async Task<CurrentWording> OfAsync(MailTemplate template, CancellationToken ct)
    {
        var last = await CurrentWords.LastAsync(db, template, ct);
        return last is { Subject: { } subject, Body: { } body }
            ? new CurrentWording(new MailWords(template, subject, body), last.Version, IsReworded: true)
            : new CurrentWording(template.Usual, last?.Version ?? 0, IsReworded: false);
    }

    /// <param name="version">Version that the page was filled from.</param>
    public async Task<Result> SaveAsync(MailWords words, int version, Actor actor, CancellationToken ct)
    {
        var errors = words.Check();
        return errors.Count > 0
            ? Result.Refuse(errors)
            : await WriteAsync(
                words.Template,
                words.Subject.Trim(),
                words.Body.Trim(),
                version,
                actor,
                "Texte du message modifié",
                ct
            );
    }

    public Task<Result> ResetAsync(MailTemplate template, int version, Actor actor, CancellationToken ct) =>
        WriteAsync(template, null, null, version, actor, "Texte habituel du message repris", ct);

    private async Task<Result> WriteAsync(
        MailTemplate template,
        string? subject,
        string? body,
        int version,
        Actor actor,
        string sentence,
        CancellationToken ct
    )
    {
        var last = await CurrentWords.LastAsync(db, template, ct);
        if ((last?.Version ?? 0) != version)
        {
            return Changed;
        }

        db.MailWordings.Add(new MailWording(template.Key, version + 1, subject, body, actor.AccountId, machine.GetUtcNow()));
        audit.Record(nameof(MailTemplate), template.HistoryId, "MailReworded", $"{sentence} (version {version + 1})");
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_mail_wordings_version"))
        {
            return Changed;
        }
    }
}
