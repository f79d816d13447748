using System.Text.RegularExpressions;
using EigPortal.Domain.Shared;

namespace EigPortal.Services.Mail.Wording;

/// <summary>The words of a message at one moment, usual or reworded by staff: checked when saved, filled when a mail is written.</summary>
public sealed partial record MailWords(MailTemplate Template, string Subject, string Body)
{
    /// <summary>What is wrong with the words; empty when they can be used.</summary>
    public IReadOnlyList<DomainError> Check()
    {
        var errors = new List<DomainError>();
        if (Subject.Trim().Length is 0 or > OutboxMail.SubjectMaxLength || Subject.Contains('\n'))
        {
            errors.Add(
                new(
                    "wording.subject",
                    $"Donnez un objet d’une ligne, de {OutboxMail.SubjectMaxLength} caractères au plus.",
                    "Subject"
                )
            );
        }

        if (Body.Trim().Length is 0 or > MailTemplate.BodyMaxLength)
        {
            errors.Add(new("wording.body", $"Donnez un texte de {MailTemplate.BodyMaxLength} caractères au plus.", "Body"));
        }

        errors.AddRange(Misplaced(Subject, "Subject", [PlaceholderKind.Text]));
        foreach (var line in Lines(Body))
        {
            errors.AddRange(CheckLine(line));
        }

        errors.AddRange(
            Template
                .Placeholders.Where(placeholder =>
                    placeholder.Mandatory && !$"{Subject}\n{Body}".Contains(placeholder.Written, StringComparison.Ordinal)
                )
                .Select(placeholder => new DomainError(
                    "wording.missing",
                    $"Il manque {placeholder.Written} ({placeholder.Meaning.ToLowerInvariant()}) : sans lui, le message ne dit pas l’essentiel.",
                    "Body"
                ))
        );
        return [.. errors.Distinct()];
    }

    /// <summary>Fills every placeholder. A value is a text, or several for a list; an empty one takes the space before it away.</summary>
    /// <exception cref="ArgumentException">A placeholder of the template has no value: a defect of the caller.</exception>
    public MailText Fill(params (string Name, object Value)[] values)
    {
        var blocks = values
            .Where(value => value.Value is IReadOnlyList<MailBlock>)
            .ToDictionary(value => value.Name, value => (IReadOnlyList<MailBlock>)value.Value);
        var given = values
            .Where(value => !blocks.ContainsKey(value.Name))
            .ToDictionary(
                value => value.Name,
                value => value.Value is IEnumerable<string> many ? many.ToArray() : [(string)value.Value]
            );
        if (
            Template.Placeholders.FirstOrDefault(placeholder =>
                !given.ContainsKey(placeholder.Name) && !blocks.ContainsKey(placeholder.Name)
            ) is
            { } forgotten
        )
        {
            throw new ArgumentException($"{Template.Key}: no value for {forgotten.Written}.", nameof(values));
        }

        var text = new MailText(Filled(Subject, given));
        foreach (var block in BlockBreak().Split(Body.ReplaceLineEndings("\n").Trim()))
        {
            if (Alone(block) is { } name && blocks.TryGetValue(name, out var whole))
            {
                foreach (var part in whole)
                {
                    text.Add(part);
                }
            }
            else
            {
                Add(text, block.Trim('\n'), given);
            }
        }

        return text;
    }

    /// <summary>The message as the preview and the golden files show it.</summary>
    public MailText Example() =>
        Fill([.. Template.Placeholders.Select(placeholder => (placeholder.Name, MailTemplate.ExampleOf(placeholder)))]);

    private static void Add(MailText text, string block, IReadOnlyDictionary<string, string[]> given)
    {
        var lines = Lines(block);
        if (lines.Count == 1 && ButtonLine().Match(lines[0]) is { Success: true } button)
        {
            text.Button(Typography(button.Groups["label"].Value), given[button.Groups["link"].Value][0]);
        }
        else if (lines.Count == 1 && lines[0].StartsWith("## ", StringComparison.Ordinal))
        {
            text.Heading(Filled(lines[0][3..], given));
        }
        else if (lines.All(line => line.StartsWith("- ", StringComparison.Ordinal)))
        {
            var items = lines.SelectMany(line => Items(line[2..], given)).Where(item => item.Length > 0).ToList();
            if (items.Count > 0)
            {
                text.List(items);
            }
        }
        else if (lines.All(line => line.StartsWith('>')))
        {
            text.Quote(Filled(string.Join('\n', lines.Select(line => line[1..].TrimStart())), given));
        }
        else if (Filled(string.Join(' ', lines.Select(line => line.Trim())), given) is { Length: > 0 } paragraph)
        {
            text.Paragraph(paragraph);
        }
    }

