using EigPortal.Domain.Challenges;
using FluentValidation;

namespace EigPortal.Web.Areas.Admin.Challenges;

/// <summary>A challenge as staff type it. Lists have one item per line.</summary>
public sealed class ChallengeInput
{
    public string? Name { get; init; }
    public Guid? HostId { get; init; }
    public string? Tagline { get; init; }
    public string? Summary { get; init; }
    public string? Problem { get; init; }
    public string? Goal { get; init; }
    public string? Impact { get; init; }
    public string? DataAndMeans { get; init; }
    public string? Places { get; init; }
    public string? Themes { get; init; }
    public string? MentorRoles { get; init; }
    public bool RequiresClearance { get; init; }

    /// <summary>Version of the row that the form was filled from.</summary>
    public uint Version { get; init; }

    public static ChallengeInput From(Challenge challenge, uint version) =>
        new()
        {
            Name = challenge.Name,
            HostId = challenge.HostId,
            Tagline = challenge.Tagline,
            Summary = challenge.Summary,
            Problem = challenge.Problem,
            Goal = challenge.Goal,
            Impact = challenge.Impact,
            DataAndMeans = challenge.DataAndMeans,
            Places = string.Join('\n', challenge.Places),
            Themes = string.Join('\n', challenge.Themes),
            MentorRoles = string.Join('\n', challenge.MentorRoles),
            RequiresClearance = challenge.RequiresClearance,
            Version = version,
        };

    public ChallengeText ToText() =>
        new(
            Name ?? "",
            Tagline ?? "",
            Summary ?? "",
            Problem ?? "",
            Goal ?? "",
            Impact ?? "",
            DataAndMeans ?? "",
            Lines.Of(Places),
            Lines.Of(Themes),
            Lines.Of(MentorRoles),
            RequiresClearance
        );

    /// <summary>Texts written in Markdown, with their headings.</summary>
    public IEnumerable<(string Title, string Markdown)> Texts =>
        new[]
        {
            ("En bref", Summary ?? ""),
            ("Le problème", Problem ?? ""),
            ("L’objectif", Goal ?? ""),
            ("Les effets attendus", Impact ?? ""),
            ("Les données et les moyens", DataAndMeans ?? ""),
        }.Where(text => text.Item2.Length > 0);

    /// <summary>Every field with its French name, to compare two versions and to post them again.</summary>
    public IReadOnlyList<(string Field, string Label, string Value)> Fields(Func<Guid?, string> hostName) =>
        [
            (nameof(Name), "Nom", Name ?? ""),
            (nameof(HostId), "Administration d’accueil", hostName(HostId)),
            (nameof(Tagline), "Accroche", Tagline ?? ""),
            (nameof(Summary), "En bref", Summary ?? ""),
            (nameof(Problem), "Problème", Problem ?? ""),
            (nameof(Goal), "Objectif", Goal ?? ""),
            (nameof(Impact), "Effets attendus", Impact ?? ""),
            (nameof(DataAndMeans), "Données et moyens", DataAndMeans ?? ""),
            (nameof(Places), "Lieux", Places ?? ""),
            (nameof(Themes), "Thèmes", Themes ?? ""),
            (nameof(MentorRoles), "Rôles des mentors", MentorRoles ?? ""),
            (nameof(RequiresClearance), "Enquête d’habilitation", RequiresClearance ? "Oui" : "Non"),
        ];
}

/// <summary>Text fields that hold one item per line.</summary>
internal static class Lines
{
    public static IReadOnlyList<string> Of(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

public sealed class ChallengeInputValidator : AbstractValidator<ChallengeInput>
{
    public ChallengeInputValidator()
    {
        RuleFor(input => input.Name)
            .NotEmpty()
            .WithMessage("Donnez un nom au défi.")
            .MaximumLength(Challenge.NameMaxLength)
            .WithMessage($"Le nom dépasse {Challenge.NameMaxLength} caractères : raccourcissez-le.");
        RuleFor(input => input.HostId).NotEmpty().WithMessage("Choisissez l’administration qui porte le défi.");
        RuleFor(input => input.Tagline)
            .MaximumLength(Challenge.TaglineMaxLength)
            .WithMessage($"L’accroche dépasse {Challenge.TaglineMaxLength} caractères : raccourcissez-la.");
        Text(nameof(ChallengeInput.Summary), input => input.Summary);
        Text(nameof(ChallengeInput.Problem), input => input.Problem);
        Text(nameof(ChallengeInput.Goal), input => input.Goal);
        Text(nameof(ChallengeInput.Impact), input => input.Impact);
        Text(nameof(ChallengeInput.DataAndMeans), input => input.DataAndMeans);
    }

    private void Text(string field, System.Linq.Expressions.Expression<Func<ChallengeInput, string?>> value) =>
        RuleFor(value)
            .MaximumLength(Challenge.TextMaxLength)
            .WithMessage($"Ce texte dépasse {Challenge.TextMaxLength} caractères : raccourcissez-le.")
            .OverridePropertyName(field);
}

public sealed class PostInput
{
    public string? Profile { get; init; }
    public string? Label { get; init; }
    public string? Mission { get; init; }
    public string? Skills { get; init; }

    public static PostInput From(Post post) =>
        new()
        {
            Profile = post.Profile,
            Label = post.Label,
            Mission = post.Mission,
            Skills = string.Join('\n', post.Skills),
        };

    public PostText ToText() => new(Profile ?? "", Label ?? "", Mission ?? "", Lines.Of(Skills));
}

public sealed class PostInputValidator : AbstractValidator<PostInput>
{
    private const int LabelMaxLength = 200;

    public PostInputValidator()
    {
        RuleFor(input => input.Profile).Must(profile => Profiles.All.Contains(profile)).WithMessage("Choisissez un profil.");
        RuleFor(input => input.Label)
            .NotEmpty()
            .WithMessage("Donnez un intitulé au poste.")
            .MaximumLength(LabelMaxLength)
            .WithMessage($"L’intitulé dépasse {LabelMaxLength} caractères : raccourcissez-le.");
        RuleFor(input => input.Mission)
            .MaximumLength(Challenge.TextMaxLength)
            .WithMessage($"La mission dépasse {Challenge.TextMaxLength} caractères : raccourcissez-la.");
    }
}

public sealed class WithdrawInput
{
    public string? Reason { get; init; }

    /// <summary>The name of the challenge, typed to confirm.</summary>
    public string? Confirmation { get; init; }
}
