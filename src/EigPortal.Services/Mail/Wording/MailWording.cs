namespace EigPortal.Services.Mail.Wording;

/// <summary>A rewording of a message by staff. Each save is a version; the last one counts, and null words mean the usual ones again.</summary>
public sealed class MailWording
{
    private MailWording() { }

    public MailWording(string template, int version, string? subject, string? body, Guid by, DateTimeOffset at)
    {
        Template = template;
        Version = version;
        Subject = subject;
        Body = body;
        By = by;
        At = at;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Template { get; private set; } = "";
    public int Version { get; private set; }
    public string? Subject { get; private set; }
    public string? Body { get; private set; }
    public Guid By { get; private set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset At { get; private set; }
}
