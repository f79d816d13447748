using System.Text;
using System.Text.RegularExpressions;
using EigPortal.Domain.Shared;

namespace EigPortal.Services.Files;

/// <summary>
/// Says by its content whether a file is a PDF that others may safely open: whole, readable without a password, without script or
/// attached file. Jurors open these documents on their own machines. Only PDF is taken: an image needs a decoder, and a decoder can be bombed.
/// </summary>
public static partial class PdfCheck
{
    public const string ContentType = "application/pdf";
    public const string Extension = ".pdf";

    /// <summary>In bytes: what the compressed objects of one file may amount to. Beyond it, the file is meant to exhaust its reader.</summary>
    private const int MaxInflated = 32 * 1024 * 1024;
    private const int TailLength = 1024;

    /// <summary>Why the file is refused, in French, or null when it is accepted.</summary>
    /// <param name="maxLength">In bytes.</param>
    public static DomainError? Refuse(ReadOnlySpan<byte> file, long maxLength)
    {
        if (file.Length == 0)
        {
            return Empty;
        }

        if (file.Length > maxLength)
        {
            return TooLong(maxLength);
        }

        // One byte becomes one character, so that patterns can be searched and offsets stay true.
        var text = Encoding.Latin1.GetString(file);
        if (!Header().IsMatch(text))
        {
            return new DomainError(
                "file.not-pdf",
                "Ce fichier n’est pas un PDF. Exportez votre document au format PDF, puis envoyez-le de nouveau."
            );
        }

        return RefuseStructure(text) ?? RefuseContent(text);
    }

    public static readonly DomainError Empty = new("file.empty", "Ce fichier est vide. Choisissez un autre fichier.");

    public static DomainError TooLong(long maxLength) =>
        new(
            "file.too-long",
            $"Ce fichier dépasse {maxLength / (1024 * 1024)} Mo. Réduisez-le, par exemple en compressant ses images, puis envoyez-le de nouveau."
        );

    private static DomainError? RefuseStructure(string text)
    {
        var tail = text[^Math.Min(text.Length, TailLength)..];
        var end = tail.LastIndexOf("%%EOF", StringComparison.Ordinal);
        if (end < 0 || !tail.Contains("startxref", StringComparison.Ordinal))
        {
            return new DomainError(
                "file.truncated",
                "Ce PDF est incomplet : sa fin manque. Vérifiez qu’il s’ouvre chez vous, puis envoyez-le de nouveau."
            );
        }

        if (tail[(end + 5)..].Trim('\0', ' ', '\t', '\r', '\n', '\f').Length > 0)
        {
            return new DomainError(
                "file.polyglot",
                "Ce fichier contient autre chose après la fin du PDF. Exportez-le de nouveau au format PDF."
            );
        }

        return IsAlsoAnotherFormat(text)
            ? new DomainError(
                "file.polyglot",
                "Ce fichier est à la fois un PDF et un fichier d’un autre format. Exportez-le de nouveau au format PDF."
            )
            : null;
    }

    /// <summary>
    /// An archive is read from its end and a web page from its first tag, wherever they are: both fit inside a PDF. The two marks of
    /// an archive's directory together, or a tag before the first object, never occur in a plain one.
    /// </summary>
    private static bool IsAlsoAnotherFormat(string text)
    {
        var isArchive =
            text.Contains("PK\x01\x02", StringComparison.Ordinal) && text.Contains("PK\x05\x06", StringComparison.Ordinal);
        var first = FirstObject().Match(text);
        return isArchive || WebTag().IsMatch(first.Success ? text[..first.Index] : text);
    }

    private static DomainError? RefuseContent(string text)
    {
        var objects = Plain(Stream().Replace(text, " stream "));
        if (EncryptName().IsMatch(objects))
        {
            return new DomainError(
                "file.encrypted",
                "Ce PDF est protégé par un mot de passe ou un chiffrement : le jury ne pourrait pas l’ouvrir. Enregistrez-le sans protection."
            );
        }

        var whole = Plain(text);
        if (!PackedObjects.TryRead(text, whole, MaxInflated, out var packed, out var refusal))
        {
            return refusal;
        }

        var everything = objects + Plain(packed.Text);
        if (ScriptName().IsMatch(everything) || LongScriptName().IsMatch(whole) || ActsAtOpening(everything, packed))
        {
            return new DomainError(
                "file.script",
                "Ce PDF contient un programme ou une action automatique. Exportez-le de nouveau, ou imprimez-le dans un fichier PDF."
            );
        }

        return EmbeddedName().IsMatch(everything) || EmbeddedName().IsMatch(whole)
            ? new DomainError(
                "file.embedded",
                "Ce PDF contient un fichier joint. Retirez-le, ou imprimez le document dans un fichier PDF."
            )
            : null;
    }

    /// <summary>
    /// Opening at a page is what word processors write and harms nobody; any other action at opening is refused, for example going to
    /// an address. An action written elsewhere is followed there.
    /// </summary>
    private static bool ActsAtOpening(string everything, PackedObjects packed) =>
        OpenAction()
            .Matches(everything)
            .Any(match =>
            {
                var action = everything[(match.Index + match.Length)..].TrimStart();
                if (ObjectReference().Match(action) is { Success: true } reference)
                {
                    action = Resolve(reference.Groups[1].Value, everything, packed);
                }

                return !(action.StartsWith('[') || GoToPage().IsMatch(action[..Math.Min(action.Length, 400)]));
            });

    private static string Resolve(string number, string everything, PackedObjects packed)
    {
        if (packed.Find(number) is { } found)
        {
            return Plain(found).TrimStart();
        }

        var definition = Regex.Match(everything, $@"(?<![0-9]){number}\s+[0-9]+\s+obj\b\s*");
        return definition.Success ? everything[(definition.Index + definition.Length)..] : "";
    }

    /// <summary>A name may write any of its letters as #xx: /J#53 is /JS.</summary>
    internal static string Plain(string text) =>
        EscapedLetter().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\A%PDF-[12]\.\d")]
    private static partial Regex Header();

    [GeneratedRegex(@"stream\r?\n(.*?)endstream", RegexOptions.Singleline)]
    internal static partial Regex Stream();

    [GeneratedRegex(@"[0-9]\s+[0-9]+\s+obj\b")]
    private static partial Regex FirstObject();

    [GeneratedRegex(@"<\s*(!doctype|html|head|body|script|svg|iframe|img|\?php)", RegexOptions.IgnoreCase)]
    private static partial Regex WebTag();

    [GeneratedRegex(@"/OpenAction(?![A-Za-z0-9])")]
    private static partial Regex OpenAction();

    [GeneratedRegex(@"\A([0-9]{1,10})\s+[0-9]{1,5}\s+R\b")]
    private static partial Regex ObjectReference();

    [GeneratedRegex(@"\A<<[^>]*/S\s*/GoTo(?![A-Za-z])")]
    private static partial Regex GoToPage();

    [GeneratedRegex(@"/Encrypt\b")]
    private static partial Regex EncryptName();

    [GeneratedRegex(@"/(JS|JavaScript|Launch|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])")]
    private static partial Regex ScriptName();

    /// <summary>Long enough never to occur by chance in compressed bytes, so looked for everywhere.</summary>
    [GeneratedRegex(@"/(JavaScript|Launch|RichMedia|SubmitForm|ImportData)(?![A-Za-z0-9])")]
    private static partial Regex LongScriptName();

    [GeneratedRegex(@"/EmbeddedFiles?(?![A-Za-z0-9])")]
    private static partial Regex EmbeddedName();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex EscapedLetter();
}
