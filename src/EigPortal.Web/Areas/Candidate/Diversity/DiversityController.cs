using EigPortal.Domain.Diversity;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Diversity;
using EigPortal.Services.Identity;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Areas.Candidate.Diversity;

/// <param name="Answers">By question; what was typed when the page comes back.</param>
/// <param name="HasAnswered">Answers are in the vault.</param>
public sealed record DiversityModel(IReadOnlyDictionary<string, string> Answers, bool Consent, bool HasAnswered, bool IsFrozen)
{
    public static IReadOnlyList<Choice> ChoicesOf(DiversityQuestion question) =>
        [.. question.Choices.Select(choice => new Choice(choice.Key, choice.Label)), new("", "Je préfère ne pas répondre")];
}

/// <summary>The optional questionnaire: apart from the candidature, read by nobody, counted once (ADR 24).</summary>
public sealed class DiversityController(OwnCandidature own, ActorLoader actors, DiversityVault vault)
    : CandidateController(own, actors)
{
    private const string Address = "/candidature/diversite";

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        var answers = await vault.OfAsync(file.Cohort.Id, file.Candidature.Id, ct);
        return View("Index", ModelOf(file, answers, answers.Count > 0, answers.Count > 0));
    }

    [HttpPost(Address)]
    public async Task<IActionResult> Save(IFormCollection form, CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        var (typed, consent) = (TypedIn(form), form["Consent"] == "true");
        var answers = DiversityQuestionnaire.Read(typed!, consent);
        var result = answers.IsOk ? await vault.SaveAsync(file.Cohort.Id, file.Candidature.Id, answers.Value, ct) : answers;
        if (result.IsOk)
        {
            return Done("Vos réponses sont gardées à part. Elles ne font pas partie de votre candidature.");
        }

        AddErrors(result.Errors);
        var kept = await vault.OfAsync(file.Cohort.Id, file.Candidature.Id, ct);
        return Refused("Index", ModelOf(file, typed, consent, kept.Count > 0));
    }

    [HttpPost(Address + "/retrait")]
    public async Task<IActionResult> Withdraw(CancellationToken ct)
    {
        if (await FileAsync(ct) is not { } file)
        {
            return ToStart();
        }

        await vault.RemoveAsync(file.Cohort.Id, file.Candidature.Id, ct);
        return Done(
            file.Cohort.StageCountsFrozenAt is null
                ? "Vos réponses sont retirées. Il n’en reste rien."
                : "Les comptages sont arrêtés : il ne reste aucune réponse qui puisse être reliée à vous."
        );
    }

    private IActionResult Done(string words)
    {
        this.Flash(words);
        return LocalRedirect(Address);
    }

    private static Dictionary<string, string> TypedIn(IFormCollection form) =>
        DiversityQuestionnaire.Questions.ToDictionary(question => question.Key, question => form[question.Key].ToString());

    private static DiversityModel ModelOf(
        CandidatureFile file,
        IReadOnlyDictionary<string, string> answers,
        bool consent,
        bool hasAnswered
    ) => new(answers, consent, hasAnswered, file.Cohort.StageCountsFrozenAt is not null);
}
