using System.Text;
using System.Text.Encodings.Web;
using EigPortal.Services.Text;

namespace EigPortal.Services.Mail;

/// <summary>
/// The words of a mail, written once and given as plain text and as HTML. Everything put in is text: what people typed is escaped and
/// can neither become markup nor a link (B25). Links come only from <see cref="Button"/>. Spaces become those of French here, so that no
/// message has to think of it; words of a person that are quoted stay as typed.
/// </summary>
public sealed class MailText
{
    // What mail programs recognise as the end of a message (RFC 3676, 4.3).
    private const string FooterMark = "\n\n-- \n";
    private const string Signature = "L’équipe du programme Entrepreneurs d’intérêt général";

    private const string Footer =
        "Ce message vous est envoyé par le portail Entrepreneurs d’intérêt général. Si vous pensez l’avoir reçu par erreur, ignorez-le.";

    // Mail programs have no style sheet of ours: this block is all the presentation there is, and a mail reads well without it.
    private const string Style =
        "body{font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#161616;max-width:38em;margin:0 auto;padding:1em}"
        + "a.bouton{display:inline-block;padding:.5em 1em;background:#000091;color:#fff;text-decoration:none}"
        + "blockquote{margin:1em 0;padding-left:1em;border-left:4px solid #6a6af4;white-space:pre-line}"
        + "footer{margin-top:2em;font-size:14px;color:#3a3a3a}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private readonly List<MailBlock> blocks = [];
    private readonly StringBuilder text = new();
    private readonly StringBuilder html = new();

    public MailText(string subject) => Subject = FrenchText.Spaced(OneLine(subject));

    /// <summary>One line, at most 200 characters.</summary>
    public string Subject { get; }

    /// <summary>The same words as the text and the HTML, for a page that shows them with its own markup.</summary>
    public IReadOnlyList<MailBlock> Blocks => blocks;

    /// <summary>Starts with "Bonjour Camille," or, without a name, "Bonjour,".</summary>
    public MailText Greeting(string? name = null)
    {
        var line = string.IsNullOrWhiteSpace(name) ? "Bonjour," : $"Bonjour {OneLine(name)},";
        return Paragraph(line);
    }

    public MailText Paragraph(string paragraph)
    {
        var words = FrenchText.Spaced(paragraph.Trim());
        blocks.Add(new MailBlock(MailBlockKind.Paragraph, [words]));
        text.Append(words).Append("\n\n");
        html.Append("<p>").Append(Encoded(words)).Append("</p>\n");
        return this;
    }

    /// <summary>A title within the mail.</summary>
    public MailText Heading(string title)
    {
        var line = FrenchText.Spaced(OneLine(title));
        blocks.Add(new MailBlock(MailBlockKind.Heading, [line]));
        text.Append(line).Append('\n').Append('-', line.Length).Append("\n\n");
        html.Append("<h2>").Append(Encoded(line)).Append("</h2>\n");
        return this;
    }

    /// <summary>A part taken from another mail.</summary>
    public MailText Add(MailBlock block) =>
        block.Kind switch
        {
            MailBlockKind.Heading => Heading(block.Words[0]),
            MailBlockKind.Paragraph => Paragraph(block.Words[0]),
            MailBlockKind.Quote => Quote(block.Words[0]),
            MailBlockKind.List => List(block.Words),
            MailBlockKind.Button => Button(block.Words[0], block.Words[1]),
        };

    /// <summary>Words of a person, set apart so that nobody takes them for the programme's.</summary>
    public MailText Quote(string words)
    {
        blocks.Add(new MailBlock(MailBlockKind.Quote, [words.Trim()]));
        foreach (var line in words.Trim().ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("> ").Append(line).Append('\n');
        }

        text.Append('\n');
        html.Append("<blockquote>").Append(Encoded(words.Trim())).Append("</blockquote>\n");
        return this;
    }

    public MailText List(IEnumerable<string> items)
    {
        var all = items.Select(item => FrenchText.Spaced(item.Trim())).ToList();
        blocks.Add(new MailBlock(MailBlockKind.List, all));
        html.Append("<ul>\n");
        foreach (var item in all)
        {
            text.Append("- ").Append(item).Append('\n');
            html.Append("<li>").Append(Encoded(item)).Append("</li>\n");
        }

        text.Append('\n');
        html.Append("</ul>\n");
        return this;
    }

    /// <summary>An action, with its address written out for those who read the text.</summary>
    /// <param name="url">Absolute http or https address, made by <see cref="PortalUrls"/>.</param>
    /// <exception cref="ArgumentException">Any other kind of address.</exception>
    public MailText Button(string label, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("A mail only links to absolute web addresses.", nameof(url));
        }

        var words = FrenchText.Spaced(label);
        blocks.Add(new MailBlock(MailBlockKind.Button, [words, url]));
        text.Append(words).Append("\u00a0:\n").Append(url).Append("\n\n");
        html.Append("<p><a class=\"bouton\" href=\"")
            .Append(Encoded(url))
            .Append("\">")
            .Append(Encoded(words))
            .Append("</a></p>\n");
        return this;
    }

    public string ToPlainText() => $"{text}{Signature}{FooterMark}{Footer}\n";

    /// <summary>A mail's plain text as a page quotes it.</summary>
    public static string WithoutFooter(string plainText) => plainText.Split(FooterMark)[0];

    public string ToHtml() =>
        $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoded(Subject)}</title>
            <style>{Style}</style>
            </head>
            <body>
            {html}<p>{Signature}</p>
            <footer><p>{Footer}</p></footer>
            </body>
            </html>

            """.ReplaceLineEndings("\n");

    /// <summary>The mail as a row of the outbox.</summary>
    /// <param name="template">Name of the mail's class.</param>
    /// <param name="now">Machine time.</param>
    /// <param name="held">Waits for a person to release it.</param>
    public OutboxMail ToOutbox(
        string template,
        Guid aboutId,
        Guid? accountId,
        string to,
        DateTimeOffset now,
        int round = 1,
        bool held = false
    ) => new(template, aboutId, accountId, to, round, Subject, ToPlainText(), ToHtml(), now, held);

    private static string Encoded(string value) =>
        Encoder.Encode(value.ReplaceLineEndings("\n")).Replace("&#xA;", "\n", StringComparison.Ordinal);

    // A line break in a subject would let typed text add headers.
    private static string OneLine(string value)
    {
        var line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= OutboxMail.SubjectMaxLength
            ? line
            : string.Concat(line.AsSpan(0, OutboxMail.SubjectMaxLength - 1), "…");
    }
}

public enum MailBlockKind
{
    Heading,
    Paragraph,
    Quote,
    List,

    /// <summary>Its label, then its address.</summary>
    Button,
}

/// <summary>A part of a mail.</summary>
public sealed record MailBlock(MailBlockKind Kind, IReadOnlyList<string> Words);
