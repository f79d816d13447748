using EigPortal.Domain.Challenges;
using EigPortal.Services.Challenges;
using Microsoft.AspNetCore.Mvc;

namespace EigPortal.Web.Features.Challenges;

/// <summary>What the address of the list says. Anything unknown simply matches nothing.</summary>
public sealed record ChallengeListQuery
{
    private const int MostValues = 20;

    [FromQuery(Name = "promotion")]
    public string? Promotion { get; init; }

    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    [FromQuery(Name = "famille")]
    public string[]? Families { get; init; }

    [FromQuery(Name = "ministere")]
    public string[]? Ministries { get; init; }

    [FromQuery(Name = "lieu")]
    public string[]? Places { get; init; }

    [FromQuery(Name = "theme")]
    public string[]? Themes { get; init; }

    public string Words => ChallengeCatalogue.Clean(Text);

    public ChallengeFilter Filter => new(Values(Families), Values(Ministries), Values(Places), Values(Themes));

    /// <summary>The same list, in an address. Parameters keep their order, so that one list has one address.</summary>
    /// <param name="without">A value to leave out, with its parameter.</param>
    public string Href((string Key, string Value)? without = null)
    {
        var filter = Filter;
        (string Key, IEnumerable<string> Values)[] parameters =
        [
            ("promotion", Promotion is null ? [] : [Promotion]),
            ("q", Words.Length == 0 ? [] : [Words]),
            ("famille", filter.Families),
            ("ministere", filter.Ministries),
            ("lieu", filter.Places),
            ("theme", filter.Themes),
        ];
        var kept = parameters
            .SelectMany(parameter => parameter.Values.Select(value => (parameter.Key, Value: value)))
            .Where(pair => pair != without);
        return "/defis" + QueryString.Create(kept.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
    }

    private static IReadOnlyCollection<string> Values(string[]? typed) =>
        [.. (typed ?? []).Where(value => value is not null && Slugs.IsValid(value)).Distinct().Take(MostValues)];
}
