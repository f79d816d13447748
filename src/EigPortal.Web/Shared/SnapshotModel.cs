using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Completions;
using EigPortal.Services.Files;
using EigPortal.Services.Text;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Shared;

/// <summary>Who reads a submission. A juror gets neither the answers kept for staff nor the address.</summary>
public enum SnapshotReader
{
    Owner,
    Staff,
    Juror,
}

/// <param name="IsCompleted">Changed since the submission, at the team's request.</param>
/// <param name="Place">Name of the answer in the submission.</param>
public sealed record SnapshotAnswer(string Label, string Text, bool IsCompleted, string Place);

public sealed record SnapshotSection(string Key, string Title, IReadOnlyList<SnapshotAnswer> Answers);

/// <param name="Opens">Whether this reader may open it now: a document in quarantine is named and stays shut.</param>
public sealed record SnapshotFile(
    string Label,
    string FileName,
    long Length,
    string Sha256,
    string Href,
    ScanState Scan,
    bool Opens,
    bool IsCompleted
)
{
    public DocumentLink Link => new(Href, $"{FileName} (PDF, {FrenchNumbers.Bytes(Length)})", Scan, Opens);
}

/// <summary>A submission as people read it, for the partial <c>_Snapshot</c>.</summary>
/// <param name="Email">Null when the reader may not see it.</param>
/// <param name="Heading">Level of the sections' headings, 2 to 5.</param>
public sealed record SnapshotModel(
    string Number,
    DateTimeOffset SubmittedAt,
    int Sequence,
    string Sha256,
    string? Email,
    IReadOnlyList<SnapshotSection> Sections,
    IReadOnlyList<SnapshotWish> Wishes,
    IReadOnlyList<SnapshotFile> Documents,
    int Heading
)
{
    /// <summary>Passages to mark in the answers, for the juror who retained them.</summary>
    public IReadOnlyList<Highlight> Highlights { get; init; } = [];

    /// <summary>The answer as markup when it holds a passage; null when it is text alone.</summary>
    public IHtmlContent? MarkedText(string place, string text)
    {
        var here = Highlights.Where(highlight => highlight.Place == place).ToList();
        return here.Count == 0 ? null : Highlight.Render(text, here);
    }

    /// <summary>Whether each document comes with its fingerprint: for the person, who can compare.</summary>
    public bool ShowsFingerprints { get; private init; }

    /// <summary>When the whole file was submitted, for a version that completes it; null for a submission.</summary>
    public DateTimeOffset? CompletedSince { get; private init; }

    public bool IsCompleted => CompletedSince is not null;

    /// <param name="form">The version of the form that the submission answers: it is read as it was asked.</param>
    /// <param name="scans">What is known of the safety of the submission's files; a file that is not there is taken for waiting.</param>
    /// <param name="changes">What completions changed, to be marked; null for a submission.</param>
    /// <param name="shown">What the reader may know of the submission, when that is not all of it.</param>
    /// <param name="documentPrefix">Address that an identifier of document is appended to, such as "/candidature/documents/".</param>
    public static SnapshotModel From(
        Snapshot snapshot,
        PromotionForm form,
        SnapshotReader reader,
        IReadOnlyDictionary<Guid, ScanState> scans,
        string documentPrefix,
        int heading = 2,
        SnapshotChanges? changes = null,
        SnapshotContent? shown = null
    )
    {
        var content = shown ?? snapshot.Content;
        return new SnapshotModel(
            content.Number,
            snapshot.SubmittedAt,
            snapshot.Sequence,
            snapshot.Sha256,
            reader == SnapshotReader.Juror ? null : content.Email,
            [
                .. form
                    .Sections.Where(section => shown is null || shown.Sections.ContainsKey(section.Key))
                    .Select(section => Read(section, content, reader, changes)),
            ],
            [.. content.Wishes.OrderBy(wish => wish.Rank)],
            [
                .. content.Documents.Select(document =>
                {
                    var scan = scans.GetValueOrDefault(document.FileId, ScanState.Pending);
                    return new SnapshotFile(
                        DocumentLabels.Of(document.Kind),
                        document.FileName,
                        document.Length,
                        document.Sha256,
                        documentPrefix + document.DocumentId,
                        scan,
                        scan.Opens(reader == SnapshotReader.Owner),
                        changes?.Documents.Contains(document.Kind) == true
                    );
                }),
            ],
            heading
        )
        {
            ShowsFingerprints = reader == SnapshotReader.Owner,
            CompletedSince = changes?.SubmittedAt,
        };
    }

    private static SnapshotSection Read(
        SectionDescriptor section,
        SnapshotContent content,
        SnapshotReader reader,
        SnapshotChanges? changes
    )
    {
        var answers = content.Sections.GetValueOrDefault(section.Key);
        return new SnapshotSection(
            section.Key,
            section.Title,
            [
                .. section
                    .Fields.Where(field => reader != SnapshotReader.Juror || !field.StaffOnly)
                    .Select(field => new SnapshotAnswer(
                        field.Label,
                        field.Shown(answers?.GetValueOrDefault(field.Key) ?? ""),
                        changes?.Questions.Contains(field.Key) == true,
                        ReadableSubmission.PlaceOf(section.Key, field.Key)
                    )),
            ]
        );
    }
}

public static class DocumentLabels
{
    public static string Of(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Cv => "CV",
            DocumentKind.Portfolio => "Portfolio",
        };
}
