using System.Collections.Frozen;

namespace EigPortal.Web.Security;

/// <summary>
/// The pages that an administrator may open while they see the portal as somebody else (B34), by pattern as the controllers write it.
/// A page that is not here is refused, a new one included. Left out on purpose: drafts, which nobody but the person reads; the optional
/// questionnaire, whose answers nobody reads; the account, its secrets and its sessions; every download, export and document.
/// </summary>
internal static class PagesShownInViews
{
    /// <summary>Pages that tell of a person's candidature: opening one is told to the person.</summary>
    public const string OwnPages = "/candidature";

    private static readonly FrozenSet<string> Patterns = new[]
    {
        "/",
        "/defis",
        "/defis/{slug}",
        "/promotions",
        "/promotions/{slug}",
        "/selection",
        "/eligibilite",
        "/criteres",
        "/algorithmes",
        "/conditions",
        "/accompagnement",
        "/faq",
        "/donnees-personnelles",
        "/mentions-legales",
        "/accessibilite",
        "/plan-du-site",
        "/donnees-ouvertes",
        AccountPaths.Spaces,
        "/candidature",
        "/candidature/commencer",
        "/candidature/depot/{sequence:int}",
        "/candidature/messages",
        "/candidature/passeport",
        "/candidature/retirer",
        "/candidature/audition",
        "/candidature/autre-defi/{id:guid}",
        "/candidature/decision",
        "/candidature/proposition",
        "/candidature/proposition/accepter",
        "/candidature/proposition/decliner",
        "/candidature/contrat",
        "/admin/jury",
        AccountPaths.Charter,
        "/admin/jury/interets",
        "/admin/jury/lectures/{id:guid}",
        "/admin/jury/lectures/{id:guid}/verrouiller",
        "/admin/jury/auditions",
        "/admin/jury/auditions/{id:guid}",
        "/admin/jury/avis",
        "/admin/jury/avis/{id:guid}",
        "/admin/jury/classements",
        "/admin/jury/classements/{challenge}/{profile}",
        "/accueil",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(Endpoint? endpoint) => PatternOf(endpoint) is { } pattern && Patterns.Contains(pattern);

    public static bool IsOwnPage(Endpoint? endpoint) =>
        PatternOf(endpoint) is { } pattern
        && (pattern == OwnPages || pattern.StartsWith(OwnPages + "/", StringComparison.Ordinal));

    /// <summary>The pattern with its first slash, as in the table of rights of the tests.</summary>
    public static string? PatternOf(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } text } ? "/" + text.TrimStart('/') : null;
}
