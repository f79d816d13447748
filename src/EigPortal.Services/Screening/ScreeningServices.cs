using EigPortal.Services.Audit;
using EigPortal.Services.Screening.Opinions;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Screening;

public static class ScreeningServices
{
    public static IServiceCollection AddScreening(this IServiceCollection services)
    {
        services.AddScoped<AuditTrail>();
        services.AddScoped<CandidatureSearch>();
        services.AddScoped<ScreenCandidature>();
        services.AddScoped<CandidatureDetail>();
        services.AddScoped<StaffDashboard>();
        services.AddScoped<CoverageRadar>();
        services.AddScoped<AskMentorOpinions>();
        services.AddScoped<OwnMentorOpinions>();
        services.AddScoped<GivenOpinions>();
        services.AddScoped<FindDuplicates>();
        return services;
    }
}
