using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection.Forming;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>The solutions of a computation side by side, the questions about them and their trade-offs.</summary>
public sealed class SolutionsController(
    TeamComputations computations,
    HearingGrids hearings,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    /// <summary>Worths of a wish that the curve tries, in points out of 20.</summary>
    private static readonly decimal[] Worths = [0, 0.5m, 1, 1.5m, 2, 3, 4, 6, 8];

    [HttpGet("/admin/equipes/calculs/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } model ? View("Show", model) : NotFound();

    [HttpGet("/admin/equipes/calculs/{id:guid}/pourquoi")]
    public async Task<IActionResult> WhyNot(Guid id, [FromQuery] WhyNotQuery query, CancellationToken ct) =>
        await FindAsync(id, ct) is { } model ? View("WhyNot", Answer(model, query)) : NotFound();

    [HttpGet("/admin/equipes/calculs/{id:guid}/arbitrages")]
    public async Task<IActionResult> TradeOffs(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } model
            ? View("TradeOffs", new TradeOffModel(model, computations.TradeOffs(model.Detail.Computation, Worths)))
            : NotFound();

    private async Task<SolutionsModel?> FindAsync(Guid id, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        return await computations.FindAsync(cohort.Id, id, actor, ct) is { } detail
            ? SolutionsModel.From(detail, await hearings.OfCohortAsync(cohort.Id, actor, ct))
            : null;
    }

    private WhyNotModel Answer(SolutionsModel model, WhyNotQuery query)
    {
        var solution = model.Solutions.FirstOrDefault(found => found.Goal == query.Solution);
        var seat = model.Problem.Seats.FirstOrDefault(found => found.PostId == query.Siege);
        if (solution is null || seat is null || query.Personne is not { } person || !model.Problem.Knows(person))
        {
            return new WhyNotModel(model, query, null, null);
        }

        if (Impossible(model, person, seat, solution) is { } plain)
        {
            return new WhyNotModel(model, query, plain, null);
        }

        var answer = computations.WhyNot(model.Detail.Computation, solution.Goal, person, seat.List)!;
        return new WhyNotModel(model, query, model.Words.Answer(person, solution, answer), answer.Solution);
    }

    /// <summary>Answers that need no computation.</summary>
    private static string? Impossible(SolutionsModel model, Guid person, TeamSeat seat, TeamSolution solution)
    {
        var (words, problem) = (model.Words, model.Problem);
        var mine = problem.OptionsOf(person).ToList();
        if (
            solution.Places.Any(place =>
                place.CandidatureId == person && problem.Seats.Single(s => s.PostId == place.PostId).List == seat.List
            )
        )
        {
            return $"{words.Person(person)} y est déjà, dans cette solution.";
        }

        if (mine.Count == 0)
        {
            return $"{words.Person(person)} n’a pas encore de note : aucun classement ne la place.";
        }

        if (problem.Option(person, seat.List) is { } option)
        {
            return problem.MinimumMark is { } minimum && option.Mark < minimum
                ? $"{words.Person(person)} a {TeamWords.Mark(option.Mark)}, sous la note minimale de {TeamWords.Mark(minimum)}."
                : null;
        }

        return mine.Any(other => other.List.ChallengeId == seat.ChallengeId)
            ? $"{words.Person(person)} a demandé ce défi avec un autre profil que {seat.Profile} : le jury peut lui ouvrir ce siège, en disant pourquoi."
            : $"{words.Person(person)} n’a pas demandé ce défi, et n’a pas dit l’accepter.";
    }
}
