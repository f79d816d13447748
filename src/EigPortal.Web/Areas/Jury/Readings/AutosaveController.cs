using System.Globalization;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Text;
using EigPortal.Services.Time;
using EigPortal.Web.Security;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Jury.Readings;

/// <summary>
/// Keeps a sheet while its juror writes, for the script of the candidature's drafts (ADR 9). 200 kept, 409 another version exists,
/// 422 the sheet takes no more marks. Nothing here locks, and nothing is a visit.
/// </summary>
[LeavesSessionAsIs]
[ReadableForm]
public sealed class AutosaveController(
    AutosaveScoreSheet sheets,
    IAntiforgery antiforgery,
    ProgrammeClock clock,
    ActorLoader actors
) : JuryController(actors)
{
    [HttpPost("/admin/jury/lectures/{id:guid}/brouillon")]
    public async Task<IActionResult> Keep(Guid id, [FromForm] ScoreSheetInput input, CancellationToken ct)
    {
        var result = await sheets.ExecuteAsync(
            input.ToText(id, OpenPageForm.Read(Request.Form), Arrived),
            await ActorAsync(ct),
            ct
        );
        if (result.IsOk)
        {
            return Ok(SheetAnswer.Kept(result.Value, input, clock.Now));
        }

        // Not theirs any more and unknown look alike, here too.
        return result.Errors.Contains(JuryErrors.NotFound) ? NotFound(SheetAnswer.Refused("closed", clock.Now))
            : result.Errors.Contains(JuryErrors.ChangedElsewhere) || result.Errors.Contains(JuryErrors.GridChanged)
                ? Conflict(SheetAnswer.Refused("changed", clock.Now))
            : result.Errors.Contains(JuryErrors.KeptLate) ? UnprocessableEntity(SheetAnswer.Refused("closed-kept", clock.Now))
            : UnprocessableEntity(SheetAnswer.Refused("closed", clock.Now));
    }

    /// <summary>What a page that stayed open asks again: a token for its form, the time.</summary>
    [HttpGet("/admin/jury/etat")]
    public IActionResult State()
    {
        // For the script only: a browser that opens the address shows nothing.
        Response.Headers.ContentDisposition = "attachment";
        return Ok(new { Token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken, Now = clock.Now });
    }
}

/// <summary>What the script of the grid reads.</summary>
/// <param name="Outcome">kept, changed, closed, or closed-kept when the words arrived after the closing and are kept apart.</param>
/// <param name="SavedAt">The hour in Paris, in words.</param>
/// <param name="Standing">How far the draft is, in words: a draft that is saved never reads like a sheet that is locked.</param>
/// <param name="Errors">By name of field.</param>
/// <param name="Remarks">By name of field: what may not count in the words just written.</param>
public sealed record SheetAnswer(
    string Outcome,
    string? Version,
    string SavedAt,
    string? Standing,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, string> Errors,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Remarks
)
{
    /// <summary>The script shares its reading with the forms of the candidature, whose form may change.</summary>
    public IReadOnlyList<string> FormChanges => [];

    public static SheetAnswer Kept(KeptSheet sheet, ScoreSheetInput input, DateTimeOffset now) =>
        new(
            "kept",
            sheet.Version.ToString(CultureInfo.InvariantCulture),
            FrenchDates.Time(now),
            StandingOf(sheet.Given, sheet.Criteria),
            now,
            sheet
                .NotKept.GroupBy(error => FieldOf(error.Code, error.Field!))
                .ToDictionary(field => field.Key, field => field.First().Message),
            RemarksOn(input)
        );

    public static SheetAnswer Refused(string outcome, DateTimeOffset now) =>
        new(
            outcome,
            null,
            FrenchDates.Time(now),
            null,
            now,
            new Dictionary<string, string>(),
            new Dictionary<string, IReadOnlyList<string>>()
        );

    public static string StandingOf(int given, int criteria) =>
        $"Brouillon\u00a0: {given} critère{(given > 1 ? "s" : "")} sur {criteria}";

    private static Dictionary<string, IReadOnlyList<string>> RemarksOn(ScoreSheetInput input) =>
        input
            .Marks.Select(mark => ($"Marks[{mark.Key}].Comment", mark.Value?.Comment))
            .Append(("OverallComment", input.OverallComment))
            .ToDictionary(comment => comment.Item1, comment => RemarkWarning.Of(comment.Item2));

    private static string FieldOf(string code, string field) =>
        code switch
        {
            "sheet.comment" => field,
            "mark.comment" => $"Marks[{field}].Comment",
            _ => $"Marks[{field}].Value",
        };
}
