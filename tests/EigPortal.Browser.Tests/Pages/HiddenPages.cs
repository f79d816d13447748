using System.Buffers.Binary;
using System.Security.Cryptography;
using EigPortal.Browser.Tests.Journeys;
using EigPortal.Services.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EigPortal.Browser.Tests.Pages;

/// <summary>Pages that no link of the portal leads to: they open with a link of a mail, after an act, or when something is wrong.</summary>
internal static class HiddenPages
{
    /// <summary>Creating an account, finding a lost password, and what one meets when lost.</summary>
    public static async Task OfVisitorsAsync(Walker walker)
    {
        const string email = "visite@exemple.fr";
        var visitor = new Visitor(walker.Portal, walker.Page);
        await walker.Page.GotoAsync("/inscription");
        await visitor.FillNameAsync("Ève", "Dupuis");
        await walker.Page.FillAsync("[name=Email]", email);
        await walker.PressAsync("Créer mon compte", "inscription-adresse-a-confirmer");
        await walker.OpenAsync("/compte/adresse");
        await walker.PressAsync("Corriger l’adresse", "compte-adresse-a-corriger", 422);
        var link = await visitor.MailAsync(email, "/inscription/confirmer");
        await walker.OpenAsync(link);
        await walker.Page.Context.ClearCookiesAsync();
        await walker.OpenAsync(link);
        await walker.PressAsync("Confirmer mon adresse", "inscription-confirmer-mot-de-passe", 422);
        await walker.Page.FillAsync("[name=Password]", "cheval agrafe batterie");
        await walker.PressAsync("Confirmer mon adresse", "candidature-adresse-confirmee");
        await walker.Page.Context.ClearCookiesAsync();
        await walker.OpenAsync("/inscription/courriel-envoye");
        await walker.Page.GotoAsync("/mot-de-passe-oublie");
        await walker.Page.FillAsync("[name=Email]", email);
        await walker.PressAsync("Recevoir le lien", "mot-de-passe-oublie-envoye");
        await walker.OpenAsync(await visitor.MailAsync(email, "/mot-de-passe"));
        await walker.PressAsync("Changer de mot de passe", "mot-de-passe-vide", 422);
        await walker.OpenAsync("/inscription/confirmer?compte=0&jeton=0");
        await walker.PressAsync("Confirmer mon adresse", "inscription-confirmer-perime", 422);
        await walker.OpenAsync("/invitation/perimee");
        await walker.OpenAsync("/nulle-part", 404);
        await walker.OpenAsync("/erreur/429", 429);
        await walker.TryAsync("/robots.txt");
        await walker.TryAsync("/sitemap.xml");
        await walker.TryAsync("/defis.atom");
    }

