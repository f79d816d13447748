using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Dsfr;
using FluentValidation;

namespace EigPortal.Web.Areas.Candidate.Wishes;

/// <summary>The posted wishes. A choice is "challenge|profile".</summary>
public sealed class WishesInput
{
    public string? Wish1 { get; set; }
    public string? Contribution1 { get; set; }
    public string? Wish2 { get; set; }
    public string? Contribution2 { get; set; }
    public string? Version { get; set; }

    /// <summary>The wishes in order of preference; an empty place is skipped.</summary>
    public IReadOnlyList<WishText> Wishes =>
        [.. new[] { Read(Wish1, Contribution1), Read(Wish2, Contribution2) }.OfType<WishText>()];

    /// <summary>The places of the form, empty ones included.</summary>
    public IReadOnlyList<WishSlot> Slots =>
        [new(Read(Wish1, Contribution1), Contribution1 ?? ""), new(Read(Wish2, Contribution2), Contribution2 ?? "")];

    /// <summary>The saved wish instead of the typed one, at each place where the person prefers it.</summary>
    public WishesInput Merged(WishesInput saved, Func<int, bool> keepsSaved) =>
        new()
        {
            Wish1 = keepsSaved(1) ? saved.Wish1 : Wish1,
            Contribution1 = keepsSaved(1) ? saved.Contribution1 : Contribution1,
            Wish2 = keepsSaved(2) ? saved.Wish2 : Wish2,
            Contribution2 = keepsSaved(2) ? saved.Contribution2 : Contribution2,
            Version = Version,
        };

    public WishesInput Swapped() =>
        new()
        {
            Wish1 = Wish2,
            Contribution1 = Contribution2,
            Wish2 = Wish1,
            Contribution2 = Contribution1,
            Version = Version,
        };

    public static string Choice(Guid challengeId, string profile) => $"{challengeId}|{profile}";

    internal static WishText? Read(string? choice, string? contribution)
    {
        var parts = (choice ?? "").Split('|', 2);
        return parts.Length == 2 && Guid.TryParse(parts[0], out var challengeId)
            ? new WishText(challengeId, parts[1], contribution ?? "")
            : null;
    }
}

public sealed class WishesInputValidator : AbstractValidator<WishesInput>
{
    private static readonly string NoChoice = CandidatureErrors.NoChallengeChosen.Message;

    public WishesInputValidator()
    {
        RuleFor(input => input.Contribution1).Must(BeShortEnough).WithMessage(input => TooLong(input.Contribution1));
        RuleFor(input => input.Contribution2).Must(BeShortEnough).WithMessage(input => TooLong(input.Contribution2));
        RuleFor(input => input.Wish1)
            .Must((input, choice) => string.IsNullOrWhiteSpace(input.Contribution1) || IsChoice(choice))
            .WithMessage(NoChoice);
        RuleFor(input => input.Wish2)
            .Must((input, choice) => string.IsNullOrWhiteSpace(input.Contribution2) || IsChoice(choice))
            .WithMessage(NoChoice);
    }

    private static bool IsChoice(string? choice) => WishesInput.Read(choice, "") is not null;

    private static int Length(string? text) => PlainText.Clean(text).Trim().Length;

    private static bool BeShortEnough(string? text) => Length(text) <= CandidatureForm.ContributionMaxLength;

    private static string TooLong(string? text) =>
        $"Votre contribution compte {Length(text)} caractères. La limite est de {CandidatureForm.ContributionMaxLength} : raccourcissez-la.".Replace(
            " :",
            "\u00a0:"
        );
}

/// <param name="Late">Set when an attempt arrived after closing.</param>
public sealed record WishesModel(WishesInput Input, IReadOnlyList<Choice> Choices, StandingModel Standing, LateModel? Late = null)
{
    public static WishesModel From(CandidatureFile file, WishesInput? typed, DateTimeOffset now) =>
        new(typed ?? Saved(file), Listed(file), StandingModel.From(file, now));

    public static string Describe(CandidatureFile file, WishText wish) =>
        $"{file.ChallengeName(wish.ChallengeId)}, {wish.Profile}\n{PlainText.Clean(wish.Contribution).Trim()}";

    public static WishesInput Saved(CandidatureFile file)
    {
        var wishes = file.Candidature.Wishes.OrderBy(wish => wish.Rank).ToList();
        var first = wishes.ElementAtOrDefault(0);
        var second = wishes.ElementAtOrDefault(1);
        return new WishesInput
        {
            Wish1 = first is null ? null : WishesInput.Choice(first.ChallengeId, first.Profile),
            Contribution1 = first?.Contribution,
            Wish2 = second is null ? null : WishesInput.Choice(second.ChallengeId, second.Profile),
            Contribution2 = second?.Contribution,
            Version = SaveWishes.VersionOf(file.Candidature.Wishes),
        };
    }

    /// <summary>The open challenges with each of their profiles, and the closed ones that a wish still names.</summary>
    private static List<Choice> Listed(CandidatureFile file)
    {
        var open = file.Challenges.SelectMany(challenge =>
            challenge.Profiles.Select(profile => new Choice(
                WishesInput.Choice(challenge.Id, profile),
                $"{challenge.Name} – {profile}",
                Group: challenge.Host
            ))
        );
        var values = open.Select(choice => choice.Value).ToHashSet();
        var closed = file
            .Candidature.Wishes.Where(wish => !values.Contains(WishesInput.Choice(wish.ChallengeId, wish.Profile)))
            .Select(wish => new Choice(
                WishesInput.Choice(wish.ChallengeId, wish.Profile),
                $"{file.ChallengeName(wish.ChallengeId)} – {wish.Profile} (n’accepte plus de candidature)"
            ));
        return [.. open.OrderBy(choice => choice.Group), .. closed];
    }
}
