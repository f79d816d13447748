using EigPortal.Web.Dsfr;
using Microsoft.Extensions.Primitives;

namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>An answer that was saved elsewhere since the form was opened, and what the person has just written.</summary>
/// <param name="Name">Name of the question in the choice that the page posts.</param>
public sealed record ConflictRow(string Name, string Label, string Saved, string Typed);

/// <summary>Both versions of a part of the form, between which the person chooses question by question (B2).</summary>
/// <param name="Href">Address of the form.</param>
/// <param name="Typed">Fields to post again: what was typed, with the version that the page compares it with.</param>
public sealed record ConflictModel(
    string Title,
    string Href,
    DateTimeOffset? SavedAt,
    IReadOnlyList<ConflictRow> Rows,
    IReadOnlyList<KeyValuePair<string, string>> Typed,
    StandingModel Standing
)
{
    public static IReadOnlyList<Choice> Choices { get; } =
    [new(VersionChoice.Saved, "La version enregistrée"), new(VersionChoice.Typed, "Ce que je viens d’écrire")];
}

/// <summary>What the page of two versions posts.</summary>
public static class VersionChoice
{
    public const string Saved = "enregistree";
    public const string Typed = "ecrite";

    private const string Prefix = "garder.";

    public static string FieldOf(string name) => Prefix + name;

    public static bool IsPosted(IFormCollection form) => form.Keys.Any(key => key.StartsWith(Prefix, StringComparison.Ordinal));

    public static bool KeepsSaved(IFormCollection form, string name) =>
        StringValues.Equals(form[FieldOf(name)], new StringValues(Saved));
}
