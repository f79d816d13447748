using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EigPortal.Domain.Shared;

namespace EigPortal.Services.Files;

/// <summary>
/// The objects that a PDF packs in compressed streams, where a plain search would not see them. Unpacked within a budget; what can't
/// be unpacked is refused, because a reader could.
/// </summary>
internal sealed partial class PackedObjects
{
    private static readonly DomainError Unreadable = new(
        "file.unreadable",
        "Ce PDF est codé d’une façon que nous ne pouvons pas vérifier. Exportez-le de nouveau, ou imprimez-le dans un fichier PDF."
    );

    private static readonly DomainError Bomb = new(
        "file.bomb",
        "Ce PDF est trop lourd une fois ouvert. Exportez-le de nouveau, plus simplement."
    );

    private readonly Dictionary<string, string> byNumber = [];
    private readonly StringBuilder text = new();

    private PackedObjects() { }

    public string Text => text.ToString();

    /// <summary>An object by its number, from its first character on.</summary>
    public string? Find(string number) => byNumber.GetValueOrDefault(number);

    /// <param name="whole">The same file with its names in plain letters.</param>
    /// <param name="budget">In bytes, for all the streams together.</param>
    public static bool TryRead(
        string file,
        string whole,
        int budget,
        out PackedObjects packed,
        [NotNullWhen(false)] out DomainError? refusal
    )
    {
        packed = new PackedObjects();
        refusal = null;
        var unpacked = 0;
        var after = 0;
        foreach (Match match in PdfCheck.Stream().Matches(file))
        {
            // All that lies between two streams: a dictionary may be as long as its writer likes.
            var dictionary = PdfCheck.Plain(file[after..match.Index]);
            after = match.Index + match.Length;
            if (!PackedName().IsMatch(dictionary))
            {
                continue;
            }

            unpacked++;
            refusal = OtherCoding().IsMatch(dictionary) ? Unreadable : packed.Unpack(dictionary, match.Groups[1].Value, budget);
            if (refusal is not null)
            {
                return false;
            }
        }

        // A stream hidden inside what looks like another one is named, yet was not unpacked.
        refusal = PackedName().Count(whole) > unpacked ? Unreadable : null;
        return refusal is null;
    }

    private DomainError? Unpack(string dictionary, string bytes, int budget)
    {
        var start = text.Length;
        if (
            !dictionary.Contains("/FlateDecode", StringComparison.Ordinal)
            && !dictionary.Contains("/Fl ", StringComparison.Ordinal)
        )
        {
            text.Append(bytes);
        }
        else if (Inflate(bytes, budget) is { } refusal)
        {
            return refusal;
        }

        Index(dictionary, text.ToString(start, text.Length - start));
        text.Append('\n');
        return null;
    }

    private DomainError? Inflate(string bytes, int budget)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(Encoding.Latin1.GetBytes(bytes)), CompressionMode.Decompress);
            var buffer = new byte[81_920];
            while (zlib.Read(buffer) is var read and > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (text.Length > budget)
                {
                    return Bomb;
                }
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }
    }

    /// <summary>A packed stream starts with pairs: the number of an object, and its place after the entry First.</summary>
    private void Index(string dictionary, string content)
    {
        if (
            !int.TryParse(First().Match(dictionary).Groups[1].Value, CultureInfo.InvariantCulture, out var first)
            || first > content.Length
        )
        {
            return;
        }

        var pairs = content[..first].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            if (
                int.TryParse(pairs[i + 1], CultureInfo.InvariantCulture, out var place)
                && place >= 0
                && place < content.Length - first
            )
            {
                // Enough to tell what an action does.
                var from = first + place;
                byNumber[pairs[i]] = content[from..Math.Min(content.Length, from + 500)];
            }
        }
    }

    [GeneratedRegex(@"/ObjStm(?![A-Za-z0-9])")]
    private static partial Regex PackedName();

    /// <summary>Codings that no program uses for packed objects, except to hide them.</summary>
    [GeneratedRegex(
        @"/(LZWDecode|LZW|ASCIIHexDecode|AHx|ASCII85Decode|A85|RunLengthDecode|RL|Crypt|Predictor\s+(?!1\b)[0-9]+)(?![A-Za-z0-9])"
    )]
    private static partial Regex OtherCoding();

    [GeneratedRegex(@"/First\s+([0-9]{1,9})")]
    private static partial Regex First();
}
