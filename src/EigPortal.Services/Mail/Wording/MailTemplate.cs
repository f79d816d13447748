using System.Security.Cryptography;
using System.Text;
using EigPortal.Services.Text;

namespace EigPortal.Services.Mail.Wording;

/// <summary>Where a placeholder may stand.</summary>
public enum PlaceholderKind
{
    /// <summary>In a sentence or in the subject.</summary>
    Text,

    /// <summary>Alone in an item: "- {documents}" becomes as many items as there are values.</summary>
    List,

    /// <summary>Alone in a quotation: "> {raison}". Words of a person.</summary>
    Quote,

    /// <summary>Alone in its paragraph: "{contenu}" becomes whole paragraphs and lists that the portal writes.</summary>
    Blocks,

    /// <summary>Only as the address of a button: "[Voir ma candidature]({lien})".</summary>
    Link,
}

/// <summary>Something that the portal fills in, such as <c>{clôture}</c>.</summary>
/// <param name="Meaning">What it becomes, for the person who edits the wording.</param>
/// <param name="Mandatory">A wording without it would not do its job and is refused.</param>
/// <param name="Example">What the preview shows.</param>
public sealed record Placeholder(string Name, PlaceholderKind Kind, string Meaning, bool Mandatory, params string[] Example)
{
    public string Written => $"{{{Name}}}";

    // A Monday in October at 17:00 in Paris: examples only, no date of any promotion is read here.
    private static readonly DateTimeOffset Sample = DateTimeOffset.FromUnixTimeSeconds(1_539_615_600);

    /// <summary>An instant with its zone, for examples.</summary>
    public static readonly string ExampleInstant = FrenchDates.Long(Sample);

    /// <summary>An instant to the second, for examples.</summary>
    public static readonly string ExampleSecond = FrenchDates.ToTheSecond(Sample.AddSeconds(-1));

    /// <summary>The given name of the person written to.</summary>
    public static readonly Placeholder GivenName = new("prénom", PlaceholderKind.Text, "Prénom de la personne", false, "Camille");

    public static Placeholder Text(string name, string meaning, string example) =>
        new(name, PlaceholderKind.Text, meaning, Mandatory: false, example);

    public static Placeholder Needed(string name, string meaning, string example) =>
        new(name, PlaceholderKind.Text, meaning, Mandatory: true, example);

    public static Placeholder List(string name, string meaning, params string[] example) =>
        new(name, PlaceholderKind.List, meaning, Mandatory: false, example);

    public static Placeholder Blocks(string name, string meaning, params string[] example) =>
        new(name, PlaceholderKind.Blocks, meaning, Mandatory: true, example);

    public static Placeholder Quote(string name, string meaning, string example) =>
        new(name, PlaceholderKind.Quote, meaning, Mandatory: true, example);

    public static Placeholder Link(string meaning, string path, bool mandatory = true) =>
        new("lien", PlaceholderKind.Link, meaning, mandatory, $"https://portail.exemple.fr{path}");
}

/// <summary>
/// One message: its usual words with placeholders, which staff may reword. The body is made of blocks set apart by an empty line: a
/// paragraph, a title that begins with "## ", items that begin with "- ", a quotation that begins with "> ", or a button "[label]({lien})".
/// </summary>
/// <param name="Key">Stable name; wordings are stored under it.</param>
/// <param name="Label">What the message is, for staff.</param>
public sealed record MailTemplate(string Key, string Label, string Subject, string Body, params Placeholder[] Placeholders)
{
    public const int BodyMaxLength = 5_000;

    /// <summary>Object of the history of its wording.</summary>
    public Guid HistoryId => new(SHA256.HashData(Encoding.UTF8.GetBytes($"mail-template:{Key}")).AsSpan(0, 16));

    public Placeholder? Find(string name) => Placeholders.SingleOrDefault(placeholder => placeholder.Name == name);

    /// <summary>What the preview puts in the place of a placeholder.</summary>
    internal static object ExampleOf(Placeholder placeholder) =>
        placeholder.Kind == PlaceholderKind.Blocks
            ? (IReadOnlyList<MailBlock>)[new MailBlock(MailBlockKind.List, placeholder.Example)]
            : placeholder.Example;

    /// <summary>The usual words.</summary>
    public MailWords Usual => new(this, Subject, Body);
}