    private static IEnumerable<string> Items(string item, IReadOnlyDictionary<string, string[]> given) =>
        Alone(item) is { } name ? given[name] : [Filled(item, given)];

    /// <summary>Name of the placeholder that is all there is; null when there is something else.</summary>
    private static string? Alone(string words) =>
        AnyPlaceholder().Match(words.Trim()) is { Success: true } found && found.Value.Length == words.Trim().Length
            ? found.Groups["name"].Value
            : null;

    private static string Filled(string words, IReadOnlyDictionary<string, string[]> given) =>
        AnyPlaceholder()
            .Replace(
                Typography(words),
                found =>
                {
                    var value = string.Join(", ", given[found.Groups["name"].Value]);
                    return value.Length == 0 ? "" : found.Groups["space"].Value + value;
                }
            )
            .Trim();

    private IEnumerable<DomainError> CheckLine(string line)
    {
        if (ButtonLine().Match(line) is { Success: true } button)
        {
            var name = button.Groups["link"].Value;
            return Template.Find(name) is { Kind: PlaceholderKind.Link } ? [] : [Unknown(name, "Body")];
        }

        if (line.Contains("](", StringComparison.Ordinal))
        {
            return
            [
                new(
                    "wording.button",
                    "Un bouton occupe une ligne entière et mène à une adresse que le portail connaît : [libellé]({lien}).",
                    "Body"
                ),
            ];
        }

        return line.StartsWith("- ", StringComparison.Ordinal) && Alone(line[2..]) is not null
                ? Misplaced(line, "Body", [PlaceholderKind.Text, PlaceholderKind.List])
            : line.StartsWith('>') ? Misplaced(line, "Body", [PlaceholderKind.Text, PlaceholderKind.Quote])
            : Alone(line) is not null ? Misplaced(line, "Body", [PlaceholderKind.Text, PlaceholderKind.Blocks])
            : Misplaced(line, "Body", [PlaceholderKind.Text]);
    }

    private IEnumerable<DomainError> Misplaced(string words, string field, IReadOnlyList<PlaceholderKind> allowed)
    {
        foreach (var name in AnyPlaceholder().Matches(words).Select(found => found.Groups["name"].Value))
        {
            if (Template.Find(name) is not { } placeholder)
            {
                yield return Unknown(name, field);
            }
            else if (!allowed.Contains(placeholder.Kind))
            {
                yield return new("wording.misplaced", Place(placeholder), field);
            }
        }
    }

    private static string Place(Placeholder placeholder) =>
        placeholder.Kind switch
        {
            PlaceholderKind.List =>
                $"{placeholder.Written} se place seul dans un élément de liste : « - {placeholder.Written} ».",
            PlaceholderKind.Quote => $"{placeholder.Written} se place dans une citation : « > {placeholder.Written} ».",
            PlaceholderKind.Blocks => $"{placeholder.Written} occupe un paragraphe à lui seul.",
            PlaceholderKind.Link => $"{placeholder.Written} se place dans un bouton : « [libellé]({placeholder.Written}) ».",
            PlaceholderKind.Text => $"{placeholder.Written} se place dans une phrase.",
        };

    private static DomainError Unknown(string name, string field) =>
        new(
            "wording.unknown",
            $"{{{name}}} n’est pas connu : choisissez dans la liste des éléments remplis par le portail.",
            field
        );

    private static IReadOnlyList<string> Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0)];

    // People type a straight apostrophe.
    private static string Typography(string words) => words.Replace('\'', '’');

    [GeneratedRegex(@"(?<space> ?)\{(?<name>[^{}\n]{1,40})\}")]
    private static partial Regex AnyPlaceholder();

    [GeneratedRegex(@"^\[(?<label>[^\[\]{}]{1,100})\]\(\{(?<link>[^{}\n]{1,40})\}\)\s*$")]
    private static partial Regex ButtonLine();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlockBreak();
}
