namespace EigPortal.Web.Security;

/// <summary>Configuration section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>Staff, jurors, mentors and host contacts must use a second factor. True outside Development unless configured.</summary>
    public bool RequireSecondFactor { get; set; }

    /// <summary>Hours without a visit after which a session ends.</summary>
    public int IdleHours { get; set; } = 8;

    /// <summary>Days after which a session ends whatever happens, so that saving drafts automatically can't keep it for ever.</summary>
    public int SessionDays { get; set; } = 7;

    /// <summary>Seconds between two looks at whether a session was revoked.</summary>
    public int RevocationSeconds { get; set; } = 60;

    /// <summary>Failed attempts before an account is locked.</summary>
    public int LockoutAttempts { get; set; } = 8;

    /// <summary>Minutes that a locked account stays locked.</summary>
    public int LockoutMinutes { get; set; } = 10;

    /// <summary>Least duration of the answers that must not betray whether an account exists, in milliseconds.</summary>
    public int AnswerMilliseconds { get; set; } = 400;
}
