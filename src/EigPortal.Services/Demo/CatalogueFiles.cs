using System.Reflection;
using System.Text.Json;
using EigPortal.Domain.Cohorts;

namespace EigPortal.Services.Demo;

/// <summary>The public facts of the programme, as the portal carries them: JSON files embedded in this assembly.</summary>
internal static class CatalogueFiles
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static T Read<T>(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"EigPortal.Services.Demo.Data.{name}")
            ?? throw new InvalidOperationException($"The file {name} is not embedded.");
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidOperationException($"The file {name} is empty.");
    }

    /// <summary>One promotion. A figure or a date that no source states is absent.</summary>
    public sealed record Promotion(
        string Slug,
        string Name,
        int Year,
        CohortFigures Figures,
        Timetable? Timetable,
        string? Note,
        bool Current
    );

    public sealed record Host(string Name, string ShortName, IReadOnlyList<string>? Ministries);

    /// <summary>One challenge of the list of all promotions; those of promotion 3 have their facts in the other file.</summary>
    public sealed record ListedChallenge(
        string Promotion,
        string Slug,
        string Name,
        string Summary,
        Host? Host,
        IReadOnlyList<string>? Profiles,
        int Positions,
        IReadOnlyList<string>? Places
    );

    public sealed record FullPost(string Profile, string Label, string Mission, IReadOnlyList<string> Skills);

    public sealed record FullChallenge(
        string Slug,
        string Name,
        string Tagline,
        string Problem,
        string Goal,
        string Impact,
        string DataAndMeans,
        IReadOnlyList<FullPost> Posts,
        Host Host,
        IReadOnlyList<string> Places,
        IReadOnlyList<string> MentorRoles,
        IReadOnlyList<string> Themes,
        bool SecurityClearance
    );

    public sealed record CurrentPromotion(IReadOnlyList<FullChallenge> Challenges);
}
