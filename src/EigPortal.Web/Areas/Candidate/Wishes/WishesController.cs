using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Identity;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Shared;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Wishes;

/// <summary>One or two challenges in order of preference, with what the person would bring to each.</summary>
[ReadableForm]
public sealed class WishesController(OwnCandidature own, ActorLoader actors, SaveWishes save, IValidator<WishesInput> validator)
    : CandidateController(own, actors)
{
    [HttpGet("/candidature/voeux")]
    public async Task<IActionResult> Edit(CancellationToken ct) =>
        await FileAsync(ct) is { } file && file.Timetable.CallAt(Arrived) == CallState.Open
            ? View("Edit", WishesModel.From(file, null, Arrived))
            : ToStart();

    [HttpPost("/candidature/voeux")]
    public async Task<IActionResult> Save([FromForm] WishesInput input, string? suite, CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        var kept = suite == "echanger" ? input.Swapped() : Chosen(file, input);
        var shape = await validator.ValidateAsync(kept, ct);
        var isOpen = file.Timetable.CallAt(Arrived) == CallState.Open;
        if (!shape.IsValid && isOpen)
        {
            shape.AddToModelState(ModelState);
            return Back(file, kept);
        }

        var command = new SaveWishesCommand(kept.Wishes, kept.Version ?? "", Arrived) { Page = OpenPageForm.Read(Request.Form) };
        var result = await save.ExecuteAsync(command, await ActorAsync(ct), ct);
        return result.IsOk ? Saved(suite) : Refuse((await FileAsync(ct))!, kept, result, shape.IsValid);
    }

    /// <summary>The saved wishes where the person prefers them. Another version still, and nothing was chosen yet.</summary>
    private WishesInput Chosen(CandidatureFile file, WishesInput typed)
    {
        var saved = WishesModel.Saved(file);
        return VersionChoice.IsPosted(Request.Form) && saved.Version == typed.Version
            ? typed.Merged(saved, rank => VersionChoice.KeepsSaved(Request.Form, WishName(rank)))
            : typed;
    }

    /// <summary>Gives back what was typed, as a file, when it can no longer be saved.</summary>
    [HttpPost("/candidature/voeux/texte")]
    public IActionResult GiveBack([FromForm] WishesInput input)
    {
        var text = $"{PlainText.Clean(input.Contribution1)}\n\n{PlainText.Clean(input.Contribution2)}";
        return this.Attachment(new MemoryStream(Encoding.UTF8.GetBytes(text)), "text/plain; charset=utf-8", "voeux.txt");
    }

    private IActionResult Saved(string? suite)
    {
        this.Flash(
            suite == "echanger"
                ? "L’ordre de vos vœux est inversé et enregistré dans votre brouillon."
                : "Rubrique « Vœux » enregistrée dans votre brouillon."
        );
        return suite switch
        {
            "echanger" => LocalRedirect("/candidature/voeux"),
            "suivante" => LocalRedirect("/candidature/documents"),
            _ => LocalRedirect("/candidature"),
        };
    }

    private ViewResult Refuse(CandidatureFile file, WishesInput typed, Result result, bool isWhole)
    {
        var isLate = result.Errors.Contains(CohortErrors.CallClosed);
        if (!isLate && result.Errors.Contains(CandidatureRefusals.Changed))
        {
            return Refused("Conflict", Conflict(file, typed), StatusCodes.Status409Conflict);
        }

        foreach (var error in result.Errors)
        {
            ModelState.AddModelError(FieldOf(error, typed), error.Message);
        }

        var isKept = isWhole && result.Errors.Count == 1;
        return Back(file, typed, isLate ? new LateModel(Arrived, StandingModel.From(file, Arrived), isKept) : null);
    }

    private ViewResult Back(CandidatureFile file, WishesInput typed, LateModel? late = null)
    {
        // What a swap moved must be shown where it now is, not where it was typed.
        foreach (
            var key in new[]
            {
                nameof(typed.Wish1),
                nameof(typed.Wish2),
                nameof(typed.Contribution1),
                nameof(typed.Contribution2),
            }
        )
        {
            ModelState[key]?.AttemptedValue = null;
        }

        return Refused("Edit", WishesModel.From(file, typed, Arrived) with { Late = late });
    }

    private static string FieldOf(DomainError error, WishesInput typed) =>
        error == CandidatureErrors.SameWishTwice ? nameof(typed.Wish2)
        : error == CandidatureErrors.WishClosed(2) && typed.Wish1 is { Length: > 0 } ? nameof(typed.Wish2)
        : error.Field is null ? ""
        : nameof(typed.Wish1);

    private static string WishName(int rank) => FormattableString.Invariant($"voeu-{rank}");

    private ConflictModel Conflict(CandidatureFile file, WishesInput typed)
    {
        var saved = file
            .Candidature.Wishes.OrderBy(wish => wish.Rank)
            .Select(wish => new WishText(wish.ChallengeId, wish.Profile, wish.Contribution))
            .ToList();
        string Row(IReadOnlyList<WishText> wishes, int index) =>
            index < wishes.Count ? WishesModel.Describe(file, wishes[index]) : "";
        return new ConflictModel(
            "Vœux",
            "/candidature/voeux",
            null,
            [
                .. Enumerable
                    .Range(0, Candidature.MaxWishes)
                    .Select(index => new ConflictRow(
                        WishName(index + 1),
                        $"Vœu {index + 1}",
                        Row(saved, index),
                        Row(typed.Wishes, index)
                    ))
                    .Where(row => row.Saved != row.Typed),
            ],
            [
                new(nameof(typed.Wish1), typed.Wish1 ?? ""),
                new(nameof(typed.Contribution1), typed.Contribution1 ?? ""),
                new(nameof(typed.Wish2), typed.Wish2 ?? ""),
                new(nameof(typed.Contribution2), typed.Contribution2 ?? ""),
                new(nameof(typed.Version), SaveWishes.VersionOf(file.Candidature.Wishes)),
                new(OpenPageForm.PageField, Request.Form[OpenPageForm.PageField].ToString()),
            ],
            StandingModel.From(file, Arrived)
        );
    }
}
