using System.Text.RegularExpressions;
using EigPortal.Domain.Challenges;

namespace EigPortal.Services.Challenges;

/// <summary>
/// What a person filters challenges by. Values of one facet add up, facets narrow each other. A value is the slug of its label, so that
/// addresses stay short and survive.
/// </summary>
public sealed partial record ChallengeFilter(
    IReadOnlyCollection<string> Families,
    IReadOnlyCollection<string> Ministries,
    IReadOnlyCollection<string> Places,
    IReadOnlyCollection<string> Themes
)
{
    public static readonly ChallengeFilter None = new([], [], [], []);

    public bool IsEmpty => Facets.All(facet => facet.Chosen(this).Count == 0);

    public bool Accepts(ChallengeCard card) => Facets.All(facet => facet.Accepts(this, card));

    /// <summary>
    /// Each facet with its values and how many challenges each would show. A value is counted against the other facets, so a number is
    /// what checking the box gives.
    /// </summary>
    public IReadOnlyList<FacetCount> Count(IReadOnlyCollection<ChallengeCard> cards) =>
        [
            .. Facets.Select(facet => new FacetCount(
                facet.Key,
                facet.Legend,
                [
                    .. cards
                        .SelectMany(card =>
                            facet
                                .Values(card)
                                .DistinctBy(value => value.Slug)
                                .Select(value => (value.Slug, value.Label, Card: card))
                        )
                        .GroupBy(entry => entry.Slug)
                        .Select(same => new FacetValue(
                            same.Key,
                            same.First().Label,
                            same.Count(entry =>
                                Facets.Where(other => other != facet).All(other => other.Accepts(this, entry.Card))
                            ),
                            facet.Chosen(this).Contains(same.Key)
                        ))
                        .OrderBy(value => value.Label, StringComparer.Create(new("fr-FR"), ignoreCase: true)),
                ]
            )),
        ];

    /// <summary>The town, without the district and the underground stations: what people look for.</summary>
    public static string Town(string place) => District().Replace(place, "");

    [GeneratedRegex(@"\s+\d+er?\b.*$|\s*\(.*$")]
    private static partial Regex District();

    private static readonly IReadOnlyList<Facet> Facets =
    [
        new(
            "famille",
            "Profil",
            filter => filter.Families,
            card => card.Families.Select(family => Value(FamilyNames.Of(family)))
        ),
        new("ministere", "Ministère", filter => filter.Ministries, card => card.Ministries.Select(Value)),
        new("lieu", "Lieu", filter => filter.Places, card => card.Places.Select(place => Value(Town(place)))),
        new("theme", "Thème", filter => filter.Themes, card => card.Themes.Select(Value)),
    ];

    private static (string Slug, string Label) Value(string label) => (Slugs.From(label), label);

    private sealed record Facet(
        string Key,
        string Legend,
        Func<ChallengeFilter, IReadOnlyCollection<string>> Chosen,
        Func<ChallengeCard, IEnumerable<(string Slug, string Label)>> Values
    )
    {
        public bool Accepts(ChallengeFilter filter, ChallengeCard card) =>
            Chosen(filter) is { Count: 0 } || Values(card).Any(value => Chosen(filter).Contains(value.Slug));
    }
}

/// <param name="Key">Name in the address.</param>
public sealed record FacetCount(string Key, string Legend, IReadOnlyList<FacetValue> Values);

public sealed record FacetValue(string Slug, string Label, int Count, bool IsChosen);

/// <summary>Families of profiles, as people read them.</summary>
public static class FamilyNames
{
    public static string Of(Family family) =>
        family switch
        {
            Family.Data => "Data",
            Family.Developpement => "Développement",
            Family.Design => "Design",
            Family.Droit => "Droit",
        };
}
