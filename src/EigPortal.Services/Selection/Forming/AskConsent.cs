using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection.Forming;

/// <param name="PostId">A seat of the list meant.</param>
public sealed record AskConsentCommand(Guid? CandidatureId, Guid? PostId, int? Days, string Reason);

public sealed record ConsentLine(
    Guid Id,
    Guid CandidatureId,
    string Number,
    string Person,
    string Challenge,
    string Profile,
    ConsentState State,
    DateTimeOffset AskedAt,
    DateTimeOffset AnswerBefore,
    DateTimeOffset? AnsweredAt
);

/// <summary>Questions of the jury to people about challenges they did not ask for: asked, listed, taken back.</summary>
public sealed class AskConsent(EigDbContext db, ProgrammeNow now)
{
    public async Task<Result> ExecuteAsync(Guid cohortId, AskConsentCommand command, Actor actor, CancellationToken ct)
    {
        var errors = new List<DomainError>();
        if (command.CandidatureId is null)
        {
            errors.Add(new DomainError("consent.person", "Choisissez la personne à interroger.", "CandidatureId"));
        }

        if (command.PostId is null)
        {
            errors.Add(new DomainError("consent.post", "Choisissez le siège proposé.", "PostId"));
        }

        var post = await db
            .Posts.AsNoTracking()
            .SingleOrDefaultAsync(
                found =>
                    found.Id == command.PostId
                    && db.Challenges.Any(challenge =>
                        challenge.Id == found.ChallengeId
                        && challenge.CohortId == cohortId
                        && challenge.State == ChallengeState.Published
                    ),
                ct
            );
        var person = await db
            .Candidatures.DecidableBy(actor, db)
            .Include(found => found.Snapshots)
            .SingleOrDefaultAsync(found => found.Id == command.CandidatureId && found.CohortId == cohortId, ct);
        if (command is { CandidatureId: not null } && person is null || command is { PostId: not null } && post is null)
        {
            return SelectionRefusals.NotFound;
        }

        var asked = ChallengeConsent.Ask(
            person?.Id ?? Guid.Empty,
            cohortId,
            new ListKey(post?.ChallengeId ?? Guid.Empty, post?.Profile ?? ""),
            command.Days ?? 0,
            command.Reason,
            actor.AccountId,
            now()
        );
        errors.AddRange(asked.Errors);
        if (person is not null && post is not null)
        {
            errors.AddRange(await RefusalsAsync(person, post, ct));
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        db.ChallengeConsents.Add(asked.Value);
        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateException twice) when (twice.Breaks("ux_challenge_consents_one_live"))
        {
            return ConsentRefusals.AlreadyAsked;
        }
    }

    public Task<List<ConsentLine>> ListAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (
            from consent in db.ChallengeConsents
            join candidature in db.Candidatures.DecidableBy(actor, db) on consent.CandidatureId equals candidature.Id
            join person in db.Candidates on candidature.CandidateId equals person.Id
            join challenge in db.Challenges on consent.ChallengeId equals challenge.Id
            where consent.CohortId == cohortId
            orderby consent.AskedAt descending, consent.Id
            select new ConsentLine(
                consent.Id,
                candidature.Id,
                candidature.Number!,
                person.GivenName + " " + person.FamilyName,
                challenge.Name,
                consent.Profile,
                consent.State,
                consent.AskedAt,
                consent.AnswerBefore,
                consent.AnsweredAt
            )
        ).ToListAsync(ct);

    /// <summary>Takes a question back; its mail, if it has not left, never does.</summary>
    public async Task<Result> TakeBackAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var consent = await db.ChallengeConsents.SingleOrDefaultAsync(
            found => found.Id == id && db.Candidatures.DecidableBy(actor, db).Any(file => file.Id == found.CandidatureId),
            ct
        );
        if (consent is null)
        {
            return SelectionRefusals.NotFound;
        }

        var done = consent.TakeBack();
        if (!done.IsOk)
        {
            return done;
        }

        try
        {
            await db.CancelUnsentMailsAsync([consent.Id], ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ConsentErrors.NotAllowed;
        }
    }

    private async Task<IEnumerable<DomainError>> RefusalsAsync(Candidature person, Post post, CancellationToken ct)
    {
        var errors = new List<DomainError>();
        if (
            person.State != CandidatureState.Preselected
            || await db.Decisions.AnyAsync(
                decision => decision.CandidatureId == person.Id && decision.State != DecisionState.Cancelled,
                ct
            )
        )
        {
            errors.Add(ConsentRefusals.NotInTheRunning);
        }

        if (
            person.LastSnapshot?.Content.Wishes.Any(wish => wish.ChallengeId == post.ChallengeId && wish.Profile == post.Profile)
            == true
        )
        {
            errors.Add(ConsentRefusals.AlreadyWished);
        }

        return errors;
    }
}

/// <summary>A question as the person reads it.</summary>
/// <param name="IsDecided">Something is decided about them: the answer stays as it is.</param>
public sealed record OwnConsentDetail(ChallengeConsent Consent, Challenge Challenge, Post? Post, string Host, bool IsDecided);

