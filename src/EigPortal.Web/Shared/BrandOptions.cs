namespace EigPortal.Web.Shared;

/// <summary>Section <c>Brand</c> of the configuration.</summary>
public sealed class BrandOptions
{
    /// <summary>Shows the Marianne block and font. Reserved to the sites of the State, on a <c>.gouv.fr</c> host.</summary>
    public bool Official { get; set; }

    /// <summary>Lines beside the Marianne.</summary>
    public string[] LogoLines { get; set; } = ["République", "Française"];

    public IReadOnlyList<string>? Logo => Official ? LogoLines : null;
}
