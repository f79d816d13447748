using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection.Explaining;
using EigPortal.Services.Text;
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

/// <summary>Tells a retained person at once: under embargo, or that a seat has come free once the results are public.</summary>
public sealed class OfferMail(PortalUrls urls, ProgrammeNow now, TimeProvider machine) : MailOn<OfferSent>
{
    public static readonly MailTemplate UnderEmbargo = new(
        nameof(OfferMail),
        "Proposition de poste",
        "Une place vous est proposée dans la promotion",
        """
        Bonjour {prénom},

        Le jury vous propose de rejoindre le défi « {défi} », accueilli par {administration}, pour le poste « {poste} ».

        Les résultats ne sont pas encore publics : gardez cette nouvelle pour vous jusqu’à l’annonce. Les autres candidates et candidats n’ont pas encore de réponse.

        Acceptez ou déclinez cette proposition dans votre espace, sous {jours} jours si possible. Passé ce délai, l’équipe du programme prend contact avec vous ; rien n’est décliné à votre place.

        [Répondre à la proposition]({lien})

        {mention}
        """,
        [
            .. SeatWords.Placeholders,
            Placeholder.Text("jours", "Nombre de jours pour répondre", "5"),
            SeatWords.Link,
            AlgorithmMention.Placeholder,
        ]
    );

    public static readonly MailTemplate Afterwards = new(
        "OfferMail.Afterwards",
        "Proposition de poste, depuis la liste d’attente",
        "Une place s’est libérée et vous est proposée",
        """
        Bonjour {prénom},

        Une place s’est libérée. Le jury vous propose de rejoindre le défi « {défi} », accueilli par {administration}, pour le poste « {poste} ».

        Acceptez ou déclinez cette proposition dans votre espace, sous {jours} jours si possible. Passé ce délai, l’équipe du programme prend contact avec vous ; rien n’est décliné à votre place.

        [Répondre à la proposition]({lien})

        {mention}
        """,
        UnderEmbargo.Placeholders
    );

