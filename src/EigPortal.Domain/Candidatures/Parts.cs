using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

/// <summary>The draft answers of one section, with a version of its own.</summary>
public sealed class SectionAnswers : Entity
{
    private SectionAnswers() { }

    internal SectionAnswers(Guid candidatureId, string key)
    {
        CandidatureId = candidatureId;
        Key = key;
    }

    public Guid CandidatureId { get; private set; }
    public string Key { get; private set; } = "";
    public Dictionary<string, string> Answers { get; private set; } = [];
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Counts the saves that changed something, so that two tabs see each other.</summary>
    public int Version { get; private set; }

    /// <summary>
    /// The open page that saved last, by the number it gave itself; null for a form without script. A page recognises its own saves
    /// by it, even those whose answer never reached it.
    /// </summary>
    public Guid? Page { get; private set; }

    /// <summary>Version of the form that the last page to save showed: a later one has something that the person has not seen here.</summary>
    public int FormVersion { get; private set; } = 1;

    /// <returns>Whether an answer changed.</returns>
    internal bool Write(Dictionary<string, string> answers, Guid? page, int formVersion, DateTimeOffset now)
    {
        (Page, FormVersion) = (page, formVersion);
        var same =
            Version > 0
            && answers.Count == Answers.Count
            && answers.All(pair => Answers.GetValueOrDefault(pair.Key) == pair.Value);
        if (same)
        {
            return false;
        }

        (Answers, SavedAt, Version) = (answers, now, Version + 1);
        return true;
    }
}

/// <summary>A challenge and profile the person asks for, and what they would bring to it.</summary>
public sealed class Wish : Entity
{
    private Wish() { }

    internal Wish(Guid candidatureId, int rank, WishText text)
    {
        CandidatureId = candidatureId;
        Rank = rank;
        Write(text);
    }

    public Guid CandidatureId { get; private set; }

    /// <summary>1 for the preferred challenge.</summary>
    public int Rank { get; private set; }
    public Guid ChallengeId { get; private set; }

    /// <summary>Profile of a post of that challenge: the list on which the person is ranked.</summary>
    public string Profile { get; private set; } = "";
    public string Contribution { get; private set; } = "";

    public WishText Text => new(ChallengeId, Profile, Contribution);

    internal void Write(WishText text)
    {
        ChallengeId = text.ChallengeId;
        Profile = text.Profile;
        Contribution = PlainText.Clean(text.Contribution).Trim();
    }

    internal void Erase() => Contribution = "";
}

public sealed record WishText(Guid ChallengeId, string Profile, string Contribution);

public enum DocumentKind
{
    Cv,
    Portfolio,
}

/// <summary>A file attached to a candidature. Removing it hides it from the draft; snapshots keep naming it.</summary>
public sealed class Document : Entity
{
    public const int FileNameMaxLength = 255;

    /// <summary>In bytes: 10 MB. The only limit of sent files: requests, forms and sentences derive theirs from it.</summary>
    public const long MaxLength = 10 * 1024 * 1024;

    private Document() { }

    internal Document(
        Guid candidatureId,
        DocumentKind kind,
        Guid fileId,
        string fileName,
        long length,
        string sha256,
        DateTimeOffset now,
        Guid? pendingFor = null
    )
    {
        CandidatureId = candidatureId;
        PendingFor = pendingFor;
        Kind = kind;
        FileId = fileId;
        FileName = fileName;
        Length = length;
        Sha256 = sha256;
        UploadedAt = now;
    }

    public Guid CandidatureId { get; private set; }
    public DocumentKind Kind { get; private set; }
    public Guid FileId { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }
    public string Sha256 { get; private set; } = "";
    public DateTimeOffset UploadedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The request for completion that it answers and has not been sent with: no part of the draft. Null otherwise.</summary>
    public Guid? PendingFor { get; private set; }

    /// <summary>Malicious software was found in the file: nobody opens it any more, and it counts as missing.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    internal void Remove(DateTimeOffset now) => RemovedAt = now;

    internal void JoinFile() => PendingFor = null;

    internal void Block(DateTimeOffset now) => BlockedAt = now;

    internal void Unblock() => BlockedAt = null;
}
