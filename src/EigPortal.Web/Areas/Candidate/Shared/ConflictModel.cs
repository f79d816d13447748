namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>An answer that was saved elsewhere since the form was opened, and what the person has just written.</summary>
public sealed record ConflictRow(string Label, string Saved, string Typed);

/// <summary>Both versions of a part of the form, between which the person chooses.</summary>
/// <param name="Href">Address of the form.</param>
/// <param name="Typed">Fields to post again to keep what was typed.</param>
public sealed record ConflictModel(
    string Title,
    string Href,
    DateTimeOffset? SavedAt,
    IReadOnlyList<ConflictRow> Rows,
    IReadOnlyList<KeyValuePair<string, string>> Typed,
    StandingModel Standing
);