    public override string Label => UnderEmbargo.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        OfferSent happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var offer = (await db.Offers.FindAsync([happened.OfferId], ct))!;
        var decision = (await db.Decisions.FindAsync([offer.DecisionId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var seat = await Seat.OfAsync(db, offer.PostId, ct);
        var words = await db.ResultsArePublicAsync(happened.CandidatureId, now(), ct) ? Afterwards : UnderEmbargo;
        return
        [
            (await db.WordsAsync(words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("défi", seat.Challenge),
                    ("administration", seat.Host),
                    ("poste", seat.Post),
                    ("jours", Offer.AnswerDays.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    ("lien", urls.Absolute("/candidature/proposition")),
                    ("mention", AlgorithmMention.Blocks(decision.Aids, urls))
                )
                .ToOutbox(Template, offer.Id, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }
}

/// <summary>Asks a person again for their answer. Nothing is declined by silence.</summary>
public sealed class OfferReminderMail(PortalUrls urls, TimeProvider machine) : MailOn<OfferReminded>
{
    public static readonly MailTemplate Words = new(
        nameof(OfferReminderMail),
        "Relance d’une proposition sans réponse",
        "Votre réponse est attendue pour le défi « {défi} »",
        """
        Bonjour {prénom},

        Une place vous est proposée dans le défi « {défi} », accueilli par {administration}, pour le poste « {poste} ». Votre réponse était souhaitée avant le {échéance}.

        D’autres personnes attendent cette place. Dites-nous si vous la prenez ; si vous hésitez, répondez à l’équipe du programme, qui peut en parler avec vous. Rien n’est décliné à votre place.

        [Répondre à la proposition]({lien})
        """,
        [
            .. SeatWords.Placeholders,
            Placeholder.Text("échéance", "Moment avant lequel la réponse était souhaitée", Placeholder.ExampleInstant),
            SeatWords.Link,
        ]
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        OfferReminded happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var offer = (await db.Offers.FindAsync([happened.OfferId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var seat = await Seat.OfAsync(db, offer.PostId, ct);
        return
        [
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("défi", seat.Challenge),
                    ("administration", seat.Host),
                    ("poste", seat.Post),
                    ("échéance", FrenchDates.Long(offer.AnswerBefore)),
                    ("lien", urls.Absolute("/candidature/proposition"))
                )
                .ToOutbox(Template, offer.Id, person.AccountId, person.Email, machine.GetUtcNow(), happened.Time),
        ];
    }
}

/// <summary>Confirms the answer to an offer, or tells that a known offer is taken back.</summary>
public sealed class OfferAnsweredMail(PortalUrls urls, TimeProvider machine) : MailOn<OfferAnswered>
{
    public static readonly MailTemplate Accepted = new(
        "OfferAnsweredMail.Accepted",
        "Proposition acceptée",
        "Vous avez accepté la proposition",
        """
        Bonjour {prénom},

        Vous rejoignez le défi « {défi} », accueilli par {administration}. Bienvenue dans la promotion.

        L’administration d’accueil prépare maintenant votre contrat avec l’équipe du programme. Tant que les résultats ne sont pas publics, gardez cette nouvelle pour vous.

        [Suivre la suite]({lien})
        """,
        [.. SeatWords.Placeholders, SeatWords.Link]
    );

    public static readonly MailTemplate Declined = new(
        "OfferAnsweredMail.Declined",
        "Proposition déclinée",
        "Vous avez décliné la proposition",
        """
        Bonjour {prénom},

        Votre réponse est enregistrée : vous ne rejoignez pas le défi « {défi} ».

        Merci du temps que vous avez consacré à cette candidature. Tant que les résultats ne sont pas publics, ne parlez pas de cette proposition.
        """,
        [.. SeatWords.Placeholders, SeatWords.Link with { Mandatory = false }]
    );

    public static readonly MailTemplate Revoked = new(
        "OfferAnsweredMail.Revoked",
        "Proposition reprise par l’équipe",
        "La proposition qui vous a été faite n’est plus valable",
        """
        Bonjour {prénom},

        L’équipe du programme a dû reprendre la proposition concernant le défi « {défi} ». Elle prend contact avec vous pour vous en expliquer la raison.
        """,
        [.. SeatWords.Placeholders, SeatWords.Link with { Mandatory = false }]
    );

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
            (await db.WordsAsync(TemplateOf(happened.State), ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("défi", seat.Challenge),
                    ("administration", seat.Host),
                    ("poste", seat.Post),
                    ("lien", urls.Absolute("/candidature/proposition"))
                )
                .ToOutbox(Template, offer.Id, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }

    private static MailTemplate TemplateOf(OfferState state) =>
        state switch
        {
            OfferState.Accepted => Accepted,
            OfferState.Declined => Declined,
            OfferState.Revoked => Revoked,
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
    public static readonly MailTemplate WaitingList = new(
        "DecisionNotice.WaitingList",
        "Liste d’attente",
        "Votre candidature est en liste d’attente",
        """
        Bonjour {prénom},

        Les résultats de la promotion sont publics.

        Le jury a apprécié votre candidature et l’a placée en liste d’attente pour le défi « {défi} », poste « {poste} ». Si la place se libère, l’équipe du programme vous écrit.

        [Voir le suivi de ma candidature]({lien})

        {mention}
        """,
        Placeholder.GivenName,
        Placeholder.Needed("défi", "Nom du défi", "CibNav"),
        Placeholder.Text("poste", "Poste", "Data scientist"),
        Placeholder.Link("Page de la candidature", "/candidature"),
        AlgorithmMention.Placeholder
    );

    public static readonly MailTemplate NotRetained = new(
        "DecisionNotice.NotRetained",
        "Refus",
        "Réponse à votre candidature",
        """
        Bonjour {prénom},

        Les résultats de la promotion sont publics.

        Le jury a lu votre candidature avec attention et ne l’a pas retenue. Le nombre de places est limité : cette réponse ne juge ni votre parcours, ni votre engagement pour l’intérêt général.

        {retour}

        Merci du temps que vous y avez consacré. Vous pouvez candidater de nouveau à une prochaine promotion.

        [Voir le suivi de ma candidature]({lien})

        {mention}
        """,
        Placeholder.GivenName,
        Placeholder.Blocks(
            "retour",
            "Ce que le jury relève, rien pour une candidature qui n’a pas été entendue",
            DecisionGroundWords.Of(DecisionGround.FewerSeatsThanPeople),
            DecisionGroundWords.Of(DecisionGround.Skills)
        ),
        Placeholder.Link("Page de la candidature", "/candidature"),
        AlgorithmMention.Placeholder
    );

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
            (await WordsAsync(db, decision, person.GivenName, seat, ct)).ToOutbox(
                Template,
                decision.Id,
                person.AccountId,
                person.Email,
                machine.GetUtcNow(),
                held: true
            ),
        ];
    }

    private async Task<MailText> WordsAsync(
        EigDbContext db,
        Decision decision,
        string givenName,
        Seat? seat,
        CancellationToken ct
    ) =>
        decision.Kind switch
        {
            DecisionKind.WaitingList => (await db.WordsAsync(WaitingList, ct)).Fill(
                ("prénom", givenName),
                ("défi", seat!.Challenge),
                ("poste", seat.Post),
                ("lien", urls.Absolute("/candidature")),
                ("mention", AlgorithmMention.Blocks(decision.Aids, urls))
            ),
            DecisionKind.NotRetained => (await db.WordsAsync(NotRetained, ct)).Fill(
                ("prénom", givenName),
                ("retour", FeedbackOf(decision)),
                ("lien", urls.Absolute("/candidature")),
                ("mention", AlgorithmMention.Blocks(decision.Aids, urls))
            ),
            DecisionKind.Retained => throw new InvalidOperationException("A retained person gets an offer."),
        };

    private static List<MailBlock> FeedbackOf(Decision decision)
    {
        var blocks = new List<MailBlock>();
        if (decision.Grounds.Count > 0)
        {
            blocks.Add(new MailBlock(MailBlockKind.Paragraph, ["Ce que le jury relève :"]));
            blocks.Add(new MailBlock(MailBlockKind.List, [.. decision.Grounds.Select(DecisionGroundWords.Of)]));
        }

        if (decision.Feedback.Length > 0)
        {
            blocks.Add(new MailBlock(MailBlockKind.Quote, [decision.Feedback]));
        }

        return blocks;
    }
}

/// <summary>What the mails about a seat fill in.</summary>
internal static class SeatWords
{
    public static readonly Placeholder[] Placeholders =
    [
        Placeholder.GivenName,
        Placeholder.Needed("défi", "Nom du défi", "CibNav"),
        Placeholder.Text("administration", "Administration d’accueil", "Direction des affaires maritimes"),
        Placeholder.Text("poste", "Poste", "Data scientist"),
    ];

    public static readonly Placeholder Link = Placeholder.Link("Page de la proposition", "/candidature/proposition");
}
