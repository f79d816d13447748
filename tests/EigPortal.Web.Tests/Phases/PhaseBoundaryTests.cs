using System.Text;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Web.Tests.Phases;

/// <summary>
/// The promotion rehearsed over each date of its timetable: one second before, on the instant, and two hours later (the hour at which
/// a peer's review page went blank), everybody opens every page that the portal leads them to. What a boundary takes from each role,
/// and gives, is written in its golden file.
/// </summary>
public sealed class PhaseBoundaryTests
{
    private const string Accept = "ACCEPT_GOLDEN";
    private static readonly string Golden = Path.Combine(
        PostgresServer.RepositoryRoot,
        "tests",
        "EigPortal.Web.Tests",
        "Phases",
        "Golden"
    );

    public static TheoryData<string> Worlds => [.. Boundary.All.Select(boundary => boundary.World.Name).Distinct()];

    [Fact]
    public void B11_no_date_of_the_timetable_is_left_without_a_rehearsal() =>
        Assert.Equal(
            typeof(Timetable).GetProperties().Select(date => date.Name).Order(StringComparer.Ordinal),
            Boundary.All.Select(boundary => boundary.Date).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task B11_every_page_of_every_role_holds_over_each_boundary(string world)
    {
        var boundaries = Boundary.All.Where(boundary => boundary.World.Name == world).ToList();
        var portal = new PhasePortal();
        await using (portal)
        {
            await portal.OpenAsync(DemoScenario.Find(world)!);
            foreach (var boundary in boundaries)
            {
                var instant = boundary.Instant(portal.Timetable);
                var before = await portal.LookAsync(instant.AddSeconds(-1));
                var at = await portal.LookAsync(instant);
                var later = await portal.LookAsync(instant.AddHours(2));

                Assert.Equal(Write(at), Write(later));
                await SameAsync($"{boundary.Date}.txt", Compare(before, at));
            }
        }
    }

    private static string Write(IReadOnlyDictionary<string, IReadOnlyCollection<string>> offers) =>
        string.Join('\n', offers.Select(role => $"{role.Key}\n{string.Join('\n', role.Value)}"));

    private static string Compare(
        IReadOnlyDictionary<string, IReadOnlyCollection<string>> before,
        IReadOnlyDictionary<string, IReadOnlyCollection<string>> after
    )
    {
        var text = new StringBuilder();
        foreach (var (role, offers) in before)
        {
            text.Append(role).Append('\n');
            foreach (var lost in offers.Except(after[role]))
            {
                text.Append("- ").Append(lost).Append('\n');
            }

            foreach (var gained in after[role].Except(offers))
            {
                text.Append("+ ").Append(gained).Append('\n');
            }
        }

        return text.ToString();
    }

    private static async Task SameAsync(string name, string actual)
    {
        var path = Path.Combine(Golden, name);
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            await File.WriteAllTextAsync(path, actual);
        }

        Assert.Equal(await File.ReadAllTextAsync(path), actual);
    }
}
