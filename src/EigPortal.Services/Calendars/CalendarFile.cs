using System.Globalization;
using System.Text;

namespace EigPortal.Services.Calendars;

/// <summary>A date to keep. Days are whole days in Paris; instants are absolute.</summary>
/// <param name="Key">Stable: importing a later version replaces the date instead of adding another.</param>
public abstract record CalendarEntry(string Key, string Title, string Description);

public sealed record CalendarInstant(string Key, string Title, string Description, DateTimeOffset At)
    : CalendarEntry(Key, Title, Description);

/// <param name="To">Last day, included.</param>
public sealed record CalendarDays(string Key, string Title, string Description, DateOnly From, DateOnly To)
    : CalendarEntry(Key, Title, Description);

/// <summary>An appointment, with its place. A later version of it has a higher sequence.</summary>
public sealed record CalendarMeeting(
    string Key,
    string Title,
    string Description,
    DateTimeOffset From,
    DateTimeOffset To,
    string Location,
    int Sequence
) : CalendarEntry(Key, Title, Description);

/// <summary>
/// An iCalendar file (RFC 5545). Instants are written in Paris time with the rules of its zone in the file: an abbreviation such as
/// "CEST" imports at the wrong hour in several programs (B36).
/// </summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    private const string Zone = "Europe/Paris";
    private const int LineOctets = 75;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    // The rules of the European Union since 1996.
    private static readonly string[] ZoneRules =
    [
        "BEGIN:VTIMEZONE",
        $"TZID:{Zone}",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <param name="host">Name of the portal's host, which makes the identifiers its own.</param>
    /// <param name="writtenAt">When this version was made.</param>
    public static string Of(string name, string host, IEnumerable<CalendarEntry> entries, DateTimeOffset writtenAt)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Portail EIG//FR",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            $"X-WR-CALNAME:{Escaped(name)}",
            $"X-WR-TIMEZONE:{Zone}",
            .. ZoneRules,
            .. entries.SelectMany(entry => Lines(entry, host, writtenAt)),
            "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(Folded));
    }

    private static IEnumerable<string> Lines(CalendarEntry entry, string host, DateTimeOffset writtenAt) =>
        [
            "BEGIN:VEVENT",
            $"UID:{entry.Key}@{host}",
            $"DTSTAMP:{writtenAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            .. entry switch
            {
                // Without an end: a date to keep takes no time.
                CalendarInstant instant => (string[])[$"DTSTART;TZID={Zone}:{Local(instant.At)}"],
                // The end of whole days is the first day after them.
                CalendarDays days => [$"DTSTART;VALUE=DATE:{Day(days.From)}", $"DTEND;VALUE=DATE:{Day(days.To.AddDays(1))}"],
                CalendarMeeting meeting =>
                [
                    $"DTSTART;TZID={Zone}:{Local(meeting.From)}",
                    $"DTEND;TZID={Zone}:{Local(meeting.To)}",
                    $"SEQUENCE:{meeting.Sequence.ToString(CultureInfo.InvariantCulture)}",
                    $"LOCATION:{Escaped(meeting.Location)}",
                ],
                _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "Unknown kind of date."),
            },
            $"SUMMARY:{Escaped(entry.Title)}",
            $"DESCRIPTION:{Escaped(entry.Description)}",
            // An appointment makes its hour busy; a date to keep doesn't.
            entry is CalendarMeeting
                ? "TRANSP:OPAQUE"
                : "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ];

    private static string Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Paris).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    // Lines are cut at 75 octets, never inside a character.
    private static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }
}
