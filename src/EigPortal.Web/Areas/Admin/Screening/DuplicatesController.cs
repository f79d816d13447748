using EigPortal.Domain.Shared;
using EigPortal.Services.Cohorts;
using EigPortal.Services.Identity;
using EigPortal.Services.Screening;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Admin.Screening;

/// <summary>Files that may be of one person, side by side.</summary>
public sealed class DuplicatesController(FindDuplicates duplicates, CurrentCohort current, ActorLoader actors)
    : AdminController(actors)
{
    [HttpGet("/admin/candidatures/doublons")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View("Duplicates", await ModelAsync(new DuplicateInput(), ct));

    [HttpPost("/admin/candidatures/doublons/distinguer")]
    public async Task<IActionResult> TellApart([FromForm] DuplicateInput input, CancellationToken ct)
    {
        var (cohort, actor) = (await current.GetAsync(ct), await ActorAsync(ct));
        var done = await duplicates.TellApartAsync(cohort.Id, input.First, input.Second, input.Reason, actor, ct);
        if (done.IsOk)
        {
            this.Flash("C’est enregistré dans l’historique des deux dossiers. Ils ne seront plus rapprochés pour cette raison.");
            return LocalRedirect("/admin/candidatures/doublons");
        }

        if (done.Errors.Contains(FindDuplicates.Settled))
        {
            this.Flash(done.Error.Message, Severity.Warning);
            return LocalRedirect("/admin/candidatures/doublons");
        }

        // One form per pair on the page: what was typed and the error go to the one that was sent.
        ModelState.Remove(nameof(input.Reason));
        AddErrors(done.Errors.Select(error => new DomainError(error.Code, error.Message, input.ReasonField)));
        return Refused("Duplicates", await ModelAsync(input, ct));
    }

    private async Task<DuplicatesModel> ModelAsync(DuplicateInput input, CancellationToken ct) =>
        new(await duplicates.ListAsync((await current.GetAsync(ct)).Id, await ActorAsync(ct), ct), input);
}

public sealed class DuplicateInput
{
    public Guid First { get; init; }
    public Guid Second { get; init; }
    public string? Reason { get; init; }

    public string ReasonField => FieldOf(First, Second);

    public static string FieldOf(Guid first, Guid second) => $"Reason-{first:N}-{second:N}";
}

public sealed record DuplicatesModel(IReadOnlyList<DuplicatePair> Pairs, DuplicateInput Input);
