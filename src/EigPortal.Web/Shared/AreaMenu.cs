using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Shared;

/// <summary>
/// The side menu of an area, put in <c>ViewData["AreaMenu"]</c> by its base controller or <c>_ViewStart</c> and shown by
/// <c>_AdminLayout</c>, which marks the entry of the current address.
/// </summary>
public sealed record AreaMenu(string Title, params IReadOnlyList<MenuEntry> Entries)
{
    /// <summary>The entries, with the one that leads here marked: the longest address that starts the path.</summary>
    public IReadOnlyList<MenuEntry> At(string path)
    {
        var best = Flatten(Entries)
            .Where(entry => entry.Href is { } href && (path == href || path.StartsWith(href + "/", StringComparison.Ordinal)))
            .MaxBy(entry => entry.Href!.Length);
        return Mark(Entries, best);
    }

    private static IEnumerable<MenuEntry> Flatten(IEnumerable<MenuEntry> entries) =>
        entries.SelectMany(entry => Flatten(entry.Children).Prepend(entry));

    private static IReadOnlyList<MenuEntry> Mark(IReadOnlyList<MenuEntry> entries, MenuEntry? current) =>
        [
            .. entries.Select(entry =>
                entry with
                {
                    Current = ReferenceEquals(entry, current),
                    Children = Mark(entry.Children, current),
                }
            ),
        ];
}
