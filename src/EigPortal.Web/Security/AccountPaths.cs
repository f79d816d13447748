namespace EigPortal.Web.Security;

/// <summary>Addresses that the rest of the portal sends people to.</summary>
public static class AccountPaths
{
    public const string SignIn = "/connexion";
    public const string SecondFactor = "/compte/second-facteur";
    public const string Charter = "/admin/jury/charte";
    public const string SignOut = "/deconnexion";

    /// <summary>Ends a view of the portal as somebody else.</summary>
    public const string EndView = "/vue/fin";
    public const string Spaces = "/espaces";
}
