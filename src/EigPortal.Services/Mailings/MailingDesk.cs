using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Mailings;

/// <param name="NextNewsOn">The day before which people who wait are promised other news.</param>
public sealed record MailingText(string Subject, string Body, MailingAudience Audience, DateOnly? NextNewsOn = null);

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

    public static readonly DomainError NewsPast = new(
        "mailing.news-past",
        "Choisissez un jour à venir.",
        nameof(MailingText.NextNewsOn)
    );

    /// <summary>What staff may put in a message to candidates.</summary>
    private static readonly MailTemplate Usual = new(
        Template,
        "Message de l’équipe",
        "",
        "",
        Placeholder.GivenName,
        Placeholder.Text("numéro", "Numéro de la candidature, une fois déposée", "EIG3-0042"),
        Placeholder.Text("clôture", "Clôture qui vaut pour la personne", Placeholder.ExampleInstant),
        Placeholder.Link("Page de la candidature", "/candidature", mandatory: false)
    );

    /// <summary>What staff may put in a message to this audience.</summary>
    public static MailTemplate WordsFor(bool onWaitingList) => onWaitingList ? WaitingNews.Words : Usual;

    /// <summary>What a new message starts with.</summary>
    public Task<MailWords> StartAsync(bool onWaitingList, CancellationToken ct) =>
        onWaitingList ? db.WordsAsync(WaitingNews.Words, ct) : Task.FromResult(new MailWords(Usual, "", "Bonjour {prénom},\n\n"));

    public Task<List<Mailing>> AllAsync(Guid cohortId, CancellationToken ct) =>
        db
            .Mailings.AsNoTracking()
            .Where(mailing => mailing.CohortId == cohortId)
            .OrderByDescending(mailing => mailing.Number)
            .ToListAsync(ct);

    public Task<Mailing?> FindAsync(Guid id, CancellationToken ct) =>
        db.Mailings.AsNoTracking().Include(mailing => mailing.Asked).SingleOrDefaultAsync(mailing => mailing.Id == id, ct);

    public Task<RecipientList> RecipientsAsync(Mailing mailing, Actor reader, CancellationToken ct) =>
        db.RecipientsAsync(mailing, reader, ct);

    /// <summary>How many of its mails are in each state, minus those that a tie hides from the reader (B21).</summary>
    public async Task<IReadOnlyDictionary<MailState, int>> ProgressAsync(Mailing mailing, Actor reader, CancellationToken ct)
    {
        var mails = db.Mails.ForStaff(reader, db).Where(mail => mail.Template == Template && mail.Round == mailing.Number);
        var known = db.Candidatures.DecidableBy(reader, db);
        return await mails
            .Where(mail =>
                !mailing.OnWaitingList
                || db.Decisions.Any(decision =>
                    decision.Id == mail.AboutId && known.Any(candidature => candidature.Id == decision.CandidatureId)
                )
            )
            .GroupBy(mail => mail.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
    }

    /// <summary>Whether a message to this audience may leave now: news to a waiting list wait for the results.</summary>
    public async Task<bool> MayLeaveAsync(Mailing mailing, CancellationToken ct) =>
        !mailing.OnWaitingList || (await current.GetAsync(ct)).ResultsArePublicAt(clock.Now);

    /// <summary>What is wrong with a message as typed; empty when it can be kept.</summary>
    public IReadOnlyList<DomainError> Check(MailingText text)
    {
        var words = new MailWords(WordsFor(text.Audience.OnWaitingList), text.Subject, text.Body.ReplaceLineEndings("\n"));
        return text.NextNewsOn < FrenchDates.ParisDay(clock.Now) ? [NewsPast, .. words.Check()] : words.Check();
    }

    public async Task<Result<Guid>> WriteAsync(Guid? id, MailingText text, Actor actor, CancellationToken ct)
    {
        var errors = Check(text);
        if (errors.Count > 0)
        {
            return Result<Guid>.Refuse(errors);
        }

        var cohort = await current.GetAsync(ct);
        var mailing = id is { } known
            ? await db.Mailings.Include(found => found.Asked).SingleOrDefaultAsync(found => found.Id == known, ct)
            : db.Mailings.Add(new Mailing(cohort.Id, await NextNumberAsync(ct), actor.AccountId, clock.Now)).Entity;
        if (mailing is null)
        {
            return NotFound;
        }

        var edited = mailing.Edit(text.Subject, text.Body, text.Audience, actor.AccountId, clock.Now, text.NextNewsOn);
        if (!edited.IsOk)
        {
            return Result<Guid>.Refuse(edited.Errors);
        }

        var saved = await SavedAsync(ct);
        return saved.IsOk ? mailing.Id : Result<Guid>.Refuse(saved.Errors);
    }

    /// <param name="mark">Mark of the list that the author has read.</param>
    public Task<Result> AskAsync(Guid id, string mark, Actor actor, CancellationToken ct) =>
        ActAsync(
            id,
            mark,
            actor,
            async (mailing, list) =>
                mailing.OnWaitingList
                    ? mailing.Ask([.. list.People.Select(person => person.DecisionId!.Value)], await MomentAsync(ct))
                    : mailing.Ask(list.People.Count),
            ct
        );

    /// <summary>Writes one mail for each person of the list, in the transaction that marks the mailing sent (B13).</summary>
    /// <param name="mark">Mark of the list that the second person has read.</param>
    public Task<Result> SendAsync(Guid id, string mark, Actor actor, CancellationToken ct) =>
        ActAsync(
            id,
            mark,
            actor,
            async (mailing, list) =>
            {
                var sent = mailing.OnWaitingList
                    ? mailing.Send(
                        [.. list.People.Select(person => person.DecisionId!.Value)],
                        actor.AccountId,
                        clock.Now,
                        await MomentAsync(ct)
                    )
                    : mailing.Send(list.People.Count, actor.AccountId, clock.Now);
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
        if (await db.Mailings.Include(found => found.Asked).SingleOrDefaultAsync(found => found.Id == id, ct) is not { } mailing)
        {
            return NotFound;
        }

        if (mailing.OnWaitingList)
        {
            // Nobody is offered a seat, decided about or leaves between the reading of the list and the mails written from it (B14).
            await db.LockCohortAsync(mailing.CohortId, ct);
            await db.LockDecisionsAsync([.. mailing.Asked.Select(person => person.DecisionId)], ct);
        }

        var list = await db.RecipientsAsync(mailing, actor, ct);
        var readMark = list.MarkOf(mailing);
        var result = await act(mailing, list);
        if (!result.IsOk)
        {
            return result;
        }

        if (readMark != mark)
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
        var words = new MailWords(WordsFor(mailing.OnWaitingList), mailing.Subject, mailing.Body);
        var now = machine.GetUtcNow();
        db.Mails.AddRange(
            list.People.Select(person =>
                // About the decision: cancelled with it if it changes before the mail has left (B14).
                (mailing.OnWaitingList ? words.Fill(mailing, person, urls) : Fill(words, person, timetable)).ToOutbox(
                    Template,
                    person.DecisionId ?? person.CandidatureId,
                    person.AccountId,
                    person.Email,
                    now,
                    mailing.Number
                )
            )
        );
    }

    private MailText Fill(MailWords words, Recipient person, Timetable timetable) =>
        words.Fill(
            ("prénom", person.GivenName),
            ("numéro", person.Number ?? ""),
            ("clôture", timetable.ExtendedUntil(person.ExtendedUntil).CallClosesAt is { } closes ? FrenchDates.Long(closes) : ""),
            ("lien", urls.Absolute("/candidature"))
        );

    private async Task<MailingMoment> MomentAsync(CancellationToken ct) =>
        new((await current.GetAsync(ct)).ResultsArePublicAt(clock.Now), FrenchDates.ParisDay(clock.Now));

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
