using EigPortal.Services.Demo;
using EigPortal.Services.Matching;
using EigPortal.Services.Selection.Sealing;
using EigPortal.Services.Selection.Sealing.Verifying;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>Minutes once people are at work: decisions published, offers answered, seats taken.</summary>
[Collection(nameof(PromotionPortal))]
public sealed class SealedPromotionTests(PromotionPortal portal)
{
    [Fact]
    public async Task Minutes_of_a_promotion_at_work_are_made_again_to_the_same_result()
    {
        using var staff = await portal.SignedInAsync(DemoAccounts.Staff);
        var made = await staff.SubmitAsync(
            await staff.GetAsync("/admin/proces-verbal"),
            "Établir et télécharger le procès-verbal"
        );
        var minutes = MinutesFile.Read(await made.Response.Content.ReadAsByteArrayAsync()).Value;
        Assert.NotEmpty(minutes.Parts.Decisions.Offers);
        Assert.NotEmpty(minutes.Parts.Decisions.Seated);
        Assert.All(
            new VerifyMinutes(new CpSatTeamFormer()).Check(minutes),
            check => Assert.True(check.IsConform, $"{check.Name} : {string.Join(" ; ", check.Differences)}")
        );
        Assert.Equal(
            $"attachment; filename=proces-verbal-promotion-3-{minutes.Digest[..12]}.json",
            made.Response.Content.Headers.ContentDisposition!.ToString()
                .Split("; filename*")[0]
                .Replace("\"", "", StringComparison.Ordinal)
        );
    }
}
