using EigPortal.Domain.Mailings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Mailings;

public sealed record MailingText(string Subject, string Body, MailingAudience Audience);

/// <summary>Writing a message to several candidates, asking for its sending, sending it once.</summary>
public sealed class MailingDesk(
    EigDbContext db,
    CurrentCohort current,
    ProgrammeClock clock,
    PortalUrls urls,
    TimeProvider machine
)
{
    /// <summary>Name of these mails in the outbox; the round is the mailing's number.</summary>
    public const string Template = "Mailing";

    public static readonly DomainError NotFound = new("mailing.unknown", "Ce message n’existe pas.");

    public static readonly DomainError ListChanged = new(
        "mailing.list-changed",
        "La liste des destinataires a changé depuis que vous l’avez lue. Relisez-la avant de recommencer."
    );

    public static readonly DomainError Changed = new(
        "mailing.changed",
        "Quelqu’un vient d’agir sur ce message. Relisez-le avant de recommencer."
    );

    /// <summary>What staff may put in such a message.</summary>
    public static readonly MailTemplate Words = new(
        Template,
        "Message de l’équipe",
        "",
        "",
        Placeholder.GivenName,
        Placeholder.Text("numéro", "Numéro de la candidature, une fois déposée", "EIG3-0042"),
        Placeholder.Text("clôture", "Clôture qui vaut pour la personne", Placeholder.ExampleInstant),
        Placeholder.Link("Page de la candidature", "/candidature", mandatory: false)
    );

    public Task<List<Mailing>> AllAsync(Guid cohortId, CancellationToken ct) =>
        db
            .Mailings.AsNoTracking()
            .Where(mailing => mailing.CohortId == cohortId)
            .OrderByDescending(mailing => mailing.Number)
            .ToListAsync(ct);

    public Task<Mailing?> FindAsync(Guid id, CancellationToken ct) =>
        db.Mailings.AsNoTracking().SingleOrDefaultAsync(mailing => mailing.Id == id, ct);

    public Task<RecipientList> RecipientsAsync(Mailing mailing, Actor reader, CancellationToken ct) =>
        db.RecipientsAsync(mailing, reader, ct);

    /// <summary>How many of its mails are in each state.</summary>
    public async Task<IReadOnlyDictionary<MailState, int>> ProgressAsync(Mailing mailing, CancellationToken ct) =>
        await db
            .Mails.Where(mail => mail.Template == Template && mail.Round == mailing.Number)
            .GroupBy(mail => mail.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);

    public async Task<Result<Guid>> WriteAsync(Guid? id, MailingText text, Actor actor, CancellationToken ct)
    {
        var errors = new MailWords(Words, text.Subject, text.Body.ReplaceLineEndings("\n")).Check();
        if (errors.Count > 0)
        {
            return Result<Guid>.Refuse(errors);
        }

        var cohort = await current.GetAsync(ct);
        var mailing = id is { } known
            ? await db.Mailings.SingleOrDefaultAsync(found => found.Id == known, ct)
            : db.Mailings.Add(new Mailing(cohort.Id, await NextNumberAsync(ct), actor.AccountId, clock.Now)).Entity;
        if (mailing is null)
        {
            return NotFound;
        }

        var edited = mailing.Edit(text.Subject, text.Body, text.Audience, actor.AccountId, clock.Now);
        if (!edited.IsOk)
        {
            return Result<Guid>.Refuse(edited.Errors);
        }

        var saved = await SavedAsync(ct);
        return saved.IsOk ? mailing.Id : Result<Guid>.Refuse(saved.Errors);
    }

    /// <param name="mark">Mark of the list that the author has read.</param>
    public Task<Result> AskAsync(Guid id, string mark, Actor actor, CancellationToken ct) =>
        ActAsync(id, mark, actor, (mailing, list) => Task.FromResult(mailing.Ask(list.People.Count)), ct);

    /// <summary>Writes one mail for each person of the list, in the transaction that marks the mailing sent (B13).</summary>
    /// <param name="mark">Mark of the list that the second person has read.</param>
    public Task<Result> SendAsync(Guid id, string mark, Actor actor, CancellationToken ct) =>
        ActAsync(
            id,
            mark,
            actor,
            async (mailing, list) =>
            {
                var sent = mailing.Send(list.People.Count, actor.AccountId, clock.Now);
                if (sent.IsOk)
                {
                    await EnqueueAsync(mailing, list, ct);
                }

                return sent;
            },
            ct
        );

    public async Task<Result> DropAsync(Guid id, CancellationToken ct)
    {
        if (await db.Mailings.SingleOrDefaultAsync(found => found.Id == id, ct) is not { } mailing)
        {
            return NotFound;
        }

        var dropped = mailing.Drop();
        return dropped.IsOk ? await SavedAsync(ct) : dropped;
    }

    private async Task<Result> ActAsync(
        Guid id,
        string mark,
        Actor actor,
        Func<Mailing, RecipientList, Task<Result>> act,
        CancellationToken ct
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A double click waits here and then finds what the first one did.
        await db.Database.ExecuteSqlAsync($"select 1 from mailings where id = {id} for update", ct);
        if (await db.Mailings.SingleOrDefaultAsync(found => found.Id == id, ct) is not { } mailing)
        {
            return NotFound;
        }

        var list = await db.RecipientsAsync(mailing, actor, ct);
        var result = await act(mailing, list);
        if (!result.IsOk)
        {
            return result;
        }

        if (list.Mark != mark)
        {
            return ListChanged;
        }

        var saved = await SavedAsync(ct);
        if (saved.IsOk)
        {
            await transaction.CommitAsync(ct);
        }

        return saved;
    }

    private async Task EnqueueAsync(Mailing mailing, RecipientList list, CancellationToken ct)
    {
        var timetable = (await current.GetAsync(ct)).Timetable;
        var words = new MailWords(Words, mailing.Subject, mailing.Body);
        var now = machine.GetUtcNow();
        db.Mails.AddRange(
            list.People.Select(person =>
                words
                    .Fill(
                        ("prénom", person.GivenName),
                        ("numéro", person.Number ?? ""),
                        (
                            "clôture",
                            timetable.ExtendedUntil(person.ExtendedUntil).CallClosesAt is { } closes
                                ? FrenchDates.Long(closes)
                                : ""
                        ),
                        ("lien", urls.Absolute("/candidature"))
                    )
                    .ToOutbox(Template, person.CandidatureId, person.AccountId, person.Email, now, mailing.Number)
            )
        );
    }

    private async Task<int> NextNumberAsync(CancellationToken ct) =>
        1 + (await db.Mailings.MaxAsync(mailing => (int?)mailing.Number, ct) ?? 0);

    private async Task<Result> SavedAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
        catch (DbUpdateException refused) when (refused.Breaks("ux_mailings_number"))
        {
            return Changed;
        }
    }
}
