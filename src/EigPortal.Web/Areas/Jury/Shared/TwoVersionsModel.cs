using EigPortal.Domain.Cohorts;
using EigPortal.Web.Areas.Jury.Readings;

namespace EigPortal.Web.Areas.Jury.Shared;

/// <summary>A grid that changed elsewhere since its form was opened: what was typed beside what is saved.</summary>
/// <param name="Title">Which grid, in a heading.</param>
/// <param name="MayReplace">Whether the form below still takes what was typed.</param>
public sealed record TwoVersionsModel(string Title, Cohort Cohort, ScoreSheetInput Typed, ScoreSheetInput Saved, bool MayReplace)
{
    public string WordsOf(MarkInput mark) => mark.InWords(Cohort.ScaleMax);
}
