namespace EigPortal.Services.Identity;

/// <summary>Says in two words what a browser calls itself: enough to recognise one's own, too little to follow anybody.</summary>
public static class DeviceLabel
{
    // Order matters: Edge and Opera also say Chrome, and Chrome also says Safari.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <returns>« Firefox, Linux », or « Navigateur inconnu ».</returns>
    public static string Of(string? userAgent)
    {
        var text = userAgent ?? "";
        string?[] words = [Find(Browsers, text), Find(Systems, text)];
        var known = string.Join(", ", words.OfType<string>());
        return known.Length == 0 ? "Navigateur inconnu" : known;
    }

    private static string? Find((string Sign, string Name)[] list, string text) =>
        list.Where(row => text.Contains(row.Sign, StringComparison.Ordinal)).Select(row => row.Name).FirstOrDefault();
}
