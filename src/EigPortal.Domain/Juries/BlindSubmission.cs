using EigPortal.Domain.Candidatures;

namespace EigPortal.Domain.Juries;

/// <summary>A copy of a document from which staff took what tells who the person is.</summary>
public sealed record RedactedCopy(Guid DocumentId, Guid FileId, long Length, string Sha256);

/// <summary>What jurors read of a submission while the first stage is blind.</summary>
public static class BlindSubmission
{
    private static readonly string[] NameKeys = ["prenom", "nom"];

    /// <summary>
    /// The submission without identity, address or city, what the person wrote with its telling words hidden, and of the documents only
    /// the copies that staff redacted, under a name that says nothing.
    /// </summary>
    public static SnapshotContent Of(SnapshotContent content, IReadOnlyCollection<RedactedCopy> copies)
    {
        var names = NamesOf(content);
        return content with
        {
            Email = "",
            Sections = content
                .Sections.Where(section => section.Key != CandidatureForm.Identity)
                .ToDictionary(
                    section => section.Key,
                    section =>
                        (IReadOnlyDictionary<string, string>)
                            section.Value.ToDictionary(answer => answer.Key, answer => BlindText.Hide(answer.Value, names))
                ),
            Wishes = [.. content.Wishes.Select(wish => wish with { Contribution = BlindText.Hide(wish.Contribution, names) })],
            Documents =
            [
                .. from document in content.Documents
                join copy in copies on document.DocumentId equals copy.DocumentId
                select document with
                {
                    FileId = copy.FileId,
                    FileName = FileName(content.Number, document.Kind),
                    Length = copy.Length,
                    Sha256 = copy.Sha256,
                },
            ],
        };
    }

    /// <summary>Words written by staff about the person, for jurors.</summary>
    public static string Hide(string words, SnapshotContent content) => BlindText.Hide(words, NamesOf(content));

    /// <summary>Says the file and the kind, and nothing of the person.</summary>
    public static string FileName(string number, DocumentKind kind) => $"{number}-{kind.ToString().ToLowerInvariant()}.pdf";

    private static List<string> NamesOf(SnapshotContent content) =>
        content.Sections.TryGetValue(CandidatureForm.Identity, out var identity)
            ? [.. NameKeys.Select(key => identity.GetValueOrDefault(key) ?? "").Where(name => name.Length > 0)]
            : [];
}
