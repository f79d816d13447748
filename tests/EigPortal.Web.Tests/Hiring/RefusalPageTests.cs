using EigPortal.Domain.Candidates;
using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using EigPortal.Services.Text;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>What a person who is not retained reads, and when.</summary>
[Collection(nameof(PromotionPortal))]
public sealed class RefusalPageTests(PromotionPortal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => portal.Clock.SetAsync(PromotionPortal.AtWork);

    [Fact]
    public async Task E10_a_refusal_is_read_once_results_are_public_with_respect_and_with_what_is_kept_until_when()
    {
        var (person, submittedAt) = await portal.InDatabaseAsync(async db =>
        {
            var found = await (
                from decision in db.Decisions
                join candidature in db.Candidatures on decision.CandidatureId equals candidature.Id
                join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
                join account in db.Accounts on candidate.AccountId equals account.Id
                where
                    decision.Kind == DecisionKind.NotRetained
                    && candidature.State == Domain.Candidatures.CandidatureState.Preselected
                orderby candidature.Number
                select new
                {
                    account.GivenName,
                    account.FamilyName,
                    account.Email,
                    candidature.SubmittedAt,
                }
            ).FirstAsync();
            return (new DemoPerson(found.GivenName, found.FamilyName, found.Email!, ""), found.SubmittedAt!.Value);
        });
        var site = await portal.SignedInAsync(person);

        await portal.Clock.SetAsync("2018-12-04T09:59:59");
        var before = await site.GetAsync("/candidature");
        Assert.DoesNotContain("n’est pas retenue", before.Body, StringComparison.Ordinal);
        Assert.Contains("en cours d’examen", before.Body, StringComparison.Ordinal);

        await portal.Clock.SetAsync("2018-12-04T10:00:00");
        var after = await site.GetAsync("/candidature");
        Assert.Contains("Votre candidature n’est pas retenue", after.Texts("main h2"));
        Assert.Contains("Merci d’avoir candidaté", after.Body, StringComparison.Ordinal);
        var kept = FrenchDates.Day(FrenchDates.ParisDay(Retention.CandidatureKeptUntil(submittedAt)));
        Assert.Contains(
            $"Votre dossier est gardé au plus tard jusqu’au {kept.Replace('\u00a0', ' ')}, deux ans après le dépôt, puis effacé. Vos données et vos droits",
            after.Texts("main p")
        );
    }
}
