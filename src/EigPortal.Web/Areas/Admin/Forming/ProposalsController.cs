using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Forming;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Forming;

/// <summary>The working proposal: chosen, changed seat by seat, then turned into decisions that a second person validates.</summary>
public sealed class ProposalsController(
    WorkOnTeams teams,
    PrepareTeamDecisions prepare,
    HearingGrids hearings,
    CurrentCohort current,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpPost("/admin/equipes/propositions")]
    public async Task<IActionResult> Choose([FromForm] ChosenInput input, CancellationToken ct)
    {
        if (input is not { ComputationId: { } computation, Goal: { } goal })
        {
            this.Flash("Choisissez une solution parmi celles d’un calcul.", Severity.Warning);
            return LocalRedirect("/admin/equipes");
        }

        var chosen = await teams.ChooseAsync(await CohortAsync(ct), computation, goal, await ActorAsync(ct), ct);
        if (chosen.Errors.Contains(SelectionRefusals.NotFound))
        {
            return NotFound();
        }

        if (!chosen.IsOk)
        {
            this.Flash(chosen.Error.Message, Severity.Warning);
            return LocalRedirect($"/admin/equipes/calculs/{input.ComputationId}");
        }

        this.Flash("Voici la proposition de travail. Le jury peut la modifier siège par siège.");
        return LocalRedirect($"/admin/equipes/propositions/{chosen.Value.Id}");
    }

    [HttpGet("/admin/equipes/propositions/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, [FromQuery] SeatInput input, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } detail)
        {
            return NotFound();
        }

        var move = input.PostId is { } post ? WorkOnTeams.Try(detail, post, input.CandidatureId) : null;
        if (move?.Refusal is { } refusal)
        {
            AddErrors([refusal]);
            return Refused("Proposal", await ModelAsync(detail, input, null, ct));
        }

        return View("Proposal", await ModelAsync(detail, input, move, ct));
    }

    [HttpPost("/admin/equipes/propositions/{id:guid}/sieges")]
    public async Task<IActionResult> Edit(Guid id, [FromForm] SeatInput input, CancellationToken ct)
    {
        var edited = await teams.EditAsync(
            await CohortAsync(ct),
            id,
            input.PostId ?? Guid.Empty,
            input.CandidatureId,
            input.Reason ?? "",
            await ActorAsync(ct),
            ct
        );
        return await AnswerAsync(id, input, edited, "Le siège est modifié, avec la raison.", ct);
    }

    [HttpPost("/admin/equipes/propositions/{id:guid}/abandonner")]
    public async Task<IActionResult> Drop(Guid id, CancellationToken ct)
    {
        var dropped = await teams.DropAsync(await CohortAsync(ct), id, await ActorAsync(ct), ct);
        return await AnswerAsync(id, new SeatInput(), dropped, "La proposition est abandonnée. Rien n’a été décidé.", ct);
    }

    [HttpGet("/admin/equipes/propositions/{id:guid}/decisions")]
    public async Task<IActionResult> Decisions(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } detail
            ? View(
                "Decisions",
                new DecisionsToPrepareModel(
                    await ModelAsync(detail, new SeatInput(), null, ct),
                    await prepare.ListAsync(detail, ct)
                )
            )
            : NotFound();

    [HttpPost("/admin/equipes/propositions/{id:guid}/decisions")]
    public async Task<IActionResult> Prepare(Guid id, CancellationToken ct)
    {
        var prepared = await prepare.ExecuteAsync(await CohortAsync(ct), id, await ActorAsync(ct), ct);
        if (!prepared.IsOk)
        {
            return await AnswerAsync(id, new SeatInput(), prepared, "", ct);
        }

        this.Flash(
            $"{FrenchNumbers.Count(prepared.Value, "décision enregistrée", "décisions enregistrées")}. Une autre personne doit les valider, une par une."
        );
        return LocalRedirect("/admin/decisions");
    }

    private async Task<Guid> CohortAsync(CancellationToken ct) => (await current.GetAsync(ct)).Id;

    private async Task<TeamProposalDetail?> FindAsync(Guid id, CancellationToken ct) =>
        await teams.FindAsync(await CohortAsync(ct), id, await ActorAsync(ct), ct);

    private async Task<ProposalModel> ModelAsync(
        TeamProposalDetail detail,
        SeatInput input,
        TeamMove? move,
        CancellationToken ct
    ) => new(detail, await hearings.OfCohortAsync(detail.Proposal.CohortId, await ActorAsync(ct), ct), input, move);

    private async Task<IActionResult> AnswerAsync(Guid id, SeatInput input, Result result, string done, CancellationToken ct)
    {
        if (result.IsOk)
        {
            this.Flash(done);
            return LocalRedirect($"/admin/equipes/propositions/{id}");
        }

        if (await FindAsync(id, ct) is not { } detail)
        {
            return NotFound();
        }

        AddErrors(result.Errors);
        var move = input.PostId is { } post ? WorkOnTeams.Try(detail, post, input.CandidatureId) : null;
        return Refused("Proposal", await ModelAsync(detail, input, move is { Refusal: null } ? move : null, ct));
    }
}
