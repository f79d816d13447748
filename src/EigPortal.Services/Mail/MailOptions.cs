namespace EigPortal.Services.Mail;

/// <summary>Configuration section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Mail server. Empty in Development: mails are captured, readable at /demo/courrier, and leave the machine in no way.</summary>
    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;

    /// <summary>Empty when the server asks for no account.</summary>
    public string User { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>Whether the connection must be encrypted. Only a server on the same private network may do without.</summary>
    public bool RequireTls { get; set; } = true;
    public string From { get; set; } = "ne-pas-repondre@portail.eig.invalid";
    public string FromName { get; set; } = "Entrepreneurs d’intérêt général";

    /// <summary>Address that answers go to; empty when answers are not read.</summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>Time given to each exchange with the server.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>False on a node that only serves pages, and in tests, which send by themselves.</summary>
    public bool SendFromThisNode { get; set; } = true;
}
