namespace EigPortal.Services.Mail;

public enum MailState
{
    /// <summary>Written, waits for a person to release it.</summary>
    Held,

    /// <summary>To be sent as soon as possible.</summary>
    Waiting,
    Sent,

    /// <summary>Given up after the last attempt; staff see it and can try again.</summary>
    Failed,

    /// <summary>Accepted by the server and sent back later: nobody read it.</summary>
    Bounced,

    /// <summary>Never to be sent: the fact behind it no longer holds.</summary>
    Cancelled,
}

/// <summary>A mail, written in the transaction of the fact it tells. Its key makes a second one impossible.</summary>
public sealed class OutboxMail
{
    public const int MaxAttempts = 12;

    /// <summary>Subject of a mail whose words were erased with the file it was about.</summary>
    public const string ErasedSubject = "Courriel effacé";
    public const int SubjectMaxLength = 200;
    public const int ErrorMaxLength = 500;

    private OutboxMail() { }

    /// <param name="template">Name of the mail's class.</param>
    /// <param name="aboutId">Object it is about.</param>
    /// <param name="to">Address of the person.</param>
    /// <param name="round">Distinguishes mails of the same kind about the same object, such as the sequence of a submission.</param>
    public OutboxMail(
        string template,
        Guid aboutId,
        Guid? accountId,
        string to,
        int round,
        string subject,
        string textBody,
        string htmlBody,
        DateTimeOffset createdAt,
        bool held = false
    )
    {
        Template = template;
        AboutId = aboutId;
        AccountId = accountId;
        To = to;
        Round = round;
        Subject = subject;
        TextBody = textBody;
        HtmlBody = htmlBody;
        CreatedAt = createdAt;
        NextAttemptAt = createdAt;
        State = held ? MailState.Held : MailState.Waiting;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Template { get; private set; } = "";
    public Guid AboutId { get; private set; }
    public Guid? AccountId { get; private set; }
    public string To { get; private set; } = "";
    public int Round { get; private set; }
    public string Subject { get; private set; } = "";
    public string TextBody { get; private set; } = "";
    public string HtmlBody { get; private set; } = "";
    public MailState State { get; private set; }

    /// <summary>Machine time, as all instants of the outbox.</summary>
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public string? LastError { get; private set; }

    /// <summary>Machine instant after which sending it would tell something false; null when it always holds.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>An iCalendar file to attach; null without one.</summary>
    public string? Calendar { get; private set; }

    /// <summary>Goes to somebody whose data is being erased: nothing of it stays once it has left, or can't leave.</summary>
    public bool EraseOnceSent { get; init; }

    /// <summary>Stable from one attempt to the next, so that a mail server can recognise a second delivery.</summary>
    public string MessageId => $"{Id:N}@portail.eig";

    public void Attach(string calendar) => Calendar = calendar;

    public void ExpireAt(DateTimeOffset instant) => ExpiresAt = instant;

    public void Release(DateTimeOffset now)
    {
        if (State == MailState.Held)
        {
            (State, NextAttemptAt) = (MailState.Waiting, now);
        }
    }

    public void Cancel()
    {
        if (State is MailState.Held or MailState.Waiting or MailState.Failed)
        {
            State = MailState.Cancelled;
        }
    }

    public void Retry(DateTimeOffset now)
    {
        if (State is MailState.Failed or MailState.Bounced)
        {
            (State, Attempts, NextAttemptAt, SentAt) = (MailState.Waiting, 0, now, null);
        }
    }

    /// <summary>The address sent it back.</summary>
    /// <returns>False when it had not left.</returns>
    public bool MarkBounced(string reason)
    {
        if (State != MailState.Sent)
        {
            return false;
        }

        (State, LastError) = (MailState.Bounced, Shortened(reason));
        return true;
    }

    public void MarkSent(DateTimeOffset now)
    {
        (State, SentAt, Attempts, LastError) = (MailState.Sent, now, Attempts + 1, null);
        ForgetIfAsked();
    }

    /// <summary>Backs off from 15 s, doubling, up to one hour; a permanent refusal or the last attempt fails for good.</summary>
    public void MarkAttemptFailed(string error, bool permanent, DateTimeOffset now)
    {
        Attempts++;
        LastError = Shortened(error);
        var delay = TimeSpan.FromSeconds(Math.Min(3600, 15 * Math.Pow(2, Attempts - 1)));
        (State, NextAttemptAt) = (permanent || Attempts >= MaxAttempts ? MailState.Failed : MailState.Waiting, now + delay);
        ForgetIfAsked();
    }

    private void ForgetIfAsked()
    {
        if (EraseOnceSent && (State is MailState.Sent or MailState.Failed))
        {
            (To, Subject, TextBody, HtmlBody, LastError) = ($"efface:{Id}", ErasedSubject, "", "", null);
            // Without an address it can't be tried again.
            State = State == MailState.Failed ? MailState.Cancelled : State;
        }
    }

    /// <summary>The mail server could not be reached. Costs no attempt: a server down for hours loses nothing.</summary>
    public void NoteServerDown(string error) => LastError = Shortened(error);

    private static string Shortened(string error) => error.Length > ErrorMaxLength ? error[..ErrorMaxLength] : error;
}
