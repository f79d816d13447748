namespace EigPortal.Web.Startup;

/// <summary>Names for <c>[EnableRateLimiting]</c>. Refused requests get 429 with Retry-After.</summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string SignUp = "sign-up";
    public const string Upload = "upload";

    /// <summary>Pieces of a document: many small requests.</summary>
    public const string UploadPiece = "upload-piece";
    public const string Submit = "submit";
}
