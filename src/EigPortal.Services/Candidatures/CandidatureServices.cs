using EigPortal.Services.Candidatures.Mails;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Candidatures;

public static class CandidatureServices
{
    public static IServiceCollection AddCandidatures(this IServiceCollection services)
    {
        services.AddScoped<OwnCandidature>();
        services.AddScoped<SectionPages>();
        services.AddScoped<FormWriting>();
        services.AddScoped<OwnSubmissions>();
        services.AddScoped<CandidatureEditing>();
        services.AddScoped<CandidatureOutcomes>();
        services.AddScoped<StartCandidature>();
        services.AddScoped<SaveSection>();
        services.AddScoped<SaveWishes>();
        services.AddScoped<AutosaveSection>();
        services.AddScoped<AutosaveWishes>();
        services.AddScoped<AttachDocument>();
        services.AddScoped<RemoveDocument>();
        services.AddUploads();
        services.AddScoped<ReadDocument>();
        services.AddScoped<SubmitCandidature>();
        services.AddScoped<WithdrawCandidature>();
        services.AddMail<SubmissionReceipt>();
        services.AddMail<WithdrawalReceipt>();
        services.AddMail<DocumentBlockedNotice>();
        services.AddMail<FormChangedMail>();
        return services;
    }
}
