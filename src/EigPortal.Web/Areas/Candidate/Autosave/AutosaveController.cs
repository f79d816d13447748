using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Services.Text;
using EigPortal.Web.Areas.Candidate.Sections;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Areas.Candidate.Wishes;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Autosave;

/// <summary>
/// Keeps a draft while the person writes. Answers are for our script: 200 kept, 409 another version exists or the session has become
/// somebody else's, 422 the call is closed. Nothing here is a visit: sessions end as if the page asked nothing.
/// </summary>
[LeavesSessionAsIs]
[ReadableForm]
public sealed class AutosaveController(
    OwnCandidature own,
    ActorLoader actors,
    AutosaveSection sections,
    AutosaveWishes wishes,
    IAntiforgery antiforgery
) : CandidateController(own, actors)
{
    private readonly OwnCandidature own = own;

    [HttpPost("/candidature/{section}/brouillon")]
    public async Task<IActionResult> KeepSection(string section, CancellationToken ct)
    {
        if (CandidatureForm.Find(section) is null)
        {
            return NotFound();
        }

        var form = Request.Form;
        var command = new SaveSectionCommand(section, SectionForm.Read(form), SectionForm.Version(form), Arrived)
        {
            FormVersion = SectionForm.FormVersion(form),
            Page = OpenPageForm.Read(form),
        };
        return Answer(await sections.ExecuteAsync(OpenPageForm.Candidature(form), command, await ActorAsync(ct), ct));
    }

    [HttpPost("/candidature/voeux/brouillon")]
    public async Task<IActionResult> KeepWishes([FromForm] WishesInput input, CancellationToken ct)
    {
        var command = new AutosaveWishesCommand(
            OpenPageForm.Candidature(Request.Form),
            input.Slots,
            input.Version ?? "",
            OpenPageForm.Read(Request.Form),
            Arrived
        );
        return Answer(await wishes.ExecuteAsync(command, await ActorAsync(ct), ct));
    }

    /// <summary>What a page that stayed open asks again: a token for its form, the time, the closing.</summary>
    [HttpGet("/candidature/etat")]
    public async Task<IActionResult> State(CancellationToken ct)
    {
        // For the script only: a browser that opens the address shows nothing.
        Response.Headers.ContentDisposition = "attachment";
        var timetable = (await FileAsync(ct))?.Timetable ?? (await own.CurrentCohortAsync(ct)).Timetable;
        return Ok(new StateAnswer(antiforgery.GetAndStoreTokens(HttpContext).RequestToken!, Arrived, timetable.CallClosesAt));
    }

    private ObjectResult Answer(Result<KeptDraft> result)
    {
        if (result.IsOk)
        {
            return Ok(AutosaveAnswer.Kept(result.Value, Arrived));
        }

        var codes = result.Errors.Select(error => error.Code).ToHashSet();
        var (status, outcome) =
            codes.Contains(CohortErrors.CallClosed.Code)
                ? (StatusCodes.Status422UnprocessableEntity, codes.Count == 1 ? "closed-kept" : "closed")
            : codes.Contains(CandidatureRefusals.Changed.Code) ? (StatusCodes.Status409Conflict, "changed")
            : codes.Contains(CandidatureRefusals.NotStarted.Code) ? (StatusCodes.Status409Conflict, "signed-out")
            : (StatusCodes.Status422UnprocessableEntity, "refused");
        return StatusCode(status, AutosaveAnswer.Refused(outcome, result.Errors, Arrived));
    }
}

public sealed record StateAnswer(string Token, DateTimeOffset Now, DateTimeOffset? ClosesAt);

/// <summary>What the script of the form reads.</summary>
/// <param name="Outcome">kept, changed, closed-kept, closed, signed-out or refused.</param>
/// <param name="SavedAt">The hour in Paris, in words.</param>
/// <param name="Standing">Whether the candidature counts, in words: a draft that is saved never reads like a submission.</param>
/// <param name="Errors">By name of field.</param>
/// <param name="FormChanges">What has changed in the form since the page was opened, in sentences.</param>
public sealed record AutosaveAnswer(
    string Outcome,
    string? Version,
    string SavedAt,
    string? Standing,
    DateTimeOffset Now,
    DateTimeOffset? ClosesAt,
    IReadOnlyDictionary<string, string> Errors,
    IReadOnlyList<string> FormChanges
)
{
    public static AutosaveAnswer Kept(KeptDraft draft, DateTimeOffset now) =>
        new(
            "kept",
            draft.Version,
            FrenchDates.Time(now),
            StandingModel.Words(draft.State),
            now,
            draft.ClosesAt,
            ByField(draft.NotKept),
            [.. draft.FormChanges.Select(change => FrenchText.Spaced(change.Sentence))]
        );

    public static AutosaveAnswer Refused(string outcome, IReadOnlyList<DomainError> errors, DateTimeOffset now) =>
        new(outcome, null, FrenchDates.Time(now), null, now, null, ByField(errors), []);

    private static Dictionary<string, string> ByField(IEnumerable<DomainError> errors) =>
        errors
            .Where(error => error.Field is not null)
            .GroupBy(error => error.Field!)
            .ToDictionary(field => field.Key, field => field.First().Message);
}
