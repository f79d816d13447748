using System.Globalization;
using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Hearings;
using EigPortal.Services.Juries;

namespace EigPortal.Web.Areas.Jury.Readings;

/// <summary>A mark as the form posts it: "0" to the top of the scale, "abstention", or nothing.</summary>
public sealed class MarkInput
{
    public const string Abstention = "abstention";

    public string? Value { get; init; }
    public string? Comment { get; init; }

    public static MarkInput From(Mark mark) =>
        new() { Value = mark.Abstains ? Abstention : mark.Value?.ToString(CultureInfo.InvariantCulture), Comment = mark.Comment };

    public string InWords(int scaleMax) =>
        Value switch
        {
            null or "" => "Pas de note",
            Abstention => "Abstention",
            var value => $"{value} sur {scaleMax}",
        };

    // What is not a whole number is outside of every scale: the domain refuses it and names the field.
    public MarkText ToText(string criterionKey) =>
        new(
            criterionKey,
            string.IsNullOrEmpty(Value) || Value == Abstention ? null
                : int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var mark) ? mark
                : -1,
            Value == Abstention,
            Comment ?? ""
        );
}

/// <summary>The grid as the form posts it.</summary>
public sealed class ScoreSheetInput
{
    /// <summary>Value of the button that leads to locking.</summary>
    public const string ToLock = "verrouiller";

    /// <summary>Value of the button that leads to the next file.</summary>
    public const string ToNext = "suivant";

    /// <summary>Value of the button that retains a passage.</summary>
    public const string ToRetain = "retenir";

    /// <summary>Start of the value of the buttons that withdraw a passage; its id follows.</summary>
    public const string ToWithdraw = "retirer:";

    public uint Version { get; init; }

    /// <summary>Edition of the grid that the page shows.</summary>
    public int? Grid { get; init; }

    /// <summary>By key of criterion.</summary>
    public Dictionary<string, MarkInput> Marks { get; init; } = [];
    public Opinion? Opinion { get; init; }
    public string? OverallComment { get; init; }
    public string? Then { get; init; }

    /// <summary>The remarks that the page showed, before a shared grid is locked.</summary>
    public string? RemarksRead { get; init; }

    /// <summary>Words copied from the file, and the criterion that they support.</summary>
    public string? Passage { get; init; }
    public string? PassageCriterion { get; init; }

    public static ScoreSheetInput From(ReadingFile file) =>
        new()
        {
            Version = file.Version,
            Marks = file.Sheet.Marks.ToDictionary(mark => mark.CriterionKey, MarkInput.From),
            Opinion = file.Sheet.Opinion,
            OverallComment = file.Sheet.OverallComment,
        };

    /// <param name="arrivedAt">When the request reached the portal.</param>
    public ScoreSheetText ToText(Guid sheetId, OpenPage page, DateTimeOffset arrivedAt) =>
        new(
            sheetId,
            Version,
            [.. Marks.Select(pair => (pair.Value ?? new MarkInput()).ToText(pair.Key))],
            Opinion,
            OverallComment ?? ""
        )
        {
            Grid = Grid,
            Page = page,
            ArrivedAt = arrivedAt,
            Retains = Then == ToRetain ? new PassageText(PassageCriterion ?? "", Passage ?? "") : null,
            Withdraws =
                Then?.StartsWith(ToWithdraw, StringComparison.Ordinal) == true
                && Guid.TryParse(Then[ToWithdraw.Length..], out var passage)
                    ? passage
                    : null,
        };

    /// <summary>The same words, for the shared grid of a hearing.</summary>
    public CollectiveText ToCollective(Guid slotId, OpenPage page) =>
        new(
            slotId,
            Version,
            [.. Marks.Select(pair => (pair.Value ?? new MarkInput()).ToText(pair.Key))],
            Opinion,
            OverallComment ?? ""
        )
        {
            Grid = Grid,
            Page = page,
        };

    public MarkInput Of(string criterionKey) => Marks.GetValueOrDefault(criterionKey) ?? new MarkInput();
}
