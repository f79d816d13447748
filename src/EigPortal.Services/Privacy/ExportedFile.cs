using System.Text.Encodings.Web;
using System.Text.Json;

namespace EigPortal.Services.Privacy;

/// <summary>
/// The contents of <c>dossier.json</c>. Names and meanings are stable: a field may be added, none is renamed or removed without a new
/// <see cref="CurrentFormat"/>. Instants are UTC. <see cref="ExportNotice"/> documents them for people.
/// </summary>
public sealed record ExportedFile(
    int Format,
    DateTimeOffset MadeAt,
    string Promotion,
    ExportedAccount Account,
    string? Number,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset LastEditedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? WithdrawnAt,
    IReadOnlyList<ExportedAnswer> Answers,
    IReadOnlyList<ExportedWish> Wishes,
    IReadOnlyList<ExportedDocument> Documents,
    IReadOnlyList<ExportedSubmission> Submissions,
    IReadOnlyList<ExportedMessage> Messages,
    IReadOnlyList<ExportedMail> Mails,
    IReadOnlyList<ExportedOpening> Openings,
    IReadOnlyList<ExportedCompletion> Completions,
    IReadOnlyList<ExportedDiversityAnswer> Diversity,
    IReadOnlyList<ExportedConsent> Consents,
    IReadOnlyList<ExportedHearing> Hearings,
    IReadOnlyList<ExportedView> PortalViews
)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static ExportedFile FromJson(string json) => JsonSerializer.Deserialize<ExportedFile>(json, Options)!;
}

/// <summary>A challenge not asked for, about which the jury asked the person.</summary>
/// <param name="State">Asked, Given, Refused or TakenBack.</param>
public sealed record ExportedConsent(
    string Challenge,
    string Profile,
    string State,
    DateTimeOffset AskedAt,
    DateTimeOffset AnswerBefore,
    DateTimeOffset? AnsweredAt
);

/// <summary>A hearing that was announced to the person.</summary>
/// <param name="State">Planned (being moved), Invited, Confirmed, MoveAsked, Waiting, InHearing, Heard, Absent or Withdrawn.</param>
/// <param name="MoveReason">What the person wrote to ask for another time; empty when they did not.</param>
public sealed record ExportedHearing(
    DateTimeOffset StartsAt,
    int Minutes,
    string Mode,
    IReadOnlyList<string> Challenges,
    string State,
    string MoveReason
);

/// <summary>An answer to the optional questionnaire, as long as it can be told from those of others.</summary>
public sealed record ExportedDiversityAnswer(string Question, string Label, string Answer, string Shown);

public sealed record ExportedAccount(string GivenName, string FamilyName, string Email, DateTimeOffset CreatedAt);

/// <param name="Stored">As the portal keeps it: "oui" for a declaration, one choice per line for several.</param>
/// <param name="Shown">As people read it.</param>
public sealed record ExportedAnswer(string Section, string SectionTitle, string Key, string Label, string Stored, string Shown);

public sealed record ExportedWish(int Rank, string Challenge, string Profile, string Contribution);

/// <param name="Path">Place in the archive.</param>
/// <param name="RemovedAt">When it left the draft; a submission that names it keeps it.</param>
public sealed record ExportedDocument(
    string Path,
    string Kind,
    string FileName,
    long Length,
    string Sha256,
    DateTimeOffset UploadedAt,
    DateTimeOffset? RemovedAt
);

/// <param name="Path">Place in the archive of the very bytes whose SHA-256 is stated.</param>
/// <param name="IsCompletion">It answers a request of the team for completion.</param>
public sealed record ExportedSubmission(int Sequence, DateTimeOffset SubmittedAt, string Sha256, string Path, bool IsCompletion);

/// <summary>A request of the team for completion of the file.</summary>
/// <param name="State">Open, Answered, Withdrawn or Lapsed.</param>
/// <param name="Asked">What was asked, in words.</param>
/// <param name="Answers">What the person kept with it, sent or not, by question.</param>
/// <param name="AnsweredBy">Sequence of the submission that answers it.</param>
public sealed record ExportedCompletion(
    DateTimeOffset AskedAt,
    DateTimeOffset Until,
    string State,
    string Reason,
    IReadOnlyList<string> Asked,
    IReadOnlyDictionary<string, string> Answers,
    DateTimeOffset? ClosedAt,
    int? AnsweredBy
);

/// <param name="From">"Person" or "Staff".</param>
public sealed record ExportedMessage(
    DateTimeOffset SentAt,
    string From,
    string Text,
    IReadOnlyList<ExportedAttachment> Attachments
);

/// <param name="Path">Place in the archive.</param>
public sealed record ExportedAttachment(string Path, string FileName, long Length, string Sha256);

public sealed record ExportedMail(DateTimeOffset SentAt, string To, string Subject, string Text);

public sealed record ExportedOpening(DateTimeOffset At, string Role, string Part);

/// <summary>An administrator saw the portal as the person.</summary>
public sealed record ExportedView(DateTimeOffset At, string Reason);
