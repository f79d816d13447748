using System.Globalization;
using EigPortal.Domain.Challenges;
using EigPortal.Services.Juries;

namespace EigPortal.Web.Areas.Admin.Plans;

/// <summary>The table of members as the form posts it: boxes per member and family, limits as they were typed.</summary>
public sealed class MembersInput
{
    /// <summary>Every member of the table: without a ticked box they would not be posted at all.</summary>
    public List<Guid> Ids { get; init; } = [];

    /// <summary>By member.</summary>
    public Dictionary<Guid, List<Family>> Trades { get; init; } = [];
    public Dictionary<Guid, string?> Limits { get; init; } = [];

    public static MembersInput From(IEnumerable<JuryMember> jury)
    {
        var members = jury.ToList();
        return new MembersInput
        {
            Ids = [.. members.Select(member => member.JurorId)],
            Trades = members.ToDictionary(member => member.JurorId, member => member.Families.ToList()),
            Limits = members.ToDictionary(
                member => member.JurorId,
                member => member.MaxReadings?.ToString(CultureInfo.InvariantCulture)
            ),
        };
    }

    // What is not a whole number is outside of every limit: the domain refuses it and names the field.
    public IReadOnlyList<JuryMemberText> ToTexts() =>
        [
            .. Ids.Select(id => new JuryMemberText(
                id,
                Trades.GetValueOrDefault(id) ?? [],
                string.IsNullOrWhiteSpace(Limits.GetValueOrDefault(id)) ? null
                    : int.TryParse(Limits[id], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit
                    : -1
            )),
        ];

    public bool Has(Guid id, Family family) => Trades.GetValueOrDefault(id)?.Contains(family) == true;
}

public sealed record MembersModel(IReadOnlyList<JuryMember> Jury, MembersInput Input);