/// <summary>Answers of a person about challenges they did not ask for.</summary>
public sealed class OwnConsents(EigDbContext db, ProgrammeNow now)
{
    /// <summary>Every question, the last first; a question taken back before its mail left was never known and stays so.</summary>
    public Task<List<ChallengeConsent>> ListAsync(Guid candidatureId, CancellationToken ct) =>
        Known()
            .AsNoTracking()
            .Where(consent => consent.CandidatureId == candidatureId)
            .OrderByDescending(consent => consent.AskedAt)
            .ToListAsync(ct);

    public async Task<OwnConsentDetail?> FindAsync(Guid id, Actor actor, CancellationToken ct)
    {
        var consent = await Known()
            .SingleOrDefaultAsync(
                found =>
                    found.Id == id
                    && db.Candidatures.Any(file =>
                        file.Id == found.CandidatureId && actor.CandidateIds.Contains(file.CandidateId)
                    ),
                ct
            );
        if (consent is null)
        {
            return null;
        }

        var challenge = await db
            .Challenges.AsNoTracking()
            .Include(row => row.Posts)
            .SingleAsync(row => row.Id == consent.ChallengeId, ct);
        return new OwnConsentDetail(
            consent,
            challenge,
            challenge.Posts.FirstOrDefault(post => post.Profile == consent.Profile),
            await db.Hosts.Where(host => host.Id == challenge.HostId).Select(host => host.Name).SingleAsync(ct),
            await db.Decisions.AnyAsync(
                decision => decision.CandidatureId == consent.CandidatureId && decision.State != DecisionState.Cancelled,
                ct
            )
        );
    }

    public async Task<Result> AnswerAsync(Guid id, bool accepts, Actor actor, CancellationToken ct)
    {
        if (await FindAsync(id, actor, ct) is not { } detail)
        {
            return SelectionRefusals.NotFound;
        }

        var answered = accepts ? detail.Consent.Give(detail.IsDecided, now()) : detail.Consent.Refuse(detail.IsDecided, now());
        if (!answered.IsOk)
        {
            return answered;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ConsentErrors.NotAllowed;
        }
    }

    private IQueryable<ChallengeConsent> Known() =>
        db.ChallengeConsents.Where(consent =>
            consent.State != ConsentState.TakenBack
            || db.Mails.Any(mail =>
                mail.Template == nameof(ConsentMail) && mail.AboutId == consent.Id && mail.State == MailState.Sent
            )
        );
}

public static class ConsentRefusals
{
    public static readonly DomainError AlreadyAsked = new(
        "consent.already-asked",
        "La question a déjà été posée à cette personne : reprenez-la avant de la poser de nouveau.",
        "CandidatureId"
    );
    public static readonly DomainError NotInTheRunning = new(
        "consent.not-in-the-running",
        "Seule une personne présélectionnée, sans décision enregistrée, peut être interrogée.",
        "CandidatureId"
    );
    public static readonly DomainError AlreadyWished = new(
        "consent.already-wished",
        "Cette personne a déjà demandé ce siège : il n’y a rien à lui demander.",
        "PostId"
    );
}

/// <summary>Asks a person whether they would take a challenge they did not ask for.</summary>
public sealed class ConsentMail(PortalUrls urls, TimeProvider machine) : MailOn<ConsentAsked>
{
    public static readonly MailTemplate Words = new(
        nameof(ConsentMail),
        "Accepteriez-vous un autre défi",
        "Le jury voudrait vous parler d’un autre défi",
        """
        Bonjour {prénom},

        Le jury pense à vous pour un défi que vous n’avez pas demandé : « {défi} », avec le profil {profil}.

        Lisez-le, et dites si vous l’accepteriez. Ce n’est ni une décision ni une proposition de poste : vos vœux restent tels que vous les avez faits, et refuser ne vous fait rien perdre.

        Vous pouvez accepter jusqu’au {échéance}. Sans réponse, le jury s’en tient à vos vœux.

        [Lire ce défi et répondre]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("défi", "Nom du défi", "CibNav"),
        Placeholder.Text("profil", "Profil du siège", "Data science"),
        Placeholder.Needed("échéance", "Jour et heure limites pour accepter", "vendredi à 18 h 30, heure de Paris"),
        Placeholder.Link("Page de la question", "/candidature/autre-defi/0")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        ConsentAsked happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var consent = (await db.ChallengeConsents.FindAsync([happened.ConsentId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var challenge = await db.Challenges.Where(row => row.Id == consent.ChallengeId).Select(row => row.Name).SingleAsync(ct);
        return
        [
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("défi", challenge),
                    ("profil", consent.Profile),
                    ("échéance", Text.FrenchDates.Long(consent.AnswerBefore)),
                    ("lien", urls.Absolute($"/candidature/autre-defi/{consent.Id}"))
                )
                .ToOutbox(Template, consent.Id, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }
}
