using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <summary>Everything a person gave for their candidature, as an archive that they can read and take elsewhere.</summary>
public sealed class CandidatureExport(OwnSubmissions submissions, IFileStore files)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes dossier.json, each submission byte for byte, and the current documents.</summary>
    public async Task<Stream> WriteAsync(CandidatureFile file, Actor actor, CancellationToken ct)
    {
        // A temporary file that disappears with the stream: documents may weigh twenty megabytes.
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
            await WriteTextAsync(zip, "dossier.json", JsonSerializer.Serialize(Describe(file, actor), Options), ct);
            foreach (var snapshot in await submissions.AllAsync(file.Candidature.Id, ct))
            {
                await WriteTextAsync(zip, $"depots/depot-{snapshot.Sequence}.json", snapshot.Json, ct);
            }

            foreach (var document in file.Candidature.CurrentDocuments)
            {
                // The kind makes two documents of the same name two entries.
                await WriteDocumentAsync(
                    zip,
                    $"documents/{document.Kind.ToString().ToLowerInvariant()}/{document.FileName}",
                    document,
                    ct
                );
            }
        }

        archive.Position = 0;
        return archive;
    }

    private static object Describe(CandidatureFile file, Actor actor) =>
        new
        {
            Promotion = file.Cohort.Name,
            file.Candidature.Number,
            Compte = new { actor.FullName, actor.Email },
            file.Candidature.StartedAt,
            file.Candidature.LastEditedAt,
            file.Candidature.SubmittedAt,
            file.Candidature.WithdrawnAt,
            Rubriques = CandidatureForm.Sections.ToDictionary(
                section => section.Title,
                section =>
                    section.Fields.ToDictionary(
                        field => field.Label,
                        field => file.Candidature.AnswersOf(section.Key).GetValueOrDefault(field.Key) ?? ""
                    )
            ),
            Voeux = file
                .Candidature.Wishes.OrderBy(wish => wish.Rank)
                .Select(wish => new
                {
                    wish.Rank,
                    Defi = file.ChallengeName(wish.ChallengeId),
                    wish.Profile,
                    wish.Contribution,
                }),
            Documents = file.Candidature.CurrentDocuments.Select(document => new
            {
                document.Kind,
                document.FileName,
                document.Length,
                document.Sha256,
                document.UploadedAt,
            }),
            Depots = file.Submissions.Select(submission => new
            {
                submission.Sequence,
                submission.SubmittedAt,
                submission.Sha256,
            }),
        };

    private static async Task WriteTextAsync(ZipArchive zip, string name, string text, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    private async Task WriteDocumentAsync(ZipArchive zip, string name, Document document, CancellationToken ct)
    {
        if (await files.OpenReadAsync(document.FileId, ct) is not { } content)
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
