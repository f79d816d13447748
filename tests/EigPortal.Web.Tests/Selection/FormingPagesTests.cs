using System.Net;
using AngleSharp.Dom;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Demo;
using EigPortal.Services.Matching;
using EigPortal.Services.Text;
using EigPortal.TestKit.Html;
using EigPortal.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Selection;

/// <summary>From marks to decisions that wait for a second person, on the pages (E11).</summary>
public sealed class FormingPagesTests(HearingSession session) : IClassFixture<HearingSession>
{
    [Fact]
    public async Task E11_the_team_compares_asks_chooses_edits_and_prepares_and_decides_nothing_by_itself()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var solutions = await ComputeAsync(staff);
        await ReadHearingsAsync(staff, solutions);
        await AskAsync(staff, solutions);
        await ImposeAsync(staff);
        await NeedAsync(staff);
        var again = await StaleAsync(staff, solutions);
        await HideAsync(again.Path);
        var proposal = await ChooseAsync(staff, again);
        await EditAsync(staff, proposal);
        await PrepareAsync(staff, proposal.Path);
    }

    private async Task<Page> ComputeAsync(Browse staff)
    {
        var index = await staff.GetAsync("/admin/equipes");
        Assert.Equal("32", index.Texts(".portal-figures dd")[0]);
        var wrong = await staff.SubmitAsync(index, "Calculer les solutions", ("Minimum", "vingt"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("vingt", wrong.One("#Minimum").GetAttribute("value"));

        var solutions = await staff.SubmitAsync(wrong, "Calculer les solutions", ("Minimum", "10,5"));
        Assert.Equal(HttpStatusCode.OK, solutions.Status);
        Assert.Equal(
            ["Mesure", "Respecter les listes", "Respecter les vœux", "Le plus d’équipes complètes"],
            solutions.Texts("[aria-labelledby=comparaison] > .fr-table thead th")
        );
        Assert.Equal(32, solutions.Document.QuerySelectorAll("[aria-labelledby=sieges] tbody tr").Length);
        // What is shown is what is kept, and what is kept can be computed again from what is kept with it.
        var kept = await session.InDatabaseAsync(db => db.TeamComputations.AsNoTracking().SingleAsync());
        Assert.Equal(kept.Hash, kept.Problem.Hash());
        var former = new CpSatTeamFormer();
        Assert.Equal(former.Version, kept.Solver);
        foreach (var solution in kept.Solutions)
        {
            Assert.Equal(former.Form(kept.Problem, solution.Goal).Solution!.Places, solution.Places);
        }

        var complaining = kept.Find(TeamGoal.Lists)!.Review.Complaining;
        Assert.Equal(0, complaining);
        Assert.Equal("0", Row(solutions, "Personnes avec une réclamation justifiée")[0]);
        return solutions;
    }

    /// <summary>Beside the mark, what the hearing came to, and the shared grid behind it.</summary>
    private async Task ReadHearingsAsync(Browse staff, Page solutions)
    {
        var grids = await session.InDatabaseAsync(db =>
            db.CollectiveSheets.AsNoTracking().Where(sheet => sheet.State == CollectiveState.Locked).ToListAsync()
        );
        var link = solutions.Document.QuerySelectorAll("#sieges ~ .fr-table td a[href$='#grille']")[0];
        var id = Guid.Parse(link.GetAttribute("href")!.Split('/', '#')[^2]);
        var grid = grids.Single(sheet => sheet.CandidatureId == id);
        Assert.StartsWith(
            $"Audition : {FrenchNumbers.TwoDecimals(grid.Total!.Value)}, {Labels.Of(grid.Opinion!.Value).ToLowerInvariant()}",
            Plain(link.TextContent),
            StringComparison.Ordinal
        );

        var page = await staff.GetAsync(link.GetAttribute("href")!.Split('#')[0]);
        Assert.Equal(
            grid.Marks.Select(mark => mark.Abstains ? "Abstention" : $"{mark.Value} sur 4").Order(),
            page.Texts("#grille ~ .fr-table td:nth-child(2)").Order()
        );
    }

    private async Task AskAsync(Browse staff, Page solutions)
    {
        var kept = await session.InDatabaseAsync(db => db.TeamComputations.AsNoTracking().SingleAsync());
        var solution = kept.Find(TeamGoal.Lists)!;
        var asked = kept.Problem.Options.First(option =>
            kept.Problem.IsOpen(option) && solution.Places.All(place => place.CandidatureId != option.CandidatureId)
        );
        var seat = kept.Problem.Seats.First(found => found.List == asked.List);
        var form = await staff.GetAsync($"{solutions.Path}/pourquoi");
        var answer = await staff.SubmitAsync(
            form,
            "Demander",
            ("Solution", nameof(TeamGoal.Lists)),
            ("Personne", asked.CandidatureId),
            ("Siege", seat.PostId)
        );
        var sentence = answer.One("[aria-labelledby=reponse] .portal-lead").TextContent;
        Assert.Contains(kept.Problem.NumberOf(asked.CandidatureId), sentence, StringComparison.Ordinal);
        Assert.Contains("à ce siège,", sentence, StringComparison.Ordinal);

        var elsewhere = kept.Problem.Seats.First(found =>
            kept.Problem.OptionsOf(asked.CandidatureId).All(o => o.List.ChallengeId != found.ChallengeId)
        );
        var never = await staff.GetAsync(
            $"{solutions.Path}/pourquoi?Solution=Lists&Personne={asked.CandidatureId}&Siege={elsewhere.PostId}"
        );
        Assert.EndsWith(
            "n’a pas demandé ce défi, et n’a pas dit l’accepter.",
            never.One("[aria-labelledby=reponse] .portal-lead").TextContent,
            StringComparison.Ordinal
        );

        var curve = await staff.GetAsync($"{solutions.Path}/arbitrages");
        Assert.Equal(9, curve.Document.QuerySelectorAll("tbody tr").Length);
        Assert.NotNull(curve.Document.QuerySelector("#arbitrages svg circle"));
    }

    /// <summary>A lock that contradicts an exclusion: seen before it is added, then told as the smallest conflict.</summary>
    private async Task ImposeAsync(Browse staff)
    {
        var kept = await session.InDatabaseAsync(db => db.TeamComputations.AsNoTracking().SingleAsync());
        var option = kept.Problem.Options.First(kept.Problem.IsOpen);
        var seat = kept.Problem.Seats.First(found => found.List == option.List);
        var form = await staff.GetAsync("/admin/equipes/conditions");
        var missing = await staff.SubmitAsync(form, "Voir ce que cela change", ("Kind", nameof(TeamConditionKind.Lock)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Equal(["Choisissez la personne concernée.", "Choisissez le défi ou le poste concerné."], missing.Errors);

        (string, object)[] barred =
        [
            ("Kind", nameof(TeamConditionKind.Barred)),
            ("CandidatureId", option.CandidatureId),
            ("Place", seat.PostId),
            ("Minimum", "10,5"),
        ];
        var preview = await staff.SubmitAsync(form, "Voir ce que cela change", barred);
        Assert.NotNull(preview.Document.QuerySelector("#apercu"));
        var silent = await staff.SubmitAsync(preview, "Ajouter la condition");
        Assert.Equal(["Donnez la raison : elle figurera au procès-verbal."], silent.Errors.Select(Plain));
        var added = await staff.SubmitAsync(silent, "Ajouter la condition", ("Reason", "Ancien service de la personne."));
        Assert.Equal("/admin/equipes", added.Path);

        var clash = await staff.SubmitAsync(
            form,
            "Voir ce que cela change",
            [("Kind", nameof(TeamConditionKind.Lock)), .. barred[1..]]
        );
        Assert.Equal(2, clash.Document.QuerySelectorAll("[aria-labelledby=apercu] li").Length);
        await staff.SubmitAsync(clash, "Ajouter la condition", ("Reason", "Souhait du jury."));
        var blocked = await staff.SubmitAsync(
            await staff.GetAsync("/admin/equipes"),
            "Calculer les solutions",
            ("Minimum", "10,5")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, blocked.Status);
        Assert.Equal(2, blocked.Document.QuerySelectorAll("[aria-labelledby=impossible] li").Length);

        var locked = blocked
            .Texts("button")
            .Single(text =>
                text.StartsWith("Lever", StringComparison.Ordinal) && text.Contains("verrouillé", StringComparison.Ordinal)
            );
        await staff.SubmitAsync(blocked, locked);
        Assert.Equal(1, await session.InDatabaseAsync(db => db.TeamConditions.CountAsync(row => row.LiftedAt == null)));
    }

    /// <summary>One of several people, described without script, seen at work, told on the page when one of them leaves; then lifted.</summary>
    private async Task NeedAsync(Browse staff)
    {
        var kept = await session.InDatabaseAsync(db => db.TeamComputations.AsNoTracking().SingleAsync());
        var seat = kept.Problem.Seats[0];
        var asked = kept
            .Problem.Options.Where(option => option.List.ChallengeId == seat.ChallengeId)
            .Select(option => option.CandidatureId)
            .Distinct()
            .ToList();
        var page = $"/admin/equipes/conditions?Kind={nameof(TeamConditionKind.OneOf)}&Place={seat.PostId}";
        var form = await staff.GetAsync(page);
        Assert.Equal(
            asked.Select(id => id.ToString()).Order(),
            form.Document.QuerySelectorAll("[name=People][type=checkbox]").Select(box => box.GetAttribute("value")).Order()
        );
        var missing = await staff.SubmitAsync(form, "Voir ce que cela change");
        Assert.Equal(
            ["Choisissez au moins une personne.", "Dites ce que le jury cherche, en 150 caractères au plus."],
            missing.Errors.Select(Plain)
        );
        var preview = await staff.GetAsync(
            $"{page}&Minimum=10%2C5&Sought=conna%C3%AEt%20le%20terrain&People={asked[0]}&People={asked[1]}"
        );
        Assert.NotNull(preview.Document.QuerySelector("#apercu"));
        var added = await staff.SubmitAsync(preview, "Ajouter la condition", ("Reason", "Le défi se joue en mer."));
        Assert.Equal("/admin/equipes", added.Path);
        Assert.Contains("(« connaît le terrain »)", Plain(RowOf(added).TextContent), StringComparison.Ordinal);

        await LeaveAsync(asked[0]);
        Assert.Contains(
            "1 personne nommée n’est plus en lice",
            Plain(RowOf(await staff.GetAsync("/admin/equipes")).TextContent),
            StringComparison.Ordinal
        );
        await LeaveAsync(asked[1]);
        var lapsed = await staff.GetAsync("/admin/equipes");
        Assert.Contains("Elle ne s’applique plus", RowOf(lapsed).TextContent, StringComparison.Ordinal);
        // Without it, teams are formed as before.
        Assert.Equal(HttpStatusCode.OK, (await staff.SubmitAsync(lapsed, "Calculer les solutions", ("Minimum", "10,5"))).Status);
        await session.InDatabaseAsync(db => db.TeamComputations.OrderByDescending(row => row.Id).Take(1).ExecuteDeleteAsync());
        await MoveAsync(asked[0], CandidatureState.Preselected, null);
        await MoveAsync(asked[1], CandidatureState.Preselected, null);
        var lift = lapsed.Texts("button").Single(text => text.Contains("connaît le terrain", StringComparison.Ordinal));
        await staff.SubmitAsync(lapsed, lift);
        Assert.Equal(1, await session.InDatabaseAsync(db => db.TeamConditions.CountAsync(row => row.LiftedAt == null)));
    }

    private static IElement RowOf(Page page) =>
        page
            .Document.QuerySelectorAll("[aria-labelledby=conditions] tbody tr")
            .Single(row => row.QuerySelector("th")!.TextContent.Trim() == "Une personne parmi");

    private Task LeaveAsync(Guid candidatureId) => MoveAsync(candidatureId, CandidatureState.Withdrawn, session.Clock.Now);

    private Task MoveAsync(Guid candidatureId, CandidatureState state, DateTimeOffset? withdrawnAt) =>
        session.InDatabaseAsync(db =>
            db.Candidatures.Where(file => file.Id == candidatureId)
                .ExecuteUpdateAsync(file =>
                    file.SetProperty(row => row.State, state).SetProperty(row => row.WithdrawnAt, withdrawnAt)
                )
        );

    private static async Task<Page> StaleAsync(Browse staff, Page solutions)
    {
        var stale = await staff.GetAsync(solutions.Path);
        Assert.Equal("Ces solutions sont périmées", stale.One(".fr-alert--warning .fr-alert__title").TextContent);
        Assert.Null(stale.Document.QuerySelector("#choisir"));
        // A form kept open from before is told the same.
        var refused = await staff.SubmitAsync(solutions, "Respecter les listes");
        Assert.Equal(solutions.Path, refused.Path);
        Assert.Contains("Une donnée a changé depuis ce calcul", refused.Body, StringComparison.Ordinal);

        var again = await staff.SubmitAsync(
            await staff.GetAsync("/admin/equipes"),
            "Calculer les solutions",
            ("Minimum", "10,5")
        );
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Null(again.Document.QuerySelector(".fr-alert--warning"));
        return again;
    }

    /// <summary>A tie with one person hides the whole computation, and the person's file weighs on nothing that is computed without it.</summary>
    private async Task HideAsync(string path)
    {
        using var tied = await session.SignInAsync(DemoAccounts.Administrator.Email);
        Assert.Equal(HttpStatusCode.OK, (await tied.GetAsync(path)).Status);
        var (id, number) = await session.InDatabaseAsync(async db =>
        {
            var kept = await db.TeamComputations.OrderByDescending(row => row.Id).FirstAsync();
            var placed = kept.Solutions[0].Places[0].CandidatureId;
            var account = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Administrator.Email);
            db.Add(
                new ConflictOfInterest(
                    account.Id,
                    placed,
                    ConflictLevel.ReadsOnly,
                    "Ancienne collègue",
                    account.Id,
                    session.Clock.Now
                )
            );
            await db.SaveChangesAsync();
            return (placed, kept.Problem.NumberOf(placed));
        });

        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync($"{path}/arbitrages")).Status);
        var index = await tied.GetAsync("/admin/equipes");
        Assert.Equal("85", index.Texts(".portal-figures dd")[1]);
        Assert.Equal("Aucun calcul n’est gardé.", index.One("[aria-labelledby=calculs] p").TextContent);
        var own = await tied.SubmitAsync(index, "Calculer les solutions", ("Minimum", "10,5"));
        Assert.Equal(HttpStatusCode.OK, own.Status);
        foreach (
            var page in new[]
            {
                index,
                own,
                await tied.GetAsync("/admin/equipes/conditions"),
                await tied.GetAsync($"{own.Path}/pourquoi"),
            }
        )
        {
            Assert.DoesNotContain(number, page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain($"{id}", page.Body, StringComparison.Ordinal);
        }
    }

    private async Task<Page> ChooseAsync(Browse staff, Page solutions)
    {
        var proposal = await staff.SubmitAsync(solutions, "Le plus d’équipes complètes");
        Assert.Equal(HttpStatusCode.OK, proposal.Status);
        Assert.StartsWith("/admin/equipes/propositions/", proposal.Path, StringComparison.Ordinal);
        Assert.Equal(0, await session.InDatabaseAsync(db => db.Decisions.CountAsync()));

        // Somebody who can't see it doesn't replace it either.
        using var tied = await session.SignInAsync(DemoAccounts.Administrator.Email);
        Assert.Equal(HttpStatusCode.NotFound, (await tied.GetAsync(proposal.Path)).Status);
        var own = (await tied.GetAsync("/admin/equipes")).One("[aria-labelledby=calculs] tbody a").GetAttribute("href")!;
        var refused = await tied.SubmitAsync(await tied.GetAsync(own), "Respecter les listes");
        Assert.Contains("travaille déjà sur une autre proposition", refused.Body, StringComparison.Ordinal);
        return proposal;
    }

    private async Task EditAsync(Browse staff, Page page)
    {
        var (proposal, problem) = await OpenAsync();
        var place = proposal.Places[0];
        var freed = await staff.GetAsync($"{page.Path}?PostId={place.PostId}");
        var number = problem.NumberOf(place.CandidatureId);
        Assert.Contains(
            freed.Texts("#apercu + ul li"),
            line =>
                line.Contains(number, StringComparison.Ordinal) && line.Contains("n’a plus de siège", StringComparison.Ordinal)
        );

        var silent = await staff.SubmitAsync(freed, "Modifier ce siège");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal(["Dites pourquoi le jury s’écarte de la proposition."], silent.Errors);
        var edited = await staff.SubmitAsync(silent, "Modifier ce siège", ("Reason", "La personne hésite."));
        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.Contains(
            "La personne hésite.",
            edited.One("[aria-labelledby=modifications]").TextContent,
            StringComparison.Ordinal
        );

        var stranger = problem.Candidates.First(person =>
            problem.OptionsOf(person.CandidatureId).Any()
            && problem
                .OptionsOf(person.CandidatureId)
                .All(option => option.List.ChallengeId != problem.Seats.Single(seat => seat.PostId == place.PostId).ChallengeId)
        );
        var refused = await staff.GetAsync($"{page.Path}?PostId={place.PostId}&CandidatureId={stranger.CandidatureId}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["Cette personne n’a pas demandé ce défi : elle ne peut y entrer qu’avec son accord."],
            refused.Errors.Select(Plain)
        );
        var after = await OpenAsync();
        Assert.DoesNotContain(place, after.Proposal.Places);
        Assert.Equal(proposal.Places.Count - 1, after.Proposal.Places.Count);
    }

    private async Task PrepareAsync(Browse staff, string path)
    {
        var (proposal, problem) = await OpenAsync();
        var list = await staff.GetAsync($"{path}/decisions");
        var shown = list.Document.QuerySelectorAll("tbody tr").Length;
        var decisions = await staff.SubmitAsync(list, "Enregistrer ces décisions, à valider");
        Assert.Equal("/admin/decisions", decisions.Path);
        var recorded = await session.InDatabaseAsync(db => db.Decisions.AsNoTracking().ToListAsync());
        Assert.Equal(shown, recorded.Count);
        Assert.Equal(
            proposal.Places.Select(place => (place.CandidatureId, (Guid?)place.PostId)).Order(),
            recorded.Where(row => row.Kind == DecisionKind.Retained).Select(row => (row.CandidatureId, row.PostId)).Order()
        );
        Assert.All(recorded, decision => Assert.Equal(DecisionState.Recorded, decision.State));
        Assert.DoesNotContain(recorded, decision => decision.Kind == DecisionKind.NotRetained);
        await AssertWaitingByMarkAsync(problem);
        Assert.Equal(0, await session.InDatabaseAsync(db => db.Offers.CountAsync()));

        var twice = await staff.SubmitAsync(list, "Enregistrer ces décisions, à valider");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        Assert.Equal(shown, await session.InDatabaseAsync(db => db.Decisions.CountAsync()));

        // From now on, staying close to what is recorded is a goal of its own.
        var next = await staff.SubmitAsync(await staff.GetAsync("/admin/equipes"), "Calculer les solutions", ("Minimum", "10,5"));
        Assert.Equal("Le moins de changements", next.Texts("[aria-labelledby=comparaison] > .fr-table thead th")[^1]);
        Assert.Equal($"{proposal.Places.Count} sur {proposal.Places.Count}", Row(next, "Places inchangées")[^1]);
    }

    /// <summary>Each waiting list is in the order of marks.</summary>
    private async Task AssertWaitingByMarkAsync(TeamProblem problem)
    {
        var waiting = await session.InDatabaseAsync(db =>
            db.Decisions.AsNoTracking()
                .Include(row => row.Places)
                .Where(row => row.Kind == DecisionKind.WaitingList)
                .ToListAsync()
        );
        Assert.NotEmpty(waiting);
        var lists = waiting
            .SelectMany(row => row.Places.Select(place => (row.CandidatureId, place)))
            .GroupBy(row => row.place.List);
        Assert.All(
            lists,
            list =>
            {
                var marks = list.OrderBy(row => row.place.Position)
                    .Select(row => problem.OptionsOf(row.CandidatureId).First().Mark)
                    .ToList();
                Assert.Equal(marks.OrderDescending(), marks);
            }
        );
    }

    private Task<(TeamProposal Proposal, TeamProblem Problem)> OpenAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var proposal = await db.TeamProposals.AsNoTracking().SingleAsync(row => row.State == TeamProposalState.Open);
            return (
                proposal,
                (await db.TeamComputations.AsNoTracking().SingleAsync(row => row.Id == proposal.ComputationId)).Problem
            );
        });

    private static IReadOnlyList<string> Row(Page page, string label) =>
        [
            .. page
                .Document.QuerySelectorAll("[aria-labelledby=comparaison] > .fr-table tbody tr")
                .Single(row => row.QuerySelector("th")!.TextContent.Trim() == label)
                .QuerySelectorAll("td")
                .Select(cell => cell.TextContent.Trim()),
        ];

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
