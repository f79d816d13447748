using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Mailings;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>
/// A person gives up their place on one waiting list. Their other places, their candidature and the decision stay. Somebody whom the
/// team proposes for a seat at the same instant is told that the list is no longer theirs (E12).
/// </summary>
public sealed class LeaveWaitingList(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(ListKey list, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var cohortId = await db.Cohorts.Where(cohort => cohort.IsCurrent).Select(cohort => cohort.Id).SingleAsync(ct);
        await db.LockCohortAsync(cohortId, ct);
        var waiting = db.Decisions.Where(found => found.State == DecisionState.Validated).WaitingOf(db, actor);
        var mine = await waiting.Select(found => found.Id).ToArrayAsync(ct);
        await db.LockDecisionsAsync(mine, ct);
        var decision = await waiting.Include(found => found.Places).SingleOrDefaultAsync(ct);
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(found => found.Id == cohortId, ct);
        if (decision is null || !cohort.ResultsArePublicAt(now()))
        {
            return WaitingErrors.LeftAlready;
        }

        var place = decision.Places.SingleOrDefault(found => found.List == list);
        var left = decision.Leave(list);
        if (!left.IsOk)
        {
            return left;
        }

        db.WaitingPlaces.Remove(place!);
        await CancelNewsAsync(decision, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    // News that have not left yet would say that the person waits there; the last place takes the notice with it.
    private Task CancelNewsAsync(Decision decision, CancellationToken ct) =>
        decision.Places.Count == 0
            ? db.CancelUnsentMailsAsync([decision.Id], ct)
            : db
                .Mails.Where(mail =>
                    mail.AboutId == decision.Id
                    && mail.Template == MailingDesk.Template
                    && (mail.State == MailState.Waiting || mail.State == MailState.Failed)
                )
                .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.State, MailState.Cancelled), ct);
}

/// <summary>Confirms to a person that they no longer wait on a list.</summary>
public sealed class WaitingListLeftMail(PortalUrls urls, TimeProvider machine) : MailOn<WaitingListLeft>
{
    public static readonly MailTemplate Words = new(
        nameof(WaitingListLeftMail),
        "Liste d’attente quittée",
        "Vous n’êtes plus sur la liste d’attente du défi « {défi} »",
        """
        Bonjour {prénom},

        Vous avez quitté la liste d’attente du défi « {défi} », profil « {profil} ». Aucune place ne vous y sera proposée.

        Rien d’autre ne change : si vous attendez aussi ailleurs, votre place y reste la même. Si vous avez quitté cette liste par erreur, répondez vite à l’équipe du programme.

        [Voir où j’en suis]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("défi", "Nom du défi", "CibNav"),
        Placeholder.Text("profil", "Profil de la liste", "Data scientist"),
        Placeholder.Link("Page de la candidature", "/candidature")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        WaitingListLeft happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var challenge = await db
            .Challenges.Where(found => found.Id == happened.List.ChallengeId)
            .Select(found => found.Name)
            .SingleAsync(ct);
        return
        [
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("défi", challenge),
                    ("profil", happened.List.Profile),
                    ("lien", urls.Absolute("/candidature"))
                )
                .ToOutbox(Template, happened.PlaceId, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }
}
