using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EigPortal.Domain.Challenges;
using EigPortal.Services.Challenges;

namespace EigPortal.Web.Features.OpenData;

/// <summary>The file /defis.json. Its names are French because its readers are, and never change.</summary>
public sealed record ChallengesFile(string Licence, IReadOnlyList<ChallengesFile.Defi> Defis)
{
    public const string OpenLicence = "Licence Ouverte 2.0";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    public static ChallengesFile From(IEnumerable<ChallengeSheet> sheets, Func<string, string> address) =>
        new(OpenLicence, [.. sheets.Select(sheet => Of(sheet, address))]);

    private static Defi Of(ChallengeSheet sheet, Func<string, string> address)
    {
        var challenge = sheet.Challenge;
        return new(
            sheet.CohortSlug,
            challenge.Slug,
            challenge.Name,
            Fact(challenge.Tagline),
            Fact(challenge.Summary),
            Fact(challenge.Problem),
            Fact(challenge.Goal),
            Fact(challenge.Impact),
            Fact(challenge.DataAndMeans),
            new(sheet.Host.Name, sheet.Host.ShortName, sheet.Host.Ministries),
            challenge.Places,
            challenge.Themes,
            [.. challenge.Families.Select(FamilyCode)],
            challenge.ProfilesSought,
            challenge.Positions,
            challenge.RequiresClearance,
            [
                .. sheet.Posts.Select(post => new Poste(
                    post.Profile,
                    FamilyCode(post.Family),
                    post.Label,
                    Fact(post.Mission),
                    post.Skills
                )),
            ],
            address(challenge.Slug)
        );
    }

    private static string FamilyCode(Family family) => Slugs.From(FamilyNames.Of(family));

    private static string? Fact(string text) => text.Length == 0 ? null : text;

    public sealed record Defi(
        string Promotion,
        string Identifiant,
        string Nom,
        string? Accroche,
        string? Resume,
        string? Probleme,
        string? Objectif,
        string? EffetsAttendus,
        string? DonneesEtMoyens,
        Administration Administration,
        IReadOnlyList<string> Lieux,
        IReadOnlyList<string> Themes,
        IReadOnlyList<string> Familles,
        IReadOnlyList<string> Profils,
        int NombreDePostes,
        bool Habilitation,
        IReadOnlyList<Poste> Postes,
        string Adresse
    );

    public sealed record Administration(string Nom, string NomCourt, IReadOnlyList<string> Ministeres);

    public sealed record Poste(
        string Profil,
        string Famille,
        string Intitule,
        string? Mission,
        IReadOnlyList<string> Competences
    );
}
