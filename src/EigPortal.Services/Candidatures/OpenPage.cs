namespace EigPortal.Services.Candidatures;

/// <summary>
/// The open page that a save comes from. A page whose connection was cut can't know whether its last save arrived: when the draft
/// was last written by the same page, or by the one it takes over from, there is no other version to show (B2).
/// </summary>
/// <param name="Id">Number that the page gave itself; null for a form without script.</param>
/// <param name="Resumed">The page whose unsent answers this one found on the device, after a reload or a new sign-in.</param>
public sealed record OpenPage(Guid? Id, Guid? Resumed)
{
    public static OpenPage None { get; } = new(null, null);

    /// <summary>Whether the draft, last written by the given page, holds nothing that this one has not seen.</summary>
    public bool Wrote(Guid? last) => last is not null && (last == Id || last == Resumed);
}
