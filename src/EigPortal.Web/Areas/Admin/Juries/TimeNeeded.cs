using EigPortal.Services.Juries;
using EigPortal.Services.Text;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Juries;

/// <summary>What staff have to do after giving something to mark to somebody whose time is over: said with the act, where it is done.</summary>
public static class TimeNeeded
{
    /// <summary>Names told before « et 4 autres ».</summary>
    private const int Named = 5;

    /// <returns>Null when everybody may mark.</returns>
    public static string? Words(IReadOnlyList<OutOfTime> people)
    {
        var named = people.Take(Named).Select(person => person.FullName).ToList();
        var others = people.Count - named.Count;
        var all =
            others > 0 ? $"{string.Join(", ", named)} et {FrenchNumbers.Count(others, "autre", "autres")}"
            : named.Count > 1 ? $"{string.Join(", ", named[..^1])} et {named[^1]}"
            : string.Concat(named);
        return people.Count switch
        {
            0 => null,
            1 => $"La notation est close\u00a0: {all} ne peut rien verrouiller sans plus de temps.",
            _ => $"La notation est close\u00a0: {all} ne peuvent rien verrouiller sans plus de temps.",
        };
    }

    public static FlashLink? Link(IReadOnlyList<OutOfTime> people) =>
        people.Count switch
        {
            0 => null,
            1 => new($"/admin/jurys/cloture#jury-{people[0].JurorId}", "Lui donner du temps"),
            _ => new("/admin/jurys/cloture", "Leur donner du temps"),
        };
}
