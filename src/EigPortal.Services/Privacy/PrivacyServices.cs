using EigPortal.Services.Jobs;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy.Erasing;
using EigPortal.Services.Privacy.Mails;
using EigPortal.Services.Privacy.Retaining;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Privacy;

public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<Passport>();
        services.AddScoped<PersonalExport>();
        services.AddScoped<ErasureHolds>();
        services.AddScoped<ErasedFiles>();
        services.AddScoped<EraseCandidature>();
        services.AddScoped<IErasureStep, EraseAssessment>();
        services.AddScoped<IErasureStep, EraseContract>();
        services.AddScoped<IErasureStep, EraseMails>();
        services.AddScoped<IErasureStep, EraseDocuments>();
        services.AddScoped<IErasureStep, EraseIdentity>();
        services.AddScoped<IErasureStep, EraseAccount>();
        services.AddScoped<EraseKeptContract>();
        services.AddScoped<RetentionTerms>();
        services.AddScoped<RetentionBoard>();
        services.AddRecurringWork<KeepRetention>();
        services.AddMail<ErasureConfirmation>();
        services.AddMail<ErasureNotice>();
        return services;
    }
}
