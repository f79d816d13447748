using System.Globalization;

namespace EigPortal.Domain.Candidatures;

/// <summary>How a candidature is named to people: promotion and order of first submission, such as "EIG3-0042".</summary>
public static class CandidatureNumber
{
    public static string Format(string cohortSlug, int order) =>
        string.Create(CultureInfo.InvariantCulture, $"EIG{cohortSlug.ToUpperInvariant()}-{order:0000}");
}
