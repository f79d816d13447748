using EigPortal.Domain.Candidatures;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Services.Screening.Opinions;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Shared;

public sealed record DuplicateNoticeModel(Guid CandidatureId, IReadOnlyList<DuplicatePair> Pairs);

/// <summary>On the page of a file: the files that may be of the same person; nothing when there is none.</summary>
public sealed class DuplicateNotice(FindDuplicates duplicates, CurrentCohort current, ActorLoader actors) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid candidatureId)
    {
        var ct = HttpContext.RequestAborted;
        var (cohort, actor) = (await current.GetAsync(ct), await actors.RequireAsync(ct));
        var pairs = await duplicates.OfAsync(cohort.Id, candidatureId, actor, ct);
        return View("Default", new DuplicateNoticeModel(candidatureId, pairs));
    }
}

/// <param name="MayAsk">The file is not screened yet.</param>
public sealed record FileOpinionsModel(Guid CandidatureId, bool MayAsk, IReadOnlyList<OpinionLine> Opinions);

/// <summary>On the page of a file: what the mentors think of it, and the button that asks them.</summary>
public sealed class FileOpinions(GivenOpinions opinions, ActorLoader actors) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CandidatureDossier dossier)
    {
        var ct = HttpContext.RequestAborted;
        var mayAsk = dossier.State is CandidatureState.Submitted or CandidatureState.Admissible && dossier.ErasedAt is null;
        var given = await opinions.OfAsync(dossier.Id, await actors.RequireAsync(ct), ct);
        return View("Default", new FileOpinionsModel(dossier.Id, mayAsk, given));
    }
}
