using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidates;

/// <summary>A person as a candidate of one promotion: how to name and reach them.</summary>
public sealed class Candidate : Entity
{
    public const int NameMaxLength = 100;
    public const int PhoneMaxLength = 30;
    public const int CityMaxLength = 120;

    private Candidate() { }

    public Candidate(Guid accountId, Guid cohortId, string givenName, string familyName)
    {
        AccountId = accountId;
        CohortId = cohortId;
        Introduce(givenName, familyName, "", "");
    }

    public Guid AccountId { get; private set; }
    public Guid CohortId { get; private set; }
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public string City { get; private set; } = "";
    public string FullName => $"{GivenName} {FamilyName}".Trim();

    public void Introduce(string givenName, string familyName, string phone, string city)
    {
        GivenName = PlainText.CleanLine(givenName);
        FamilyName = PlainText.CleanLine(familyName);
        Phone = PlainText.CleanLine(phone);
        City = PlainText.CleanLine(city);
    }

    /// <summary>Leaves a person without a name: lists say so.</summary>
    public void Erase() => (GivenName, FamilyName, Phone, City) = ("", "Dossier effacé", "", "");
}

/// <summary>How long personal data is kept, purpose by purpose.</summary>
public static class Retention
{
    /// <summary>Years a candidature is kept from its last submission ("2 ans maximum", public notice of 2018).</summary>
    public const int CandidatureYears = 2;

    /// <summary>Months a draft is kept after closing: nobody read it, and it can no longer be submitted.</summary>
    public const int DraftMonths = 3;

    /// <summary>Years a contract is kept after its end: the time within which it can be argued about (Code civil, article 2224).</summary>
    public const int ContractYears = 5;

    /// <summary>Days before an erasure at which the person is told.</summary>
    public const int NoticeDays = 30;

    /// <summary>Days that a notice always leaves, even when the portal was stopped and the term is already past (E17).</summary>
    public const int LeastNoticeDays = 7;

    public static DateTimeOffset CandidatureKeptUntil(DateTimeOffset submittedAt) => submittedAt.AddYears(CandidatureYears);

    public static DateTimeOffset DraftKeptUntil(DateTimeOffset callClosedAt) => callClosedAt.AddMonths(DraftMonths);

    /// <summary>When an erasure may come: at the term, or some days after a notice that left late.</summary>
    public static DateTimeOffset ErasedFrom(DateTimeOffset term, DateTimeOffset noticedAt) =>
        noticedAt.AddDays(LeastNoticeDays) is var earliest && earliest > term ? earliest : term;

    public static DateOnly ContractKeptUntil(DateOnly endsOn) => endsOn.AddYears(ContractYears);
}
