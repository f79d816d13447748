using Microsoft.AspNetCore.Identity;

namespace EigPortal.Services.Identity;

/// <summary>What an account may do across promotions. Everything else comes from links: candidate, juror, mentor, host contact, fellow.</summary>
public enum StaffRole
{
    None,
    Staff,
    Administrator,
}

/// <summary>
/// One person's way in: one address, one password. Links per promotion say what the person is. An address is an account's own once it
/// is confirmed; before, it is only claimed, and nothing rests on it (ADR 23).
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int NameMaxLength = 100;

    public Account() => Id = Guid.CreateVersion7();

    public string GivenName { get; set; } = "";
    public string FamilyName { get; set; } = "";
    public string FullName => $"{GivenName} {FamilyName}".Trim();
    public StaffRole StaffRole { get; set; }

    /// <summary>Made by the demo builder; production refuses to start while one exists.</summary>
    public bool IsDemo { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>New address waiting for its owner's confirmation; the former one stays valid until then.</summary>
    public string? PendingEmail { get; set; }

    /// <summary>When the account was erased: what remains is a pseudonym that nobody can sign in with.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>
    /// Opens an account whose address is only claimed: others may claim it too, so it is no user name, and <see cref="Prove"/> makes it
    /// this account's.
    /// </summary>
    public static Account Claiming(string email, DateTimeOffset now)
    {
        var account = new Account { Email = email, CreatedAt = now };
        account.UserName = account.Id.ToString("N");
        return account;
    }

    /// <summary>The address answered: it opens the account, and mails may leave for it.</summary>
    public void Prove() => (EmailConfirmed, UserName) = (true, Email);

    /// <summary>Nobody: what an erased file is tied to when its person keeps their account.</summary>
    public static Account Pseudonym(DateTimeOffset now)
    {
        var nobody = new Account { CreatedAt = now };
        nobody.Erase(now);
        return nobody;
    }

    /// <summary>Forgets name, address, password and second factor, and ends every session.</summary>
    public void Erase(DateTimeOffset now)
    {
        (GivenName, FamilyName, Email, NormalizedEmail, PendingEmail, PhoneNumber) = ("", "", null, null, null, null);
        (UserName, NormalizedUserName) = (Id.ToString("N"), Id.ToString("N").ToUpperInvariant());
        (PasswordHash, EmailConfirmed, TwoFactorEnabled, PhoneNumberConfirmed) = (null, false, false, false);
        (SecurityStamp, ConcurrencyStamp, ErasedAt) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"), now);
        StaffRole = StaffRole.None;
    }
}
