using System.Security.Cryptography.X509Certificates;

namespace EigPortal.Web.Startup;

/// <summary>The certificate that encrypts the data protection keys, which the database stores.</summary>
internal static class KeyCertificate
{
    public const string PathKey = "DataProtection:CertificatePath";
    public const string PasswordKey = "DataProtection:CertificatePassword";

    /// <returns>Null when no certificate is configured, which only Development and tests may do.</returns>
    public static X509Certificate2? Load(IConfiguration configuration) =>
        configuration[PathKey] is { Length: > 0 } path && File.Exists(path)
            ? X509CertificateLoader.LoadPkcs12FromFile(path, configuration[PasswordKey])
            : null;
}
