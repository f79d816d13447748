using EigPortal.Domain.Hearings;
using EigPortal.Services.Calendars;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Selection;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Hearings;

/// <summary>Where and how a hearing takes place, in words.</summary>
public sealed record HearingWords(string When, string Where, string Length, string Challenges, string There)
{
    public static async Task<HearingWords> OfAsync(EigDbContext db, Slot slot, CancellationToken ct)
    {
        var panel = (await db.Panels.FindAsync([slot.PanelId], ct))!;
        var zoneId = await db
            .HearingAdjustments.Where(row => row.CandidatureId == slot.CandidatureId)
            .Select(row => row.ZoneId)
            .SingleOrDefaultAsync(ct);
        var names = await db
            .Challenges.Where(challenge => slot.ChallengeIds.Contains(challenge.Id))
            .OrderBy(challenge => challenge.Name)
            .Select(challenge => challenge.Name)
            .ToListAsync(ct);
        return new HearingWords(
            FrenchDates.Long(slot.StartsAt),
            PlaceOf(slot.Mode, panel.Room, panel.Connection),
            $"{slot.Minutes} minutes",
            string.Join(" et ", names.Select(name => $"« {name} »")),
            Elsewhere(slot.StartsAt, zoneId ?? "")
        );
    }

    public static string PlaceOf(HearingMode mode, string room, string connection) =>
        mode switch
        {
            HearingMode.InRoom => $"{room}, Paris",
            HearingMode.ByVideo => connection.Length > 0 ? $"en visioconférence : {connection}" : "en visioconférence",
            HearingMode.ByPhone => "par téléphone : le jury vous appelle",
        };

    /// <summary>The same hour on the clocks of somebody far away; empty when it is that of Paris.</summary>
    public static string Elsewhere(DateTimeOffset at, string zoneId)
    {
        if (zoneId.Length == 0)
        {
            return "";
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        return zone.GetUtcOffset(at) == TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris").GetUtcOffset(at)
            ? ""
            : $"Chez vous, il sera : {FrenchDates.LongWithoutZone(at, zone)}.";
    }

    public CalendarMeeting ToMeeting(Slot slot) =>
        new(
            $"eig-audition-{slot.Id:N}",
            "Audition, entrepreneurs d’intérêt général",
            $"Défi : {Challenges}. Venez dix minutes avant.",
            slot.StartsAt,
            slot.EndsAt,
            Where,
            slot.Round
        );
}

/// <summary>Invites to a hearing, or tells its new time, with an appointment to keep (B36).</summary>
public sealed class HearingInvitationMail(PortalUrls urls, TimeProvider machine) : MailOn<SlotInvited>
{
    private static readonly Placeholder[] Placeholders =
    [
        Placeholder.GivenName,
        Placeholder.Needed("quand", "Date et heure de l’audition, à Paris", Placeholder.ExampleInstant),
        Placeholder.Text("chez vous", "L’heure là où vit la personne, quand elle diffère", ""),
        Placeholder.Needed("où", "Salle, ou manière de se joindre à distance", "Salle 1, Paris"),
        Placeholder.Text("durée", "Longueur de l’audition", "30 minutes"),
        Placeholder.Text("défis", "Défis dont il sera question", "« CibNav »"),
        Placeholder.Link("Page de l’audition", "/candidature/audition"),
    ];

    public static readonly MailTemplate First = new(
        "HearingInvitationMail.First",
        "Convocation à une audition",
        "Votre audition : {quand}",
        """
        Bonjour {prénom},

        Le jury vous entend le {quand}.

        {chez vous}

        Lieu : {où}.

        Comptez {durée}. Il sera question de votre candidature au défi {défis}. Venez dix minutes avant.

        Confirmez votre venue, ou demandez un autre créneau, depuis votre espace. La date est jointe à ce courriel pour votre agenda.

        [Répondre à la convocation]({lien})
        """,
        Placeholders
    );

    public static readonly MailTemplate Moved = new(
        "HearingInvitationMail.Moved",
        "Nouvel horaire d’une audition",
        "Nouvel horaire de votre audition : {quand}",
        """
        Bonjour {prénom},

        L’horaire de votre audition a changé. Le jury vous entend le {quand}.

        {chez vous}

        Lieu : {où}.

        Comptez {durée}. Cet horaire remplace le précédent, dans votre agenda aussi.

        [Répondre à la convocation]({lien})
        """,
        Placeholders
    );

    public override string Label => "Convocation à une audition";

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        SlotInvited happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var slot = (await db.Slots.FindAsync([happened.SlotId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var words = await HearingWords.OfAsync(db, slot, ct);
        var mail = (await db.WordsAsync(slot.Round == 1 ? First : Moved, ct))
            .Fill(
                ("prénom", person.GivenName),
                ("quand", words.When),
                ("chez vous", words.There),
                ("où", words.Where),
                ("durée", words.Length),
                ("défis", words.Challenges),
                ("lien", urls.Absolute("/candidature/audition"))
            )
            .ToOutbox(Template, slot.Id, person.AccountId, person.Email, machine.GetUtcNow(), slot.Round);
        mail.Attach(CalendarFile.Of("Audition EIG", new Uri(urls.Root).Host, [words.ToMeeting(slot)], machine.GetUtcNow()));
        return [mail];
    }
}

/// <summary>Tells that another time is not possible, with what the team answers.</summary>
public sealed class HearingKeptMail(PortalUrls urls, TimeProvider machine) : MailOn<SlotKept>
{
    public static readonly MailTemplate Words = new(
        nameof(HearingKeptMail),
        "Autre créneau d’audition impossible",
        "Votre audition reste le {quand}",
        """
        Bonjour {prénom},

        Vous aviez demandé un autre créneau. L’équipe du programme vous répond :

        > {réponse}

        Votre audition reste le {quand}.

        [Répondre à la convocation]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("quand", "Date et heure de l’audition, à Paris", Placeholder.ExampleInstant),
        Placeholder.Quote(
            "réponse",
            "Réponse de l’équipe",
            "Aucun autre créneau n’est libre : pouvons-nous vous entendre à distance ?"
        ),
        Placeholder.Link("Page de l’audition", "/candidature/audition")
    );

    public override string Label => Words.Label;

    protected override async Task<IReadOnlyList<OutboxMail>> ComposeAsync(
        SlotKept happened,
        EigDbContext db,
        CancellationToken ct
    )
    {
        var slot = (await db.Slots.FindAsync([happened.SlotId], ct))!;
        var person = await Addressee.OfAsync(db, happened.CandidatureId, ct);
        var round = await db.Mails.CountAsync(mail => mail.Template == Template && mail.AboutId == slot.Id, ct) + 1;
        return
        [
            (await db.WordsAsync(Words, ct))
                .Fill(
                    ("prénom", person.GivenName),
                    ("réponse", happened.Answer),
                    ("quand", FrenchDates.Long(slot.StartsAt)),
                    ("lien", urls.Absolute("/candidature/audition"))
                )
                .ToOutbox(Template, slot.Id, person.AccountId, person.Email, machine.GetUtcNow(), round),
        ];
    }
}
