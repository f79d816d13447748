using EigPortal.Services.Challenges;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Features.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Challenges;

public sealed record ChallengeListModel
{
    public required ChallengeListQuery Query { get; init; }
    public required CohortSummary Cohort { get; init; }
    public required IReadOnlyList<CohortSummary> Cohorts { get; init; }
    public required IReadOnlyList<ChallengeCardModel> Cards { get; init; }
    public required IReadOnlyList<FacetCount> Facets { get; init; }

    /// <summary>Null for a past promotion.</summary>
    public CallStatus? Call { get; init; }

    public int Positions => Cards.Sum(card => card.Card.Positions);

    public bool IsNarrowed => Query.Words.Length > 0 || !Query.Filter.IsEmpty;

    public string Title => Cohort.IsCurrent ? "Les défis à relever" : $"Les défis\u00a0: {Cohort.Name}";

    /// <summary>« 11 défis, 24 postes ».</summary>
    public string Found =>
        $"{FrenchNumbers.Count(Cards.Count, "défi", "défis")}, {FrenchNumbers.Count(Positions, "poste", "postes")}";

    public string AllHref => Cohort.IsCurrent ? "/defis" : $"/defis?promotion={Cohort.Slug}";

    /// <summary>What narrows the list, each with the address of the list without it.</summary>
    public IEnumerable<(string Label, string Href)> Active =>
        Facets
            .SelectMany(facet =>
                facet
                    .Values.Where(value => value.IsChosen)
                    .Select(value => (value.Label, Query.Href(without: (facet.Key, value.Slug))))
            )
            .Concat(Query.Words.Length == 0 ? [] : [($"«\u00a0{Query.Words}\u00a0»", Query.Href(without: ("q", Query.Words)))]);

    public IEnumerable<Choice> Choices(FacetCount facet) =>
        facet.Values.Select(value => new Choice(value.Slug, $"{value.Label} ({value.Count})"));

    public static ChallengeListModel From(
        ChallengeListQuery query,
        CohortSummary cohort,
        IReadOnlyList<CohortSummary> cohorts,
        IReadOnlyList<ChallengeCard> cards,
        IReadOnlyList<ChallengeHit>? hits,
        CallStatus? call
    )
    {
        var byId = cards.ToDictionary(card => card.Id);
        var found = hits is null
            ? [.. cards.Select(card => new ChallengeCardModel(card, null, "h2"))]
            : hits.Where(hit => byId.ContainsKey(hit.Id)).Select(hit => new ChallengeCardModel(byId[hit.Id], hit, "h2")).ToList();
        return new()
        {
            Query = query,
            Cohort = cohort,
            Cohorts = cohorts,
            Cards = [.. found.Where(card => query.Filter.Accepts(card.Card))],
            Facets = [.. query.Filter.Count([.. found.Select(card => card.Card)]).Where(facet => facet.Values.Count > 0)],
            Call = call,
        };
    }
}
