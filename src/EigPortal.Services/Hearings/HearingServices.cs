using EigPortal.Domain.Hearings;
using EigPortal.Services.Mail;
using EigPortal.Services.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Hearings;

public static class HearingServices
{
    public static IServiceCollection AddHearings(this IServiceCollection services)
    {
        services.AddSingleton<IHearingPlanner, HearingPlanner>();
        services.AddScoped<ReadHearings>();
        services.AddScoped<OrganiseHearings>();
        services.AddScoped<PlanHearings>();
        services.AddScoped<ArrangeHearings>();
        services.AddScoped<ReleaseHearings>();
        services.AddScoped<RunningOrder>();
        services.AddScoped<HearingDesk>();
        services.AddScoped<HearingGrids>();
        services.AddScoped<CollectiveSheets>();
        services.AddScoped<OwnHearings>();
        services.AddMail<HearingInvitationMail>();
        services.AddMail<HearingKeptMail>();
        return services;
    }
}
