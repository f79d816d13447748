using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Text;

namespace EigPortal.Services.Privacy;

/// <summary>The page of the archive: what <c>dossier.json</c> says, for people. It needs nothing but a browser.</summary>
internal static class ExportPage
{
    private const string Style =
        "body{font-family:Arial,sans-serif;line-height:1.5;max-width:50em;margin:0 auto;padding:1em;color:#161616}"
        + "dt{font-weight:bold;margin-top:1em}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}"
        + "pre{white-space:pre-wrap;border-left:4px solid #6a6af4;padding-left:1em}code{overflow-wrap:anywhere}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(ExportedFile file)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Mon dossier, ")
            .Append(Encoder.Encode(file.Promotion))
            .Append("</title>\n<style>")
            .Append(Style)
            .Append("</style>\n</head>\n<body>\n<main>\n<h1>Mon dossier</h1>\n");
        Facts(
            html,
            [
                ("Promotion", file.Promotion),
                ("Numéro", file.Number ?? "Pas encore de numéro : le dossier n’a pas été déposé."),
                ("Nom du compte", $"{file.Account.GivenName} {file.Account.FamilyName}".Trim()),
                ("Adresse électronique", file.Account.Email),
                ("Commencé le", FrenchDates.Long(file.StartedAt)),
                ("Dernière modification", FrenchDates.Long(file.LastEditedAt)),
                ("Copie faite le", FrenchDates.Long(file.MadeAt)),
            ]
        );
        foreach (var section in file.Answers.GroupBy(answer => answer.SectionTitle))
        {
            Heading(html, section.Key);
            Facts(html, section.Select(answer => (answer.Label, answer.Shown)));
        }

        Heading(html, "Vœux");
        Facts(html, file.Wishes.Select(wish => ($"Vœu {wish.Rank} : {wish.Challenge}, {wish.Profile}", wish.Contribution)));
        Heading(html, "Documents");
        Items(
            html,
            file.Documents,
            document =>
                $"{Link(document.Path, document.FileName)}, {Text(FrenchNumbers.Bytes(document.Length))}, envoyé le {Text(FrenchDates.Medium(document.UploadedAt))}{(document.RemovedAt is { } removed ? Text($", retiré du brouillon le {FrenchDates.Medium(removed)}") : "")}. SHA-256 : <code>{document.Sha256}</code>"
        );
        Heading(html, "Dépôts");
        Items(
            html,
            file.Submissions,
            made =>
                $"{Link(made.Path, $"{(made.IsCompletion ? "Complément, version" : "Dépôt")} {made.Sequence}")}, {Text(FrenchDates.ToTheSecond(made.SubmittedAt))}. SHA-256 : <code>{made.Sha256}</code>"
        );
        Heading(html, "Compléments demandés");
        Items(
            html,
            file.Completions,
            request =>
                Text(
                    $"Demandé le {FrenchDates.Long(request.AskedAt)}, jusqu’au {FrenchDates.Long(request.Until)} : {string.Join(", ", request.Asked)}. Raison : {request.Reason}. {Told(request)}"
                )
        );
        if (file.Hearings.Count > 0)
        {
            Heading(html, "Auditions");
            Items(
                html,
                file.Hearings,
                hearing =>
                    Text(
                        $"{FrenchDates.Long(hearing.StartsAt)}, {hearing.Minutes} minutes, {(hearing.Mode == nameof(HearingMode.InRoom) ? "sur place" : "à distance")}, pour {string.Join(" et ", hearing.Challenges)}. {Told(hearing)}{(hearing.MoveReason.Length > 0 ? $" Vous avez demandé un autre créneau : {hearing.MoveReason}" : "")}"
                    )
            );
        }

        if (file.Consents.Count > 0)
        {
            Heading(html, "Défis que le jury vous a proposés");
            Items(
                html,
                file.Consents,
                question =>
                    Text(
                        $"{question.Challenge}, {question.Profile} : demandé le {FrenchDates.Long(question.AskedAt)}. {Told(question)}"
                    )
            );
        }

        if (file.Diversity.Count > 0)
        {
            Heading(html, "Questionnaire facultatif, à part de la candidature");
            Facts(html, file.Diversity.Select(answer => (answer.Label, answer.Shown)));
        }

        Heading(html, "Messages avec l’équipe");
        foreach (var message in file.Messages)
        {
            html.Append("<p>")
                .Append(
                    Text($"{FrenchDates.Long(message.SentAt)}, {(message.From == "Staff" ? "l’équipe du programme" : "vous")}")
                );
            html.Append("</p>\n<pre>").Append(Text(message.Text)).Append("</pre>\n");
            html.AppendJoin("", message.Attachments.Select(piece => $"<p>{Link(piece.Path, piece.FileName)}</p>\n"));
        }

        Heading(html, "Qui a ouvert mon dossier");
        Items(
            html,
            file.Openings,
            opening =>
                Text(
                    $"{FrenchDates.Long(opening.At)} : {(opening.Role == nameof(FileReader.Staff) ? "équipe du programme" : "jury")}, {PartOf(opening.Part)}"
                )
        );
        if (file.PortalViews.Count > 0)
        {
            Heading(html, "Le portail vu comme moi");
            Items(
                html,
                file.PortalViews,
                view => Text($"{FrenchDates.Long(view.At)} : administration du portail, « {view.Reason} »")
            );
        }

        Heading(html, "Courriels reçus");
        foreach (var mail in file.Mails)
        {
            html.Append("<h3>").Append(Text(mail.Subject)).Append("</h3>\n<p>");
            html.Append(Text($"{FrenchDates.Long(mail.SentAt)}, à {mail.To}")).Append("</p>\n<pre>");
            html.Append(Text(mail.Text)).Append("</pre>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string PartOf(string part) =>
        part switch
        {
            nameof(OpenedPart.File) => "dossier",
            nameof(OpenedPart.Messages) => "messages",
            nameof(OpenedPart.Pages) => "vos pages, vues comme vous les voyez",
            _ => "document",
        };

    private static string Told(ExportedHearing hearing) =>
        hearing.State switch
        {
            nameof(SlotState.Heard) => "Vous avez été entendu ou entendue.",
            nameof(SlotState.Absent) => "Le jury ne vous a pas rencontré ce jour-là.",
            nameof(SlotState.Withdrawn) => "Annulée.",
            nameof(SlotState.Planned) => "L’équipe change ce créneau.",
            _ => "",
        };

    private static string Told(ExportedConsent question) =>
        question.State switch
        {
            nameof(ConsentState.Given) => "Vous avez dit que vous l’accepteriez.",
            nameof(ConsentState.Refused) => "Vous vous en êtes tenu à vos vœux.",
            nameof(ConsentState.TakenBack) => "L’équipe a repris la question.",
            _ => "Pas de réponse.",
        };

    private static string Told(ExportedCompletion request) =>
        request.State switch
        {
            nameof(CompletionState.Open) => "Pas encore de réponse.",
            nameof(CompletionState.Answered) => $"Reçu le {FrenchDates.Long(request.ClosedAt!.Value)}.",
            nameof(CompletionState.Withdrawn) => "Demande retirée.",
            _ => "Rien n’est arrivé avant l’échéance.",
        };

    private static void Heading(StringBuilder html, string title) => html.Append("<h2>").Append(Text(title)).Append("</h2>\n");

    private static void Facts(StringBuilder html, IEnumerable<(string Key, string Value)> facts)
    {
        html.Append("<dl>\n");
        foreach (var (key, value) in facts)
        {
            html.Append("<dt>").Append(Text(key)).Append("</dt><dd>");
            html.Append(Text(value.Length == 0 ? "(sans réponse)" : value)).Append("</dd>\n");
        }

        html.Append("</dl>\n");
    }

    private static void Items<T>(StringBuilder html, IReadOnlyList<T> rows, Func<T, string> markup)
    {
        if (rows.Count == 0)
        {
            html.Append("<p>Rien pour le moment.</p>\n");
            return;
        }

        html.Append("<ul>\n");
        foreach (var row in rows)
        {
            html.Append("<li>").Append(markup(row)).Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static string Link(string path, string words) =>
        $"<a href=\"{Encoder.Encode(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)))}\">{Text(words)}</a>";

    private static string Text(string words) => Encoder.Encode(words).Replace("&#xA;", "\n", StringComparison.Ordinal);
}

/// <summary>What the archive holds, in words, beside it.</summary>
internal static class ExportNotice
{
    public const string Text = """
        Votre dossier de candidature au programme Entrepreneurs d’intérêt général
        =========================================================================

        dossier.html   tout votre dossier, à lire dans un navigateur
        dossier.json   les mêmes faits, pour un programme (UTF-8, format 1, décrit ci-dessous)
        depots/        chaque dépôt, octet pour octet : l’empreinte SHA-256 de chaque fichier est celle de votre accusé de réception
        messages/      les pièces jointes à vos échanges avec l’équipe
        documents/     chaque fichier que vous avez envoyé, y compris ceux que vous avez remplacés ou retirés

        Vérifier une empreinte
        ----------------------
        Windows : certutil -hashfile depot-1.json SHA256
        macOS :   shasum -a 256 depot-1.json
        Linux :   sha256sum depot-1.json

        Les champs de dossier.json
        --------------------------
        format         version de cette description ; un champ peut s’ajouter, aucun ne change de sens dans une même version
        madeAt         instant de la copie (UTC, comme tous les instants)
        promotion      nom de la promotion
        account        prénom, nom, adresse électronique et date de création du compte
        number, state  numéro et état de la candidature (Draft : brouillon, Withdrawn : retirée, Submitted et les autres : déposée)
        startedAt, lastEditedAt, submittedAt, withdrawnAt
        answers        vos réponses : section et sectionTitle (rubrique), key et label (question), stored (telle qu’enregistrée), shown (telle que lue)
        wishes         vos vœux : rank, challenge (défi), profile, contribution
        documents      path (place dans cette archive), kind (Cv, Portfolio), fileName, length (octets), sha256, uploadedAt, removedAt
        submissions    vos dépôts : sequence, submittedAt, sha256, path, isCompletion (réponse à une demande de complément)
        completions    les compléments que l’équipe vous a demandés : askedAt, until, state (Open : en attente, Answered : reçu, Withdrawn : retiré,
                       Lapsed : rien reçu), reason, asked (pièces), answers (ce que vous avez préparé), closedAt, answeredBy (dépôt qui y répond)
        diversity      vos réponses au questionnaire facultatif : question, label, answer, shown ; vide sans réponse, ou une fois
                       les comptages arrêtés, quand plus rien ne relie une réponse à une personne
        consents       les défis non demandés dont le jury vous a parlé : challenge, profile, state (Asked : sans réponse, Given : accord,
                       Refused : refus, TakenBack : question reprise), askedAt, answerBefore, answeredAt
        hearings       vos auditions annoncées : startsAt, minutes, mode (InRoom : sur place, ByVideo : en visioconférence, ByPhone : au téléphone),
                       challenges (défis), state (Planned : créneau en train de changer, Invited : annoncée, Confirmed : confirmée, MoveAsked : autre créneau
                       demandé, Waiting et InHearing : le jour même, Heard : entendue, Absent : absente, Withdrawn : annulée), moveReason (votre raison)
        messages       vos échanges avec l’équipe : sentAt, from (Person : vous, Staff : l’équipe), text, attachments (path, fileName, length, sha256)
        mails          les courriels que le portail vous a envoyés
        openings       qui a ouvert votre dossier : at, role (Staff : équipe du programme, Juror : jury), part (File : dossier, Document : document, Messages : messages,
                       Pages : vos pages, vues comme vous les voyez)
        portalViews    quand et pourquoi l’administration du portail a vu vos pages comme vous les voyez : at, reason

        Les notes et avis du jury ne sont pas dans cette archive : vous pouvez les demander à l’équipe du programme.

        """;
}
