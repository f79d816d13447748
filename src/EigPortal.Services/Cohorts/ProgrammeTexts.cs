using System.Globalization;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Demo;

namespace EigPortal.Services.Cohorts;

/// <summary>
/// What the programme tells candidates: eligibility, criteria, conditions, questions. The texts hold no date of their own: each comes
/// from the timetable, so that an extension of the call is told everywhere at once.
/// </summary>
public sealed record ProgrammeTexts(
    string Intro,
    IReadOnlyList<ProgrammeTexts.Step> HowSelectionWorks,
    IReadOnlyList<ProgrammeTexts.Rule> Eligibility,
    IReadOnlyList<ProgrammeTexts.CriterionText> Criteria,
    string AnchorsNote,
    IReadOnlyList<ProgrammeTexts.Section> WorkingConditions,
    IReadOnlyList<ProgrammeTexts.Section> Support,
    string DataProtection,
    IReadOnlyList<ProgrammeTexts.Answered> Faq
)
{
    private static readonly Lazy<ProgrammeTexts> Raw = new(() => CatalogueFiles.Read<File>("promotion-3.json").Pages);
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Notes = new(() =>
        CatalogueFiles
            .Read<List<CatalogueFiles.Promotion>>("promotions.json")
            .Where(promotion => promotion.Note is not null)
            .ToDictionary(promotion => promotion.Slug, promotion => promotion.Note!)
    );
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Caveats on the figures of a promotion, by its slug.</summary>
    public static IReadOnlyDictionary<string, string> FigureNotes => Notes.Value;

    /// <summary>The texts with the dates of this timetable. A date that isn't set reads "une date à préciser".</summary>
    public static ProgrammeTexts Of(Timetable timetable)
    {
        var fill = Filler(timetable);
        var raw = Raw.Value;
        return raw with
        {
            Intro = fill(raw.Intro),
            HowSelectionWorks =
            [
                .. raw.HowSelectionWorks.Select(step => new Step(step.Title, fill(step.Dates), fill(step.Text))),
            ],
            Eligibility = [.. raw.Eligibility.Select(rule => rule with { Detail = fill(rule.Detail) })],
            WorkingConditions = [.. raw.WorkingConditions.Select(section => section with { Text = fill(section.Text) })],
            Support = [.. raw.Support.Select(section => section with { Text = fill(section.Text) })],
            DataProtection = fill(raw.DataProtection),
            Faq = [.. raw.Faq.Select(answered => new Answered(fill(answered.Question), fill(answered.Answer)))],
        };
    }

    private static Func<string, string> Filler(Timetable timetable)
    {
        var opens = Day(timetable.CallOpensAt);
        var closes = Day(timetable.CallClosesAt);
        (string Token, string Value)[] tokens =
        [
            (
                "{appel}",
                opens is null || closes is null ? Unknown : $"du {opens} au {Moment(timetable.CallClosesAt)}, heure de Paris"
            ),
            ("{clôture}", Moment(timetable.CallClosesAt) ?? Unknown),
            ("{jour de clôture}", closes ?? Unknown),
            ("{auditions}", Range(timetable.HearingsFrom, timetable.HearingsTo) ?? Unknown),
            ("{annonce}", Day(timetable.ResultsDueBefore) ?? Unknown),
            ("{début}", timetable.WorkStartsOn?.ToString("MMMM\u00a0yyyy", French) ?? Unknown),
        ];
        return text =>
            tokens.Aggregate(text, (filled, token) => filled.Replace(token.Token, token.Value, StringComparison.Ordinal));
    }

    private const string Unknown = "une date à préciser";

    private static string? Day(DateTimeOffset? instant) =>
        instant is { } known ? Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(known, Paris).DateTime)) : null;

    private static string? Day(DateOnly? day) =>
        day is { } known ? $"{DayOfMonth(known)}\u00a0{known.ToString("MMMM\u00a0yyyy", French)}" : null;

    private static string DayOfMonth(DateOnly day) => day.Day == 1 ? "1er" : day.Day.ToString(French);

    private static string? Moment(DateTimeOffset? instant)
    {
        if (instant is not { } known)
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTime(known, Paris);
        var minutes = local.Minute == 0 ? "" : local.Minute.ToString("\u00a000", French);
        return $"{Day(known)} à {local.Hour}\u00a0h{minutes}";
    }

    private static string? Range(DateOnly? from, DateOnly? to) =>
        (from, to) switch
        {
            ({ } first, { } last) when first == last => $"le {Day(first)}",
            ({ } first, { } last) when first.Month == last.Month && first.Year == last.Year =>
                $"du {DayOfMonth(first)} au {Day(last)}",
            ({ } first, { } last) => $"du {Day(first)} au {Day(last)}",
            _ => null,
        };

    public sealed record Step(string Title, string Dates, string Text);

    public sealed record Rule([property: System.Text.Json.Serialization.JsonPropertyName("rule")] string Title, string Detail);

    /// <param name="Anchors">Meaning of each mark, keyed by the mark.</param>
    public sealed record CriterionText(string Key, string Title, string Question, IReadOnlyDictionary<string, string> Anchors);

    public sealed record Section(string Title, string Text);

    public sealed record Answered(string Question, string Answer);

    private sealed record File(ProgrammeTexts Pages);
}
