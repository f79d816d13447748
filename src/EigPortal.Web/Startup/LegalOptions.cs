namespace EigPortal.Web.Startup;

/// <summary>Configuration section <c>Legal</c>: what the law of 21 June 2004 wants on the legal notice. Production needs all of it.</summary>
public sealed class LegalOptions
{
    public const string Section = "Legal";

    /// <summary>The administration that publishes the site.</summary>
    public string Publisher { get; set; } = "";
    public string PublisherAddress { get; set; } = "";

    /// <summary>The person who answers for what is published.</summary>
    public string PublicationDirector { get; set; } = "";

    /// <summary>Name, address and telephone of the company that hosts the site.</summary>
    public string Host { get; set; } = "";

    /// <summary>Address that answers questions about the site and about personal data.</summary>
    public string ContactEmail { get; set; } = "";

    /// <summary>How to reach the data protection officer.</summary>
    public string DataProtectionOfficer { get; set; } = "";
}
