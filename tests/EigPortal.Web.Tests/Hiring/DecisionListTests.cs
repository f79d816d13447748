using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;
using EigPortal.Services.Demo;
using EigPortal.Services.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Hiring;

/// <summary>The table of decisions, page by page.</summary>
[Collection(nameof(PromotionPortal))]
public sealed class DecisionListTests(PromotionPortal portal)
{
    [Fact]
    public async Task Each_file_is_on_one_page_in_order_of_number_and_a_page_beyond_the_last_is_the_last()
    {
        var all = await portal.InDatabaseAsync(db =>
            db.Candidatures.Where(file =>
                    file.State == CandidatureState.Preselected
                    || db.Decisions.Any(decision =>
                        decision.CandidatureId == file.Id && decision.State != DecisionState.Cancelled
                    )
                )
                .OrderBy(file => file.Number)
                .Select(file => file.Number!)
                .ToListAsync()
        );
        var pages = all.Chunk(SelectionBoard.PageSize).ToList();
        Assert.True(pages.Count > 1);
        using var staff = await portal.SignedInAsync(DemoAccounts.Staff);
        foreach (var (index, numbers) in pages.Index())
        {
            Assert.Equal(numbers, await NumbersAsync($"/admin/decisions?page={index + 1}"));
        }

        Assert.Equal(pages[0], await NumbersAsync("/admin/decisions"));
        Assert.Equal(pages[^1], await NumbersAsync($"/admin/decisions?page={int.MaxValue}"));

        async Task<IEnumerable<string>> NumbersAsync(string path) =>
            (await staff.GetAsync(path)).Texts("#candidatures ~ .fr-table tbody th a").Select(text => text.Split(',')[0]);
    }
}
