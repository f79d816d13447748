using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Challenges;
using EigPortal.Services.Cohorts;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Home;

public sealed record HomeModel(
    CallStatus Call,
    string CohortName,
    IReadOnlyList<ChallengeCard> Challenges,
    IReadOnlyList<FamilyTile> Families,
    IReadOnlyList<SelectionStep> Steps,
    PastFigures Figures
)
{
    public int Positions => Challenges.Sum(challenge => challenge.Positions);

    public static HomeModel From(
        Cohort cohort,
        DateTimeOffset now,
        IReadOnlyList<ChallengeCard> challenges,
        IReadOnlyDictionary<Family, int> posts,
        IReadOnlyList<CohortSummary> cohorts
    ) =>
        new(
            CallStatus.At(cohort, now),
            cohort.Name,
            challenges,
            [
                .. posts
                    .OrderByDescending(family => family.Value)
                    .Select(family => new FamilyTile(
                        FamilyNames.Of(family.Key),
                        $"/defis?famille={Slugs.From(FamilyNames.Of(family.Key))}",
                        family.Value,
                        challenges.Count(challenge => challenge.Families.Contains(family.Key))
                    )),
            ],
            SelectionStep.Of(cohort, now),
            PastFigures.Of(cohorts, cohort.ResultsArePublicAt(now))
        );
}

public sealed record FamilyTile(string Name, string Href, int Posts, int Challenges)
{
    public string Words =>
        $"{FrenchNumbers.Count(Posts, "poste", "postes")} dans {FrenchNumbers.Count(Challenges, "défi", "défis")}";
}