    /// <summary>A new address and a second factor.</summary>
    public static async Task OfAccountsAsync(Walker walker)
    {
        const string email = "sacha.benali@exemple.fr";
        var visitor = new Visitor(walker.Portal, walker.Page);
        await walker.Page.GotoAsync("/compte/adresse");
        await walker.Page.FillAsync("[name=Email]", email);
        await walker.Page.FillAsync("[name=Password]", DemoAccounts.Password);
        await walker.PressAsync("Demander le changement", "compte-adresse-demandee");
        await walker.OpenAsync(await visitor.MailAsync(email, "/compte/adresse/confirmer"));
        await walker.OpenAsync(await visitor.MailAsync(DemoAccounts.Newcomer.Email, "/compte/adresse/annuler"));

        await walker.Page.GotoAsync("/compte/second-facteur");
        await walker.PressAsync("Activer le second facteur", "compte-second-facteur-activation");
        var key = await walker.Page.Locator("main ol strong").InnerTextAsync();
        await walker.PressAsync("Vérifier et activer", "compte-second-facteur-activation-vide", 422);
        await walker.Page.FillAsync("[name=Code]", CodeOf(key));
        await walker.PressAsync("Vérifier et activer", "compte-second-facteur-codes");
        await walker.OpenAsync("/compte/second-facteur");
        await walker.Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).First.ClickAsync();
        await walker.Page.GotoAsync("/connexion");
        await walker.Page.FillAsync("[name=Email]", DemoAccounts.Newcomer.Email);
        await walker.Page.FillAsync("[name=Password]", DemoAccounts.Password);
        await walker.PressAsync("Se connecter", "connexion-code");
        await walker.PressAsync("Continuer", "connexion-code-vide", 422);
    }

    /// <summary>The portal as a candidate, then a juror, sees it: the form, the banner over their pages, what is refused.</summary>
    public static async Task OfViewsAsync(Walker walker)
    {
        (DemoPerson Person, string Page)[] people =
        [
            (DemoAccounts.Candidate, "/candidature/messages"),
            (DemoAccounts.Juror, "/admin/jury"),
        ];
        foreach (var (person, page) in people)
        {
            var id = await walker.Portal.InDatabaseAsync(db =>
                db.Accounts.Where(row => row.Email == person.Email).Select(row => row.Id).SingleAsync()
            );
            var button = $"Voir le portail comme {person.FullName}";
            await walker.OpenAsync($"/admin/utilisateurs/{id}/vue");
            await walker.PressAsync(button, "admin-utilisateurs-vue-sans-raison", 422);
            await walker.Page.FillAsync("[name=Reason]", "Vous nous avez écrit qu’une page ne s’affichait pas.");
            await walker.PressAsync(button, "vue");
            await walker.OpenAsync(page);
            await walker.OpenAsync("/compte", 403);
            await walker.Page.GetByRole(AriaRole.Button, new() { Name = "Revenir à mon compte" }).ClickAsync();
        }
    }

    /// <summary>A draft that only its link shows, and an invitation to the jury.</summary>
    public static async Task OfInvitationsAsync(Walker walker)
    {
        const string email = "iris.jury@exemple.fr";
        var staff = new Visitor(walker.Portal, walker.Page);
        await walker.Page.GotoAsync("/admin/defis/nouveau");
        await walker.Page.FillAsync("[name=Name]", "Atelier ouvert");
        await walker.Page.SelectOptionAsync("[name=HostId]", new SelectOptionValue { Index = 1 });
        await walker.PressAsync("Voir l’aperçu", "admin-defis-nouveau-apercu");
        await walker.PressAsync("Enregistrer", "admin-defis-brouillon");
        await walker.PressAsync("Créer un lien d’aperçu", "admin-defis-brouillon-lien");
        var preview = await walker.Page.Locator("main a[href*='/defis/apercu/']").GetAttributeAsync("href");
        await walker.OpenAsync(new Uri(preview!).AbsolutePath);

        await walker.Page.GotoAsync("/admin/utilisateurs/invitations");
        await walker.Page.FillAsync("[name=Email]", email);
        await staff.ChooseAsync("Membre du jury");
        await walker.PressAsync("Envoyer l’invitation", "admin-utilisateurs-invitations-envoyee");
        await walker.Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).First.ClickAsync();
        await walker.OpenAsync(await staff.MailAsync(email, "/invitation/"));
        await walker.PressAsync("Créer mon compte et accepter", "invitation-vide", 422);
        await staff.FillNameAsync("Iris", "Nguyen");
        await walker.PressAsync("Créer mon compte et accepter", "admin-jury-charte");
        await walker.PressAsync("Entrer dans l’espace du jury", "admin-jury-charte-vide", 422);
        await staff.ChooseAsync("J’ai lu cette charte et je m’engage à la respecter.");
        await walker.PressAsync("Entrer dans l’espace du jury", "admin-jury-sans-dossier");
    }

    /// <summary>Somebody heard by the jury about whom nothing is decided yet.</summary>
    public static async Task OfDecisionsAsync(Walker walker)
    {
        var id = await walker.Portal.InDatabaseAsync(db =>
            db.Candidatures.Where(row =>
                    row.State == Domain.Candidatures.CandidatureState.Preselected
                    && !db.Decisions.Any(decision => decision.CandidatureId == row.Id)
                )
                .OrderBy(row => row.Number)
                .Select(row => row.Id)
                .FirstAsync()
        );
        await walker.OpenAsync($"/admin/decisions/{id}");
        await walker.PressAsync("Enregistrer", "admin-decisions-vide", 422);
    }

    /// <summary>Teams computed, questioned, chosen and changed, up to the decisions that they would make.</summary>
    public static async Task OfTeamsAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/equipes");
        await walker.PressAsync("Calculer les solutions", "admin-equipes-calculs-_");
        var computation = new Uri(walker.Page.Url).AbsolutePath;
        await walker.OpenAsync($"{computation}/arbitrages");
        await walker.Page.GotoAsync($"{computation}/pourquoi");
        await walker.Page.SelectOptionAsync("[name=Personne]", new SelectOptionValue { Index = 4 });
        await walker.Page.SelectOptionAsync("[name=Siege]", new SelectOptionValue { Index = 5 });
        await walker.PressAsync("Demander", "admin-equipes-calculs-_-pourquoi");
        await walker.Page.GotoAsync("/admin/equipes/conditions?Kind=Complete");
        await walker.Page.SelectOptionAsync("[name=Place]", new SelectOptionValue { Index = 3 });
        await walker.PressAsync("Voir ce que cela change", "admin-equipes-conditions");
        await walker.Page.GotoAsync("/admin/equipes/conditions?Kind=OneOf");
        await walker.Page.SelectOptionAsync("[name=Place]", new SelectOptionValue { Index = 3 });
        await walker.PressAsync("Voir ce que cela change", "admin-equipes-conditions-parmi-vide", 422);
        await walker.Page.Locator("[name=People]").First.CheckAsync(new() { Force = true });
        await walker.Page.FillAsync("[name=Sought]", "connaît le terrain");
        await walker.PressAsync("Voir ce que cela change", "admin-equipes-conditions-parmi");
        await walker.Page.GotoAsync(computation);
        await walker.PressAsync("Respecter les listes", "admin-equipes-propositions-_");
        var proposal = new Uri(walker.Page.Url).AbsolutePath;
        await walker.Page.SelectOptionAsync("[name=PostId]", new SelectOptionValue { Index = 1 });
        await walker.PressAsync("Voir ce que cela change", "admin-equipes-propositions-_-siege");
        await walker.PressAsync("Modifier ce siège", "admin-equipes-propositions-_-sans-raison", 422);
        await walker.OpenAsync($"{proposal}/decisions");
    }

    /// <summary>A challenge that the jury asks the person about, and both answers.</summary>
    public static async Task OfConsentsAsync(Walker walker)
    {
        var id = await walker.Portal.InDatabaseAsync(db =>
            db.ChallengeConsents.Where(consent =>
                    db.Candidatures.Any(file =>
                        file.Id == consent.CandidatureId
                        && db.Candidates.Any(person =>
                            person.Id == file.CandidateId
                            && db.Accounts.Any(account =>
                                account.Id == person.AccountId && account.Email == DemoAccounts.Candidate.Email
                            )
                        )
                    )
                )
                .Select(consent => consent.Id)
                .SingleAsync()
        );
        // A seat is offered to this person meanwhile (Preparations): the answers are given in ConsentPagesTests.
        await walker.OpenAsync($"/candidature/autre-defi/{id}");
    }

    /// <summary>The minutes of a sitting, sealed.</summary>
    public static async Task OfSittingsAsync(Walker walker)
    {
        var id = await walker.Portal.InDatabaseAsync(db => db.Deliberations.Select(sitting => sitting.Id).FirstAsync());
        await walker.Page.GotoAsync($"/admin/deliberations/{id}");
        await walker.PressAsync("Clore et sceller le procès-verbal", "admin-deliberations-close");
        await walker.OpenAsync($"/admin/deliberations/{id}/proces-verbal");
    }

    /// <summary>A message to several people, up to the page that asks a second person.</summary>
    public static async Task OfMailingsAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/courriels/envois/nouveau");
        await walker.PressAsync("Voir les destinataires", "admin-courriels-envois-nouveau-vide", 422);
        await walker.Page.FillAsync("[name=Subject]", "Votre venue à Paris");
        await walker.Page.FillAsync("[name=Body]", "Bonjour {prénom},\n\nL’accueil ouvre une demi-heure avant votre audition.");
        await walker.PressAsync("Voir les destinataires", "admin-courriels-envois-_");
        await walker.OpenAsync(new Uri(walker.Page.Url).AbsolutePath + "/modifier");
    }

    /// <summary>News for a waiting list, written and confirmed, then the page of somebody who waits and leaves a list.</summary>
    public static async Task OfWaitingListsAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/courriels/envois/nouveau?attente=true");
        await walker.Page.FillAsync("[name=NextNewsOn]", "2018-01-01");
        await walker.PressAsync("Voir les destinataires", "admin-courriels-envois-attente-vide", 422);
        await walker.Page.FillAsync("[name=NextNewsOn]", "2019-02-18");
        await walker.PressAsync("Voir les destinataires", "admin-courriels-envois-attente");
        await walker.PressAsync("Demander l’envoi à une seconde personne", "admin-courriels-envois-attente-demande");
        var news = new Uri(walker.Page.Url).AbsolutePath;
        await SignInAsync(walker, DemoAccounts.SecondStaff.Email);
        await walker.OpenAsync(news);
        await walker.Page.Locator($"form[action='{news}/accord'] button").ClickAsync();
        await walker.OpenAsync(news);
        await SignInAsync(
            walker,
            await walker.Portal.InDatabaseAsync(db =>
                (
                    from mail in db.Mails
                    join account in db.Accounts on mail.AccountId equals account.Id
                    where mail.Template == Services.Mailings.MailingDesk.Template
                    orderby account.Email
                    select account.Email!
                ).FirstAsync()
            )
        );
        await walker.OpenAsync("/candidature");
        await walker.Page.Locator("main a[href$='/quitter']").First.ClickAsync();
        await walker.OpenAsync(new Uri(walker.Page.Url).AbsolutePath);
        await walker.PressAsync("Quitter cette liste", "candidature-liste-quittee");
    }

    private static async Task SignInAsync(Walker walker, string email)
    {
        await walker.Page.GotoAsync("/compte");
        await walker.Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).First.ClickAsync();
        await walker.Page.GotoAsync("/connexion");
        await walker.Page.FillAsync("[name=Email]", email);
        await walker.Page.FillAsync("[name=Password]", DemoAccounts.Password);
        await walker.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).Last.ClickAsync();
        await walker.Page.WaitForURLAsync(url => !url.Contains("/connexion", StringComparison.Ordinal));
    }

    /// <summary>Files that resemble each other, several screened at once, and mentors asked.</summary>
    public static async Task OfScreeningAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/candidatures/doublons");
        var button = await walker.Page.Locator("main form button").First.InnerTextAsync();
        await walker.PressAsync(button, "admin-candidatures-doublons-vide", 422);
        await ChooseTwoAsync(walker);
        await walker.PressAsync("Demander l’avis des mentors", "admin-candidatures-avis");
        await ChooseTwoAsync(walker);
        await walker.Page.SelectOptionAsync("[name=Act]", "Reject");
        await walker.PressAsync("Continuer", "admin-candidatures-lot");
        await walker.PressAsync("Déclarer non recevables", "admin-candidatures-lot-vide", 422);
        await walker.Page.FillAsync("[name=Article]", "article 4");
        await walker.Page.FillAsync("[name=Reason]", "Les études ne seront pas terminées.");
        await walker.PressAsync("Déclarer non recevables", "admin-candidatures-lot-applique");
    }

    private static async Task ChooseTwoAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/candidatures");
        await walker.Page.Locator("main [name=Ids]").Nth(0).CheckAsync();
        await walker.Page.Locator("main [name=Ids]").Nth(1).CheckAsync();
    }

    /// <summary>A file about which a mentor was asked, and an opinion left empty.</summary>
    public static async Task OfMentorOpinionsAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/jury/avis");
        await walker.Page.Locator("main a[href^='/admin/jury/avis/']").First.ClickAsync();
        await walker.PressAsync("Enregistrer mon avis", "admin-jury-avis-vide", 422);
    }

    /// <summary>A sheet whose marks are all there, read once more before it is locked.</summary>
    public static async Task OfReadingsAsync(Walker walker)
    {
        var id = await walker.Portal.InDatabaseAsync(db =>
            db.ScoreSheets.Where(sheet =>
                    sheet.State != Domain.Juries.SheetState.Locked
                    && db.Jurors.Any(juror =>
                        juror.Id == sheet.JurorId
                        && db.Accounts.Any(account => account.Id == juror.AccountId && account.Email == DemoAccounts.Juror.Email)
                    )
                )
                .Select(sheet => sheet.Id)
                .SingleAsync()
        );
        // Marking is closed: the sheet as it was left, then the grid once staff have given more time.
        await walker.TryAsync($"/admin/jury/lectures/{id}");
        await walker.Portal.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var juror = await db.Jurors.SingleAsync(row =>
                db.ScoreSheets.Any(sheet => sheet.Id == id && sheet.JurorId == row.Id)
            );
            var now = walker.Portal.Clock.Now;
            Assert.True(juror.ReopenMarking(now.AddDays(1), "Une fiche a été rouverte.", cohort.Timetable, now).IsOk);
            return await db.SaveChangesAsync();
        });
        await walker.Page.GotoAsync($"/admin/jury/lectures/{id}");
        await walker.Page.FillAsync("[name=OverallComment]", "Trop jeune, mais bon code.");
        await walker.PressAsync("Enregistrer le brouillon", "admin-jury-lectures-a-relire");
        await walker.PressAsync("Relire et verrouiller", "admin-jury-lectures-verrouiller");
        // What a page that stayed open asks again.
        await walker.TryAsync("/admin/jury/etat");
    }

    /// <summary>A message with an attachment, and the attachment.</summary>
    public static async Task OfMessagesAsync(Walker walker, string address)
    {
        await walker.Page.GotoAsync(address);
        await walker.PressAsync("Envoyer le message", "messages-vide", 422);
        await walker.Page.FillAsync("[name=Body]", "Voici la pièce dont nous avons parlé.");
        await new Visitor(walker.Portal, walker.Page).AttachAsync("[name=Attachment]", "precisions.pdf", "Précisions");
        await walker.PressAsync("Envoyer le message", "messages-envoye");
        await walker.TryAsync(await walker.Page.Locator("main a[href*='/pieces/']").Last.GetAttributeAsync("href") ?? "");
    }

    /// <summary>What the team asks to complete, once it has asked.</summary>
    public static async Task OfCompletionAsync(Walker walker)
    {
        await walker.Portal.InDatabaseAsync(async db =>
        {
            var file = await db
                .Candidatures.Include(row => row.Snapshots)
                .Include(row => row.Completions)
                .AsSplitQuery()
                .SingleAsync(row =>
                    db.Candidates.Any(person =>
                        person.Id == row.CandidateId
                        && db.Accounts.Any(account =>
                            account.Id == person.AccountId && account.Email == DemoAccounts.Candidate.Email
                        )
                    )
                );
            var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.IsCurrent);
            var asked = file.AskCompletion(
                new(["ville", "site"], [Domain.Candidatures.DocumentKind.Cv]),
                "La deuxième page du CV est illisible.",
                walker.Portal.Clock.Now.AddDays(2),
                Domain.Candidatures.CandidatureForm.Usual,
                cohort.Timetable,
                walker.Portal.Clock.Now
            );
            Assert.Empty(asked.Errors);
            await db.SaveChangesAsync();
        });
        await walker.OpenAsync("/candidature/complement");
        await walker.PressAsync("Joindre le CV", "candidature-complement-sans-fichier", 422);
        await walker.Page.GotoAsync("/candidature/complement");
        await walker.PressAsync("Vérifier avant d’envoyer", "candidature-complement-verifier");
        await walker.OpenAsync("/candidature");
    }

    /// <summary>What staff write to a person in the file.</summary>
    public static async Task OfStaffMessagesAsync(Walker walker)
    {
        var id = await walker.Portal.InDatabaseAsync(db =>
            db.Candidatures.Where(row => row.State == Domain.Candidatures.CandidatureState.Submitted)
                .OrderBy(row => row.Number)
                .Select(row => row.Id)
                .FirstAsync()
        );
        await OfMessagesAsync(walker, $"/admin/candidatures/{id}/messages");
    }

    /// <summary>A draft of the form, which is published only with a reason, and a question without words.</summary>
    public static async Task OfFormAsync(Walker walker)
    {
        await walker.Page.GotoAsync("/admin/formulaire/rubriques/profil/question");
        await walker.PressAsync("Enregistrer dans le brouillon", "admin-formulaire-question-vide", 422);
        await walker.Page.GotoAsync("/admin/formulaire/rubriques/profil");
        await walker.Page.FillAsync("[name=Title]", "Métier et compétences");
        await walker.PressAsync("Enregistrer dans le brouillon", "admin-formulaire-brouillon");
        await walker.OpenAsync("/admin/formulaire/publication");
        await walker.PressAsync("Publier et prévenir", "admin-formulaire-publication-vide", 422);
    }

    /// <summary>A contract that still waits for its signatures.</summary>
    public static async Task OfContractsAsync(Walker walker)
    {
        var id = await walker.Portal.InDatabaseAsync(db =>
            db.Contracts.Where(contract => contract.State == Domain.Contracts.ContractState.Sent)
                .Select(contract => contract.Id)
                .FirstAsync()
        );
        await walker.OpenAsync($"/admin/contrats/{id}");
        await walker.PressAsync("Enregistrer la copie signée", "admin-contrats-envoye-vide", 422);
    }

    /// <summary>The six digits of RFC 6238 for now.</summary>
    private static string CodeOf(string key)
    {
        var bits = string.Concat(
            key.Where(char.IsAsciiLetterOrDigit)
                .Select(letter => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal).ToString("b5"))
        );
        var secret = bits.Chunk(8)
            .Where(octet => octet.Length == 8)
            .Select(octet => Convert.ToByte(new string(octet), 2))
            .ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        // The algorithm of every authenticator application.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
