using EigPortal.Services.Messages;

namespace EigPortal.Web.Shared;

/// <summary>A message being written.</summary>
public sealed class MessageInput
{
    public string? Body { get; init; }
    public IFormFile? Attachment { get; init; }

    public SentAttachment? Sent(Stream? content) =>
        Attachment is { Length: > 0 } file && content is not null ? new SentAttachment(file.FileName, content) : null;
}

/// <summary>A thread and the form that adds to it, for the partial <c>_Thread</c>.</summary>
/// <param name="IsStaff">The reader is of the team; the person otherwise.</param>
/// <param name="Address">Where messages are posted; attachments are below it.</param>
public sealed record ThreadModel(IReadOnlyList<MessageLine> Messages, bool IsStaff, string Address, MessageInput Input)
{
    public string? Body => Input.Body;

    /// <summary>Files are chosen again after a refusal: browsers keep none.</summary>
    public string? Attachment => null;

    /// <summary>Messages of the other side that wait for the reader.</summary>
    public int Waiting => Messages.Count(message => message.IsWaiting && message.IsFromStaff != IsStaff);
}
