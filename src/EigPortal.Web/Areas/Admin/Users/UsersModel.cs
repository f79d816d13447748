using System.Linq.Expressions;
using EigPortal.Domain.Accounts;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Web.Areas.Admin.Users;

/// <param name="CanGiveRoles">The reader administers the portal.</param>
public sealed record UsersModel(string? Query, IReadOnlyList<PersonRow> Rows, int Count, int Page, int Pages, bool CanGiveRoles);

/// <param name="JurorLinks">Links as a juror, each with its own history.</param>
/// <param name="HidesFile">A tie hides a file of this person from the reader.</param>
public sealed record PersonModel(PersonRow Person, IReadOnlyList<Guid> JurorLinks, Actor Reader, bool HidesFile)
{
    /// <summary>Offered to administrators whatever ties they have: the page behind says no more than that of an unknown person.</summary>
    public bool OffersView => Reader.IsAdministrator && Person.Role == StaffRole.None;

    /// <summary>The reason of a view may tell that the person applied (B21).</summary>
    public IReadOnlyCollection<string> Untold => HidesFile ? [nameof(PortalViewBegun), nameof(PortalViewEnded)] : [];
}

/// <summary>One person and what links them to the programme now.</summary>
public sealed record PersonRow(
    Guid Id,
    string Name,
    string Email,
    StaffRole Role,
    bool IsConfirmed,
    bool HasSecondFactor,
    bool IsCandidate,
    bool IsJuror,
    bool IsMentor,
    bool IsHostContact,
    bool IsFellow
)
{
    public IReadOnlyList<string> Links =>
        [
            .. new (bool Is, string Label)[]
            {
                (IsCandidate, "Candidature"),
                (IsJuror, "Jury"),
                (IsMentor, "Mentor"),
                (IsHostContact, "Contact d’accueil"),
                (IsFellow, "Promotion"),
            }
                .Where(link => link.Is)
                .Select(link => link.Label),
        ];

    /// <summary>A person whose file a tie hides from the reader is an account like any other (B21).</summary>
    internal static Expression<Func<Account, PersonRow>> From(EigDbContext db, Actor actor)
    {
        var seen = db.Candidatures.ForStaff(actor, db);
        var fellows = db.Fellows.ForStaff(actor, db);
        return account => new PersonRow(
            account.Id,
            account.GivenName + " " + account.FamilyName,
            account.Email!,
            account.StaffRole,
            account.EmailConfirmed,
            account.TwoFactorEnabled,
            db.Candidates.Any(link => link.AccountId == account.Id && seen.Any(file => file.CandidateId == link.Id)),
            db.Jurors.Any(link => link.AccountId == account.Id && link.LeftAt == null),
            db.Mentors.Any(link => link.AccountId == account.Id && link.LeftAt == null),
            db.HostContacts.Any(link => link.AccountId == account.Id && link.LeftAt == null),
            fellows.Any(link => link.AccountId == account.Id && link.LeftAt == null)
        );
    }
}
