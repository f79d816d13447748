using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

/// <summary>A message between a person and the programme team, inside the file. The jury never sees it.</summary>
public sealed class FileMessage : Entity
{
    public const int BodyMaxLength = 4_000;

    private readonly List<MessageAttachment> attachments = [];

    private FileMessage() { }

    public Guid CandidatureId { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Written by the team; by the person otherwise.</summary>
    public bool IsFromStaff { get; private set; }
    public string Body { get; private set; } = "";
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>When the other side said that they had read it, or answered; null while it waits.</summary>
    public DateTimeOffset? HandledAt { get; private set; }
    public IReadOnlyList<MessageAttachment> Attachments => attachments;

    /// <summary>Writes a message. Refuses an empty text, and one that is too long.</summary>
    public static Result<FileMessage> Write(Guid candidatureId, Guid authorId, bool isFromStaff, string? body, DateTimeOffset now)
    {
        var text = PlainText.Clean(body).Trim();
        if (text.Length == 0)
        {
            return new DomainError("message.empty", "Écrivez votre message.", "Body");
        }

        if (text.Length > BodyMaxLength)
        {
            return new DomainError(
                "message.too-long",
                $"Votre message compte {text.Length} caractères. La limite est de {BodyMaxLength} : raccourcissez-le.",
                "Body"
            );
        }

        var written = new FileMessage
        {
            CandidatureId = candidatureId,
            AuthorId = authorId,
            IsFromStaff = isFromStaff,
            Body = text,
            SentAt = now,
        };
        written.Raise(new MessageSent(candidatureId, written.Id, isFromStaff));
        return written;
    }

    /// <summary>Joins a checked file.</summary>
    public void Attach(Guid fileId, string fileName, long length, string sha256) =>
        attachments.Add(new MessageAttachment(Id, fileId, fileName, length, sha256));

    /// <summary>The other side has read it or answered.</summary>
    public void MarkHandled(DateTimeOffset now) => HandledAt ??= now;
}

/// <summary>A file joined to a message.</summary>
public sealed class MessageAttachment : Entity
{
    private MessageAttachment() { }

    internal MessageAttachment(Guid messageId, Guid fileId, string fileName, long length, string sha256)
    {
        MessageId = messageId;
        FileId = fileId;
        FileName = fileName;
        Length = length;
        Sha256 = sha256;
    }

    public Guid MessageId { get; private set; }
    public Guid FileId { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }
    public string Sha256 { get; private set; } = "";
}

public sealed record MessageSent(Guid CandidatureId, Guid MessageId, bool IsFromStaff)
    : DomainEvent(nameof(Candidature), CandidatureId)
{
    public override string Sentence => IsFromStaff ? "Message de l’équipe à la personne" : "Message de la personne à l’équipe";
}
