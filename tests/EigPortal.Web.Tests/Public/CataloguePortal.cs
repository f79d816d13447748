using EigPortal.Domain.Challenges;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Portal;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Public;

/// <summary>A portal with the real catalogue, on 8 October 2018 at 10:00 in Paris: the call is open. No person in it.</summary>
public sealed class CataloguePortal : PortalFactory
{
    public const string Open = "2018-10-08T10:00:00";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabaseAsync(db => Catalogue.ImportAsync(db, CancellationToken.None));
        await Clock.SetAsync(Open);
    }

    /// <summary>Changes a challenge as staff would, and forgets stored pages as their screens do.</summary>
    public async Task ChangeAsync(string slug, Action<Challenge> change)
    {
        await InDatabaseAsync(async db =>
        {
            var challenge = await db
                .Challenges.Include(challenge => challenge.Posts)
                .Include(challenge => challenge.FormerSlugs)
                .AsSplitQuery()
                .SingleAsync(challenge => challenge.Slug == slug);
            change(challenge);
            return await db.SaveChangesAsync();
        });
        await PublicPages.EvictAsync(Services.GetRequiredService<IOutputCacheStore>(), CancellationToken.None);
    }
}
