using EigPortal.Services.Calendars;

namespace EigPortal.Services.Tests.Calendars;

public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset Written = new(2018, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void B36_instants_carry_the_zone_by_name_with_its_rules_in_summer_and_in_winter() =>
        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Portail EIG//FR
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            X-WR-CALNAME:Promotion 3
            X-WR-TIMEZONE:Europe/Paris
            BEGIN:VTIMEZONE
            TZID:Europe/Paris
            BEGIN:DAYLIGHT
            DTSTART:19960331T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            TZNAME:CEST
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:19961027T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            TZNAME:CET
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:cloture@portail.exemple.fr
            DTSTAMP:20180901T080000Z
            DTSTART;TZID=Europe/Paris:20181015T170000
            SUMMARY:Clôture de l’appel\, promotion 3
            DESCRIPTION:Dernier instant\; une ligne\nune autre
            TRANSP:TRANSPARENT
            END:VEVENT
            BEGIN:VEVENT
            UID:resultats@portail.exemple.fr
            DTSTAMP:20180901T080000Z
            DTSTART;TZID=Europe/Paris:20181204T100000
            SUMMARY:Résultats
            DESCRIPTION:
            TRANSP:TRANSPARENT
            END:VEVENT
            BEGIN:VEVENT
            UID:auditions@portail.exemple.fr
            DTSTAMP:20180901T080000Z
            DTSTART;VALUE=DATE:20181106
            DTEND;VALUE=DATE:20181109
            SUMMARY:Auditions
            DESCRIPTION:
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            CalendarFile.Of(
                "Promotion 3",
                "portail.exemple.fr",
                [
                    new CalendarInstant(
                        "cloture",
                        "Clôture de l’appel, promotion 3",
                        "Dernier instant; une ligne\nune autre",
                        new DateTimeOffset(2018, 10, 15, 15, 0, 0, TimeSpan.Zero)
                    ),
                    new CalendarInstant("resultats", "Résultats", "", new DateTimeOffset(2018, 12, 4, 9, 0, 0, TimeSpan.Zero)),
                    new CalendarDays("auditions", "Auditions", "", new DateOnly(2018, 11, 6), new DateOnly(2018, 11, 8)),
                ],
                Written
            )
        );

    [Fact]
    public void Long_lines_are_folded_within_75_octets_and_no_character_is_cut()
    {
        var title = string.Concat(Enumerable.Repeat("é’", 60));
        var file = CalendarFile.Of(
            "x",
            "x",
            [new CalendarDays("k", title, "", new DateOnly(2018, 1, 1), new DateOnly(2018, 1, 1))],
            Written
        );
        Assert.All(file.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains($"SUMMARY:{title}\r\n", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
