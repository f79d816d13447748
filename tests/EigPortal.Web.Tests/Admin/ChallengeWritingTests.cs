using System.Net;
using EigPortal.Domain.Challenges;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Admin;

/// <summary>Staff write challenges through their forms, and the public sees what they publish.</summary>
public sealed class ChallengeWritingTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    [Fact]
    public async Task A_challenge_is_previewed_created_given_a_post_published_and_read_by_everybody()
    {
        var (site, _) = await portal.StaffAsync();
        var form = await site.GetAsync("/admin/defis/nouveau");
        var host = form.Document.QuerySelectorAll("#HostId option[value]:not([value=''])")[0].GetAttribute("value")!;

        var preview = await site.SubmitAsync(
            form,
            "Voir l’aperçu",
            ("Name", "Données du littoral"),
            ("HostId", host),
            ("Tagline", "Mieux connaître les côtes."),
            ("Problem", "Des relevés **épars**.")
        );
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal("épars", preview.One("#apercu ~ p strong").TextContent);

        var made = await site.SubmitAsync(preview, "Enregistrer");
        Assert.Equal("Données du littoral", made.Heading);
        var refused = await site.SubmitAsync(made, "Publier");
        Assert.Contains("Ajoutez au moins un poste avant de publier.", refused.Texts(".fr-alert p"));
        using var visitor = portal.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/defis/donnees-du-littoral")).Status);

        var post = await site.GetAsync($"{made.Path}/postes/nouveau");
        var incomplete = await site.SubmitAsync(post, "Enregistrer le poste", ("Mission", "Une mission déjà écrite."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.Status);
        Assert.Equal(["Choisissez un profil.", "Donnez un intitulé au poste."], incomplete.Errors);
        Assert.Equal("Une mission déjà écrite.", incomplete.One("#Mission").TextContent.Trim());
        var saved = await site.SubmitAsync(incomplete, "Enregistrer le poste", ("Profile", "Design"), ("Label", "Designer"));
        await site.SubmitAsync(saved, "Publier");

        Assert.Equal("Données du littoral", (await visitor.GetAsync("/defis/donnees-du-littoral")).Heading);
        Assert.Equal(
            ["Défi créé", "Défi modifié", "Défi publié"],
            await portal.HistoryAsync(Guid.Parse(made.Path.Split('/')[^1]))
        );
    }

    [Fact]
    public async Task B2_two_people_who_write_the_same_challenge_see_both_versions()
    {
        var (first, _) = await portal.StaffAsync();
        var (second, _) = await portal.StaffAsync();
        var id = await IdAsync("karfur");
        var mine = await first.GetAsync($"/admin/defis/{id}/modifier");
        var theirs = await second.GetAsync($"/admin/defis/{id}/modifier");
        await second.SubmitAsync(theirs, "Enregistrer", ("Tagline", "L’accroche de l’autre."));

        var conflict = await first.SubmitAsync(mine, "Enregistrer", ("Tagline", "Mon accroche."));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal(["L’accroche de l’autre.", "Mon accroche."], conflict.Texts("tbody td"));
        Assert.Equal("L’accroche de l’autre.", await TaglineAsync(id));
        await first.SubmitAsync(conflict, "Enregistrer ma version");
        Assert.Equal("Mon accroche.", await TaglineAsync(id));
    }

    [Fact]
    public async Task A_withdrawal_is_confirmed_by_typing_and_told_once_to_those_who_wished_for_it()
    {
        var id = await IdAsync("cibnav");
        var candidature = await portal.SubmittedAsync("Retirée", id);
        var (site, _) = await portal.StaffAsync();
        var form = await site.GetAsync($"/admin/defis/{id}/retirer");

        var refused = await site.SubmitAsync(form, "Retirer le défi", ("Reason", "Le budget manque."), ("Confirmation", "autre"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Le budget manque.", refused.One("#Reason").TextContent.Trim());
        var name = await portal.InDatabaseAsync(db => db.Challenges.Where(c => c.Id == id).Select(c => c.Name).SingleAsync());
        await site.SubmitAsync(refused, "Retirer le défi", ("Confirmation", name));

        Assert.Equal(
            ChallengeState.Withdrawn,
            await portal.InDatabaseAsync(db => db.Challenges.Where(c => c.Id == id).Select(c => c.State).SingleAsync())
        );
        var mail = await portal.InDatabaseAsync(db => db.Mails.SingleAsync(mail => mail.Template == "ChallengeWithdrawnMail"));
        Assert.Equal($"Le défi {name} est retiré", mail.Subject);
        Assert.Contains("> Le budget manque.", mail.TextBody, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, candidature.Id);
    }

    [Fact]
    public async Task A_former_address_redirects_and_a_taken_one_is_refused()
    {
        var (site, _) = await portal.StaffAsync();
        var id = await IdAsync("prevision-depenses-de-letat");
        var page = await site.GetAsync($"/admin/defis/{id}");
        var taken = await site.SubmitAsync(page, "Changer l’adresse", ("slug", "karfur"));
        Assert.Contains(
            "Un autre défi utilise ou a utilisé cette adresse : choisissez-en une autre.",
            taken.Texts(".fr-alert p")
        );
    }

    private Task<Guid> IdAsync(string slug) =>
        portal.InDatabaseAsync(db =>
            db.Challenges.OrderByDescending(c => c.Slug == slug).ThenBy(c => c.Slug).Select(c => c.Id).FirstAsync()
        );

    private Task<string> TaglineAsync(Guid id) =>
        portal.InDatabaseAsync(db => db.Challenges.Where(c => c.Id == id).Select(c => c.Tagline).SingleAsync());
}
