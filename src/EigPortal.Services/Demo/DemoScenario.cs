namespace EigPortal.Services.Demo;

/// <summary>A moment of promotion 3 that a tester can visit.</summary>
/// <param name="Name">What `--scenario` takes.</param>
/// <param name="StartsAt">Programme instant from which the clock ticks.</param>
/// <param name="Title">What the banner says.</param>
public sealed record DemoScenario(string Name, DateTimeOffset StartsAt, string Title)
{
    private static readonly TimeSpan Summer = TimeSpan.FromHours(2);
    private static readonly TimeSpan Winter = TimeSpan.FromHours(1);

    public static readonly DemoScenario Before = new("avant", new(2018, 9, 10, 10, 0, 0, Summer), "avant l’ouverture de l’appel");
    public static readonly DemoScenario Call = new(
        "appel",
        new(2018, 10, 8, 10, 0, 0, Summer),
        "l’appel à candidatures est ouvert"
    );
    public static readonly DemoScenario Reading = new(
        "lecture",
        new(2018, 10, 16, 9, 0, 0, Summer),
        "l’appel est clos, les dossiers attendent"
    );
    public static readonly DemoScenario Jury = new("jury", new(2018, 11, 7, 9, 0, 0, Winter), "les auditions sont en cours");

    /// <summary>For whoever has half an hour: the whole selection is done but for its last steps.</summary>
    public static readonly DemoScenario Conclusion = new(
        "conclusion",
        new(2018, 11, 8, 10, 15, 0, Winter),
        "il reste deux lectures, une audition et une délibération"
    );
    public static readonly DemoScenario Cohort = new(
        "promotion",
        new(2019, 2, 4, 10, 0, 0, Winter),
        "la promotion est au travail"
    );

    public static readonly IReadOnlyList<DemoScenario> All = [Before, Call, Reading, Jury, Conclusion, Cohort];

    public static DemoScenario? Find(string name) => All.SingleOrDefault(scenario => scenario.Name == name);
}
