using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Text;

namespace EigPortal.Services.Selection.Deliberations;

/// <summary>The minutes of a sitting as text. They name members and never candidates: a candidature is its number, so that erasure leaves them whole.</summary>
public static class DeliberationMinutes
{
    /// <summary>Lines in the order of the sitting; the same sitting always gives the same text.</summary>
    public static string Write(Deliberation sitting)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line($"Procès-verbal : {sitting.Title}");
        Line($"Séance du {FrenchDates.Day(sitting.HeldOn)}");
        Line($"Présidence : {sitting.Members.Single(member => member.AccountId == sitting.ChairId).FullName}");
        Line($"Quorum : {sitting.Quorum}");
        Line($"Présents à la fin : {Names(sitting, isPresent: true)}");
        Line($"Absents à la fin : {Names(sitting, isPresent: false)}");
        foreach (var resolution in sitting.Resolutions.OrderBy(resolution => resolution.Sequence))
        {
            Line(
                $"{resolution.Sequence}. {resolution.Number} ; {resolution.Kind} ; {resolution.Seat} ; "
                    + $"votants {resolution.Voters} ; pour {resolution.For} ; contre {resolution.Against} ; abstentions {resolution.Abstained} ; "
                    + $"voix prépondérante {Casting(resolution.CastingVote)} ; retrait {string.Join(", ", resolution.Recused)} ; {resolution.Outcome}"
            );
        }

        return text.ToString();
    }

    /// <returns>SHA-256 of the text in UTF-8, in lower-case hexadecimal.</returns>
    public static string HashOf(Deliberation sitting) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(sitting))));

    private static string Names(Deliberation sitting, bool isPresent) =>
        string.Join(
            ", ",
            sitting
                .Members.Where(member => member.IsPresent == isPresent)
                .Select(member => member.FullName)
                .Order(StringComparer.Ordinal)
        );

    private static string Casting(bool? vote) =>
        vote switch
        {
            true => "pour",
            false => "contre",
            null => "sans objet",
        };
}
