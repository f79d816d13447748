using EigPortal.Services.Challenges;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Features.Shared;

/// <param name="Hit">What a search matched in this challenge; null outside a search.</param>
public sealed record ChallengeCardModel(ChallengeCard Card, ChallengeHit? Hit = null, string Heading = "h3")
{
    public IHtmlContent? Title => Hit is null ? null : Highlight.Render(Hit.Name);

    /// <summary>The tagline; then, when what matched is elsewhere on the page, the sentence around it.</summary>
    public IHtmlContent? Lead
    {
        get
        {
            if (Hit is null)
            {
                return null;
            }

            var lead = new HtmlContentBuilder().AppendHtml(Highlight.Render(Hit.Lead));
            return Highlight.HasMatch(Hit.Lead) || Highlight.HasMatch(Hit.Name) || !Highlight.HasMatch(Hit.Extract)
                ? lead
                : lead.AppendHtml(
                    new Element("span").Class("portal-extract").Text("… ").Add(Highlight.Render(Hit.Extract)).Text(" …")
                );
        }
    }

    /// <summary>« Montreuil · 2 postes ».</summary>
    public string Foot =>
        string.Join(
            " · ",
            Card.Places.Select(ChallengeFilter.Town).Distinct().Append(FrenchNumbers.Count(Card.Positions, "poste", "postes"))
        );
}
