using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Shared;

public sealed class PseudonymsTests
{
    private static readonly Guid Salt = new("5f0c2a52-5f5c-4a0e-9d0c-0d2a8f7f9a11");
    private static readonly Guid Somebody = new("01990000-0000-7000-8000-000000000001");

    [Fact]
    public void A_person_has_one_pseudonym_per_salt_and_it_is_not_the_id()
    {
        Assert.Equal(new Pseudonyms(Salt).Of(Somebody), new Pseudonyms(Salt).Of(Somebody));
        Assert.NotEqual(Somebody, new Pseudonyms(Salt).Of(Somebody));
        Assert.NotEqual(new Pseudonyms(Guid.NewGuid()).Of(Somebody), new Pseudonyms(Salt).Of(Somebody));
    }

    /// <summary>Rank intervals are drawn in an order of files: pseudonyms alone must give the same draws.</summary>
    [Fact]
    public void E9_calibration_in_the_order_of_pseudonyms_is_the_calibration_of_pseudonyms()
    {
        var pseudonyms = new Pseudonyms(Salt);
        var random = new Random(2018);
        Guid[] files = [.. Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7())];
        Guid[] jurors = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];
        CountedSheet[] sheets =
        [
            .. files.SelectMany(file => jurors.Skip(1).Select(juror => new CountedSheet(file, juror, random.Next(5, 20)))),
            .. files.Take(4).Select(file => new CountedSheet(file, jurors[0], random.Next(5, 20))),
        ];
        var named = CalibrationPolicy.Calibrate(sheets, pseudonyms).Value;
        var unnamed = CalibrationPolicy
            .Calibrate(
                sheets.Select(sheet => new CountedSheet(
                    pseudonyms.Of(sheet.CandidatureId),
                    pseudonyms.Of(sheet.JurorId),
                    sheet.Total
                ))
            )
            .Value;

        Assert.Equal(
            named.Rank(files, 3).Select(rank => rank with { CandidatureId = pseudonyms.Of(rank.CandidatureId) }),
            unnamed.Rank(files.Select(pseudonyms.Of), 3)
        );
        Assert.Equal(named.Files.Select(file => file with { CandidatureId = pseudonyms.Of(file.CandidatureId) }), unnamed.Files);
    }
}
