using EigPortal.Web.Shared;

namespace EigPortal.Web.Features.Shared;

/// <summary>Time left, in words that are true for <paramref name="ValidFor"/> and no longer.</summary>
public sealed record Countdown(string Words, TimeSpan ValidFor)
{
    public static Countdown Of(TimeSpan left)
    {
        if (left < TimeSpan.FromMinutes(1))
        {
            return new("moins d’une minute", left);
        }

        var step = left >= TimeSpan.FromDays(1) ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        var validFor = TimeSpan.FromTicks(left.Ticks % step.Ticks);
        return new(
            left >= TimeSpan.FromDays(1) ? Join(Count(left.Days, "jour"), Count(left.Hours, "heure"))
                : left >= TimeSpan.FromHours(1) ? Join(Count(left.Hours, "heure"), Count(left.Minutes, "minute"))
                : Count(left.Minutes, "minute"),
            validFor
        );
    }

    private static string Count(int count, string unit) => count == 0 ? "" : FrenchNumbers.Count(count, unit, unit + "s");

    private static string Join(string large, string small) => small.Length == 0 ? large : $"{large} et {small}";
}
