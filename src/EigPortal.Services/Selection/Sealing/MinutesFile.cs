using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using EigPortal.Domain.Shared;

namespace EigPortal.Services.Selection.Sealing;

/// <summary>Sealed minutes that were read: what they hold, and where the seal does not match.</summary>
/// <param name="Digest">Of the whole, as the seal says.</param>
/// <param name="BrokenParts">Parts whose digest is not the one of the seal, in order.</param>
/// <param name="IsWhole">Whether the digest of the whole is the one of the digests of the parts.</param>
public sealed record ReadMinutes(
    MinutesParts Parts,
    string Digest,
    DateTimeOffset MadeAt,
    IReadOnlyList<string> BrokenParts,
    bool IsWhole
);

/// <summary>
/// The file of sealed minutes: one JSON document (ADR 30). Digests are over the bytes of each part as they stand in the file, so that
/// nobody has to agree on a canonical form to check them. The instant of making is declared and not sealed: the same state gives the same
/// seal.
/// </summary>
public static class MinutesFile
{
    public const string ContentType = "application/json";

    /// <summary>Name of the format, so that any other document is refused for what it is.</summary>
    private const string Format = "eig-proces-verbal-verifiable";

    /// <summary>Of the document and of the methods that it is verified with. A change of either is another version.</summary>
    private const int Version = 1;

    /// <summary>Largest file that is read, in bytes: ten promotions in one would not reach it.</summary>
    private const long Largest = 200_000_000;

    private static readonly string[] Names = [.. typeof(MinutesParts).GetProperties().Select(part => Camel(part.Name))];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new PlainDecimals() },
    };

    private static readonly DomainError NotMinutes = new(
        "minutes.unreadable",
        "Ce fichier n’est pas un procès-verbal vérifiable : il est tronqué, altéré, ou c’est autre chose."
    );

    /// <returns>The file, and the digest of the whole.</returns>
    public static (byte[] Content, string Digest) Write(MinutesParts parts, DateTimeOffset madeAt)
    {
        var texts = typeof(MinutesParts)
            .GetProperties()
            .Select(part =>
                (Name: Camel(part.Name), Json: JsonSerializer.Serialize(part.GetValue(parts), part.PropertyType, Options))
            )
            .ToList();
        var digests = texts.Select(part => (part.Name, Digest: Sha256(part.Json))).ToList();
        var whole = WholeOf(digests);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\n\"format\":\"{Format}\",\n\"version\":{Version},\n");
        text.Append(CultureInfo.InvariantCulture, $"\"madeAt\":\"{madeAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\",\n");
        text.Append(CultureInfo.InvariantCulture, $"\"seal\":{{\"whole\":\"{whole}\",\"parts\":{{");
        text.AppendJoin(',', digests.Select(part => $"\n\"{part.Name}\":\"{part.Digest}\"")).Append("\n}},\n\"parts\":{");
        text.AppendJoin(',', texts.Select(part => $"\n\"{part.Name}\":{part.Json}")).Append("\n}\n}\n");
        return (Encoding.UTF8.GetBytes(text.ToString()), whole);
    }

    /// <summary>Refuses, in a sentence, what is not readable as minutes of this version. A broken seal is told, not refused.</summary>
    public static async Task<Result<ReadMinutes>> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            var file = new FileInfo(path);
            return !file.Exists ? new DomainError("minutes.missing", $"Il n’y a pas de fichier à cette adresse : {path}")
                : file.Length > Largest ? NotMinutes
                : Read(await File.ReadAllBytesAsync(path, ct));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new DomainError("minutes.unopened", $"Ce fichier ne peut pas être lu : {path}");
        }
    }

    public static Result<ReadMinutes> Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return VersionOf(document.RootElement) switch
            {
                null => NotMinutes,
                Version => Open(document.RootElement),
                var other => new DomainError(
                    "minutes.version",
                    $"Ce procès-verbal est de la version {other}, et ce portail vérifie la version {Version} : prenez le portail de la version qui l’a établi."
                ),
            };
        }
        catch (JsonException)
        {
            return NotMinutes;
        }
    }

    /// <summary>Null when the document is of another format. Looked at before anything else: other versions have other fields.</summary>
    private static int? VersionOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("format", out var format)
        && format.ValueKind == JsonValueKind.String
        && format.ValueEquals(Format)
        && root.TryGetProperty("version", out var version)
        && version.ValueKind == JsonValueKind.Number
        && version.TryGetInt32(out var number)
            ? number
            : null;

    private static Result<ReadMinutes> Open(JsonElement root)
    {
        var envelope = root.Deserialize<Envelope>(Options) ?? throw new JsonException();
        if (!envelope.Parts.Keys.SequenceEqual(Names) || !envelope.Seal.Parts.Keys.SequenceEqual(Names))
        {
            return NotMinutes;
        }

        var whole = WholeOf(Names.Select(name => (name, envelope.Seal.Parts[name])));
        return new ReadMinutes(
            root.GetProperty("parts").Deserialize<MinutesParts>(Options) ?? throw new JsonException(),
            envelope.Seal.Whole,
            envelope.MadeAt,
            [.. Names.Where(name => Sha256(envelope.Parts[name].GetRawText()) != envelope.Seal.Parts[name])],
            whole == envelope.Seal.Whole
        );
    }

    private static string WholeOf(IEnumerable<(string Name, string Digest)> parts) =>
        Sha256($"{Format} {Version}\n{string.Concat(parts.Select(part => $"{part.Name} {part.Digest}\n"))}");

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private sealed record Envelope(
        string Format,
        int Version,
        DateTimeOffset MadeAt,
        EnvelopeSeal Seal,
        OrderedDictionary<string, JsonElement> Parts
    );

    private sealed record EnvelopeSeal(string Whole, OrderedDictionary<string, string> Parts);

    /// <summary>12, 12.0 and 12.00 are one figure, written in one way.</summary>
    private sealed class PlainDecimals : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.############################", CultureInfo.InvariantCulture));
    }
}
