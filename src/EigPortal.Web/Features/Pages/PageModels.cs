using EigPortal.Domain.Cohorts;
using EigPortal.Services.Challenges;
using EigPortal.Web.Startup;

namespace EigPortal.Web.Features.Pages;

/// <param name="ScaleNote">Says that the scale is a proposal of the portal; null when the rules published one.</param>
public sealed record CriteriaModel(IReadOnlyList<Criterion> Criteria, string? ScaleNote);

/// <param name="ContactEmail">Who answers questions about the site; empty where nobody said.</param>
public sealed record AlgorithmsModel(IReadOnlyList<Criterion> Criteria, int ScaleMax, string ContactEmail);

public sealed record PersonalDataModel(string Text, LegalOptions Legal);

public sealed record SiteMapModel(IReadOnlyList<CohortSummary> Cohorts, IReadOnlyList<ChallengeCard> Challenges);
