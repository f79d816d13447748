using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

/// <summary>What was submitted, word for word, at one instant. Never changes, until it is erased; the jury reads the last one.</summary>
public sealed class Snapshot : Entity
{
    public const int SubmissionKeyMaxLength = 64;

    private Snapshot() { }

    internal Snapshot(
        Guid candidatureId,
        int sequence,
        string submissionKey,
        SnapshotContent content,
        DateTimeOffset submittedAt,
        Guid? completionId = null
    )
    {
        CandidatureId = candidatureId;
        CompletionId = completionId;
        Sequence = sequence;
        SubmissionKey = submissionKey;
        SubmittedAt = submittedAt;
        FormVersion = content.FormVersion;
        Json = content.ToJson();
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));
    }

    public Guid CandidatureId { get; private set; }

    /// <summary>1 for the first submission.</summary>
    public int Sequence { get; private set; }

    /// <summary>Idempotency key of the form: the same key twice is the same submission.</summary>
    public string SubmissionKey { get; private set; } = "";
    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>Version of the form that was answered, with whose words it is read.</summary>
    public int FormVersion { get; private set; }

    /// <summary>The request that it answers; null for a submission of the whole file.</summary>
    public Guid? CompletionId { get; private set; }

    /// <summary>The content as UTF-8 JSON, kept as text so that its hash can be recomputed byte for byte.</summary>
    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of the UTF-8 bytes of <see cref="Json"/>, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>When the words were erased: <see cref="Sha256"/> still tells a receipt that exists elsewhere from a forgery.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public SnapshotContent Content => SnapshotContent.FromJson(Json);

    internal void Erase(DateTimeOffset now) => (Json, ErasedAt) = (Content.WithoutWords().ToJson(), now);
}

/// <summary>Names that a snapshot states and that the candidature itself does not hold.</summary>
public sealed record SnapshotPeople(string Email, IReadOnlyDictionary<Guid, string> ChallengeNames);

public sealed record SnapshotWish(int Rank, Guid ChallengeId, string Challenge, string Profile, string Contribution);

public sealed record SnapshotDocument(
    Guid DocumentId,
    DocumentKind Kind,
    Guid FileId,
    string FileName,
    long Length,
    string Sha256
)
{
    internal static SnapshotDocument Of(Document document) =>
        new(document.Id, document.Kind, document.FileId, document.FileName, document.Length, document.Sha256);
}

/// <summary>The content of a submission.</summary>
/// <param name="FormVersion">Version of the form of the promotion that the answers are to.</param>
public sealed record SnapshotContent(
    int Format,
    int FormVersion,
    string Number,
    DateTimeOffset SubmittedAt,
    string Email,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Sections,
    IReadOnlyList<SnapshotWish> Wishes,
    IReadOnlyList<SnapshotDocument> Documents
)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>What statistics and rankings need, and nothing that the person wrote or sent.</summary>
    internal SnapshotContent WithoutWords() =>
        this with
        {
            Email = "",
            Sections = new Dictionary<string, IReadOnlyDictionary<string, string>>(),
            Wishes = [.. Wishes.Select(wish => wish with { Contribution = "" })],
            Documents = [],
        };

    /// <summary>The same file with the answers and documents of a completion in the place of the former ones.</summary>
    internal SnapshotContent CompletedWith(
        IReadOnlyDictionary<string, string> answers,
        IReadOnlyCollection<Document> documents,
        PromotionForm form,
        DateTimeOffset completedAt
    )
    {
        var sections = Sections.ToDictionary(section => section.Key, section => section.Value);
        foreach (var section in answers.GroupBy(answer => form.SectionOf(answer.Key).Key))
        {
            var whole = new Dictionary<string, string>(
                sections.GetValueOrDefault(section.Key) ?? new Dictionary<string, string>()
            );
            foreach (var (key, text) in section)
            {
                whole[key] = text;
            }

            sections[section.Key] = whole;
        }

        return this with
        {
            SubmittedAt = completedAt.ToUniversalTime(),
            Sections = sections,
            Documents =
            [
                .. Documents
                    .Where(former => documents.All(document => document.Kind != former.Kind))
                    .Concat(documents.Select(SnapshotDocument.Of))
                    .OrderBy(document => document.Kind),
            ],
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static SnapshotContent FromJson(string json) => JsonSerializer.Deserialize<SnapshotContent>(json, Options)!;

    internal static SnapshotContent Of(
        Candidature candidature,
        SnapshotPeople people,
        PromotionForm form,
        DateTimeOffset submittedAt
    ) =>
        new(
            1,
            form.Version,
            candidature.Number!,
            submittedAt.ToUniversalTime(),
            people.Email,
            form.Sections.ToDictionary(
                section => section.Key,
                section =>
                    (IReadOnlyDictionary<string, string>)
                        section.Fields.ToDictionary(
                            field => field.Key,
                            field => candidature.AnswersOf(section.Key).GetValueOrDefault(field.Key) ?? ""
                        )
            ),
            [
                .. candidature
                    .Wishes.OrderBy(wish => wish.Rank)
                    .Select(wish => new SnapshotWish(
                        wish.Rank,
                        wish.ChallengeId,
                        people.ChallengeNames.GetValueOrDefault(wish.ChallengeId) ?? "",
                        wish.Profile,
                        wish.Contribution
                    )),
            ],
            [.. candidature.CurrentDocuments.OrderBy(document => document.Kind).Select(SnapshotDocument.Of)]
        );
}
