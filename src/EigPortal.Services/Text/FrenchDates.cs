using System.Globalization;

namespace EigPortal.Services.Text;

/// <summary>
/// Dates for people, in Paris time: on screens and in mails, the only place that converts an instant for display. Spaces before a unit or an hour
/// don't break; the hour never stands without its zone in the long form, since candidates apply from Nouméa too.
/// </summary>
public static class FrenchDates
{
    private const char Nbsp = '\u00a0';
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>« lundi 15 octobre 2018 à 17 h, heure de Paris ».</summary>
    public static string Long(DateTimeOffset instant) => $"{LongWithoutZone(instant)}, heure de Paris";

    /// <summary>« lundi 15 octobre 2018 à 17 h ».</summary>
    public static string LongWithoutZone(DateTimeOffset instant) => LongWithoutZone(instant, Paris);

    /// <summary>The same instant as clocks show it elsewhere: « mardi 16 octobre 2018 à 2 h » in Nouméa.</summary>
    public static string LongWithoutZone(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return $"{Weekday(DateOnly.FromDateTime(local.DateTime))} à{Nbsp}{Hour(local)}";
    }

    /// <summary>« 15 octobre 2018 à 17 h 05 ».</summary>
    public static string Medium(DateTimeOffset instant)
    {
        var local = InParis(instant);
        return $"{Day(DateOnly.FromDateTime(local.DateTime))} à{Nbsp}{Hour(local)}";
    }

    /// <summary>« 15/10/2018 17:05 », for tables.</summary>
    public static string Short(DateTimeOffset instant) =>
        InParis(instant).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>« 16 h 59 min 59 s », for receipts.</summary>
    public static string Seconds(DateTimeOffset instant)
    {
        var local = InParis(instant);
        return $"{local.Hour}{Nbsp}h{Nbsp}{local.Minute:00}{Nbsp}min{Nbsp}{local.Second:00}{Nbsp}s";
    }

    /// <summary>« lundi 15 octobre 2018 à 16 h 59 min 59 s, heure de Paris », for receipts.</summary>
    public static string ToTheSecond(DateTimeOffset instant) =>
        $"{Weekday(ParisDay(instant))} à{Nbsp}{Seconds(instant)}, heure de Paris";

    /// <summary>« 17 h » or « 17 h 05 ».</summary>
    public static string Time(DateTimeOffset instant) => Hour(InParis(instant));

    /// <summary>The day in Paris at this instant.</summary>
    public static DateOnly ParisDay(DateTimeOffset instant) => DateOnly.FromDateTime(InParis(instant).DateTime);

    /// <summary>« 14 janvier 2019 », « 1er mars 2019 ».</summary>
    public static string Day(DateOnly date) => $"{DayNumber(date)}{Nbsp}{date.ToString("MMMM yyyy", French)}";

    /// <summary>« lundi 14 janvier 2019 ».</summary>
    public static string Weekday(DateOnly date) => $"{date.ToString("dddd", French)} {Day(date)}";

    /// <summary>« 14/01/2019 ».</summary>
    public static string ShortDay(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>« janvier 2019 ».</summary>
    public static string Month(DateOnly date) => date.ToString("MMMM yyyy", French);

    /// <summary>« du 14 au 18 janvier 2019 », with what both days share said once.</summary>
    public static string Period(DateOnly from, DateOnly to)
    {
        if (from == to)
        {
            return $"le{Nbsp}{Day(from)}";
        }

        var start =
            from.Year != to.Year ? Day(from)
            : from.Month != to.Month ? $"{DayNumber(from)}{Nbsp}{from.ToString("MMMM", French)}"
            : DayNumber(from);
        return $"du{Nbsp}{start} au{Nbsp}{Day(to)}";
    }

    /// <summary>For the <c>datetime</c> attribute of <c>time</c>: the instant with the offset of Paris.</summary>
    public static string Machine(DateTimeOffset instant) =>
        InParis(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset InParis(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris);

    private static string DayNumber(DateOnly date) => date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);

    private static string Hour(DateTimeOffset local) =>
        local.Minute == 0 ? $"{local.Hour}{Nbsp}h" : $"{local.Hour}{Nbsp}h{Nbsp}{local.Minute:00}";
}

/// <summary>Numbers for people: groups of three, and units, never separated from their number by a line end.</summary>
public static class FrenchNumbers
{
    private const char Nbsp = '\u00a0';
    private static readonly CultureInfo French = WithNbsp();

    /// <summary>« 1 234 », « 12,5 ».</summary>
    public static string Number(decimal value) => value.ToString("#,0.##", French);

    /// <summary>« 14,50 »: two decimals, half up, as marks are shown.</summary>
    public static string TwoDecimals(decimal value) =>
        Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("#,0.00", French);

    /// <summary>« 4 000 € », « 1 234,50 € ».</summary>
    public static string Euros(decimal amount) =>
        $"{(decimal.Truncate(amount) == amount ? amount.ToString("#,0", French) : amount.ToString("#,0.00", French))}{Nbsp}€";

    /// <summary>« 19 % » from 0.19.</summary>
    public static string Percent(decimal ratio) =>
        $"{Math.Round(ratio * 100, MidpointRounding.AwayFromZero).ToString("#,0", French)}{Nbsp}%";

    /// <summary>« 850 octets », « 12 ko », « 1,4 Mo ».</summary>
    public static string Bytes(long count) =>
        count switch
        {
            < 2 => $"{count}{Nbsp}octet",
            < 1_000 => $"{count}{Nbsp}octets",
            < 1_000_000 => $"{Math.Round(count / 1_000m, MidpointRounding.AwayFromZero).ToString("0", French)}{Nbsp}ko",
            < 1_000_000_000 => $"{(count / 1_000_000m).ToString("0.#", French)}{Nbsp}Mo",
            _ => $"{(count / 1_000_000_000m).ToString("0.#", French)}{Nbsp}Go",
        };

    /// <summary>« 1 candidature », « 170 candidatures »: French counts 0 and 1 as singular.</summary>
    public static string Count(long count, string singular, string plural) =>
        $"{Number(count)}{Nbsp}{(Math.Abs(count) < 2 ? singular : plural)}";

    private static CultureInfo WithNbsp()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("fr-FR").Clone();
        culture.NumberFormat.NumberGroupSeparator = Nbsp.ToString();
        return culture;
    }
}
