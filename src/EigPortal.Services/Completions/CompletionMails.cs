using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;

namespace EigPortal.Services.Completions;

/// <summary>Fills the mails about a request for completion. The reason stays on the portal: mail is not a place for it.</summary>
public sealed class CompletionLetters(PortalUrls urls, CandidatureForms forms, TimeProvider machine)
{
    internal static readonly Placeholder[] Filled =
    [
        Placeholder.GivenName,
        Placeholder.List("pièces", "Ce qui est demandé", "CV", "Question « Pourquoi ce défi »"),
        Placeholder.Text("échéance", "Échéance de la demande", Placeholder.ExampleInstant),
        Placeholder.Text("numéro", "Numéro de la candidature", "EIG3-0042"),
    ];

    internal static readonly Placeholder Deadline = Placeholder.Needed(
        "échéance",
        "Échéance de la demande",
        Placeholder.ExampleInstant
    );

    internal static Placeholder[] With(params Placeholder[] others) =>
        [.. Filled.Where(usual => others.All(other => other.Name != usual.Name)), .. others];

    /// <param name="template">Name of the mail's class.</param>
    /// <param name="path">Where its button leads.</param>
    internal async Task<OutboxMail> WriteAsync(
        EigDbContext db,
        MailTemplate words,
        string template,
        Guid requestId,
        int round,
        string path,
        CancellationToken ct
    )
    {
        var request = (await db.Completions.FindAsync([requestId], ct))!;
        var file = (await db.Candidatures.FindAsync([request.CandidatureId], ct))!;
        var person = await Addressee.OfAsync(db, file.Id, ct);
        var form = await forms.OfAsync(db, file.CohortId, request.FormVersion, ct);
        return (await db.WordsAsync(words, ct))
            .Fill(
                ("prénom", person.GivenName),
                ("pièces", CompletionPieceNames.Words(request.Asked, form)),
                ("échéance", FrenchDates.Long(request.Until)),
                ("numéro", file.Number!),
                ("lien", urls.Absolute(path))
            )
            .ToOutbox(template, request.Id, person.AccountId, person.Email, machine.GetUtcNow(), round);
    }
}

/// <summary>Tells a person what is asked, and until when.</summary>
public sealed class CompletionAskedMail(CompletionLetters letters) : MailOn<CompletionAsked>
{
    public const string Path = "/candidature/complement";

    public static readonly MailTemplate Words = new(
        nameof(CompletionAskedMail),
        "Demande de complément",
        "Un complément vous est demandé pour votre candidature",
        """
        Bonjour {prénom},

        L’équipe du programme vous demande de compléter votre candidature {numéro}. Elle attend :

        - {pièces}

        Vous avez jusqu’au {échéance}. Cette échéance ne vaut que pour ce complément : le reste de votre dossier ne change pas. Si rien n’arrive d’ici là, votre dossier compte tel que vous l’avez déposé.

        [Lire la demande et y répondre]({lien})
        """,
        CompletionLetters.With(CompletionLetters.Deadline, Placeholder.Link("Page du complément", Path))
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CompletionAsked happened,
        EigDbContext db,
        CancellationToken ct
    ) => [await letters.WriteAsync(db, Words, Template, happened.RequestId, 1, Path, ct)];
}

/// <summary>Tells a person that they have more time to complete their file.</summary>
public sealed class CompletionExtendedMail(CompletionLetters letters) : MailOn<CompletionExtended>
{
    public static readonly MailTemplate Words = new(
        nameof(CompletionExtendedMail),
        "Complément : échéance repoussée",
        "Vous avez plus de temps pour compléter votre candidature",
        """
        Bonjour {prénom},

        L’équipe du programme repousse l’échéance du complément demandé pour votre candidature {numéro} : vous avez maintenant jusqu’au {échéance}. Elle attend toujours :

        - {pièces}

        Ce que vous avez déjà préparé est gardé.

        [Compléter ma candidature]({lien})
        """,
        CompletionLetters.With(CompletionLetters.Deadline, Placeholder.Link("Page du complément", CompletionAskedMail.Path))
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CompletionExtended happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var request = (await db.Completions.FindAsync([happened.RequestId], ct))!;
        return [await letters.WriteAsync(db, Words, Template, request.Id, request.Extensions, CompletionAskedMail.Path, ct)];
    }
}

/// <summary>Tells a person that nothing is asked of them any more.</summary>
public sealed class CompletionWithdrawnMail(CompletionLetters letters) : MailOn<CompletionWithdrawn>
{
    public static readonly MailTemplate Words = new(
        nameof(CompletionWithdrawnMail),
        "Complément : demande retirée",
        "Le complément demandé n’est plus nécessaire",
        """
        Bonjour {prénom},

        L’équipe du programme retire sa demande de complément pour votre candidature {numéro}. Vous n’avez rien à faire : votre dossier compte tel que vous l’avez déposé.

        [Voir ma candidature]({lien})
        """,
        CompletionLetters.With(Placeholder.Link("Page de la candidature", "/candidature"))
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CompletionWithdrawn happened,
        EigDbContext db,
        CancellationToken ct
    ) => [await letters.WriteAsync(db, Words, Template, happened.RequestId, 1, "/candidature", ct)];
}

/// <summary>Proves that a completion was received.</summary>
public sealed class CompletionReceipt(PortalUrls urls, TimeProvider machine) : MailOn<CandidatureCompleted>
{
    public static readonly MailTemplate Words = new(
        nameof(CompletionReceipt),
        "Accusé de réception d’un complément",
        "Complément de la candidature {numéro} reçu",
        """
        Bonjour {prénom},

        Votre complément est reçu. Gardez ce message : il prouve votre envoi.

        - Numéro : {numéro}
        - Instant de la réception : {instant}
        - Empreinte SHA-256 du dossier complété : {empreinte}

        Le jury lira votre dossier complété. Votre dépôt d’origine reste gardé tel quel.

        [Voir mon accusé de réception]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("numéro", "Numéro de la candidature", "EIG3-0042"),
        Placeholder.Needed("instant", "Instant de la réception, à la seconde", Placeholder.ExampleSecond),
        Placeholder.Needed("empreinte", "Empreinte du dossier complété", new string('a', 64)),
        Placeholder.Link("Accusé de réception", "/candidature/depot/2")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        CandidatureCompleted happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var file = (await db.Candidatures.FindAsync([happened.CandidatureId], ct))!;
        var person = await Addressee.OfAsync(db, file.Id, ct);
        var made = file.Snapshots.Single(snapshot => snapshot.Sequence == happened.Sequence);
        return
        [
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("numéro", file.Number!),
                    ("instant", FrenchDates.ToTheSecond(made.SubmittedAt)),
                    ("empreinte", made.Sha256),
                    ("lien", urls.Absolute($"/candidature/depot/{made.Sequence}"))
                )
                .ToOutbox(Template, happened.RequestId, person.AccountId, person.Email, machine.GetUtcNow()),
        ];
    }
}
