using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EigPortal.Domain.Shared;

namespace EigPortal.Services.Files;

/// <summary>
/// Says by its content whether a file is a PDF that others may safely open: whole, readable without a password, without script or
/// attached file. Jurors open these documents on their own machines.
/// </summary>
public static partial class PdfCheck
{
    public const string ContentType = "application/pdf";
    public const string Extension = ".pdf";

    /// <summary>In bytes: what the compressed objects of one file may amount to. Beyond it, the file is meant to exhaust its reader.</summary>
    private const int MaxInflated = 64 * 1024 * 1024;
    private const int TailLength = 1024;

    /// <summary>Why the file is refused, in French, or null when it is accepted.</summary>
    /// <param name="maxLength">In bytes.</param>
    public static DomainError? Refuse(ReadOnlySpan<byte> file, long maxLength)
    {
        if (file.Length == 0)
        {
            return new DomainError("file.empty", "Ce fichier est vide. Choisissez un autre fichier.");
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

        return tail[(end + 5)..].Trim('\0', ' ', '\t', '\r', '\n', '\f').Length > 0
            ? new DomainError(
                "file.polyglot",
                "Ce fichier contient autre chose après la fin du PDF. Exportez-le de nouveau au format PDF."
            )
            : null;
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

        if (!TryInflateObjects(text, out var inflated))
        {
            return new DomainError(
                "file.bomb",
                "Ce PDF est trop lourd une fois ouvert. Exportez-le de nouveau, plus simplement."
            );
        }

        var everything = objects + Plain(inflated);
        if (ScriptName().IsMatch(everything) || LongScriptName().IsMatch(text))
        {
            return new DomainError(
                "file.script",
                "Ce PDF contient un programme ou une action automatique. Exportez-le de nouveau, ou imprimez-le dans un fichier PDF."
            );
        }

        return EmbeddedName().IsMatch(everything)
            ? new DomainError(
                "file.embedded",
                "Ce PDF contient un fichier joint. Retirez-le, ou imprimez le document dans un fichier PDF."
            )
            : null;
    }

    /// <summary>A name may write any of its letters as #xx: /J#53 is /JS.</summary>
    private static string Plain(string text) =>
        EscapedLetter().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    /// <summary>Objects may be packed in compressed streams, where a plain search would not see them.</summary>
    private static bool TryInflateObjects(string text, out string inflated)
    {
        var builder = new StringBuilder();
        foreach (Match match in Stream().Matches(text))
        {
            var dictionary = text[Math.Max(0, match.Index - 512)..match.Index];
            dictionary = dictionary[(dictionary.LastIndexOf(" obj", StringComparison.Ordinal) + 1)..];
            if (!Plain(dictionary).Contains("/ObjStm", StringComparison.Ordinal))
            {
                continue;
            }

            if (!TryInflate(Encoding.Latin1.GetBytes(match.Groups[1].Value), builder))
            {
                inflated = "";
                return false;
            }
        }

        inflated = builder.ToString();
        return true;
    }

    private static bool TryInflate(byte[] compressed, StringBuilder into)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            var buffer = new byte[81_920];
            while (zlib.Read(buffer) is var read and > 0)
            {
                into.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (into.Length > MaxInflated)
                {
                    return false;
                }
            }
        }
        catch (InvalidDataException)
        {
            // Another compression, or damage: a reader may still show the rest, and nothing in it can be found by name.
        }

        return true;
    }

    [GeneratedRegex(@"\A%PDF-[12]\.\d")]
    private static partial Regex Header();

    [GeneratedRegex(@"stream\r?\n(.*?)endstream", RegexOptions.Singleline)]
    private static partial Regex Stream();

    [GeneratedRegex(@"/Encrypt\b")]
    private static partial Regex EncryptName();

    [GeneratedRegex(@"/(JS|JavaScript|Launch|RichMedia|XFA)(?![A-Za-z0-9])")]
    private static partial Regex ScriptName();

    /// <summary>Long enough never to occur by chance in compressed bytes, so looked for everywhere.</summary>
    [GeneratedRegex(@"/JavaScript(?![A-Za-z0-9])")]
    private static partial Regex LongScriptName();

    [GeneratedRegex(@"/EmbeddedFiles?(?![A-Za-z0-9])")]
    private static partial Regex EmbeddedName();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex EscapedLetter();
}
