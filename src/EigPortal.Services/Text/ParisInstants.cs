using System.Globalization;
using EigPortal.Domain.Shared;

namespace EigPortal.Services.Text;

/// <summary>Reads a date and time that somebody typed, in Paris: the only place that does.</summary>
public static class ParisInstants
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "dd/MM/yyyy HH:mm",
        "dd/MM/yyyy H'h'mm",
    ];

    /// <summary>
    /// The instant. Refuses what is not a date and time, the hour that doesn't exist when summer time begins and the hour that exists
    /// twice when it ends (E1).
    /// </summary>
    /// <param name="field">Name of the field, for the refusal.</param>
    public static Result<DateTimeOffset> Parse(string? text, string field)
    {
        if (!DateTime.TryParseExact(text?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return new DomainError("instant.format", "Saisissez une date et une heure, par exemple 15/10/2018 17:00.", field);
        }

        if (Paris.IsInvalidTime(local))
        {
            return new DomainError(
                "instant.absent",
                "Cette heure n’existe pas : les horloges passent ce jour-là de 2 h à 3 h.",
                field
            );
        }

        return Paris.IsAmbiguousTime(local)
            ? new DomainError(
                "instant.twice",
                "Cette heure existe deux fois : les horloges reculent ce jour-là de 3 h à 2 h. Choisissez-en une autre.",
                field
            )
            : new DateTimeOffset(local, Paris.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The instant at which a day begins in Paris.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The instant at which clocks of Paris show this hour of this day; of two, the first.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly hour)
    {
        var local = day.ToDateTime(hour);
        return new DateTimeOffset(
            local,
            Paris.IsAmbiguousTime(local) ? Paris.GetAmbiguousTimeOffsets(local).Max() : Paris.GetUtcOffset(local)
        );
    }

    /// <summary>What a `datetime-local` field shows: "2018-10-15T17:00".</summary>
    public static string ToField(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Paris).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
