using EigPortal.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Completions;

public static class CompletionServices
{
    /// <summary>Requests for completion of submitted files: asked by staff, answered by the person.</summary>
    public static IServiceCollection AddCompletions(this IServiceCollection services)
    {
        services.AddScoped<CompletionDesk>();
        services.AddScoped<CompletionLists>();
        services.AddScoped<OwnCompletion>();
        services.AddScoped<AnswerCompletion>();
        services.AddScoped<CompletionLetters>();
        services.AddScoped<CompletionReminders>();
        services.AddMail<CompletionAskedMail>();
        services.AddMail<CompletionExtendedMail>();
        services.AddMail<CompletionWithdrawnMail>();
        services.AddMail<CompletionReceipt>();
        return services;
    }
}
