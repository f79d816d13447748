using EigPortal.Services.Mail;
using EigPortal.Services.Privacy.Erasing;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Messages;

public static class MessageServices
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddScoped<MessageThreads>();
        services.AddScoped<SendMessage>();
        services.AddScoped<HandleMessages>();
        services.AddScoped<IErasureStep, EraseMessages>();
        services.AddMail<MessageNotice>();
        return services;
    }
}
