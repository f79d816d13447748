using EigPortal.Services.Data;
using EigPortal.Services.Jobs;
using EigPortal.Services.Privacy.Erasing;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Diversity;

public static class DiversityServices
{
    public static IServiceCollection AddDiversity(this IServiceCollection services)
    {
        services.AddScoped<DiversityVault>();
        services.AddScoped<FreezeStageCounts>();
        services.AddScoped<IErasureStep, EraseDiversity>();
        services.AddRecurringWork<FreezeForgottenCounts>();
        return services;
    }
}

/// <summary>The person's answers to the optional questionnaire, while they can be told from the others.</summary>
internal sealed class EraseDiversity(DiversityVault vault) : IErasureStep
{
    public int Order => 40;

    public Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct) =>
        vault.RemoveAsync(erasure.Candidature.CohortId, erasure.Candidature.Id, ct);
}
