using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Selection;

/// <summary>Who a candidature's mails go to.</summary>
internal sealed record Addressee(Guid AccountId, string GivenName, string Email)
{
    public static Task<Addressee> OfAsync(EigDbContext db, Guid candidatureId, CancellationToken ct) =>
        (
            from candidature in db.Candidatures
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            join account in db.Accounts on candidate.AccountId equals account.Id
            where candidature.Id == candidatureId
            select new Addressee(account.Id, candidate.GivenName, account.Email!)
        ).SingleAsync(ct);
}

/// <summary>A seat in words.</summary>
internal sealed record Seat(string Challenge, string Host, string Post)
{
    public static Task<Seat> OfAsync(EigDbContext db, Guid postId, CancellationToken ct) =>
        (
            from post in db.Posts
            join challenge in db.Challenges on post.ChallengeId equals challenge.Id
            join host in db.Hosts on challenge.HostId equals host.Id
            where post.Id == postId
            select new Seat(challenge.Name, host.Name, post.Label != "" ? post.Label : post.Profile)
        ).SingleAsync(ct);
}

/// <summary>Tells a retained person, at once and under embargo.</summary>
public sealed class OfferMail(PortalUrls urls, TimeProvider machine) : MailOn<OfferSent>
{
    public override string Label => "Proposition de poste";

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        OfferSent happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var offer = (await db.Offers.FindAsync([happened.OfferId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var seat = await Seat.OfAsync(db, offer.PostId, ct);
        return
        [
            new MailText("Une place vous est proposée dans la promotion")
                .Greeting(person.GivenName)
                .Paragraph(
                    $"Le jury vous propose de rejoindre le défi « {seat.Challenge} », accueilli par {seat.Host}, pour le poste « {seat.Post} »."
                )
                .Paragraph(
                    "Les résultats ne sont pas encore publics : gardez cette nouvelle pour vous jusqu’à l’annonce. Les autres candidates et candidats n’ont pas encore de réponse."
                )
                .Paragraph(
                    $"Acceptez ou déclinez cette proposition dans votre espace, sous {Offer.AnswerDays} jours si possible. Passé ce délai, l’équipe du programme prend contact avec vous ; rien n’est décliné à votre place."
                )
                .Button("Répondre à la proposition", urls.Absolute("/candidature/proposition"))
                .ToOutbox(Template, offer.Id, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }
}

/// <summary>Confirms the answer to an offer, or tells that a known offer is taken back.</summary>
public sealed class OfferAnsweredMail(PortalUrls urls, TimeProvider machine) : MailOn<OfferAnswered>
{
    public override string Label => "Réponse à une proposition";

    // An offer taken back before its mail left is told to nobody.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        OfferAnswered happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        if (happened.State == OfferState.Sent || await StayedUnknownAsync(happened, db, ct))
        {
            return [];
        }

        var offer = (await db.Offers.FindAsync([happened.OfferId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var seat = await Seat.OfAsync(db, offer.PostId, ct);
        return
        [
            Words(happened.State, person, seat).ToOutbox(Template, offer.Id, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }

    private MailText Words(OfferState state, Addressee person, Seat seat) =>
        state switch
        {
            OfferState.Accepted => new MailText("Vous avez accepté la proposition")
                .Greeting(person.GivenName)
                .Paragraph(
                    $"Vous rejoignez le défi « {seat.Challenge} », accueilli par {seat.Host}. Bienvenue dans la promotion."
                )
                .Paragraph(
                    "L’administration d’accueil prépare maintenant votre contrat avec l’équipe du programme. Jusqu’à l’annonce officielle, gardez cette nouvelle pour vous."
                )
                .Button("Suivre la suite", urls.Absolute("/candidature/proposition")),
            OfferState.Declined => new MailText("Vous avez décliné la proposition")
                .Greeting(person.GivenName)
                .Paragraph($"Votre réponse est enregistrée : vous ne rejoignez pas le défi « {seat.Challenge} ».")
                .Paragraph(
                    "Merci du temps que vous avez consacré à cette candidature. Jusqu’à l’annonce officielle, ne parlez pas de cette proposition."
                ),
            OfferState.Revoked => new MailText("La proposition qui vous a été faite n’est plus valable")
                .Greeting(person.GivenName)
                .Paragraph(
                    $"L’équipe du programme a dû reprendre la proposition concernant le défi « {seat.Challenge} ». Elle prend contact avec vous pour vous en expliquer la raison."
                ),
            OfferState.Sent => throw new InvalidOperationException("An offer that waits has no answer to confirm."),
        };

    // An offer taken back before its mail left was never known: nothing needs to be said.
    private static async Task<bool> StayedUnknownAsync(OfferAnswered happened, EigDbContext db, CancellationToken ct) =>
        happened.State == OfferState.Revoked
        && !await db.Mails.AnyAsync(
            mail => mail.Template == nameof(OfferMail) && mail.AboutId == happened.OfferId && mail.State == MailState.Sent,
            ct
        );
}

/// <summary>A refusal or a waiting-list notice, written when the decision is validated and held until it is released.</summary>
public sealed class DecisionNotice(PortalUrls urls, TimeProvider machine) : MailOn<DecisionValidated>
{
    public override string Label => "Refus ou liste d’attente";

    // A retained person gets an offer instead.
    public override bool IsOnePerFact => false;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        DecisionValidated happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        if (happened.Kind == DecisionKind.Retained)
        {
            return [];
        }

        var decision = (await db.Decisions.FindAsync([happened.DecisionId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var seat = decision.PostId is { } postId ? await Seat.OfAsync(db, postId, ct) : null;
        return
        [
            Words(happened.Kind, person, seat)
                .Button("Voir le suivi de ma candidature", urls.Absolute("/candidature"))
                .ToOutbox(Template, decision.Id, person.AccountId, person.Email, machine.GetUtcNow(), held: true),
        ];
    }

    private static MailText Words(DecisionKind kind, Addressee person, Seat? seat) =>
        kind switch
        {
            DecisionKind.WaitingList => new MailText("Votre candidature est en liste d’attente")
                .Greeting(person.GivenName)
                .Paragraph("Les résultats de la promotion sont publics.")
                .Paragraph(
                    $"Le jury a apprécié votre candidature et l’a placée en liste d’attente pour le défi « {seat!.Challenge} », poste « {seat.Post} ». Si la place se libère, l’équipe du programme vous écrit."
                ),
            DecisionKind.NotRetained => new MailText("Réponse à votre candidature")
                .Greeting(person.GivenName)
                .Paragraph("Les résultats de la promotion sont publics.")
                .Paragraph(
                    "Le jury a lu votre candidature avec attention et ne l’a pas retenue. Le nombre de places est limité : cette réponse ne juge ni votre parcours, ni votre engagement pour l’intérêt général."
                )
                .Paragraph(
                    "Merci du temps que vous y avez consacré. Vous pouvez candidater de nouveau à une prochaine promotion."
                ),
            DecisionKind.Retained => throw new InvalidOperationException("A retained person gets an offer."),
        };
}
