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
}

/// <summary>How long personal data is kept, by the rules of 2018.</summary>
public static class Retention
{
    /// <summary>Years a candidature is kept from its submission ("2 ans maximum").</summary>
    public const int CandidatureYears = 2;

    public static DateTimeOffset CandidatureKeptUntil(DateTimeOffset submittedAt) => submittedAt.AddYears(CandidatureYears);
}
