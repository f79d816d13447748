using System.IO.Compression;
using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Diversity;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Diversity;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Selection.Forming;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy;

/// <summary>
/// Everything the portal holds that a person gave or received, as an archive they can read and take elsewhere: a page, the same facts
/// as stable JSON, each submission byte for byte, every document.
/// </summary>
public sealed class PersonalExport(
    EigDbContext db,
    OwnSubmissions submissions,
    CandidatureForms forms,
    FileOpenings openings,
    DiversityVault vault,
    OwnConsents consents,
    PortalViews views,
    IFileStore files
)
{
    public async Task<Stream> WriteAsync(CandidatureFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var snapshots = await submissions.AllAsync(file.Candidature.Id, ct);
        var documents = await DocumentsAsync(file, ct);
        var messages = await MessagesAsync(file, ct);
        var exported = await DescribeAsync(file, snapshots, documents, messages, actor, now, ct);

        // A temporary file that disappears with the stream: documents may weigh tens of megabytes.
        var archive = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            81_920,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose
        );
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteTextAsync(zip, "LISEZ-MOI.txt", ExportNotice.Text, ct);
            await WriteTextAsync(zip, "dossier.html", ExportPage.Write(exported), ct);
            await WriteTextAsync(zip, "dossier.json", exported.ToJson(), ct);
            foreach (var snapshot in snapshots)
            {
                await WriteTextAsync(zip, SubmissionPath(snapshot.Sequence), snapshot.Json, ct);
            }

            foreach (var (document, described) in documents.Zip(exported.Documents))
            {
                // Described like the others, and given to nobody: the antivirus found something in it.
                if (document.BlockedAt is not null)
                {
                    continue;
                }

                await WriteFileAsync(zip, described.Path, document.FileId, ct);
            }

            foreach (
                var (attachment, described) in messages
                    .SelectMany(message => message.Attachments)
                    .Zip(exported.Messages.SelectMany(message => message.Attachments))
            )
            {
                await WriteFileAsync(zip, described.Path, attachment.FileId, ct);
            }
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>The same facts as in the archive, without the documents themselves.</summary>
    public async Task<string> JsonAsync(CandidatureFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var snapshots = await submissions.AllAsync(file.Candidature.Id, ct);
        return (
            await DescribeAsync(file, snapshots, await DocumentsAsync(file, ct), await MessagesAsync(file, ct), actor, now, ct)
        ).ToJson();
    }

    private Task<List<Document>> DocumentsAsync(CandidatureFile file, CancellationToken ct) =>
        db
            .Documents.AsNoTracking()
            .Where(document => document.CandidatureId == file.Candidature.Id)
            .OrderBy(document => document.UploadedAt)
            .ThenBy(document => document.Id)
            .ToListAsync(ct);

    private Task<List<FileMessage>> MessagesAsync(CandidatureFile file, CancellationToken ct) =>
        db
            .Messages.AsNoTracking()
            .Include(message => message.Attachments)
            .Where(message => message.CandidatureId == file.Candidature.Id)
            .OrderBy(message => message.SentAt)
            .ThenBy(message => message.Id)
            .ToListAsync(ct);

    private async Task<ExportedFile> DescribeAsync(
        CandidatureFile file,
        IReadOnlyList<Snapshot> snapshots,
        IReadOnlyList<Document> documents,
        IReadOnlyList<FileMessage> messages,
        Actor actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(person => person.Id == actor.AccountId, ct);
        var mails = await db
            .Mails.AsNoTracking()
            .Where(mail => mail.AccountId == actor.AccountId && mail.SentAt != null)
            .OrderBy(mail => mail.SentAt)
            .Select(mail => new ExportedMail(mail.SentAt!.Value, mail.To, mail.Subject, mail.TextBody))
            .ToListAsync(ct);
        var candidature = file.Candidature;
        return new ExportedFile(
            ExportedFile.CurrentFormat,
            now.ToUniversalTime(),
            file.Cohort.Name,
            new ExportedAccount(account.GivenName, account.FamilyName, account.Email ?? "", account.CreatedAt),
            candidature.Number,
            candidature.State.ToString(),
            candidature.StartedAt,
            candidature.LastEditedAt,
            candidature.SubmittedAt,
            candidature.WithdrawnAt,
            [.. file.Form.Sections.SelectMany(section => Answers(section, candidature))],
            [
                .. candidature
                    .Wishes.OrderBy(wish => wish.Rank)
                    .Select(wish => new ExportedWish(
                        wish.Rank,
                        file.ChallengeName(wish.ChallengeId),
                        wish.Profile,
                        wish.Contribution
                    )),
            ],
            [.. documents.Select(Describe)],
            [
                .. snapshots.Select(snapshot => new ExportedSubmission(
                    snapshot.Sequence,
                    snapshot.SubmittedAt,
                    snapshot.Sha256,
                    SubmissionPath(snapshot.Sequence),
                    snapshot.CompletionId is not null
                )),
            ],
            [.. messages.Select(Describe)],
            mails,
            [
                .. (await openings.OfAsync(candidature.Id, int.MaxValue, ct)).Select(opening => new ExportedOpening(
                    opening.At,
                    opening.Role.ToString(),
                    opening.Part.ToString()
                )),
            ],
            await CompletionsAsync(file, ct),
            await DiversityAsync(file, ct),
            await ConsentsAsync(file, ct),
            await HearingsAsync(file, ct),
            [.. (await views.OfAsync(actor.AccountId, ct)).Select(view => new ExportedView(view.At, view.Reason))]
        );
    }

    private async Task<IReadOnlyList<ExportedConsent>> ConsentsAsync(CandidatureFile file, CancellationToken ct) =>
        [
            .. (await consents.ListAsync(file.Candidature.Id, ct)).Select(question => new ExportedConsent(
                file.ChallengeName(question.ChallengeId),
                question.Profile,
                question.State.ToString(),
                question.AskedAt,
                question.AnswerBefore,
                question.AnsweredAt
            )),
        ];

    private async Task<IReadOnlyList<ExportedHearing>> HearingsAsync(CandidatureFile file, CancellationToken ct)
    {
        var slots = await db
            .Slots.AsNoTracking()
            .Where(slot => slot.CandidatureId == file.Candidature.Id && slot.Round > 0)
            .OrderBy(slot => slot.StartsAt)
            .ThenBy(slot => slot.Id)
            .ToListAsync(ct);
        return
        [
            .. slots.Select(slot => new ExportedHearing(
                slot.StartsAt,
                slot.Minutes,
                slot.Mode.ToString(),
                [.. slot.ChallengeIds.Select(file.ChallengeName).Order(StringComparer.CurrentCulture)],
                slot.State.ToString(),
                slot.MoveReason
            )),
        ];
    }

    private async Task<IReadOnlyList<ExportedDiversityAnswer>> DiversityAsync(CandidatureFile file, CancellationToken ct)
    {
        var answers = await vault.OfAsync(file.Cohort.Id, file.Candidature.Id, ct);
        return
        [
            .. from question in DiversityQuestionnaire.Questions
            let choice = question.Find(answers.GetValueOrDefault(question.Key))
            where choice is not null
            select new ExportedDiversityAnswer(question.Key, question.Label, choice.Key, choice.Label),
        ];
    }

    private async Task<IReadOnlyList<ExportedCompletion>> CompletionsAsync(CandidatureFile file, CancellationToken ct)
    {
        var requests = await db
            .Completions.AsNoTracking()
            .Where(request => request.CandidatureId == file.Candidature.Id)
            .OrderBy(request => request.Number)
            .ToListAsync(ct);
        var exported = new List<ExportedCompletion>(requests.Count);
        foreach (var request in requests)
        {
            var form = await forms.OfAsync(db, file.Cohort.Id, request.FormVersion, ct);
            exported.Add(
                new ExportedCompletion(
                    request.AskedAt,
                    request.Until,
                    request.State.ToString(),
                    request.Reason,
                    CompletionPieceNames.Words(request.Asked, form),
                    request.Answers,
                    request.ClosedAt,
                    request.AnsweredSequence
                )
            );
        }

        return exported;
    }

    private static IEnumerable<ExportedAnswer> Answers(SectionDescriptor section, Candidature candidature) =>
        // An answer to a question that is no longer asked is still kept, so it is given back too.
        section
            .Questions.Where(field => field.IsOn || candidature.AnswersOf(section.Key).ContainsKey(field.Key))
            .Select(field =>
            {
                var stored = candidature.AnswersOf(section.Key).GetValueOrDefault(field.Key) ?? "";
                return new ExportedAnswer(section.Key, section.Title, field.Key, field.Label, stored, field.Shown(stored));
            });

    // The rank makes two documents of the same name two entries.
    private static ExportedDocument Describe(Document document, int index) =>
        new(
            $"documents/{index + 1:00}-{document.FileName}",
            document.Kind.ToString(),
            document.FileName,
            document.Length,
            document.Sha256,
            document.UploadedAt,
            document.RemovedAt
        );

    private static ExportedMessage Describe(FileMessage message, int index) =>
        new(
            message.SentAt,
            message.IsFromStaff ? "Staff" : "Person",
            message.Body,
            [
                .. message.Attachments.Select(attachment => new ExportedAttachment(
                    $"messages/{index + 1:000}-{attachment.FileName}",
                    attachment.FileName,
                    attachment.Length,
                    attachment.Sha256
                )),
            ]
        );

    private static string SubmissionPath(int sequence) => $"depots/depot-{sequence}.json";

    private static async Task WriteTextAsync(ZipArchive zip, string name, string text, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    private async Task WriteFileAsync(ZipArchive zip, string name, Guid fileId, CancellationToken ct)
    {
        if (await files.OpenReadAsync(fileId, ct) is not { } content)
        {
            return;
        }

        await using (content)
        {
            await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
            await content.CopyToAsync(entry, ct);
        }
    }
}
