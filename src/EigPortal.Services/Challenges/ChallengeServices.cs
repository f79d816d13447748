using EigPortal.Services.Cohorts;
using EigPortal.Services.Hosts;
using EigPortal.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Challenges;

public static class ChallengeServices
{
    /// <summary>What staff prepare a promotion with: challenges, hosts, mentors, timetable.</summary>
    public static IServiceCollection AddChallengeWriting(this IServiceCollection services)
    {
        services.AddScoped<ChallengeWriting>();
        services.AddScoped<HostRegister>();
        services.AddScoped<RescheduleCohort>();
        services.AddMail<ChallengeWithdrawnMail>();
        return services;
    }
}
