using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;

namespace EigPortal.Web.Areas.Admin.Wordings;

/// <param name="Reworded">Last version of the messages that somebody has touched.</param>
public sealed record WordingListModel(IReadOnlyList<MailTemplate> Templates, IReadOnlyDictionary<string, MailWording> Reworded);

/// <summary>The words of a message as staff type them.</summary>
public sealed class WordingInput
{
    public string? Subject { get; init; }
    public string? Body { get; init; }

    /// <summary>Version that the form was filled from; 0 for the usual words.</summary>
    public int Version { get; init; }

    /// <summary>"apercu" to look without saving.</summary>
    public string? Act { get; init; }

    public MailWords ToWords(MailTemplate template) => new(template, Subject ?? "", (Body ?? "").ReplaceLineEndings("\n"));

    public static WordingInput From(CurrentWording current) =>
        new()
        {
            Subject = current.Words.Subject,
            Body = current.Words.Body,
            Version = current.Version,
        };
}

/// <param name="Preview">The message filled with example data; null while the words can't be used.</param>
/// <param name="Meanwhile">What somebody else saved since the form was opened; null without a conflict.</param>
public sealed record WordingModel(
    MailTemplate Template,
    CurrentWording Current,
    WordingInput Input,
    MailText? Preview,
    MailWords? Meanwhile = null
)
{
    public static WordingModel From(MailTemplate template, CurrentWording current, WordingInput input)
    {
        var words = input.ToWords(template);
        return new WordingModel(template, current, input, words.Check().Count == 0 ? words.Example() : null);
    }
}
