namespace EigPortal.Web.Startup;

/// <summary>Configuration section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    public Limit SignIn { get; set; } = new() { Requests = 10, Seconds = 60 };
    public Limit SignUp { get; set; } = new() { Requests = 10, Seconds = 600 };
    public Limit Upload { get; set; } = new() { Requests = 30, Seconds = 600 };
    public Limit UploadPiece { get; set; } = new() { Requests = 1200, Seconds = 600 };
    public Limit Submit { get; set; } = new() { Requests = 20, Seconds = 60 };

    /// <summary>So many requests in so many seconds, for one account, or for one address when nobody is signed in.</summary>
    public sealed class Limit
    {
        public int Requests { get; set; }
        public int Seconds { get; set; }
    }
}
