using System.Text.RegularExpressions;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Juries;

/// <summary>Words of a submission that a juror retains to support a mark: quoted, placed, and kept with the editions of the sheet that rested on them.</summary>
public sealed class Passage : Entity
{
    public const int ShortestQuote = 3;
    public const int QuoteMaxLength = 1_000;
    public const int PlaceMaxLength = 120;
    public const int MostPerCriterion = 10;

    private Passage() { }

    internal Passage(ScoreSheet sheet, string criterionKey, Guid snapshotId, FoundPassage found, DateTimeOffset now)
    {
        SheetId = sheet.Id;
        CriterionKey = criterionKey;
        SnapshotId = snapshotId;
        (Place, Start, Length, Quote) = (found.Part.Place, found.Start, found.Length, found.Quote);
        (Edition, RetainedAt) = (sheet.Edition, now);
    }

    public Guid SheetId { get; private set; }
    public string CriterionKey { get; private set; } = "";

    /// <summary>The submission that was read.</summary>
    public Guid SnapshotId { get; private set; }

    /// <summary>The answer that holds it, as in <see cref="ReadablePart.Place"/>.</summary>
    public string Place { get; private set; } = "";

    /// <summary>In UTF-16 units of the answer as the juror read it, which is not the answer itself while the stage is blind.</summary>
    public int Start { get; private set; }
    public int Length { get; private set; }
    public string Quote { get; private set; } = "";
    public DateTimeOffset RetainedAt { get; private set; }

    /// <summary>The edition of the sheet in which it was retained.</summary>
    public int Edition { get; private set; }

    /// <summary>The edition in which it was withdrawn; null while it supports the mark. Former editions keep it.</summary>
    public int? WithdrawnIn { get; private set; }

    public bool SupportsIn(int edition) => Edition <= edition && (WithdrawnIn is null || edition < WithdrawnIn);

    internal void Withdraw(int edition) => WithdrawnIn = edition;

    /// <summary>Where it stands in the submission as it is read now; null when those words are no longer in it.</summary>
    public (string Place, int Start)? FindIn(IReadOnlyList<ReadablePart> parts)
    {
        if (parts.FirstOrDefault(part => part.Place == Place) is not { } part)
        {
            return null;
        }

        var at =
            Start + Length <= part.Text.Length && part.Text.AsSpan(Start, Length).SequenceEqual(Quote)
                ? Start
                : part.Text.IndexOf(Quote, StringComparison.Ordinal);
        return at < 0 ? null : (Place, at);
    }
}

/// <summary>Words found in an answer, as they are written there.</summary>
public sealed record FoundPassage(ReadablePart Part, int Start, int Length)
{
    public string Quote => Part.Text.Substring(Start, Length);

    /// <summary>
    /// The first answer that holds these words. Spaces, line ends, capitals, accents and apostrophes need not be the same: a browser
    /// changes some of them when text is copied.
    /// </summary>
    public static FoundPassage? Of(string words, IReadOnlyList<ReadablePart> parts)
    {
        var tokens = FoldedText.Of(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (tokens.Length == 0)
        {
            return null;
        }

        var pattern = new Regex(string.Join(@"\s+", tokens.Select(Regex.Escape)), RegexOptions.None, TimeSpan.FromSeconds(1));
        return (
            from part in parts
            let match = pattern.Match(FoldedText.Of(part.Text))
            where match.Success
            select new FoundPassage(part, match.Index, match.Length)
        ).FirstOrDefault();
    }
}

public static class PassageErrors
{
    /// <summary>Fields of the form.</summary>
    public const string QuoteField = "Passage";
    public const string CriterionField = "PassageCriterion";

    public static readonly DomainError Criterion = new(
        "passage.criterion",
        "Choisissez le critère que ce passage appuie.",
        CriterionField
    );

    public static readonly DomainError TooShort = new("passage.short", "Copiez ici quelques mots du dossier.", QuoteField);

    public static readonly DomainError TooLong = new(
        "passage.long",
        $"Raccourcissez le passage : {Passage.QuoteMaxLength} caractères au plus.",
        QuoteField
    );

    public static readonly DomainError NotInFile = new(
        "passage.absent",
        "Ces mots ne sont pas dans une réponse du dossier tel que vous le lisez. Copiez-les d’une seule réponse, mot pour mot.",
        QuoteField
    );

    public static readonly DomainError Twice = new("passage.twice", "Ce passage appuie déjà ce critère.", QuoteField);

    public static readonly DomainError TooMany = new(
        "passage.many",
        $"Un critère s’appuie sur {Passage.MostPerCriterion} passages au plus : retirez-en un.",
        QuoteField
    );

    public static readonly DomainError Gone = new("passage.gone", "Ce passage a déjà été retiré.", QuoteField);
}
