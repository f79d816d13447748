namespace EigPortal.Services.Identity;

/// <summary>A browser in which somebody is signed in: what they see in the list of their sessions, and can close from elsewhere.</summary>
public sealed class AccountSession
{
    public const int DeviceMaxLength = 60;

    private AccountSession() { }

    public AccountSession(Account account, string device, DateTimeOffset now)
    {
        AccountId = account.Id;
        SecurityStamp = account.SecurityStamp ?? "";
        Device = device;
        OpenedAt = now;
        SeenAt = now;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid AccountId { get; private set; }

    /// <summary>Stamp of the account that the cookie holds: once the account has another one, the session is over.</summary>
    public string SecurityStamp { get; private set; } = "";

    /// <summary>Browser and system in words, such as « Firefox, Linux ». No network address is kept.</summary>
    public string Device { get; private set; } = "";
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When the session was last checked: exact to the interval between two checks.</summary>
    public DateTimeOffset SeenAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
}
