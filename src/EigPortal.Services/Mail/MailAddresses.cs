using System.Text.RegularExpressions;

namespace EigPortal.Services.Mail;

/// <summary>Mail servers repeat addresses in what they answer: a log must not keep them.</summary>
public static partial class MailAddresses
{
    /// <summary>The text with each address replaced by « [adresse] ».</summary>
    public static string Masked(string text) => Address().Replace(text, "[adresse]");

    [GeneratedRegex("""(?:"[^"]*"|[^\s<>"'(),;:\[\]]+)@[^\s<>"'(),;:]+""")]
    private static partial Regex Address();
}
